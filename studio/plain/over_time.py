"""Looking back over time, in words: the days of a month, how things went, the indicators.

For: `studio calendar`, `studio trends`, and the same words on Today. Numbers
stand in a row, oldest first; a blank is not read out. May import plain's
wording; the facts are the desk's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from studio.engine.phrases import number_words, small_number
from studio.insights.series import HARDER, LEAST
from studio.plain.numbers import place
from studio.practice.today import MONTHS, day_words

if TYPE_CHECKING:
    from studio.insights.indicators import Told
    from studio.insights.series import Series
    from studio.plain.visit import Visit
    from studio.practice.over_time import Month

NOTHING_RATED = "Nothing rated yet. A picture needs four times."
LIGHTER = "Something lighter may fit. findahelpline.com lists people to talk to, by country."
SHOWN = 12
"""Times that are read out of one thing, the last ones; all of them when it is asked for."""
MONTH = re.compile(r"(\d{4})-(\d{2})")


def month_lines(month: Month, year: int, number: int) -> list[str]:
    """A month: its days, what each had, what is to come back to."""
    name = f"{MONTHS[number - 1]} {year}"
    days = sorted(month.done)
    lines = [f"{name}: {', '.join(str(day.day) for day in days)}." if days else f"{name}: no days."]
    for day in days:
        titles = ", ".join(str(one.get("title") or "a session") for one in month.done[day])
        lines.append(f"  {_day(day)}: {titles}.")
    coming = sorted(day for day in month.due if (day.year, day.month) == (year, number))
    if coming:
        lines.append(f"To come back to: {', '.join(str(day.day) for day in coming)}.")
    if month.lately:
        lines.append(f"{month.lately} of the last 14 days.")
    return lines


def _day(day: date) -> str:
    words = day_words(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a day's name has no zone
    return words.rpartition(" ")[0]


def trend_lines(series: Sequence[Series], told: Sequence[Told]) -> list[str]:
    """Everything that was rated, a number and a line each, then what the indicators say."""
    lines: list[str] = []
    for number, one in enumerate(series, 1):
        lines.append(f"  {number}. {one.words}{_times(one, SHOWN)}")
        if one.harder:
            lines += [f"     {HARDER}", f"     {LIGHTER}"]
    if told:
        lines += ["", *indicator_lines(told)] if lines else indicator_lines(told)
    return lines or [NOTHING_RATED]


def indicator_lines(told: Sequence[Told]) -> list[str]:
    """What the packs' indicators say, a line each."""
    return [f"  {one.label}: {' '.join(one.words.splitlines())}" for one in told]


def _times(one: Series, most: int) -> str:
    if len(one.points) < LEAST:
        return ""
    shown = one.points[-most:]
    count = len(one.points)
    lead = f"{small_number(count).capitalize()} times"
    if len(shown) < count:
        lead = f"The last {len(shown)} of {count} times"
    pairs = [
        number_words(round(point.now, 2))
        if point.before is None
        else f"{number_words(point.before)} to {number_words(point.now)}"
        for point in shown
    ]
    return f" {lead}: {', '.join(pairs)}."


def point_lines(one: Series) -> list[str]:
    """One thing with every time it was rated, the last first."""
    lines = [one.words]
    for point in reversed(one.points):
        now = number_words(round(point.now, 2))
        said = now if point.before is None else f"{number_words(point.before)} before, {now} after"
        lines.append(f"  {point.day.day} {MONTHS[point.day.month - 1]} {point.day.year}: {said}.")
    if one.harder:
        lines += ["", HARDER, LIGHTER]
    return lines


def month_asked(text: str, now: date) -> tuple[int, int] | None:
    """`2026-11` as year and month; this month for ""; None for anything else."""
    if not text:
        return now.year, now.month
    found = MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[1]) <= 9998:
        return None
    return int(found[1]), int(found[2])


def series_named(series: Sequence[Series], wanted: str) -> Series | None:
    """A series by its number, its name or its label; None when there is none."""
    if wanted.isdecimal():
        number = place(wanted, len(series))
        return None if number is None else series[number - 1]
    return next((one for one in series if wanted.casefold() in _names(one)), None)


def _names(one: Series) -> tuple[str, ...]:
    return (one.name, one.name.rpartition("/")[2], one.label.casefold())


def open_calendar(visit: Visit) -> None:
    """This month, and others as they are asked for."""
    year, number = visit.desk.now().year, visit.desk.now().month
    while True:
        for line in month_lines(visit.desk.month(year, number), year, number):
            visit.talk.say(line, hang=4 if line.startswith("  ") else 0)
        visit.talk.obey = visit.outside
        line = visit.talk.ask("Another month, such as 2026-02? Enter goes back.")
        if not line:
            return
        asked = month_asked(line, visit.desk.now().date())
        if asked is None:
            visit.talk.refuse("A month is written as 2026-02.")
        else:
            year, number = asked


def open_trends(visit: Visit) -> None:
    """How things went; one of them in full when it is asked for."""
    series, told = visit.desk.trends(), visit.desk.indicators()
    for line in trend_lines(series, told):
        visit.talk.say(line, hang=5 if line.startswith("  ") else 0)
    while series:
        visit.talk.obey = visit.outside
        line = visit.talk.ask("A number shows every time. Enter goes back.")
        if not line:
            return
        one = series_named(series, line)
        if one is None:
            visit.talk.refuse(f"1 to {len(series)}, please.")
            continue
        for row in point_lines(one):
            visit.talk.say(row, hang=4 if row.startswith("  ") else 0)


__all__ = [
    "indicator_lines", "month_asked", "month_lines", "open_calendar", "open_trends", "point_lines",
    "series_named", "trend_lines",
]  # fmt: skip
