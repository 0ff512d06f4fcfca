"""A month of days, drawn: `●` something was done, `○` something to come back to.

For: the calendar tab of Look back. A day without anything is a blank and no
word is said of it. Pure: a month comes in, rows go out.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from rich.cells import cell_len

from studio.practice.over_time import Month
from studio.practice.today import DAYS, day_words
from studio.tui.rows import BLANK, Piece, Row, fit, pad, row

CELL, CELL_NARROW = 6, 5
LEFT, LEFT_NARROW = 4, 2


def month_rows(month: Month, chosen: date, width: int) -> list[Row]:
    """The grid, and what the chosen day had."""
    wide = width >= LEFT + CELL * len(DAYS)
    cell, left = (CELL, LEFT) if wide else (CELL_NARROW, LEFT_NARROW)
    names = "".join(day[:3].ljust(cell) for day in DAYS)
    rows = [row(" " * left, Piece(names.rstrip(), "quiet"))]
    rows += [_week(month, week, chosen, cell, left) for week in month.weeks]
    rows += [BLANK, row(Piece(_day_name(chosen), "question"))]
    for number, one in enumerate(month.done.get(chosen, ()), start=1):
        rows.append(_entry(number, one, width))
    if chosen in month.due:
        rows.append(row("  ", Piece("○", "accent"), "  to come back to"))
    return rows


def _day_name(day: date) -> str:
    return day_words(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a day's name has no zone


def _week(month: Month, week: tuple[date | None, ...], chosen: date, cell: int, left: int) -> Row:
    pieces = [Piece(" " * (left - 1))]
    apart = " " if cell >= CELL else ""
    for day in week:
        if day is None:
            pieces.append(Piece(" " * cell))
            continue
        sign = "●" if day in month.done else "○" if day in month.due else " "
        here = day == chosen
        text = f"{day.day:>2}{apart}{sign}".rstrip() if here else f"{day.day:>2}{apart}{sign}"
        shown = f"[{text}]" if here else f" {text} "
        pieces.append(Piece(pad(shown, cell), "mark" if here else "text", ("day", day)))
    return row(*pieces)


def _entry(number: int, outcome: dict[str, Any], width: int) -> Row:
    ended = datetime.fromisoformat(str(outcome["ended"]))
    minutes = round(float(outcome.get("minutes") or 0))
    time = f"{minutes} min   {ended:%H:%M}" if minutes else f"{ended:%H:%M}"
    title = fit(str(outcome.get("title") or ""), width - 8 - len(time))
    lead = f"  {number} " if number <= 9 else "    "
    gap = " " * max(2, width - len(lead) - cell_len(title) - len(time))
    return row(Piece(lead, "quiet"), title, Piece(gap + time, "quiet"))
