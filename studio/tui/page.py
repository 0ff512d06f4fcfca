"""A whole screen as data: what stands in which row, fitted to any size.

For: the screens that are not steps. A `Page` says what is on it in the rows of
the 80x24 drawing; `compose` lays it on a plan: blank rows go first where there
is little room, and what still does not fit scrolls with the mark in sight.
May import the plan, the rows and the footer; nothing of textual.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from studio.tui.footer import SAFETY, Keys, footer
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, fit, row, wrap

MORE = "more below"


@dataclass(frozen=True)
class Page:
    """One screen. `start` is the drawn row (at 80x24) of the first of `rows`.

    `keeps` rows at the top of `rows` stay while the others scroll. `beside`
    stands in the second column, where there is one, from the header's row down.
    """

    left: str = ""
    right: str = ""
    rows: tuple[Row, ...] = ()
    start: int = 3
    note: tuple[Piece, ...] = ()
    keys: Keys = ()
    safety: Keys = SAFETY
    keeps: int = 0
    beside: tuple[Row, ...] = field(default=())


def said(text: str) -> tuple[Piece, ...]:
    """A note: quiet words."""
    return (Piece(text, "quiet"),) if text else ()


def two_ends(
    left: Sequence[Piece], right: Sequence[Piece], width: int, *, name: object = None,
    marked: bool = False,
) -> Row:  # fmt: skip
    """A row with pieces at both ends; the left one gives way."""
    taken = sum(cell_len(piece.text) for piece in right)
    room = max(0, width - taken - (2 if taken else 0))
    shown: list[Piece] = []
    for piece in left:
        text = fit(piece.text, room)
        room -= cell_len(text)
        shown.append(piece._replace(text=text))
        if text != piece.text:
            break
    gap = width - taken - sum(cell_len(piece.text) for piece in shown)
    filler = Piece(" " * max(0, gap), "mark" if marked else "text")
    return row(*shown, filler, *right, name=name, marked=marked)


def header(left: str, right: str, width: int) -> Row:
    """The first row: where one is, and how far."""
    return two_ends([Piece(left, "quiet")], [Piece(right, "quiet")], width)


def compose(page: Page, plan: Plan, message: str = "", above: int = 0) -> list[Row]:
    """The rows of the whole screen, from the top, each from the first cell on.

    `above` is how many rows of a page without a mark were scrolled out of sight.
    """
    screen: list[Row] = [BLANK] * plan.height
    screen[plan.header] = header(page.left, page.right, plan.column)
    first, last, rows = _fitted(page, plan, message=bool(message))
    shown, more = visible(rows, last - first + 1, page.keeps, above)
    for number, one in enumerate(shown):
        screen[first + number] = one
    note = said(fit(message, plan.column)) if message else page.note
    if more and not message:
        words = f"{MORE} · " if note else MORE
        note = (Piece(words, "quiet"), *note)
    if plan.note is not None:
        screen[plan.note] = row(*cut(note, plan.column))
    elif message or (more and not _is_marked(rows)):
        screen[plan.footer - 1] = row(*cut(note, plan.column))
    screen[plan.footer] = row(*footer(page.keys, page.safety, plan.column))
    if plan.second is not None and page.beside:
        for number, one in enumerate(page.beside[: plan.footer - plan.header - 1]):
            at = plan.header + number
            screen[at] = _joined(screen[at], one, plan.second - plan.left)
    return [shift(one, plan.left) for one in screen]


def cut(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Pieces in at most `width` cells."""
    out: list[Piece] = []
    for piece in pieces:
        text = fit(piece.text, width)
        width -= cell_len(text)
        out.append(piece._replace(text=text))
        if text != piece.text:
            break
    return out


def shift(one: Row, cells: int) -> Row:
    """The row moved to the right."""
    if not one.pieces or not cells:
        return one
    return Row((Piece(" " * cells), *one.pieces), one.name, one.marked)


def _joined(one: Row, beside: Row, at: int) -> Row:
    used = sum(cell_len(piece.text) for piece in one.pieces)
    gap = Piece(" " * max(0, at - used))
    named = tuple(piece._replace(name=piece.name or one.name) for piece in one.pieces)
    return Row((*named, gap, *beside.pieces), None, one.marked)


def _fitted(page: Page, plan: Plan, *, message: bool) -> tuple[int, int, list[Row]]:
    """First and last row for the body, and its rows, with blanks dropped where it is tight."""
    last = plan.last_body_row
    if plan.roomy:
        first = plan.row(page.start) if page.start >= 3 else plan.header + page.start - 1
        room = last - first + 1
        rows = list(page.rows)
        if len(rows) > room and first > plan.header + 2:
            first = max(plan.header + 2, last + 1 - len(rows))
        return first, last, rows
    if message:
        last -= 1
    first = plan.header + 1
    rows = list(page.rows)
    room = last - first + 1
    if len(rows) >= room:
        rows = [one for one in rows if one.pieces]
    if not message and len(rows) > room and not _is_marked(rows):
        last -= 1  # for the words that say there is more
    return first, last, rows


def _is_marked(rows: Iterable[Row]) -> bool:
    return any(one.marked for one in rows)


def out_of_sight(page: Page, plan: Plan, message: str = "") -> int:
    """How many rows of the page there is no room for at once."""
    first, last, rows = _fitted(page, plan, message=bool(message))
    return max(0, len(rows) - (last - first + 1))


def visible(
    rows: Sequence[Row], room: int, keeps: int = 0, above: int = 0
) -> tuple[list[Row], bool]:
    """As many rows as fit, the marked one among them, and whether more lie below.

    Where none is marked, `above` of those that are not kept are left out at the top.
    """
    if len(rows) <= room:
        return list(rows), False
    top = list(rows[:keeps])
    rest = rows[keeps:]
    room -= keeps
    marked = [number for number, one in enumerate(rest) if one.marked]
    begin = 0 if marked else above
    if marked and marked[-1] >= room:
        begin = min(marked[-1] - room + 1 + (1 if marked[-1] < len(rest) - 1 else 0), marked[0])
    begin = max(0, min(begin, len(rest) - room))
    return top + list(rest[begin : begin + room]), begin + room < len(rest)


def numbered(
    options: Iterable[tuple[str, str]], at: int | None, width: int, *, dots: bool = False
) -> list[Row]:
    """Options to act on: `› 1  Try again`; the name of each is ("pick", its number from 0)."""
    rows: list[Row] = []
    for number, (digit, label) in enumerate(options):
        here = number == at
        dot = f"{'●' if here else '○'}  " if dots else ""
        lead = f"{'› ' if here else '  '}{f'{digit}  ' if digit else ''}{dot}"
        voice = "mark" if here else "text"
        indent = cell_len(lead)
        for line in wrap(label, width - indent):
            rows.append(
                row(
                    Piece(lead, voice if lead.strip() else "text"),
                    Piece(line, voice),
                    name=("pick", number),
                    marked=here,
                )
            )
            lead = " " * indent
    return rows
