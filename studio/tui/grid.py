"""Words in groups: a grid with a heading before each row.

For: feelings, and any long list that comes in groups. Says where each word
stands, what the rows look like, and where an arrow leads. Pure; may import
rows only. Where the screen is too narrow for it there is no grid: `lay_out`
gives None and the body shows groups, then words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from studio.engine.prompts import Choosable
from studio.tui.rows import Piece, Row

HEADING_GAP = 1
MOST_ACROSS = 5
LEAST_ACROSS = 3


@dataclass(frozen=True)
class Grid:
    """Where words stand: `places[i]` is (row, column) of word i; `columns` starts, in cells."""

    places: tuple[tuple[int, int], ...]
    columns: tuple[int, ...]
    headings: tuple[str, ...]
    labels: tuple[str, ...]


def groups_of(options: Sequence[Choosable]) -> list[tuple[str, list[int]]]:
    """The groups in order of first appearance, each with the places of its options."""
    groups: dict[str, list[int]] = {}
    for index, option in enumerate(options):
        groups.setdefault(option.group, []).append(index)
    return list(groups.items())


def lay_out(options: Sequence[Choosable], width: int) -> Grid | None:
    """The widest grid of 5 to 3 columns that fits into `width` cells, else None."""
    groups = groups_of(options)
    heading = max(cell_len(label) for label, _ in groups) + HEADING_GAP - 1
    for across in range(MOST_ACROSS, LEAST_ACROSS - 1, -1):
        widths = [0] * across
        for _, members in groups:
            for at, index in enumerate(members):
                column = at % across
                widths[column] = max(widths[column], cell_len(options[index].label) + 2)
        if heading + sum(widths) <= width:
            return _placed(options, groups, across, heading, widths, width)
    return None


def _placed(
    options: Sequence[Choosable],
    groups: list[tuple[str, list[int]]],
    across: int,
    heading: int,
    widths: list[int],
    width: int,
) -> Grid:
    left_over = width - heading - sum(widths)
    spare = min(1, left_over // across)
    heading += min(2, left_over - spare * across)
    starts, at = [], heading
    for one in widths:
        starts.append(at)
        at += one + spare
    places: list[tuple[int, int]] = [(0, 0)] * len(options)
    headings: list[str] = []
    for label, members in groups:
        for place, index in enumerate(members):
            if place % across == 0:
                headings.append(label if place == 0 else "")
            places[index] = (len(headings) - 1, place % across)
    labels = tuple(option.label for option in options)
    return Grid(tuple(places), tuple(starts), tuple(headings), labels)


def grid_rows(grid: Grid, at: int | None, chosen: Collection[int]) -> list[Row]:
    """The grid as rows: `[word]` is chosen, the word in the mark voice has the focus."""
    rows = []
    for y, heading in enumerate(grid.headings):
        pieces, cells = [Piece(heading, "quiet")], cell_len(heading)
        marked = False
        for index, (line, column) in enumerate(grid.places):
            if line != y:
                continue
            start = grid.columns[column]
            pieces.append(Piece(" " * (start - cells), "text"))
            label = grid.labels[index]
            shown = f"[{label}]" if index in chosen else f" {label} "
            voice = "mark" if index == at else "question" if index in chosen else "text"
            pieces.append(Piece(shown, voice, index))
            cells = start + cell_len(shown)
            marked = marked or index == at
        rows.append(Row(tuple(pieces), marked=marked))
    return rows


def moved(grid: Grid, at: int | None, key: str) -> int | None:
    """Where an arrow leads from `at`; None when it leads out of the grid."""
    if key == "end":
        return len(grid.places) - 1
    if at is None or key == "home":
        return 0
    if key in ("left", "right"):
        return (at + (1 if key == "right" else -1)) % len(grid.places)
    line, column = grid.places[at]
    wanted = line + (1 if key == "down" else -1)
    there = [index for index, place in enumerate(grid.places) if place[0] == wanted]
    if not there:
        return None
    return min(there, key=lambda index: abs(grid.places[index][1] - column))
