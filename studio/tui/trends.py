"""How things went, drawn: a line of words, and a picture from four points on.

For: the trends tab of Look back. Before is `○`, after is `●`; nothing is
coloured by its worth. Pure: series come in, rows go out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from studio.engine.phrases import number_words
from studio.insights.indicators import Told
from studio.insights.series import HARDER, LEAST, SCALE, Point, Series, by_month
from studio.practice.today import MONTHS
from studio.tui.rows import BLANK, Piece, Row, row, wrap, wrapped

STEPS = 10
LOWEST = 4
"""Steps of a picture at least: it scrolls where there is not room for as many."""
PAIR = "before ○   after ●"
MONTHLY = "each month, the one in the middle"
AXIS = 7
WIDE, NARROW = 4, 2
HELP = "Something lighter may fit, or h for people to talk to."
NOTHING = "Nothing rated yet. A picture needs four times."


@dataclass(frozen=True)
class Drawn:
    """What a picture shows: a column each, `apart` cells wide; None is a gap.

    `monthly` when a column is a month, since the points themselves are too many for the room.
    """

    columns: tuple[tuple[date, Point | None], ...]
    apart: int
    monthly: bool


def drawn(series: Series, width: int) -> Drawn:
    """Every point where they fit; else a column for each month; else the last of them."""
    room = width - AXIS - 2
    points = tuple((one.day, one) for one in series.points)
    months = by_month(series)
    monthly = len(points) * NARROW > room and sum(one is not None for _, one in months) >= LEAST
    columns = months if monthly else points
    apart = WIDE if len(columns) * WIDE <= room else NARROW
    return Drawn(columns[-(room // apart) :], apart, monthly)


def words_rows(series: Series, width: int) -> list[Row]:
    """What the series says, in words alone."""
    rows = [row(Piece(line, "question")) for line in wrap(series.words, width)]
    if series.harder:
        rows += [row(line) for line in wrap(HARDER, width)]
        rows += [row(Piece(line, "quiet")) for line in wrap(HELP, width)]
    return rows


def picture_rows(series: Series, width: int, steps: int = STEPS) -> list[Row]:
    """Rows from high to low, `steps` apart, under a head, and the months beneath."""
    shown = drawn(series, width)
    rows = _head(shown, width)
    for level in range(steps, -1, -1):
        pieces = [Piece(_axis(series, level, steps).rjust(3).ljust(AXIS), "quiet")]
        for _, one in shown.columns:
            sign, voice = _sign(series, one, level, steps) if one is not None else (" ", "text")
            pieces.append(Piece(sign.ljust(shown.apart), voice))
        rows.append(row(*pieces))
    days = [day for day, _ in shown.columns]
    return [*rows, row(Piece(" " * AXIS + _months(days, shown.apart), "quiet"))]


def _head(shown: Drawn, width: int) -> list[Row]:
    """What the signs are, and what a column is where that is not one time."""
    pair = any(one is not None and one.before is not None for _, one in shown.columns)
    heads = [PAIR] if pair else []
    if shown.monthly:
        left = width - AXIS - (len(PAIR) + 3 if pair else 0)
        heads.append(MONTHLY if len(MONTHLY) <= left else "by month")
    return [row(Piece(" " * AXIS + "   ".join(heads), "quiet"))] if heads else []


def _level(series: Series, value: float, steps: int) -> int:
    span = series.high - series.low
    return round(steps * (value - series.low) / span) if span else 0


def _axis(series: Series, level: int, steps: int) -> str:
    """The number beside a level: whole ones of a scale of ten, else the lowest and highest."""
    if level in (0, steps):
        return number_words(series.low if level == 0 else series.high)
    value = level * STEPS / steps
    whole = value.is_integer() and (steps < STEPS or value % 2 == 0)
    return str(int(value)) if (series.low, series.high) == SCALE and whole else ""


def _sign(series: Series, one: Point, level: int, steps: int) -> tuple[str, str]:
    now = _level(series, one.now, steps)
    if level == now:
        return "●", "accent"
    if one.before is None:
        return " ", "text"
    before = _level(series, one.before, steps)
    if level == before:
        return "○", "text"
    return ("│", "edge") if min(now, before) < level < max(now, before) else (" ", "text")


def _months(days: Sequence[date], apart: int) -> str:
    text = ""
    last = ""
    for number, day in enumerate(days):
        name = MONTHS[day.month - 1][:3]
        if name != last and len(text) <= number * apart:
            text = text.ljust(number * apart) + name + " "
        last = name
    return text.rstrip()


def number_rows(series: Series, width: int) -> list[Row]:
    """Every point with its day, the last first."""
    del width
    rows = []
    for one in reversed(series.points):
        day = f"{one.day.day:>2} {MONTHS[one.day.month - 1][:3]} {one.day.year}"
        now = number_words(round(one.now, 2))
        said = now if one.before is None else f"{number_words(one.before)} before, {now} after"
        rows.append(row("  ", Piece(day.ljust(14), "quiet"), said))
    return rows


def indicator_rows(told: Sequence[Told], width: int) -> list[Row]:
    """What the packs' indicators say, a heading and its lines each."""
    rows: list[Row] = []
    for one in told:
        if rows:
            rows.append(BLANK)
        rows += wrapped(one.label, width, "quiet")
        for line in one.words.splitlines():
            rows += [row("  ", part) for part in wrap(line, width - 2)]
    return rows


def trend_rows(series: Series, width: int, *, numbers: bool, room: int = 99) -> list[Row]:
    """The whole tab for one series, in `room` rows: a picture that has less is drawn lower."""
    rows = [*words_rows(series, width), BLANK]
    if numbers:
        return rows + number_rows(series, width)
    if len(series.points) < LEAST:
        return rows
    above = len(rows) + len(_head(drawn(series, width), width))
    steps = max(LOWEST, min(STEPS, room - above - 2))
    return rows + picture_rows(series, width, steps)
