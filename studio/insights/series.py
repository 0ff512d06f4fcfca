"""One thing rated or counted again and again, as points and as words.

For: what Look back says of how something went. Words come first, numbers on
request, a picture from four points on; a gap is a gap and not a zero; nothing
is added up into one number and no number is called good or bad (blueprint
6.4). Pure: outcomes come in as plain documents, newest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from studio.engine.phrases import small_number

LEAST = 4
"""Points from which a direction is told (blueprint 6.4)."""
SAME = 1.0
"""On a scale of ten, a change up to this is about the same (blueprint 6.4)."""
SCALE = (0.0, 10.0)
STRETCH = timedelta(days=28)
HARDER = "This has been harder lately. That is worth knowing."
"""Said of what went against what helps, in both front ends."""
CHANGE = "_change"


@dataclass(frozen=True)
class Point:
    """One day's value; `before` where it was rated before and after."""

    day: date
    now: float
    before: float | None = None


@dataclass(frozen=True)
class Series:
    """One thing over time, oldest first. `better` is "higher", "lower" or "neither"."""

    name: str
    label: str
    better: str
    points: tuple[Point, ...]
    low: float = SCALE[0]
    high: float = SCALE[1]

    @property
    def long(self) -> bool:
        """Whether it goes back so far that it can speak of a first month."""
        return self.points[-1].day - self.points[0].day >= STRETCH

    @property
    def way(self) -> str:
        """ "lower", "higher", "same", or "" while there are too few points to tell.

        The first four against the last four (blueprint 6.4); once there is a first month to
        speak of, all of it against the last 28 days, so that the words say what a picture by
        month shows.
        """
        if len(self.points) < LEAST:
            return ""
        begin, end = self.points[0].day + STRETCH, self.points[-1].day - STRETCH
        early = max(LEAST, sum(one.day < begin for one in self.points))
        late = max(LEAST, sum(one.day > end for one in self.points))
        if not self.long:
            early = late = LEAST
        first = median(one.now for one in self.points[:early])
        last = median(one.now for one in self.points[-late:])
        if abs(last - first) <= SAME * (self.high - self.low) / (SCALE[1] - SCALE[0]):
            return "same"
        return "lower" if last < first else "higher"

    @property
    def harder(self) -> bool:
        """Whether it went against what helps: worth saying, and kindly."""
        return self.way in ("lower", "higher") and self.better in ("lower", "higher") and (
            self.way != self.better
        )  # fmt: skip

    @property
    def words(self) -> str:
        """How it went, in a line."""
        if not self.way:
            count = small_number(len(self.points)).capitalize()
            return f"{self.label}. {count} so far. A picture needs four."
        then = "your first month" if self.long else "the first times"
        if self.way == "same":
            return f"{self.label}: about the same as {then}."
        return f"{self.label}: {self.way} than {then}."


def by_month(series: Series) -> tuple[tuple[date, Point | None], ...]:
    """Every month from the first point to the last, with the one in the middle of its points.

    A month is the first of its days; one without a point has None, as a gap is a gap.
    """
    found: dict[date, list[Point]] = {}
    for one in series.points:
        found.setdefault(one.day.replace(day=1), []).append(one)
    return tuple((month, _middle(month, found.get(month, []))) for month in _months(found))


def _months(found: Mapping[date, object]) -> Iterator[date]:
    month, last = min(found, default=None), max(found, default=None)
    while month is not None and last is not None and month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _middle(month: date, points: list[Point]) -> Point | None:
    if not points:
        return None
    before = [one.before for one in points if one.before is not None]
    now = median(one.now for one in points)
    return Point(month, now, median(before) if before else None)


@dataclass
class _Gathered:
    label: str
    better: str
    rated: bool
    points: list[Point] = field(default_factory=list)


def series_of(
    outcomes: Iterable[Mapping[str, Any]], measures: Mapping[str, tuple[str, str]]
) -> tuple[Series, ...]:
    """Everything that was rated or computed, that with most points first.

    `outcomes` come newest first; `measures` gives label and better by the
    measure's own name.
    """
    found: dict[str, _Gathered] = {}
    for outcome in outcomes:
        day = _day(outcome)
        if day is None:
            continue
        for name, gathered, point in _points(outcome, day, measures):
            found.setdefault(name, gathered).points.append(point)
    made = [_series(name, one) for name, one in found.items()]
    return tuple(sorted(made, key=lambda one: -len(one.points)))


def _series(name: str, one: _Gathered) -> Series:
    points = tuple(reversed(one.points))
    numbers = [
        value for point in points for value in (point.now, point.before) if value is not None
    ]
    low, high = min(0.0, *numbers), max(1.0, *numbers)
    if one.rated and SCALE[0] <= low and high <= SCALE[1]:
        low, high = SCALE
    return Series(name, one.label, one.better, points, low, high)


def _points(
    outcome: Mapping[str, Any], day: date, measures: Mapping[str, tuple[str, str]]
) -> Iterable[tuple[str, _Gathered, Point]]:
    rated = {
        str(one.get("id")): float(one["value"])
        for one in outcome.get("answers") or ()
        if one.get("kind") == "scale" and one.get("on_path", True) and not one.get("care")
        if isinstance(one.get("value"), (int, float))
    }
    for name, value in (outcome.get("values") or {}).items():
        number = value.get("value")
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            continue
        stem = name.removesuffix(CHANGE)
        label, better = str(value.get("label") or stem), str(value.get("better") or "neither")
        before, after = rated.pop(f"{stem}_before", None), rated.pop(f"{stem}_after", None)
        if name.endswith(CHANGE) and before is not None and after is not None:
            yield stem, _Gathered(label, better, rated=True), Point(day, after, before)
        else:
            full = f"{outcome.get('exercise')}/{name}"
            yield full, _Gathered(label, better, rated=False), Point(day, float(number))
    for name, number in rated.items():
        if name in measures:  # a measure rated once: a month's question, say
            yield name, _Gathered(*measures[name], rated=True), Point(day, number)


def _day(outcome: Mapping[str, Any]) -> date | None:
    try:
        return datetime.fromisoformat(str(outcome.get("ended"))).date()
    except ValueError:
        return None
