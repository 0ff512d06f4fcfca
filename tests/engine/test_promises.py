"""The engine's contract, over random walks through the shipped exercises."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.engine import events as ev
from studio.engine.draft import draft_of, resume
from studio.engine.query import Nothing
from studio.engine.session import Session
from tests.engine.drive import drive
from tests.engine.exercises import SHIPPED, STARTED, exercise, shipped_exercise
from tests.engine.player import event

walks = st.tuples(st.sampled_from(SHIPPED), st.integers(0, 2**32), st.integers(0, 60))


Told = list[tuple[ev.Event, float]]


def walked(name: str, seed: int, steps: int, told: Told | None = None) -> Session:
    """A session after so many random events at random times, noted in `told`."""
    chance = random.Random(seed)
    session = Session(shipped_exercise(name), started=STARTED, seed=seed % 1000)
    now = 0.0
    for _ in range(steps):
        if session.over:
            break
        now += chance.random() * 25
        chosen = event(session.view, chance.randrange)
        session.send(chosen, now)
        if told is not None:
            told.append((chosen, now))
    return session


def to_the_end(session: Session, seed: int) -> Session:
    chance = random.Random(seed)
    now = session.now
    for _ in range(400):
        if session.over:
            return session
        now += 1
        session.send(event(session.view, chance.randrange, wander=False), now)
    raise AssertionError("the session never ends")


@given(walks)
@settings(max_examples=60, deadline=None)
def test_the_same_events_at_the_same_seconds_give_the_same_view_and_outcome(
    walk: tuple[str, int, int],
) -> None:
    told: Told = []
    first, second = walked(*walk, told), walked(*walk)
    assert first.view == second.view
    assert first.outcome == second.outcome
    again = Session(shipped_exercise(walk[0]), started=STARTED, seed=walk[1] % 1000)
    for one, at in told:
        again.send(one, at)
    assert again.view == first.view


@given(walks, st.floats(0, 400), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_a_late_tick_equals_many_small_ones(
    walk: tuple[str, int, int], late: float, pieces: int
) -> None:
    once, often = walked(*walk), walked(*walk)
    start = once.now
    once.advance(start + late)
    for piece in range(pieces):
        often.advance(start + late * (piece + 1) / pieces)
    often.advance(start + late)
    assert once.view == often.view
    assert once.mark == often.mark


@given(walks)
@settings(max_examples=80, deadline=None)
def test_a_draft_taken_up_again_stands_where_it_was(walk: tuple[str, int, int]) -> None:
    session = walked(*walk)
    if session.over:
        return
    draft: dict[str, Any] = json.loads(json.dumps(draft_of(session)))
    back = resume(draft, shipped_exercise(walk[0]), Nothing())
    while back.pending:
        question = back.view
        assert question.asked_again
        assert question.private
        back.send(ev.Answer(session.answers[question.address]), back.now)
    assert back.view.address == session.view.address
    assert back.view.text == session.view.text
    assert back.view.pins == session.view.pins
    assert [screen.address for screen, _ in back.passed] == [
        screen.address for screen, _ in session.passed
    ]
    if session.timer is not None and not session.timer.over:
        assert back.timer is not None
        assert back.paused
        assert back.timer.part == session.timer.part
        assert back.timer.used(back.now) == 0
    assert to_the_end(back, walk[1]).outcome is not None


def test_a_question_is_kept_without_the_lines_a_private_answer_stands_in(tmp_path: Path) -> None:
    steps = """
    - type: text
      id: secret
      private: yes
      required: yes
      text: What?
    - type: text
      id: both
      text: |
        You wrote ${secret}.

        What of it can wait?
    - type: text
      id: alone
      label: Afterwards
      text: And after ${secret}?
    """
    session = Session(exercise(tmp_path, steps), started=STARTED)
    drive(session, {"secret": "hush", "both": "a"}, until="alone")
    assert [span.text for span in session.view.text[0]] == ["And after ", "hush", "?"]
    assert "hush" not in json.dumps(draft_of(session))
    drive(session, {"alone": "b", "helped": 5})
    assert session.outcome is not None
    asked = {one["id"]: one["question"] for one in session.outcome.answers}
    assert asked["both"].strip() == "What of it can wait?"
    assert asked["alone"] == "Afterwards"
    assert "hush" not in json.dumps(session.outcome.as_data())


@given(walks)
@settings(max_examples=60, deadline=None)
def test_private_answers_reach_neither_draft_nor_outcome(walk: tuple[str, int, int]) -> None:
    session = walked(*walk)
    if not session.over:
        draft = draft_of(session)
        for row in draft["events"]:
            screen = session.met.get(row[1])
            if screen is not None and screen.step.private and row[2] == "answer":
                assert row[3:] == [None, "private"]
        session.send(ev.Stop(), session.now)
    outcome = session.outcome
    assert outcome is not None
    private = {address for address, screen in session.met.items() if screen.step.private}
    assert not private & {entry["address"] for entry in outcome.answers}


@given(walks)
@settings(max_examples=60, deadline=None)
def test_stopping_early_is_a_normal_end_and_loses_no_answer(walk: tuple[str, int, int]) -> None:
    session = walked(*walk)
    given_before = {
        screen.address for screen, one in session.passed if one.answered and not screen.step.private
    }
    if not session.over:
        session.send(ev.Stop(), session.now + 30)
        assert session.outcome is not None
        assert session.outcome.ending == "stopped"
    outcome = session.outcome
    assert outcome is not None
    assert given_before <= {entry["address"] for entry in outcome.answers}
    assert outcome.minutes >= 0


@given(walks)
@settings(max_examples=60, deadline=None)
def test_going_back_keeps_later_answers(walk: tuple[str, int, int]) -> None:
    session = walked(*walk)
    while not session.over and "back" in session.allowed:
        before = dict(session.answers)
        session.send(ev.Back(), session.now)
        assert before.items() <= session.answers.items()
        if len(session.sent) > 400:
            break


@pytest.mark.parametrize("name", SHIPPED)
def test_every_allowed_event_can_be_sent_and_no_other(name: str) -> None:
    from studio.engine.refused import NotAllowed

    for seed in range(12):
        session = walked(name, seed, seed * 3)
        for kind, cls in ev.EVENTS.items():
            if kind == "answer" or session.over:
                continue
            copy = walked(name, seed, seed * 3)
            if kind in session.allowed:
                copy.send(cls(), copy.now)
            else:
                with pytest.raises(NotAllowed):
                    copy.send(cls(), copy.now)
