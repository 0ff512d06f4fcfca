"""The cells of a screen as SVG: the same cells give the same bytes.

For: pictures that need nothing from anywhere, neither a font nor a program. Each
stretch of cells with one style is one rectangle (where it has a ground) and one
text (where it has words), held to its columns. May import rich's segments;
knows nothing of the studio.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

FONT = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
SIZE = 20
CELL = 12.04
"""The width of a cell of DejaVu Sans Mono at `SIZE`; other fonts are held to it."""
ROW = 24
DROP = 18
"""From the top of a row to the line its letters stand on."""
SOLID = {"█": 1.0, "░": 0.38}
"""Blocks are drawn as rectangles: a font leaves seams between their rows."""


@dataclass(frozen=True)
class Run:
    """Cells of one row that look the same, from a column on."""

    column: int
    text: str
    ink: str
    ground: str
    bold: bool
    underlined: bool

    @property
    def cells(self) -> int:
        """How many cells they take."""
        return cell_len(self.text)


def svg(rows: Iterable[Sequence[Segment]], width: int, height: int, ground: str, ink: str) -> str:
    """The whole screen, `width` by `height` cells; `ground` and `ink` where cells say nothing."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width * CELL)} {height * ROW}"'
        f' font-family="{FONT}" font-size="{SIZE}">',
        f'<rect width="100%" height="100%" fill="{ground}"/>',
    ]
    for number, segments in enumerate(rows):
        for run in runs(segments, ground, ink):
            lines += _drawn(run, number, ground)
    return "\n".join([*lines, "</svg>"]) + "\n"


def runs(segments: Iterable[Segment], ground: str, ink: str) -> Iterator[Run]:
    """One row as runs, neighbours of one look joined."""
    column = 0
    held: Run | None = None
    for segment in segments:
        if segment.control or not segment.text:
            continue
        fresh = _run(segment, column, ground, ink)
        column += fresh.cells
        if held is not None and _look(held) == _look(fresh):
            held = Run(held.column, held.text + fresh.text, *_look(held))
            continue
        if held is not None:
            yield held
        held = fresh
    if held is not None:
        yield held


def _look(run: Run) -> tuple[str, str, bool, bool]:
    return run.ink, run.ground, run.bold, run.underlined


def _run(segment: Segment, column: int, ground: str, ink: str) -> Run:
    style = segment.style or Style()
    behind = _colour(style.bgcolor, ground)
    front = _colour(style.color, ink)
    if style.reverse:
        behind, front = front, behind
    return Run(column, segment.text, front, behind, bool(style.bold), bool(style.underline))


def _colour(colour: object, otherwise: str) -> str:
    triplet = getattr(colour, "triplet", None)
    return otherwise if triplet is None else str(triplet.hex)


def _drawn(run: Run, number: int, ground: str) -> Iterator[str]:
    top = number * ROW
    if run.ground != ground:
        yield (
            f'<rect x="{_n(run.column * CELL)}" y="{top}" width="{_n(run.cells * CELL)}"'
            f' height="{ROW}" fill="{run.ground}"/>'
        )
    for column, words in _stretches(run):
        x, wide = _n(column * CELL), _n(cell_len(words) * CELL)
        if words[0] in SOLID:
            yield (
                f'<rect x="{x}" y="{top}" width="{wide}" height="{ROW}" fill="{run.ink}"'
                f' fill-opacity="{SOLID[words[0]]}"><desc>{words}</desc></rect>'
            )
            continue
        weight = ' font-weight="bold"' if run.bold else ""
        line = ' text-decoration="underline"' if run.underlined else ""
        yield (
            f'<text x="{x}" y="{top + DROP}" textLength="{wide}" fill="{run.ink}"'
            f'{weight}{line} xml:space="preserve">{escape(words)}</text>'
        )


def _stretches(run: Run) -> Iterator[tuple[int, str]]:
    """The words of a run with their columns: blanks at its ends, and blocks, stand apart."""
    column = run.column
    kind: str | None = None
    held = ""
    for char in run.text + "\0":
        sort = char if char in SOLID else ("end" if char == "\0" else "words")
        if sort != kind:
            if held.strip():
                lead = len(held) - len(held.lstrip())
                yield column + lead, held.strip()
            column += cell_len(held)
            kind, held = sort, ""
        held += char


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
