"""What comes back, over weeks: with the answers of the first session."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.engine.again import asks
from studio.format.parts import Duration
from studio.practice.desk import Desk, open_desk
from studio.practice.sitting import Sitting
from tests.engine.drive import drive, v
from tests.engine.exercises import exercise
from tests.practice.conftest import Hand

DAY = 86_400

GOAL = """
- type: text
  id: goal
  text: What for?
- type: list
  id: moments
  text: Which moments?
- type: repeat
  id: rated
  over: moments
  as: moment
  steps:
    - type: scale
      id: matters
      text: How much does ${moment} matter?
- type: schedule
  id: look
  text: Look back?
  followup: week_back
  options:
    week:
      in: 7 days
"""
WEEK_BACK = """
followups:
  week_back:
    title: A week on
    minutes: 1
    steps:
      - type: say
        text: |
          Of ${count(moments)}, ${count(rated)} were rated.
          For ${goal}, at ${join(rated.moment)}.
      - type: text
        id: learned
        text: What came of it?
      - type: schedule
        id: go_on
        text: And again?
        followup: week_back
        options:
          week:
            in: 7 days
    closing: You looked back.
"""


@pytest.fixture
def trial(tmp_path: Path, hand: Hand) -> Any:
    """Makes a desk over an exercise of these steps."""

    def make(steps: str, head: str = "") -> Desk:
        exercise(tmp_path / "packs", steps, head)
        return open_desk(
            home=tmp_path / "home",
            folders=[tmp_path / "packs"],
            wall=lambda: hand.wall,
            monotonic=lambda: hand.seconds,
        )

    (tmp_path / "packs").mkdir()
    return make


def finish(sitting: Sitting, answers: dict[str, Any], skips: tuple[str, ...] = ()) -> None:
    drive(sitting.session, answers, skips=(*skips, "helped"))
    assert sitting.session.over
    sitting.save()
    assert sitting.unsaved is None


def due(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.exercise, one.followup, one.entry) for one in desk.today().due]


def take_up(desk: Desk, number: int = 0) -> Sitting:
    name, followup, entry = due(desk)[number]
    return desk.begin(name, followup=followup, entry=entry)


FIRST = {
    "goal": "Being there",
    "moments": [{"text": "breakfast"}, {"text": "the way home"}],
    "matters": ["in turn", 7, 4],
    "look": v("week"),
}


def test_a_follow_up_that_sets_up_another_hands_the_first_answers_on(
    trial: Any, hand: Hand
) -> None:
    desk = trial(GOAL, WEEK_BACK)
    begun = desk.begin("trial")
    finish(begun, FIRST)
    for week in range(3):
        hand.pass_by(7 * DAY)
        sitting = take_up(desk)
        words = ["".join(span.text for span in line) for line in sitting.view.text]
        assert words == [
            "Of 2, 2 were rated.", "For Being there, at breakfast and the way home.",
        ], week  # fmt: skip
        finish(sitting, {"learned": f"Week {week}", "go_on": v("week")})
        assert sitting.outcome is not None
        assert sitting.outcome["follows"] == begun.identity
    (row,) = desk.context(desk.exercise("trial")).sessions("trial")
    assert row.fields["learned"] == "Week 2"


def test_the_first_answers_are_there_though_a_follow_up_between_was_erased(
    trial: Any, hand: Hand
) -> None:
    desk = trial(GOAL, WEEK_BACK)
    finish(desk.begin("trial"), FIRST)
    hand.pass_by(7 * DAY)
    between = take_up(desk)
    finish(between, {"learned": "x", "go_on": v("week")})
    desk.erase(between.identity)
    hand.pass_by(7 * DAY)
    assert take_up(desk).session.world.root("goal") == "Being there"


WINDOW = """
- type: text
  id: worry
  text: What is it?
- type: schedule
  id: window
  text: When shall it open?
  followup: open_it
  options:
    evening:
      every: 1 day
      part_of_day: evening
    once:
      in: 3 days
"""
OPEN_IT = """
followups:
  open_it:
    title: The window
    minutes: 1
    steps:
      - type: text
        id: seen
        text: How is ${worry}?
    closing: You looked.
"""


def at_the_end(sitting: Sitting) -> str:
    return "".join(span.text for line in sitting.view.text for span in line)


def test_what_comes_every_so_often_asks_whether_it_goes_on(trial: Any, hand: Hand) -> None:
    desk = trial(WINDOW, OPEN_IT)
    finish(desk.begin("trial"), {"worry": "the call", "window": v("evening")})
    for answer in ("yes", None, "no"):
        hand.pass_by(14 * DAY)
        sitting = take_up(desk)
        drive(sitting.session, {"seen": "smaller"}, until="comes_again")
        assert at_the_end(sitting) == "This comes back once a day. Shall it go on?"
        assert sitting.view.progress is not None
        assert str(sitting.view.progress) == "2 of 2"
        given = {"comes_again": v(answer)} if answer else {}
        finish(sitting, given, skips=() if answer else ("comes_again",))
    hand.pass_by(30 * DAY)
    assert due(desk) == []


def test_what_comes_back_can_be_taken_off_without_doing_it(trial: Any, hand: Hand) -> None:
    desk = trial(WINDOW, OPEN_IT)
    finish(desk.begin("trial"), {"worry": "the call", "window": v("evening")})
    hand.pass_by(DAY)
    [(_, _, entry)] = due(desk)
    assert desk.let_go(entry)
    assert due(desk) == []
    assert not desk.let_go(entry)
    hand.pass_by(30 * DAY)
    assert due(desk) == []
    assert len(list(desk.history())) == 1


def test_a_daily_one_asks_nothing_more_on_most_days(trial: Any, hand: Hand) -> None:
    desk = trial(WINDOW, OPEN_IT)
    finish(desk.begin("trial"), {"worry": "the call", "window": v("evening")})
    asked = []
    for day in range(1, 31):
        hand.pass_by(DAY)
        sitting = take_up(desk)
        drive(sitting.session, {"seen": "smaller"}, skips=("helped", "comes_again"))
        sitting.save()
        assert sitting.outcome is not None
        if any(one["id"] == "comes_again" for one in sitting.outcome["answers"]):
            asked.append(day)
    assert asked == [14, 28]


def test_it_is_asked_when_the_session_is_taken_up_again_too(
    trial: Any, hand: Hand, tmp_path: Path
) -> None:
    desk = trial(WINDOW, OPEN_IT)
    finish(desk.begin("trial"), {"worry": "the call", "window": v("evening")})
    hand.pass_by(14 * DAY)
    sitting = take_up(desk)
    drive(sitting.session, {"seen": "smaller"}, until="comes_again")
    sitting.later()
    again = desk.resume(sitting.identity)
    assert again.view.address == "comes_again"
    finish(again, {"comes_again": v("no")})
    hand.pass_by(DAY)
    assert due(desk) == []


def test_what_comes_once_does_not_ask(trial: Any, hand: Hand) -> None:
    desk = trial(WINDOW, OPEN_IT)
    finish(desk.begin("trial"), {"worry": "the call", "window": v("once")})
    hand.pass_by(3 * DAY)
    finish(take_up(desk), {"seen": "smaller"})
    assert due(desk) == []


def test_a_newer_answer_takes_the_place_of_what_came_every_day(trial: Any, hand: Hand) -> None:
    desk = trial(WINDOW, OPEN_IT)
    for worry in ("the call", "the letter"):
        finish(desk.begin("trial"), {"worry": worry, "window": v("evening")})
        hand.pass_by(DAY)
    assert len(due(desk)) == 1
    assert take_up(desk).session.world.root("worry") == "the letter"
    assert len(list(desk.history())) == 2  # no answer is lost to it


def test_each_session_keeps_its_own_look_back(trial: Any, hand: Hand) -> None:
    desk = trial(WINDOW, OPEN_IT)
    for worry in ("the call", "the letter"):
        finish(desk.begin("trial"), {"worry": worry, "window": v("once")})
    finish(desk.begin("trial"), {"worry": "the rain", "window": v("evening")})
    finish(desk.begin("trial"), {"worry": "the talk", "window": v("once")})
    finish(desk.begin("trial"), {"worry": "the bus", "window": v("no")})
    hand.pass_by(3 * DAY)
    worries = {str(take_up(desk, n).session.world.root("worry")) for n in range(len(due(desk)))}
    assert worries == {"the call", "the letter", "the rain", "the talk"}


ENOUGH = """
followups:
  open_it:
    title: The window
    minutes: 1
    steps:
      - type: text
        id: seen
        text: How is ${worry}?
      - type: schedule
        id: go_on
        text: Shall it open again, or is it enough?
        followup: open_it
        options:
          evening:
            label: tomorrow evening
            every: 1 day
            part_of_day: evening
    closing: You looked.
"""


def test_an_author_asks_it_by_a_schedule_step_for_the_same(trial: Any, hand: Hand) -> None:
    desk = trial(WINDOW, ENOUGH)
    finish(desk.begin("trial"), {"worry": "the call", "window": v("evening")})
    for answer in ("evening", "evening", None, "no"):
        hand.pass_by(DAY)
        assert len(due(desk)) == 1
        given = {"seen": "smaller", **({"go_on": v(answer)} if answer else {})}
        finish(take_up(desk), given, skips=() if answer else ("go_on",))
    hand.pass_by(30 * DAY)
    assert due(desk) == []


def test_a_series_stays_one_through_the_authors_own_question(trial: Any, hand: Hand) -> None:
    desk = trial(WINDOW, ENOUGH)
    finish(desk.begin("trial"), {"worry": "the call", "window": v("evening")})
    hand.pass_by(DAY)
    finish(take_up(desk), {"seen": "smaller", "go_on": v("evening")})
    finish(desk.begin("trial"), {"worry": "the letter", "window": v("evening")})
    hand.pass_by(DAY)
    assert len(due(desk)) == 1
    assert take_up(desk).session.world.root("worry") == "the letter"


WEEKLY = """
- type: text
  id: note
  text: What was it like?
- type: schedule
  id: next_week
  text: Again next week?
  options:
    weekly:
      every: 7 days
"""


def test_a_whole_exercise_comes_once_a_week_until_no(trial: Any, hand: Hand) -> None:
    desk = trial(WEEKLY)
    finish(desk.begin("trial"), {"note": "a", "next_week": v("weekly")})
    hand.pass_by(7 * DAY)
    finish(take_up(desk), {"note": "b", "next_week": v("weekly")})
    hand.pass_by(3 * DAY)
    finish(desk.begin("trial"), {"note": "c", "next_week": v("weekly")})  # in between, by itself
    hand.pass_by(7 * DAY)
    assert len(due(desk)) == 1
    finish(desk.begin("trial"), {"note": "d", "next_week": v("no")})
    hand.pass_by(30 * DAY)
    assert due(desk) == []


def test_what_a_private_answer_ends_asks_nothing_more(trial: Any, hand: Hand) -> None:
    gate = """
followups:
  open_it:
    title: The window
    minutes: 1
    steps:
      - type: text
        id: seen
        text: How is ${worry}?
      - type: choice
        id: safe
        private: yes
        text: Are you safe?
        options:
          yes: yes
          no: no
      - type: branch
        cases:
          - when: safe == 'no'
            steps:
              - type: end
    closing: You looked.
"""
    desk = trial(WINDOW, gate)
    finish(desk.begin("trial"), {"worry": "the call", "window": v("evening")})
    hand.pass_by(DAY)
    sitting = take_up(desk)
    finish(sitting, {"seen": "x", "safe": v("no")})
    assert sitting.outcome is None
    assert len(list(desk.history())) == 1


@pytest.mark.parametrize(
    ("every", "begun", "due", "today", "asked"),
    [
        (1, 1, 2, 2, False),  # the first day after
        (1, 1, 14, 14, False),
        (1, 1, 15, 15, True),  # two weeks have gone by
        (1, 1, 16, 16, False),
        (1, 1, 13, 19, True),  # nobody was here on the fourteenth day
        (1, 1, 29, 29, True),
        (3, 1, 13, 13, False),
        (3, 1, 16, 16, True),
        (7, 1, 8, 8, True),  # once a week is seldom enough to ask each time
        (30, 1, 31, 31, True),
    ],
)
def test_what_comes_daily_asks_every_two_weeks(
    every: int, begun: int, due: int, today: int, asked: bool
) -> None:
    days = [date(2026, 10, 1) + timedelta(days=n - 1) for n in (begun, due, today)]
    assert asks(Duration(every * DAY), *days) == asked


def test_a_month_that_is_counted_in_months_asks_each_time() -> None:
    assert asks(Duration(0, 1), date(2026, 10, 1), date(2026, 11, 1), date(2026, 11, 1))
