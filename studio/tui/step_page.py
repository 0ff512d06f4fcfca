"""The frame around a step as rows: header, pins, question, note, footer.

For: a pure picture of a view at any size, with the room that is left for the
body. The question's row depends on the size of the terminal and on nothing
else. May import the engine's view, the plan and the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from studio.engine.view import Pin, View
from studio.tui.footer import Keys, footer
from studio.tui.page import cut, header, said, shift
from studio.tui.plan import SECOND, Plan
from studio.tui.rows import BLANK, Piece, Row, fit, opening, prose_rows, row, wrap

LABEL = 13
LABEL_SHARE = (5, 12)  # of a row: what a label may take
BODY_AT = 9
LEAST_BODY = 3
BESIDE_HELP = 5  # rows the answer has at least where the help stands above it
REST = "Esc, then l: all of it."
MORE = "Esc, then l: more about this."


@dataclass(frozen=True)
class Frame:
    """What is around the body. `bare` is a body that draws its own question, and has no pins."""

    view: View
    right: str
    note: str
    keys: Keys
    safety: Keys
    bare: bool = False
    message: str = ""


@dataclass(frozen=True)
class Laid:
    """The rows of the screen, and the rows of the body: first, and how many.

    `question_row` is the body's own row at which the question's row stands.
    """

    rows: list[Row]
    first: int
    height: int
    question_row: int


def progress_words(view: View, narrow: bool) -> str:
    """`7 of about 16`, or `7/16` where it is narrow."""
    if view.before_begin:
        return "before you begin"
    if view.progress is None or view.sheet:
        return ""
    return f"{view.progress.step}/{view.progress.of}" if narrow else str(view.progress)


def lay_out(frame: Frame, plan: Plan) -> Laid:
    """The frame on a screen of this size."""
    view = frame.view
    screen: list[Row] = [BLANK] * plan.height
    screen[plan.header] = header(view.title, frame.right, plan.column)
    last = plan.last_body_row
    if frame.message and plan.note is None:
        last -= 1
    if frame.bare:
        first = min(plan.pin_row, plan.question)
        question_row = plan.question - first
    else:
        if plan.second is None:
            for number, pin in enumerate(pin_rows(view.pins, plan.column, plan.pins)):
                screen[plan.pin_row + number] = pin
        at = plan.pin_row if view.kind == "end" else plan.question
        question = question_rows(view, plan.column)
        free = last - (at + max(1, len(question)))  # rows below the question and a blank one
        question += help_rows(view, plan.column, free - BESIDE_HELP)
        for number, one in enumerate(question):
            if at + number < last:
                screen[at + number] = one
        first = at + max(1, len(question)) + 1
        if not plan.roomy and last - first + 1 < LEAST_BODY + 4 and question:
            first -= 1
        question_row = plan.question - first
    first = min(first, last)
    note = said(fit(frame.message or frame.note, plan.column))
    if plan.note is not None:
        screen[plan.note] = row(*cut(note, plan.column))
    elif frame.message:
        screen[plan.footer - 1] = row(*note)
    screen[plan.footer] = row(*footer(frame.keys, frame.safety, plan.column))
    rows = [shift(one, plan.left) for one in screen]
    if plan.second is not None and view.pins and not frame.bare:
        _beside(rows, plan, view.pins)
    return Laid(rows, first, last - first + 1, question_row)


def question_rows(view: View, width: int) -> list[Row]:
    """The question in strong, and the lines under it as text."""
    if not view.text:
        return []
    first = opening(view.text)
    rows = prose_rows(view.text[:first], width, "question" if first == 1 else "")
    return rows if view.kind == "say" else rows + prose_rows(view.text[first:], width)


def help_rows(view: View, width: int, room: int) -> list[Row]:
    """The help, quiet, in at most `room` rows; where that is too few, where it can be read."""
    if not view.text or view.kind == "say":  # it is read with the rest
        return []
    rows = prose_rows(view.help, width, "quiet")
    return rows if len(rows) <= room else [row(Piece(fit(MORE, width), "quiet"))][: max(0, room)]


def pin_rows(pins: Sequence[Pin], width: int, room: int) -> list[Row]:
    """At most `room` earlier answers; `+1` says how many more there are.

    Each has a line, and the first that are longer share the rows that are left.
    """
    shown = pins[:room]
    if not shown:
        return []
    most = width * LABEL_SHARE[0] // LABEL_SHARE[1]
    label = min(most, max(LABEL, *(cell_len(pin.label) for pin in shown)))
    more = len(pins) - len(shown)
    spare = room - len(shown)
    rows = []
    for number, pin in enumerate(shown):
        tail = f" +{more}" if more and number == len(shown) - 1 else ""
        lines = _in_rows(" ".join(pin.text.split()), width - 3 - label, spare + 1, len(tail))
        spare -= len(lines) - 1
        name = fit(pin.label, label)
        for at, words in enumerate(lines, 1):
            lead = Piece(name + " " * (label - cell_len(name) + 1), "quiet")
            end = Piece(tail if at == len(lines) else "", "quiet")
            rows.append(row(Piece("│ ", "edge"), lead, Piece(words), end))
            name = ""
    return rows


def _in_rows(text: str, width: int, most: int, tail: int) -> list[str]:
    """`text` in as many rows as it needs, `most` at most; what does not fit ends in `…`.

    `tail` cells of the last row are kept free.
    """
    lines = wrap(text, max(1, width))
    if len(lines) <= most and cell_len(lines[-1]) <= width - tail:
        return lines
    whole = lines[: most - 1]
    rest = " ".join(lines[len(whole) :])
    return [*whole, _brief(rest, width - tail)]


def _brief(text: str, width: int) -> str:
    """`text`, or as many whole words of it as fit and `…`."""
    if cell_len(text) <= width:
        return text
    return wrap(text, max(1, width - 1))[0].rstrip(" ,;:.") + "…"


def _beside(rows: list[Row], plan: Plan, pins: Sequence[Pin]) -> None:
    """The pins in full, in the second column."""
    assert plan.second is not None
    lines: list[Row] = [row(Piece("So far", "quiet")), BLANK]
    for pin in pins:
        lines.append(row(Piece(fit(pin.label, SECOND), "quiet")))
        lines += [row(Piece("│ ", "edge"), line) for line in wrap(pin.text, SECOND - 2)]
    room = plan.footer - plan.header - 2
    if len(lines) > room:
        lines = [*lines[: room - 1], row(Piece(REST, "quiet"))]
    for number, one in enumerate(lines):
        at = plan.header + number
        used = sum(cell_len(piece.text) for piece in rows[at].pieces)
        gap = Piece(" " * max(0, plan.second - used))
        rows[at] = Row((*rows[at].pieces, gap, *one.pieces), rows[at].name, rows[at].marked)
