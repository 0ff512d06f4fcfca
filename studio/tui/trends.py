"""How things went, drawn: a line of words, and a picture from four points on.

For: the trends tab of Look back. Before is `○`, after is `●`; nothing is
coloured by its worth. Pure: series come in, rows go out.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.engine.phrases import number_words
from studio.insights.indicators import Told
from studio.insights.series import HARDER, LEAST, SCALE, Point, Series
from studio.practice.today import MONTHS
from studio.tui.rows import BLANK, Piece, Row, row, wrap

STEPS = 10
AXIS = 7
WIDE, NARROW = 4, 2
HELP = "Something lighter may fit, or h for people to talk to."
NOTHING = "Nothing rated yet. A picture needs four times."


def shown_points(series: Series, width: int) -> tuple[tuple[Point, ...], int]:
    """The last points that fit in `width` cells, and the cells each takes."""
    room = width - AXIS - 2
    apart = WIDE if len(series.points) * WIDE <= room else NARROW
    return series.points[-(room // apart) :], apart


def words_rows(series: Series, width: int) -> list[Row]:
    """What the series says, in words alone."""
    rows = [row(Piece(line, "question")) for line in wrap(series.words, width)]
    if series.harder:
        rows += [row(line) for line in wrap(HARDER, width)]
        rows += [row(Piece(line, "quiet")) for line in wrap(HELP, width)]
    return rows


def picture_rows(series: Series, width: int) -> list[Row]:
    """Eleven rows from high to low, and the months beneath."""
    points, apart = shown_points(series, width)
    pair = any(one.before is not None for one in points)
    rows = [row(Piece(" " * AXIS + "before ○   after ●", "quiet"))] if pair else []
    for level in range(STEPS, -1, -1):
        pieces = [Piece(_axis(series, level).rjust(3).ljust(AXIS), "quiet")]
        for one in points:
            sign, voice = _sign(series, one, level)
            pieces.append(Piece(sign.ljust(apart), voice))
        rows.append(row(*pieces))
    return [*rows, row(Piece(" " * AXIS + _months(points, apart), "quiet"))]


def _level(series: Series, value: float) -> int:
    span = series.high - series.low
    return round(STEPS * (value - series.low) / span) if span else 0


def _axis(series: Series, level: int) -> str:
    if (series.low, series.high) == SCALE:
        return str(level) if level % 2 == 0 else ""
    if level in (0, STEPS):
        return number_words(series.low if level == 0 else series.high)
    return ""


def _sign(series: Series, one: Point, level: int) -> tuple[str, str]:
    now = _level(series, one.now)
    if level == now:
        return "●", "accent"
    if one.before is None:
        return " ", "text"
    before = _level(series, one.before)
    if level == before:
        return "○", "text"
    return ("│", "edge") if min(now, before) < level < max(now, before) else (" ", "text")


def _months(points: Sequence[Point], apart: int) -> str:
    text = ""
    last = ""
    for number, one in enumerate(points):
        name = MONTHS[one.day.month - 1][:3]
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
        rows.append(row(Piece(one.label, "quiet")))
        for line in one.words.splitlines():
            rows += [row("  ", part) for part in wrap(line, width - 2)]
    return rows


def trend_rows(series: Series, width: int, *, numbers: bool) -> list[Row]:
    """The whole tab for one series."""
    rows = [*words_rows(series, width), BLANK]
    if numbers:
        return rows + number_rows(series, width)
    return rows + picture_rows(series, width) if len(series.points) >= LEAST else rows
