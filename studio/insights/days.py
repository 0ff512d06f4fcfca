"""Which days had something, for a calendar. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

FORTNIGHT = 14


def weeks(year: int, month: int) -> tuple[tuple[date | None, ...], ...]:
    """The weeks of a month from Monday on; None outside it."""
    rows = calendar.Calendar(0).monthdatescalendar(year, month)
    return tuple(tuple(day if day.month == month else None for day in row) for row in rows)


def lately(days: Iterable[date], today: date) -> int:
    """How many of the last fourteen days, today among them, are in `days`."""
    since = today - timedelta(days=FORTNIGHT - 1)
    return len({day for day in days if since <= day <= today})


def month_apart(year: int, month: int, months: int) -> tuple[int, int]:
    """The month so many months on, or back."""
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1
