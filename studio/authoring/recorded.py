"""A test that was written by the program, played: whether it passes, and goes the same way.

For: `record`. Reads the bytes of a test file, written or not yet; imports the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.authoring.trials import Play, finder, play_test, within
from studio.authoring.way import Way, passed_in
from studio.engine.prompts import PickPrompt, PicksPrompt
from studio.engine.screen import Given, Screen
from studio.engine.session import Session
from studio.format.nodes import Mapping
from studio.format.problems import Problem, Problems
from studio.format.trials import read_trials
from studio.library.library import Library, shipped, shown
from studio.practice.desk import Desk
from studio.practice.sitting import Sitting
from studio.practice.virtual import Seen, VirtualTime

BY_TIME = ("timed", "breathe")
READ_ONLY = ("say", "review", "contacts")


@dataclass(frozen=True)
class Played:
    """What came of a test: its problems, and its sessions, as far as it came: those of
    before are left out, and what comes later stands after the first."""

    problems: tuple[Problem, ...]
    sessions: tuple[Session, ...]


def played(data: bytes, file: Path, name: str, play: Play) -> Played:
    """Play one test of a file, whose bytes are `data`."""
    folders = [file.resolve().parent.parent]
    library = Library([*folders, shipped()])
    problems = Problems()
    tests = read_trials(data, shown(file), finder(library), library.shelf, problems)
    test = next((one for one in tests if one.name == name), None)
    if test is None:
        return Played(tuple(problems.errors), ())
    if within(test.node, problems.errors):
        return Played(tuple(one for one in problems.errors if within(test.node, [one])), ())
    sessions: list[Session] = []

    def watched(
        part: Mapping, sitting: Sitting, desk: Desk, time: VirtualTime, found: Problems
    ) -> Seen | None:
        sessions.append(sitting.session)
        return play(part, sitting, desk, time, found)

    result = play_test(test, shown(file), folders, watched, {})
    return Played(result.problems, tuple(sessions[len(test.trial.past) :]))


def differing(way: Way, session: Session) -> Iterator[str]:
    """The steps that a session answered in another way, by name, up to where it went elsewhere."""
    there = passed_in(session)
    for number, (screen, given) in enumerate(way.passed):
        name = screen.address.rpartition(".")[2]
        if number >= len(there) or there[number][0].address != screen.address:
            yield name
            return
        if not _same((screen, given), there[number]):
            yield name


def _same(one: tuple[Screen, Given], other: tuple[Screen, Given]) -> bool:
    (screen, given), (_, again) = one, other
    kind = screen.step.kind
    if kind in BY_TIME or kind in READ_ONLY:
        return True
    if kind == "keep" and not given.answered:
        return not again.value  # to skip it is to keep nothing
    return given.answered == again.answered and _by_number(*one) == _by_number(*other)


def _by_number(screen: Screen, given: Given) -> Any:  # noqa: ANN401 - as stored
    """An answer with picked things by their numbers: what is kept anew has ids of its own."""
    prompt = screen.prompt
    if not isinstance(prompt, (PickPrompt, PicksPrompt)) or not given.answered:
        return given.value
    numbers = {one.ref: number for number, one in enumerate(prompt.things)}
    many = given.value if isinstance(given.value, list) else [given.value]
    return [{**one, "ref": numbers[one["ref"]]} if "ref" in one else one for one in many]
