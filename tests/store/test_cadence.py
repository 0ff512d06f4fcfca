from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from studio.store.cadence import DAY, next_due, zone_of

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


def at(text, zone=BERLIN):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def wall(moment, zone=BERLIN):
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("due", "now", "expected"),
    [
        ("2026-03-22T09:00", "2026-03-22T21:00", "2026-03-29 09:00"),  # clocks go forward
        ("2026-03-29T09:00", "2026-03-29T09:00", "2026-04-05 09:00"),
        ("2026-10-18T09:00", "2026-10-20T10:00", "2026-10-25 09:00"),  # clocks go back
        ("2026-03-22T02:30", "2026-03-22T21:00", "2026-03-29 03:30"),  # a time that is skipped
        ("2026-03-22T09:00", "2026-05-01T10:00", "2026-05-03 09:00"),  # weeks were missed
        ("2026-03-22T09:00", "2026-03-21T08:00", "2026-03-29 09:00"),  # done a day early
    ],
)
def test_a_week_later_is_the_same_hour_on_the_wall(due, now, expected):
    with freeze_time(at(now).astimezone(UTC)):
        found = next_due(at(due), at(due), 7 * DAY, datetime.now(BERLIN))
    assert wall(found) == expected


def test_every_day_never_comes_twice_on_one_day():
    due = at("2026-03-10T21:00")
    early = next_due(due, due, DAY, at("2026-03-10T08:00"))
    assert wall(early) == "2026-03-11 21:00"
    assert wall(next_due(due, due, DAY, at("2026-03-11T20:59"))) == "2026-03-12 21:00"


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("2026-01-31T08:00", "2026-01-31T09:00", "2026-02-28 08:00"),
        ("2026-02-28T08:00", "2026-02-28T09:00", "2026-03-31 08:00"),
        ("2026-02-28T08:00", "2027-12-31T09:00", "2028-01-31 08:00"),
        ("2026-01-31T08:00", "2028-02-01T00:00", "2028-02-29 08:00"),
    ],
)
def test_the_31st_becomes_the_last_day_and_the_31st_again(last, now, expected):
    found = next_due(at("2026-01-31T08:00"), at(last), {"months": 1}, at(now))
    assert wall(found) == expected


def test_three_months_keep_their_rhythm():
    first = at("2026-01-15T08:00")
    assert wall(next_due(first, first, {"months": 3}, at("2026-08-01T08:00"))) == "2026-10-15 08:00"


def test_hours_are_counted_as_they_pass():
    last = at("2026-03-28T23:00")
    assert wall(next_due(last, last, 4 * 3600, at("2026-03-29T01:00"))) == "2026-03-29 04:00"


@pytest.mark.parametrize("every", [0, -5, None, "soon", {"months": 0}, {"weeks": 1}, True, {}])
def test_what_is_no_rhythm_has_no_next_time(every):
    due = at("2026-03-10T09:00")
    assert next_due(due, due, every, due) is None


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, UTC])
@given(
    minutes=st.integers(0, 3 * 366 * 24 * 60),
    wait=st.integers(0, 400 * 24 * 60),
    days=st.integers(1, 40),
)
def test_the_next_day_is_the_first_of_the_rhythm_after_today(zone, minutes, wait, days):
    start = (datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(zone)
    now = (start.astimezone(UTC) + timedelta(minutes=wait)).astimezone(zone)
    found = next_due(start, start, days * DAY, now)
    start_day, found_day = start.astimezone(UTC).astimezone(zone).date(), found.date()
    assert (found_day - start_day).days % days == 0
    assert now.date() < found_day <= now.date() + timedelta(days=days)


def test_an_offset_that_is_this_machines_own_stands_for_its_zone():
    local = datetime(2026, 3, 10, tzinfo=UTC).astimezone()
    assert zone_of(local) is None
    foreign = timezone(local.utcoffset() + timedelta(hours=3, minutes=7))
    assert zone_of(local.astimezone(foreign)) is foreign
    assert zone_of(at("2026-03-10T09:00")) is BERLIN
