from __future__ import annotations

from datetime import date, timedelta

import pytest

from studio.insights.days import lately, month_apart, weeks

TODAY = date(2026, 11, 23)


def test_weeks_begin_on_monday_and_hold_every_day_once():
    found = weeks(2026, 11)
    assert found[0] == (None,) * 6 + (date(2026, 11, 1),)
    assert [day.day for week in found for day in week if day] == list(range(1, 31))
    assert all(len(week) == 7 for week in found)


def test_lately_counts_days_and_not_sessions():
    days = [TODAY, TODAY, TODAY - timedelta(days=13), TODAY - timedelta(days=14)]
    assert lately(days, TODAY) == 2


@pytest.mark.parametrize(
    ("by", "month"), [(1, (2026, 12)), (2, (2027, 1)), (-11, (2025, 12)), (0, (2026, 11))]
)
def test_months_go_over_the_year(by, month):
    assert month_apart(2026, 11, by) == month
