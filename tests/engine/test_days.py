"""Which days a question takes: today is no day to come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.engine import events as ev
from studio.engine.phrases import HAS_BEEN, TO_COME, TODAY, day_refused
from studio.engine.refused import Refused
from studio.engine.session import Session
from tests.engine.exercises import STARTED, exercise

STEPS = """
- type: date
  id: by
  text: On which day?
  only: future
- type: schedule
  id: look
  text: When again?
  own: another day
  options:
    soon:
      in: 1 day
"""
TODAY_IS = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "only", "said"),
    [
        (2, "future", TODAY), (1, "future", HAS_BEEN), (3, "future", ""),
        (2, "past", ""), (1, "past", ""), (3, "past", TO_COME), (3, "", ""),
    ],
)  # fmt: skip
def test_the_past_ends_with_today_and_the_future_begins_tomorrow(
    day: int, only: str, said: str
) -> None:
    assert day_refused(date(2026, 3, day), TODAY_IS, only) == said


def test_neither_a_date_to_come_nor_a_day_to_come_back_is_today(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, STEPS), started=STARTED)
    with pytest.raises(Refused, match="tomorrow"):
        session.send(ev.Answer("2026-03-02"), 1)
    session.send(ev.Answer("2026-03-03"), 1)
    with pytest.raises(Refused, match="tomorrow"):
        session.send(ev.Answer({"own": "2026-03-02T23:00"}), 2)
    session.send(ev.Answer({"own": "2026-03-03T08:00"}), 3)
    assert session.view.address == "helped"
