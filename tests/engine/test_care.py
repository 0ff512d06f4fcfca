"""Care rules as data: rises, high ratings, loud starts, the gate."""

from __future__ import annotations

from typing import Any

import pytest

from studio.engine import events as ev
from studio.engine.session import Session
from tests.engine.drive import drive, outcome_answers, v
from tests.engine.exercises import STARTED, shipped_exercise

OFFERS = ("climbed", "heavy")
BREATH: dict[str, Any] = {
    "pace": v("gentle"), "length": v("one"), "noticed": v("same"), "again": v("no"), "helped": 7,
}  # fmt: skip


def rated(before: int, after: int) -> Session:
    session = Session(shipped_exercise("grounding-breath"), started=STARTED)
    answers = {"distress_before": before, "distress_after": after, **BREATH}
    drive(session, answers, until=OFFERS)
    return session


def at_offer(session: Session) -> bool:
    return not session.over and session.view.address.rpartition(".")[2] in OFFERS


# Blueprint 10.2, check 8: (before, after) and whether a stop is offered.
@pytest.mark.parametrize(
    ("before", "after", "offered"),
    [(2, 4, False), (2, 5, True), (7, 9, True), (6, 8, False), (0, 10, True), (5, 5, False)],
)
def test_a_rise_of_three_or_a_nine_offers_to_stop(before: int, after: int, offered: bool) -> None:
    assert at_offer(rated(before, after)) is offered


def test_a_first_rating_of_nine_is_not_called_a_climb() -> None:
    session = rated(9, 9)
    assert at_offer(session)
    text = "".join(span.text for line in session.view.text for span in line)
    assert text == "That is a lot to carry. Thanks for telling me."
    assert [one.value for one in session.view.prompt.options] == [  # type: ignore[attr-defined]
        "feet", "people", "stop", "go_on",
    ]  # fmt: skip
    assert session.view.sheet


def test_a_rise_is_called_a_climb() -> None:
    session = rated(2, 6)
    text = "".join(span.text for line in session.view.text for span in line)
    assert text == "That climbed. Thanks for telling me."


def test_a_skipped_rating_sets_off_nothing() -> None:
    session = Session(shipped_exercise("grounding-breath"), started=STARTED)
    path = drive(session, {**BREATH, "distress_after": 8}, skips=["distress_before"])
    assert not [one for one in path if one.startswith("care.") and "breath" not in one]
    assert session.over


def test_grounding_then_still_nine_shows_people_and_ends_eased_out() -> None:
    session = rated(5, 9)
    path = drive(session, {"climbed": v("feet"), "again": 9})
    assert any("contacts" in one for one in path)
    assert session.outcome is not None
    assert session.outcome.ending == "eased_out"
    assert session.outcome.opens == "sensory-grounding"


def test_a_rating_inside_care_sets_off_no_rule() -> None:
    session = rated(5, 9)
    path = drive(session, {"climbed": v("feet"), "again": 10})
    assert sum(one.endswith("climbed") for one in path) == 1


def test_going_on_goes_on() -> None:
    session = rated(2, 9)
    drive(session, {"climbed": v("go_on"), **BREATH})
    assert session.outcome is not None
    assert session.outcome.ending == "finished"


def test_a_loud_start_offers_ground_where_an_exercise_stirs() -> None:
    session = Session(shipped_exercise("body-scan"), started=STARTED)
    drive(session, {"form": v("full"), "distress_before": 8}, until="ground_first")
    assert session.view.address.endswith("ground_first")


@pytest.mark.parametrize("answer", ["unsure", "unsafe", "unsaid"])
@pytest.mark.parametrize("way", ["people", "inner_line", "plan", "leave"])
def test_the_danger_gate_writes_no_script_and_leaves_nothing(answer: str, way: str) -> None:
    session = Session(shipped_exercise("boundary-scripting"), started=STARTED)
    assert session.view.before_begin
    assert not session.has_traces
    inner = {"version": "", "slots": {}}
    path = drive(session, {"less_safe": v(answer), "safer": v(way), "inner": inner})
    assert not [one for one in path if not one.startswith("care.")]
    assert not session.has_traces
    assert session.outcome is not None
    assert session.outcome.leaves_nothing
    assert session.outcome.answers == ()


def test_stopping_at_the_gate_leaves_nothing() -> None:
    session = Session(shipped_exercise("boundary-scripting"), started=STARTED)
    session.send(ev.Stop(), 3)
    assert session.outcome is not None
    assert session.outcome.leaves_nothing


def test_a_safe_answer_goes_on_and_is_not_kept() -> None:
    session = Session(shipped_exercise("boundary-scripting"), started=STARTED)
    drive(session, {"less_safe": v("safe"), "boundary": "late messages"}, until="with_whom")
    session.send(ev.Stop(), 60)
    assert outcome_answers(session) == {"boundary": "late messages"}


def test_a_look_back_that_ends_on_the_safer_way_leaves_nothing_either() -> None:
    session = Session(
        shipped_exercise("boundary-scripting"),
        started=STARTED,
        followup="how_it_went",
        first={"mine": {"kind": "text", "value": "Please ask first.", "words": []}},
    )
    drive(
        session,
        {
            "less_safe": v("safe"), "what": v("crossed"), "followed": v("partly"),
            "said": "They shouted.", "calm": 3, "afterwards": v("unsafe"), "safer": v("plan"),
        },
    )  # fmt: skip
    assert session.outcome is not None
    assert session.outcome.leaves_nothing
