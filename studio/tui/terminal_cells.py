"""What the terminal shows, cell by cell, so that only what differs is sent.

For: a slow line. Textual draws a row anew when one letter of it changed; what goes out is that
letter. Places are always named outright, so a glyph that the terminal takes for wider than we do
moves nothing that stands after it.

May import rich's widths of characters and the standard library. Never guesses: it begins with a
frame that covers the whole screen, and whatever it can't follow goes out as it came, after which
it knows nothing until the next whole frame.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len

SYNC_START = "\x1b[?2026h"
SYNC_END = "\x1b[?2026l"
BELL = "\x07"

GAP = 6
"""Cells of a style in use that are sent again: to jump over them takes as many bytes."""

Cell = tuple[str, str]
"""A glyph and its style, as the terminal is told it; the glyph of `_INSIDE` stands before it."""
Row = list[Cell | None]
"""None where it is not known what stands there."""

_INSIDE: Cell = ("", "")
_PIECE = re.compile(r"\x1b\[(?:(\d+);(\d+)H|([\d;]*)m)|(\n)|([^\x00-\x1f\x7f-\x9f]+)")
# One character, one cell, nothing that joins: most of European writing, boxes and blocks.
_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f"
                    r"\u2010-\u2027\u2190-\u2bff]*")  # fmt: skip


# Wide for every terminal: Chinese, Japanese and Korean writing and its signs.
_WIDE = (
    "\u1100-\u115f\u2e80-\u3029\u3030-\u303e\u3041-\u3098\u309b-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
)
_AGREED = re.compile(rf"[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f"
                     rf"\u2010-\u2027\u2190-\u2bff{_WIDE}\uff01-\uff60\uffe0-\uffe6]*")  # fmt: skip
# What rich writes: bold and so on, inks and papers; nothing that ends one of them.
_CODE = r"(?:[1-9]|21|5[1-3]|[34][0-79]|9[0-7]|10[0-7]|[34]8;5;\d+|[34]8;2;\d+;\d+;\d+)"
_STYLE = re.compile(rf"{_CODE}(?:;{_CODE})*")


class _Lost(Exception):
    """The frame does something that can't be followed."""


class Cells:
    """What is on the terminal, and what has to be sent for it to show the next frame."""

    def __init__(self) -> None:
        self._columns = self._rows = 0
        self._shown: list[Row] | None = None
        self._cursor = (-1, -1)

    def forget(self, size: tuple[int, int] | None = None) -> None:
        """What the terminal shows is not known any more; `size` in columns and rows, if new."""
        if size is not None:
            self._columns, self._rows = size
        self._shown = None
        self._cursor = (-1, -1)

    def less(self, frame: str) -> str:
        """What to send instead of `frame`; empty when the terminal shows it already."""
        if frame == BELL:
            return frame
        marked = frame.startswith(SYNC_START)
        inner = frame[len(SYNC_START) : -len(SYNC_END)] if marked else frame
        try:
            wanted, cursor = self._drawn(inner)
        except _Lost:
            self.forget()
            return frame
        before = self._shown
        if before is None:
            if any(row is None or None in row for row in wanted):
                return frame
            before = [[None] * self._columns] * self._rows
        sent = self._sent(before, wanted, cursor)
        self._shown = [old if new is None else new for old, new in zip(before, wanted, strict=True)]
        self._cursor = cursor
        return f"{SYNC_START}{sent}{SYNC_END}" if marked and sent else sent

    def _drawn(self, frame: str) -> tuple[list[Row | None], tuple[int, int]]:
        """The rows that the frame draws on, as they will be, and where it leaves the cursor."""
        rows: list[Row | None] = [None] * self._rows
        column, row = self._cursor
        style = ""
        end = 0
        for piece in _PIECE.finditer(frame):
            if piece.start() != end:
                break
            end = piece.end()
            down, across, styled, newline, text = piece.groups()
            if text is not None:
                column = self._put(rows, column, row, text, style)
            elif styled is not None:
                style = _styled(style, styled)
            else:
                below = row + 2 if row >= 0 else 0
                to = (1, below) if newline is not None else (int(across), int(down))
                column, row = self._place(*to)
        if end != len(frame) or style:
            raise _Lost
        return rows, (column, row)

    def _place(self, across: int, down: int) -> tuple[int, int]:
        """A column and row, counted from 0; beyond the edges terminals clamp, or scroll."""
        if not (0 < across <= self._columns and 0 < down <= self._rows):
            raise _Lost
        return across - 1, down - 1

    def _put(self, rows: list[Row | None], column: int, row: int, text: str, style: str) -> int:
        """Text onto a row; the column after it."""
        width = cell_len(text)
        end = column + width
        if not (width and 0 <= row < self._rows and column >= 0 and end <= self._columns):
            raise _Lost
        cells = rows[row]
        if cells is None:
            known = self._shown
            cells = rows[row] = [None] * self._columns if known is None else list(known[row])
        _break(cells, column, -1)
        _break(cells, end, 1)
        if width == len(text) and _PLAIN.fullmatch(text):
            cells[column:end] = [(sign, style) for sign in text]
        else:
            cells[column:end] = [(text, style), *[_INSIDE] * (width - 1)]
        return end

    def _sent(self, before: list[Row], wanted: list[Row | None], cursor: tuple[int, int]) -> str:
        """The differing stretches of all rows, and the cursor where it belongs."""
        # Whoever wrote before may have left a style on.
        out: list[str] = ["\x1b[0m"] if self._shown is None else []
        style = ""
        at = self._cursor
        for number, row in enumerate(wanted):
            if row is None or row == before[number]:
                continue
            for first, last in _stretches(before[number], row):
                out.append(_to(first, number))
                style = _write(out, row, first, last, number, style)
                at = (last, number)
        if style:
            out.append("\x1b[0m")
        if at != cursor:
            out.append(_to(*cursor))
        return "".join(out)


@lru_cache(maxsize=1024)
def _styled(style: str, more: str) -> str:
    """A style with another put on it; 0 ends all of them."""
    if more in ("", "0"):
        return ""
    if not _STYLE.fullmatch(more):
        raise _Lost
    return f"{style};{more}" if style else more


_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}


@lru_cache(maxsize=1024)
def _change(before: str, after: str) -> str:
    """The shortest way from one style to another; "" where both look the same."""
    anew = ("0;" if before else "") + after if after else "0"
    (marks, ink, paper), (new_marks, new_ink, new_paper) = _parts(before), _parts(after)
    gone = marks - new_marks
    if not gone <= _OFF.keys():
        return anew
    off = sorted({_OFF[mark] for mark in gone})
    # What ends bold ends dim, too: those that stay are said again.
    on = sorted(new_marks if off else new_marks - marks)
    parts = [*off, *on]
    parts += [new_ink or "39"] if ink != new_ink else []
    parts += [new_paper or "49"] if paper != new_paper else []
    return min(";".join(parts), anew, key=len) if parts else ""


def _parts(style: str) -> tuple[frozenset[str], str, str]:
    """The marks of a style (bold and so on), its ink and its paper."""
    marks: set[str] = set()
    ink = paper = ""
    numbers = iter(style.split(";") if style else ())
    for number in numbers:
        colour = number
        if number in ("38", "48", "58"):
            kind = next(numbers, "5")
            colour = ";".join(
                [number, kind, *(next(numbers, "0") for _ in range(1 + 2 * (kind == "2")))]
            )
        if number[:-1] in ("3", "9"):
            ink = colour
        elif number[:-1] in ("4", "10"):
            paper = colour
        else:
            marks.add(colour)
    return frozenset(marks), ink, paper


def _break(cells: Row, edge: int, step: int) -> None:
    """Forget a wide piece of which the part at this side of `edge` is about to be drawn over."""
    if not (edge < len(cells) and cells[edge] is _INSIDE):
        return
    place = edge
    while 0 <= place < len(cells) and cells[place] is _INSIDE:
        cells[place] = None
        place += step
    if step < 0:
        cells[place] = None


def _stretches(before: Row, row: Row) -> list[tuple[int, int]]:
    """From where to before where the row differs, near ones as one.

    What stands behind a piece whose width is in doubt differs as well: it may be drawn over.
    """
    found: list[tuple[int, int]] = []
    in_doubt = False
    for place, (old, new) in enumerate(zip(before, row, strict=True)):
        if new is None or new is _INSIDE or (new == old and not in_doubt):
            continue
        in_doubt = in_doubt or not _AGREED.fullmatch(new[0])
        end = _end(row, place)
        if found and _near(row, found[-1][1], place):
            found[-1] = (found[-1][0], end)
        else:
            found.append((place, end))
    return found


def _near(row: Row, end: int, place: int) -> bool:
    """Whether what stands between two stretches costs no more than a jump over it."""
    between = row[end:place]
    if len(between) > GAP or None in between:
        return False
    styles = {cell[1] for cell in between if cell is not None and cell is not _INSIDE}
    edges = {cell[1] for cell in (row[end - 1], row[place]) if cell is not None}
    return styles <= edges


def _write(out: list[str], row: Row, first: int, last: int, number: int, style: str) -> str:
    """One stretch; the style that is on after it."""
    for place in range(first, last):
        cell = row[place]
        if cell is None or cell is _INSIDE:
            continue
        glyph, wanted = cell
        if wanted != style:
            change = _change(style, wanted)
            out.append(f"\x1b[{change}m" if change else "")
            style = wanted
        if not _AGREED.fullmatch(glyph):
            # How wide the terminal takes this to be is not ours to say: if it is less than we
            # think, what stood here before would show beside it.
            out.append(" " * (_end(row, place) - place) + _to(place, number))
        out.append(glyph)
        end = _end(row, place)
        if end < len(row) and (len(glyph) > 1 or not _PLAIN.fullmatch(glyph)):
            out.append(_to(end, number))
    return style


def _end(row: Row, place: int) -> int:
    """The column after the piece that begins at `place`."""
    end = place + 1
    while end < len(row) and row[end] is _INSIDE:
        end += 1
    return end


def _to(column: int, row: int) -> str:
    return f"\x1b[{row + 1};{column + 1}H"
