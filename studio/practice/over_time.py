"""What Look back shows over time: days, series, indicators.

Hands the store's documents to the insights, which know no store. Reads a year
at most, and no more sessions than a screen can speak for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from studio.insights import days
from studio.insights.indicators import Told, told
from studio.insights.series import Series, series_of
from studio.library.library import Library
from studio.practice.context import KeptThings
from studio.practice.today import moment_of
from studio.store.store import Store

YEAR = timedelta(days=366)
MOST = 2_000


@dataclass(frozen=True)
class Month:
    """A month by its weeks. `done` maps a day to its outcomes, the first first; `due` are days
    with something to come back to; `lately` counts days of the last fourteen."""

    weeks: tuple[tuple[date | None, ...], ...]
    done: Mapping[date, tuple[dict[str, Any], ...]]
    due: frozenset[date]
    lately: int


def trends(store: Store, library: Library, now: datetime) -> tuple[Series, ...]:
    """Everything that was rated in the last year."""
    lately = store.outcomes(since=now - YEAR)
    return series_of(islice(lately, MOST), library.measures())


def indicators(store: Store, library: Library, now: datetime) -> tuple[Told, ...]:
    """Every indicator of every pack that has something to say."""
    return told(library.indicators(), KeptThings(store), now)


def month_of(store: Store, now: datetime, year: int, month: int) -> Month:
    """One month, and how many of the last fourteen days had something."""
    zone = now.tzinfo or UTC
    first = datetime.combine(date(year, month, 1), time(), zone)
    after = datetime.combine(date(*days.month_apart(year, month, 1), 1), time(), zone)
    done: dict[date, list[dict[str, Any]]] = {}
    for outcome in store.outcomes(since=first, until=after):
        done.setdefault(_local_day(outcome, now), []).insert(0, outcome)
    fortnight = store.outcomes(since=now - timedelta(days=days.FORTNIGHT))
    return Month(
        days.weeks(year, month),
        {day: tuple(outcomes) for day, outcomes in done.items()},
        frozenset(_due(store.schedule(), now)),
        days.lately((_local_day(one, now) for one in fortnight), now.date()),
    )


def _local_day(outcome: Mapping[str, Any], now: datetime) -> date:
    return datetime.fromisoformat(str(outcome["ended"])).astimezone(now.tzinfo).date()


def _due(entries: Iterable[Mapping[str, Any]], now: datetime) -> Iterable[date]:
    for one in entries:
        due = moment_of(one.get("due"))
        if due is not None:
            yield due.astimezone(now.tzinfo).date()
