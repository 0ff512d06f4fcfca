"""Numbered options as rows: what choosing looks like wherever it happens.

For: the rows of options with their digit, their sign (a dot, a box, or none)
and their quieter words, in one column or two. Pure drawing; what a key does
is the body's. May import rows only.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len

from studio.tui.rows import Piece, Row, fit, pad, row, wrap

Sign = Literal["dot", "box", "none"]
SIGNS = {"dot": ("●", "○"), "box": ("[x]", "[ ]"), "none": ("", "")}
GAPS = (3, 2)  # cells between a label and the hint beside it, the fewer where it is tight
LEAST_HINT = 20  # cells in which the beginning of a hint is worth reading


@dataclass(frozen=True)
class Shown:
    """An option to draw: its digit ("" from the tenth on), its words, its quieter words.

    `beneath` puts the hint on a row of its own wherever there is room for all of them.
    """

    digit: str
    label: str
    hint: str = ""
    beneath: bool = False


def numbered(labels: Sequence[tuple[str, str]], own: str = "") -> list[Shown]:
    """Options from (label, hint), 1 to 9 by digit; `own` comes last, as 0."""
    shown = [
        Shown(str(index) if index <= 9 else "", label, hint)
        for index, (label, hint) in enumerate(labels, start=1)
    ]
    return [*shown, Shown("0", own)] if own else shown


def suggested(lines: Sequence[str], at: int | None) -> list[Shown]:
    """Lines that can be taken over; numbered once one is marked, since a field takes digits."""
    if at is None:
        return [Shown("·", line) for line in lines]
    return numbered([(line, "") for line in lines])


def suggestion_at(key: str, lines: Sequence[str]) -> int | None:
    """The place of the line that a digit leads to; None where the key is none of them."""
    at = int(key) - 1 if len(key) == 1 and key.isdigit() else -1
    return at if 0 <= at < len(lines) else None


def option_rows(
    options: Sequence[Shown],
    at: int | None,
    chosen: Collection[int],
    width: int,
    *,
    sign: Sign = "dot",
    height: int = 11,
    at_mark: bool = False,
) -> list[Row]:
    """The rows of these options; `at` is where the mark is, `chosen` what is taken.

    `at_mark` puts the hint of the marked one below it where hints have no other place: on a
    screen without a note row.
    A row's name, for clicks, is the option's place in `options`.
    """
    if in_two_columns(options, width, height):
        return _two_columns(options, at, chosen, width, sign)
    under = _rows_with_hints(options, width, sign) <= height
    own_row = under and any(one.beneath for one in options)
    beside = 0 if own_row else hints_beside(options, width, sign)
    under = under and not beside
    if not (under or beside):
        beside = hints_beside(options, width, sign, least=LEAST_HINT)
    rows: list[Row] = []
    for index, one in enumerate(options):
        marked, taken = index == at, index in chosen
        lead = _lead(one, marked, taken, sign)
        voice = "mark" if marked else "text"
        lines = wrap(one.label, width - cell_len(lead))
        first = lines[0]
        pieces = [Piece(lead + first, voice)]
        if one.hint and beside:
            pieces.append(Piece(pad("", beside - cell_len(lead + first)), voice))
            pieces.append(Piece(fit(one.hint, width - beside), "mark" if marked else "quiet"))
        rows.append(Row(tuple(pieces), name=index, marked=marked))
        indent = " " * cell_len(lead)
        rows.extend(
            row(indent, Piece(line, voice), name=index, marked=marked) for line in lines[1:]
        )
        if one.hint and (under or (at_mark and marked and not beside)):
            rows.extend(
                row(indent, Piece(line, "quiet"), name=index, marked=marked)
                for line in wrap(one.hint, width - cell_len(indent))
            )
    return rows


def _lead(one: Shown, marked: bool, taken: bool, sign: Sign) -> str:
    on, off = SIGNS[sign]
    glyph = f"{on if taken else off}  " if on else ""
    return f"{'›' if marked else ' '} {one.digit or ' '}  {glyph}"


def _rows_with_hints(options: Sequence[Shown], width: int, sign: Sign) -> int:
    """How many rows they take with each hint beneath its label."""
    room = width - cell_len(_lead(Shown("1", ""), True, True, sign))
    return sum(
        len(wrap(one.label, room)) + (len(wrap(one.hint, room)) if one.hint else 0)
        for one in options
    )


def hints_beside(options: Sequence[Shown], width: int, sign: Sign, least: int = 0) -> int:
    """The cell at which hints start beside the labels; 0 where they do not fit there.

    With `least`, those that are longer are cut, as long as they have so many cells: the note
    row has the one under the mark in full.
    """
    if not any(one.hint for one in options):
        return 0
    lead = cell_len(_lead(Shown("1", ""), True, True, sign))
    labels = lead + max(cell_len(one.label) for one in options if one.hint)
    wanted = least or max(cell_len(one.hint) for one in options)
    return next((labels + gap for gap in GAPS if labels + gap + wanted <= width), 0)


def in_two_columns(options: Sequence[Shown], width: int, height: int) -> bool:
    """Whether these options stand in two columns: many, short, and without hints."""
    room = width // 2 - 10
    return (
        len(options) > max(9, height)
        and width >= 60
        and all(not one.hint and cell_len(one.label) <= room for one in options)
    )


def _two_columns(
    options: Sequence[Shown], at: int | None, chosen: Collection[int], width: int, sign: Sign
) -> list[Row]:
    per = (len(options) + 1) // 2
    rows = []
    for y in range(per):
        pieces = []
        for index in (y, y + per):
            if index >= len(options):
                continue
            one = options[index]
            text = _lead(one, index == at, index in chosen, sign) + one.label
            cells = width // 2
            voice = "mark" if index == at else "text"
            pieces.append(Piece(text, voice, index))
            pieces.append(Piece(" " * (cells - cell_len(text)), "text", index))
        rows.append(Row(tuple(pieces), marked=at in (y, y + per)))
    return rows


def beside_in_columns(options: Sequence[Shown], at: int, width: int, height: int) -> int | None:
    """The option in the other column, on the same row; None where there is one column."""
    if not in_two_columns(options, width, height):
        return None
    per = (len(options) + 1) // 2
    other = at + per if at < per else at - per
    return other if other < len(options) else None
