"""Queries over rows: which, how new, in what order, how many.

The rows come from outside (`Context`); what a query gave is remembered by the
session under its key, so that it stays the same for the rest of the session
and a replay sees what the first run saw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from studio.engine.chance import shuffled
from studio.engine.scope import Scope
from studio.format.expressions import Expression, Item, evaluate
from studio.format.parts import Duration, OrderTerm, Source


class Context(Protocol):
    """What a session may know of the world outside it. All rows newest first."""

    def kept(self, collection: str, *, archived: bool) -> Iterable[Item]:
        """Items of a collection, by full name."""

    def shown(self, prefix: str) -> Mapping[str, tuple[datetime, int]]:
        """When things under a key prefix were last shown, and how often."""

    def sessions(self, exercise: str | None) -> Iterable[Item]:
        """Past sessions, of one exercise or all."""

    def strategies(self) -> Iterable[Item]:
        """One row for each exercise that was used."""


class Nothing:
    """A context with nothing in it: a first day, or a test."""

    def kept(self, collection: str, *, archived: bool) -> Sequence[Item]:
        """No items."""
        return ()

    def shown(self, prefix: str) -> Mapping[str, tuple[datetime, int]]:
        """Nothing was shown."""
        return {}

    def sessions(self, exercise: str | None) -> Sequence[Item]:
        """No sessions."""
        return ()

    def strategies(self) -> Sequence[Item]:
        """Nothing was used."""
        return ()


class Query(Protocol):
    """A read, a pick or a review: what they share."""

    @property
    def source(self) -> tuple[Source, ...]: ...
    @property
    def where(self) -> Expression | None: ...
    @property
    def within(self) -> Duration | None: ...
    @property
    def order(self) -> tuple[OrderTerm, ...]: ...
    @property
    def limit(self) -> int | None: ...


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of a shorter month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a day 28")


def earliest(within: Duration, now: datetime) -> datetime:
    """The moment a `within` reaches back to."""
    then = now - timedelta(seconds=within.seconds)
    if within.months:
        day = months_before(then.date(), within.months)
        then = datetime.combine(day, then.timetz())
    return then


def row_time(row: Item) -> datetime | None:
    """When a row is from: kept or ended."""
    when = row.fields.get("kept_on")
    return when if isinstance(when, datetime) else None


Rank = tuple[int, float]


def _rank(term: OrderTerm, row: Item, scope: Scope) -> Rank:
    """A key that sorts upwards: smaller comes first; missing last but for `oldest`."""
    layer = scope.over({"item": row})
    if term.first is not None:
        return (0 if evaluate(term.first, layer) is True else 1, 0.0)
    for expression, sign, missing in (
        (term.highest, -1, 1),
        (term.lowest, 1, 1),
        (term.newest, -1, 1),
        (term.oldest, 1, -1),
    ):
        if expression is not None:
            number = _as_number(evaluate(expression, layer))
            return (missing, 0.0) if number is None else (0, sign * number)
    return (0, 0.0)


def _as_number(value: object) -> float | None:
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, date):
        return float(value.toordinal())
    if isinstance(value, (int, float)):
        return float(value)
    return None


def run(
    query: Query,
    rows: Callable[[Source], Iterable[Item]],
    scope: Scope,
    now: datetime,
    seed: str,
) -> tuple[Item, ...]:
    """The rows of a query, in its order. Sorting is stable, so ties stay newest first."""
    since = earliest(query.within, now) if query.within is not None else None
    # Rows come newest first, so an old one ends a source, and a limit without
    # an order ends the search: ten years of history are not read for six rows.
    enough = query.limit if len(query.source) == 1 and not query.order else None
    found: list[Item] = []
    for source in query.source:
        for row in rows(source):
            when = row_time(row)
            if since is not None and when is not None and when < since:
                break
            if query.where is None or evaluate(query.where, scope.over({"item": row})) is True:
                found.append(row)
                if enough is not None and len(found) >= enough:
                    break
    if len(query.source) > 1:
        found.sort(key=lambda row: -(_as_number(row_time(row)) or 0.0))
    for term in reversed(query.order):
        if term.shuffled:
            found = shuffled(found, seed)
        else:
            ranked = [(_rank(term, row, scope), row) for row in found]
            ranked.sort(key=lambda pair: pair[0])
            found = [row for _, row in ranked]
    return tuple(found[: query.limit] if query.limit else found)
