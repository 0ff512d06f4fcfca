"""Ways through the shipped exercises that together come to each of their steps.

Who walks decides by the place alone (`decide`), so both front ends can be led the
same way: with the same seed, the same question gets the same answer.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from studio.authoring.owned import START, Owned
from studio.authoring.wander import answer
from studio.engine import events as ev
from studio.engine.session import Session
from studio.engine.view import View
from studio.format.exercise import Exercise
from studio.library.library import Library, shipped
from studio.practice.desk import open_desk
from studio.practice.sitting import Sitting
from studio.practice.virtual import VirtualTime
from tests.store.doubles import NoSync
from tests.warm import warm

LIBRARY = Library([shipped()])
SHIPPED = tuple(sorted(one.id for one in LIBRARY.summaries()))
SEEDS = 60


@cache
def exercise(identity: str) -> Exercise:
    return LIBRARY.exercise(identity)


def decide(view: View, seed: int) -> ev.Event:
    """What is done at this question: an answer, a skip now and then, or on."""
    chance = random.Random(f"{seed}/{view.address}")
    if "resume" in view.allowed:
        return ev.Resume()
    if "answer" in view.allowed:
        if "skip" in view.allowed and chance.random() < 0.1:
            return ev.Skip()
        value = answer(view.prompt, chance.randrange)
        return ev.Skip() if value is None else ev.Answer(value)
    if "next" in view.allowed:
        return ev.Next()
    return ev.EndStep() if "end_step" in view.allowed else ev.SkipPart()


def begun(identity: str, seed: int) -> Session:
    """A session of an exercise with things that were kept before."""
    one = exercise(identity)
    kept = Owned(one, random.Random(f"{identity}/{seed}"))
    return Session(one, started=START, seed=seed, context=kept)


def steps_met(identity: str, seed: int) -> frozenset[str]:
    """The kinds and ids of what one walk comes to, by the engine alone."""
    session = begun(identity, seed)
    met, now = set(), 0.0
    while not session.over:
        view = session.view
        assert session.screen is not None
        place = session.screen.step.place
        met.add(f"{place.file}:{place.line}")
        session.send(decide(view, seed), now)
        now += 1.0
    return frozenset(met)


@cache
def ways(identity: str) -> tuple[int, ...]:
    """Seeds whose walks together come to every step that many walks come to; few of them."""
    met = {seed: steps_met(identity, seed) for seed in range(SEEDS)}
    left = frozenset[str]().union(*met.values())
    found = []
    while left:
        best = max(met, key=lambda seed: len(met[seed] & left))
        left -= met[best]
        found.append(best)
    return tuple(found)


def sat_down(identity: str, seed: int, home: Path) -> tuple[Sitting, VirtualTime]:
    """The session at a desk of its own, with time that goes as it is told."""
    time = VirtualTime(START)
    desk = open_desk(home=warm(home), wall=time.now, monotonic=time.monotonic)
    # What a walk meets does not hang on how long a disk takes; that it waits is shown elsewhere.
    desk.store.rooms.place.disk.fs = NoSync()
    desk.change(country="GB", seen_first_run=True)
    session = begun(identity, seed)
    name = desk.store.new_session_id()
    return Sitting(session, desk.store, name, monotonic=time.monotonic), time
