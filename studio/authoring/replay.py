"""A session answered again, after its exercise has changed under it.

For: `preview`. What was given is known by the addresses of steps, so that it fits as far
as they are still there; where nothing is known, somebody who answers at random goes on.
Sessions are begun by whoever asks. Imports the engine; knows no files.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from studio.authoring.wander import event
from studio.engine.events import Answer, EndStep, Next, Skip, SkipPart
from studio.engine.kinds import breathe, timed
from studio.engine.refused import NotAllowed, Refused
from studio.engine.session import Session

SCREENS = 500  # that are gone through at most
TRIES = 400  # random walks towards a step
ENDS_TRIED = 100  # random walks to an end
RAN_OUT: dict[str, Callable[[Any, Any], bool]] = {
    "timed": timed.ran_out, "breathe": breathe.ran_out,
}  # fmt: skip

Begin = Callable[[], Session]
There = Callable[[str], bool]


@dataclass
class Given:
    """What was answered so far, by address; what was skipped or read is None."""

    answers: dict[str, Any] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    ran: dict[str, frozenset[str]] = field(default_factory=dict)
    """Steps whose time ran to its end, with the parts that were skipped on the way."""

    def learn(self, session: Session) -> None:
        """Take over what was answered in a session, those of paths left again too."""
        self.answers |= session.answers
        self.passed |= {screen.address for screen, _ in session.passed}
        for screen, given in session.passed:
            if screen.step.kind in RAN_OUT and given.answered:
                self.ran.pop(screen.address, None)
                if RAN_OUT[screen.step.kind](screen.prompt, given.value):
                    self.ran[screen.address] = frozenset(given.value.get("skipped", ()))


def again(begin: Begin, given: Given, before: Session) -> Session:
    """A session of the new version, standing where the old one stood, as near as it goes."""
    target = before.screen.address if before.screen is not None else ""
    found = replayed(begin, given, lambda address: address == target)
    if found.over and not before.over:
        # The step is gone: stay at the first one that nobody has seen, or at the last.
        known = given.passed | set(given.answers)
        found = replayed(begin, given, lambda address: address not in known)
    if found.over and not before.over and found.passed:
        last = found.passed[-1][0].address
        found = replayed(begin, given, lambda address: address == last)
    if before.typed is not None and found.screen and found.screen.address == before.typed[0]:
        found.note_typing(before.typed[1])
    return found


def replayed(begin: Begin, given: Given, there: There) -> Session:
    """Answered as before until `there`, or until something is asked that has no answer."""
    session = begin()
    for _ in range(SCREENS):
        if session.over or session.screen is None or there(session.screen.address):
            break
        if not pass_by(session, given):
            break
    return session


def pass_by(session: Session, given: Given) -> bool:
    """Go past the screen in view as before; False where that cannot be."""
    assert session.screen is not None
    address = session.screen.address
    _let_run(session, address, given)
    if session.screen is None or session.screen.address != address:
        return True  # what follows went by the clock too
    for attempt in (_answer(address, given), Next(), EndStep(), Skip()):
        if attempt is None or attempt.name not in session.allowed:
            continue
        try:
            session.send(attempt, session.now)
        except (Refused, NotAllowed):
            continue
        if session.revealed is not None:
            session.send(Next(), session.now)
        if session.over or session.screen is None or session.screen.address != address:
            return True
        return pass_by(session, given)  # a timed step that has begun
    return False


def _let_run(session: Session, address: str, given: Given) -> None:
    """Let the time of a step pass at once, where it ran to its end before."""
    skipped = given.ran.get(address)
    while skipped is not None and (due := session.deadline) is not None:
        screen, timer = session.screen, session.timer
        if screen is None or timer is None or screen.address != address:
            return
        parts = getattr(screen.prompt, "parts", ())
        if timer.part >= 0 and parts and parts[timer.part].name in skipped:
            session.send(SkipPart(), session.now)
        else:
            session.advance(due)


def _answer(address: str, given: Given) -> Answer | None:
    value = given.answers.get(address)
    return None if value is None else Answer(value)


def reached(begin: Begin, given: Given, there: There) -> Session | None:
    """A session that stands there: by the answers there are, else by trying; None for no way."""
    found = replayed(begin, given, there)
    if found.screen is not None and there(found.screen.address):
        return found
    for seed in range(TRIES):
        tried = _wandered(begin, seed, there)
        if tried is not None and not tried.over:
            given.learn(tried)
            return tried
    return None


def ended(begin: Begin, given: Given, wanted: Callable[[Session], bool]) -> Session | None:
    """A session that is over: by the answers there are, if any, else one that is `wanted`.

    Where chance finds none that is wanted, one that is over; None when it finds none at all.
    """
    if given.answers:
        found = replayed(begin, given, lambda _: False)
        if found.over:
            return found
    some: Session | None = None
    for seed in range(ENDS_TRIED):
        tried = _wandered(begin, seed, lambda _: False)
        if tried is None:
            continue
        some = some or tried
        if wanted(tried):
            some = tried
            break
    if some is not None:
        given.learn(some)
    return some


def _wandered(begin: Begin, seed: int, there: There) -> Session | None:
    """Somebody who answers at random, until they are there or it is over."""
    session = begin()
    chance = random.Random(seed)
    for _ in range(SCREENS):
        if session.over or session.screen is None or there(session.screen.address):
            return session
        try:
            session.send(event(session.view, chance.randrange, wander=False), session.now)
        except (Refused, NotAllowed):
            return None
    return None
