"""Programmes: begun, walked at one's own pace, left; what comes next and never what is late."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from studio.engine import events as ev
from studio.errors import StudioError
from studio.practice.desk import Desk
from tests.engine.drive import v
from tests.practice.conftest import Hand

DAY = 86_400


def do(desk: Desk, exercise: str, *, pack: str = "steady", followup: str = "") -> None:
    """As if the exercise had been done now."""
    store = desk.store
    outcome = {
        "exercise": exercise, "pack": pack, "title": exercise, "followup": followup,
        "ended": desk.now().isoformat(), "ending": "finished", "answers": [],
    }  # fmt: skip
    store.finish(store.new_session_id(), outcome)
    desk.forget_lately()


def test_the_six_programmes_are_there_and_nobody_is_on_one(desk: Desk) -> None:
    names = {one.name.partition("/")[2]: one for one in desk.programmes()}
    assert set(names) == {
        "first-week", "after-rejection", "boundaries-14", "kinder-10", "secure-self-6w",
        "weekly-rhythm",
    }  # fmt: skip
    assert all(one.run == "" and one.next is None for one in names.values())
    assert desk.today().programmes == ()
    assert all(row.exercise for one in names.values() for row in one.rows)
    assert [name for name, one in names.items() if one.gated] == ["boundaries-14"]


def test_a_plan_is_told_in_words(desk: Desk) -> None:
    week = desk.programme("first-week")
    assert [(row.when, row.title) for row in week.rows][:3] == [
        ("to begin with", "Grounding breath"),
        ("to begin with", "Check-in, alone or with a friend"),
        ("day 2", "Feet, air, texture"),
    ]
    assert week.rows[4].note == "practice cards"
    first = desk.programme("after-rejection")
    assert first.rows[0].title == "Feet, air, texture or Grounding breath"
    assert first.rows[1].when == "after 10 minutes"
    rhythm = desk.programme("growth/weekly-rhythm")
    assert [row.when for row in rhythm.rows] == [
        "every day", "3 times a week", "every week", "every week", "every 3 weeks",
    ]  # fmt: skip


def test_begun_it_says_what_comes_next_and_moves_on_as_things_are_done(
    desk: Desk, hand: Hand, open_again: Callable[[], Desk]
) -> None:
    assert desk.begin_programme("first-week") is None
    (row,) = desk.today().programmes
    assert (row.title, row.exercise, row.since) == ("Steady start", "grounding-breath", "")
    do(desk, "grounding-breath")
    do(desk, "check-in", pack="growth")
    (row,) = open_again().today().programmes
    assert (row.exercise, row.since) == ("sensory-grounding", "for tomorrow")
    hand.pass_by(30 * DAY)
    (row,) = open_again().today().programmes
    assert (row.exercise, row.since) == ("sensory-grounding", "")
    states = [one.state for one in open_again().programme("first-week").rows]
    assert states == ["done", "done", "", "", "", "", "", ""]


def test_nothing_about_a_programme_is_ever_late(desk: Desk, hand: Hand) -> None:
    for name in ("first-week", "after-rejection", "kinder-10", "secure-self-6w", "weekly-rhythm"):
        desk.begin_programme(name)
    hand.pass_by(400 * DAY)
    told = repr([desk.today().programmes, desk.programmes()]).casefold()
    words = set(re.findall(r"[a-z]+", told))
    assert not words & {"overdue", "late", "missed", "behind", "streak", "failed", "score"}


def test_a_pack_is_walked_by_the_exercise_longest_unseen(desk: Desk) -> None:
    desk.begin_programme("secure-self-6w")
    do(desk, "check-in", pack="growth")
    do(desk, "grounding-breath")
    row = desk.programme("secure-self-6w").rows[1]
    assert row.state == "1 of 3"
    assert row.title == "Steady ground: Quick body scan"
    (coming,) = desk.today().programmes
    assert coming.exercise == "body-scan"


def test_a_part_can_be_left_out_and_taken_in_again(desk: Desk) -> None:
    desk.begin_programme("first-week")
    assert desk.pass_over("first-week", 0) is True
    course = desk.programme("first-week")
    assert course.rows[0].state == "left out"
    assert course.next is not None and course.next.exercise == "check-in"
    assert desk.pass_over("first-week", 0) is False
    with pytest.raises(StudioError, match="no part 9"):
        desk.pass_over("first-week", 8)


def test_once_all_is_done_today_says_no_more_of_it_and_it_can_be_begun_anew(
    desk: Desk, hand: Hand
) -> None:
    desk.begin_programme("first-week")
    for row in desk.programme("first-week").rows:
        do(desk, row.exercise)
    course = desk.programme("first-week")
    assert course.over
    assert desk.today().programmes == ()
    hand.pass_by(DAY)
    assert desk.begin_programme("first-week") is None
    (row,) = desk.today().programmes
    assert row.exercise == "grounding-breath"


def test_left_it_is_gone_from_today_and_what_was_done_stays(desk: Desk) -> None:
    desk.begin_programme("kinder-10")
    do(desk, "interaction-journal", pack="wider")
    with pytest.raises(StudioError, match="You are on"):
        desk.begin_programme("kinder-10")
    desk.leave_programme("kinder-10")
    assert desk.today().programmes == ()
    assert len(list(desk.history())) == 1
    with pytest.raises(StudioError, match="not on"):
        desk.leave_programme("kinder-10")


def test_a_name_that_is_not_there_is_met_by_the_nearest(desk: Desk) -> None:
    with pytest.raises(StudioError) as told:
        desk.programme("frist-week")
    assert "first-week" in (told.value.hint or "")


def test_the_whole_path_of_boundaries_stands_behind_the_gate(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    entrance = desk.begin_programme("boundaries-14")
    assert entrance is not None
    assert desk.today().programmes == ()
    entrance.send(ev.Answer(v("safe")))
    assert "".join(span.text for span in entrance.view.text[0]) == "Boundaries in two weeks"
    entrance.send(ev.Next())
    assert entrance.over and entrance.begun
    (row,) = open_again().today().programmes
    assert row.exercise == "boundary-map"
    assert list(open_again().history()) == []


def test_whoever_is_not_sure_is_safe_is_led_elsewhere_and_nothing_is_kept(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    entrance = desk.begin_programme("boundaries-14")
    assert entrance is not None
    entrance.send(ev.Answer(v("unsure")))
    entrance.later()
    entrance.send(ev.Answer(v("leave")))
    assert entrance.over and not entrance.begun
    later = open_again()
    assert later.today().programmes == ()
    assert (later.store.drafts(), list(later.history())) == ([], [])


def test_a_path_is_walked_as_it_was_begun_whatever_becomes_of_its_pack(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.begin_programme("first-week")
    monkeypatch.setattr(type(desk.library), "programmes", lambda _: {})
    (row,) = desk.today().programmes
    assert row.exercise == "grounding-breath"
    assert desk.programme("first-week").title == "Steady start"
    (one,) = desk.programmes()
    assert one.run


def test_an_exercise_that_is_not_installed_is_said_to_be_so(desk: Desk) -> None:
    plan = [{"after": {"seconds": 0, "months": 0}, "every": None, "times": 1,
             "exercise": ["gone"], "pack": "", "note": ""}]  # fmt: skip
    begun = (desk.now() - timedelta(days=1)).isoformat()
    desk.store.begin_programme({"programme": "x/y", "title": "Y", "begun": begun, "plan": plan})
    (row,) = desk.today().programmes
    assert (row.exercise, row.next) == ("", "gone, which is not installed")


def test_a_run_that_damage_hit_is_passed_over(desk: Desk) -> None:
    desk.store.begin_programme({"programme": "growth/first-week", "begun": "?", "plan": []})
    assert desk.today().programmes == ()
    assert desk.programme("first-week").run == ""
