"""The engine's promises over random exercises, random events, random times."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from studio.engine import events as ev
from studio.engine.draft import draft_of, resume
from studio.engine.query import Nothing
from studio.engine.session import Session
from studio.format.exercise import Exercise
from tests.engine.exercises import STARTED, exercise
from tests.engine.making import steps
from tests.engine.player import event

SEEDS = range(120)


def some_events(
    found: Exercise, seed: int, most: int = 300
) -> tuple[Session, list[tuple[ev.Event, float]]]:
    chance = random.Random(seed)
    session = Session(found, started=STARTED, seed=seed)
    told, now = [], 0.0
    for _ in range(most):
        if session.over:
            break
        now += chance.random() * 8
        session.advance(now)
        if session.over:
            break
        chosen = event(session.view, chance.randrange, wander=len(told) < 60)
        session.send(chosen, now)
        told.append((chosen, now))
    return session, told


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_exercise_ends_and_is_the_same_again(seed: int, tmp_path: Path) -> None:
    found = exercise(tmp_path, steps(seed))
    session, told = some_events(found, seed)
    assert session.over
    assert session.outcome is not None
    json.dumps(session.outcome.as_data())
    again = Session(found, started=STARTED, seed=seed)
    for one, at in told:
        # One late call to the same moment, where the first went in small steps.
        again.send(one, at)
    again.advance(session.now)
    assert again.outcome == session.outcome


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_draft_is_taken_up_where_it_was(seed: int, tmp_path: Path) -> None:
    found = exercise(tmp_path, steps(seed))
    session, _ = some_events(found, seed, most=seed % 17)
    if session.over:
        return
    back = resume(json.loads(json.dumps(draft_of(session))), found, Nothing())
    for _ in range(60):
        if not back.pending:
            break
        back.send(ev.Answer(session.answers[back.view.address]), back.now)
    assert back.view.address == session.view.address
    assert back.view.pins == session.view.pins
    mine = {entry.address for entry, _ in session.passed}
    assert {entry.address for entry, _ in back.passed} == mine
