"""The way a session took: what was met, how each was passed, what came of it.

Walked anew from the answers, so that an answer can be exchanged for another one: a way
that then leads elsewhere is none. Imports the engine; plays no front end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studio.engine.flow import Walk
from studio.engine.kinds import KINDS
from studio.engine.refused import NotAllowed, Refused
from studio.engine.screen import Given, Screen
from studio.engine.session import Session

NOT_ANSWERED = ("timed", "breathe")  # what is stored is time, and nobody sent it
MADE = ("schedule",)  # what is stored is made of the answer, and holds a moment


@dataclass(frozen=True)
class Way:
    """Screens with how each was passed, in order. `left` is the one that was stopped at.

    `ends` is the word of a test for how it ended; `changes` are what it kept.
    """

    passed: tuple[tuple[Screen, Given], ...]
    left: Screen | None
    ends: str
    changes: tuple[dict[str, Any], ...]

    @property
    def path(self) -> list[str]:
        """The ids met, in order, as a test tells them."""
        met: list[str] = []
        before = ""
        for screen in (*(one for one, _ in self.passed), *([self.left] if self.left else [])):
            own = screen.step.id and not screen.care and not screen.implicit
            if own and screen.address != before:
                met.append(screen.address.rpartition(".")[2])
            before = screen.address
        return met


def passed_in(session: Session) -> tuple[tuple[Screen, Given], ...]:
    """What was passed in a session; a step that was stopped at while its time ran was not."""
    passed = tuple(session.passed)
    if session.stopped and passed and passed[-1][0] is session.screen:
        return passed[:-1]
    return passed


def way_of(session: Session, instead: Mapping[int, Given] | None = None) -> Way | None:
    """The way of a session; with other answers `instead`, by their number, if it stays the same.

    None when it leads elsewhere, or when what was answered later does not fit any more.
    """
    exchanged = instead or {}
    world = session.new_world({} if exchanged else dict(session.lookups))
    walk = Walk(world)
    screens = walk.screens()
    screen = next(screens, None)
    passed: list[tuple[Screen, Given]] = []
    for number, (before, given) in enumerate(passed_in(session)):
        given = exchanged.get(number, given)
        if screen is None or screen.address != before.address or not _fits(screen, given):
            return None
        passed.append((screen, given))
        try:
            screen = screens.send(given)
        except StopIteration:
            screen = None
    if _address(screen) != _address(session.screen):
        return None
    ends = "eased_out" if world.effects.eased_out else "done"
    return Way(
        tuple(passed), screen, ends if screen is None else "stopped", tuple(world.effects.changes)
    )


def _address(screen: Screen | None) -> str:
    return "" if screen is None else screen.address


def _fits(screen: Screen, given: Given) -> bool:
    """Whether a stored answer is one that the screen takes."""
    kind = screen.step.kind
    if not given.answered or kind in NOT_ANSWERED:
        return True
    if kind in MADE:
        names = {one.value for one in getattr(screen.prompt, "options", ())}
        return given.value["value"] in names | {"own"}
    try:
        KINDS[kind].accept(screen.step, screen.prompt, given.value)
    except (Refused, NotAllowed):
        return False
    return True
