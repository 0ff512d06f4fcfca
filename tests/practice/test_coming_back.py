"""What comes back, over weeks: with the answers of the first session."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

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
