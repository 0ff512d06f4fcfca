"""The zone of this computer across the days when its clock is changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time

from studio.engine.kinds.schedule import after
from studio.format.parts import Duration
from studio.practice.here import HERE

DAY = 24 * 3600


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_three_days_later_is_the_same_time_of_day_when_summer_time_begins() -> None:
    friday = datetime(2026, 3, 27, 19, 30, tzinfo=HERE)
    due = after(friday, Duration(3 * DAY))
    assert due.isoformat() == "2026-03-30T19:30:00+02:00"
    assert friday.isoformat() == "2026-03-27T19:30:00+01:00"


def test_a_week_later_is_the_same_time_of_day_when_summer_time_ends() -> None:
    due = after(datetime(2026, 10, 22, 8, 0, tzinfo=HERE), Duration(7 * DAY))
    assert due.isoformat() == "2026-10-29T08:00:00+01:00"


def test_two_hours_later_are_two_hours_on_the_wall() -> None:
    due = after(datetime(2026, 5, 1, 23, 0, tzinfo=HERE), Duration(2 * 3600))
    assert due.isoformat() == "2026-05-02T01:00:00+02:00"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (datetime(2026, 1, 31, 9, tzinfo=HERE), 1, "2026-02-28"),
        (datetime(2026, 12, 15, 9, tzinfo=HERE), 1, "2027-01-15"),
        (datetime(2028, 1, 30, 9, tzinfo=HERE), 1, "2028-02-29"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: datetime, months: int, expected: str
) -> None:
    assert after(day, Duration(0, months)).date().isoformat() == expected


@pytest.mark.parametrize("hours", range(0, 24 * 3, 5))
def test_utc_and_here_tell_the_same_moment(hours: int) -> None:
    moment = datetime(2026, 10, 24, 0, 0, tzinfo=UTC) + timedelta(hours=hours)
    assert moment.astimezone(HERE).timestamp() == moment.timestamp()


@freeze_time("2026-03-28 18:30:00")
def test_the_desk_tells_the_time_with_its_zone() -> None:
    from studio.practice.desk import open_desk

    now = open_desk().now()
    assert now.isoformat() == "2026-03-28T19:30:00+01:00"
    assert (now + timedelta(days=1)).isoformat() == "2026-03-29T19:30:00+02:00"
