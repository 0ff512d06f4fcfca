"""The breathing line: one row whose ends move, a few cells at a time.

For: drawing a breath so quietly that a slow line can carry it. Where the line
stands is worked out from how far the breath is, never from the frame before,
so a late frame jumps. Only cells that changed reach the terminal. May import
textual and the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, floor, pi
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from studio.engine.prompts import Breath
from studio.tui.theme import voices

HALF = 29  # cells on each side of the middle
FASTEST = 8  # cells a second, at each end
REST, LIT, HELD = "─", "━", "●"


def eased(progress: float) -> float:
    """Half a cosine: slow, then quick, then slow again; 0 to 1."""
    return (1 - cos(pi * min(1.0, max(0.0, progress)))) / 2


def levels(phases: Sequence[Breath]) -> list[tuple[float, float]]:
    """How full the breath is at the start and end of each phase, 0 to 1.

    Phases of one direction in a row share the way by their seconds.
    """
    found: list[tuple[float, float]] = []
    level = 0.0
    for index, phase in enumerate(phases):
        if phase.breath == "hold":
            found.append((level, level))
            continue
        run = _run(phases, index)
        share = (phase.seconds or 1) / sum(one.seconds or 1 for one in run)
        end = level + share if phase.breath == "in" else level - share
        end = min(1.0, max(0.0, end))
        found.append((level, end))
        level = end
    return found


def _run(phases: Sequence[Breath], index: int) -> list[Breath]:
    """The phases of the same direction around this one."""
    first = last = index
    while first > 0 and phases[first - 1].breath == phases[index].breath:
        first -= 1
    while last + 1 < len(phases) and phases[last + 1].breath == phases[index].breath:
        last += 1
    return list(phases[first : last + 1])


def travel(phases: Sequence[Breath], half: int = HALF) -> int:
    """How far each end moves: as far as it can without more than `FASTEST` cells a second."""
    most = float(half)
    for phase, (start, end) in zip(phases, levels(phases), strict=True):
        way = abs(end - start)
        if way:
            most = min(most, FASTEST * (phase.seconds or 1) * 2 / pi / way)
    return max(1, floor(most))


class BreathLine(Widget):
    """A row of `2 * half` cells. `stand` says how many are lit on each side, and if held."""

    DEFAULT_CSS: ClassVar[str] = "BreathLine { height: 1; width: 1fr; background: transparent; }"
    ALLOW_SELECT = False

    def __init__(self, half: int = HALF) -> None:
        super().__init__()
        self.half = half
        self.cells = REST * (2 * half)

    def stand(self, lit: int, *, held: bool = False) -> int:
        """Draw the line so; returns how many cells that changed."""
        lit = min(self.half, max(0, lit))
        outside = REST * (self.half - lit)
        cells = outside + LIT * (2 * lit) + outside
        if held:
            edge = self.half - lit if lit else 0
            cells = cells[:edge] + HELD + cells[edge + 1 :]
            other = len(cells) - 1 - edge
            cells = cells[:other] + HELD + cells[other + 1 :]
        before, self.cells = self.cells, cells
        if len(before) != len(cells):
            self.refresh()
            return len(cells)
        changed = [x for x, (old, new) in enumerate(zip(before, cells, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(self.left + x, 0, 1, 1) for x in changed))
        return len(changed)

    @property
    def left(self) -> int:
        return max(0, (self.size.width - 2 * self.half) // 2)

    def render_line(self, y: int) -> Strip:
        ground = self.rich_style
        said = voices(self)
        lit = ground + said.accent.rich_style
        rest = ground + said.rule.rich_style
        segments = [Segment(" " * self.left, ground)]
        start = 0
        for x in range(1, len(self.cells) + 1):
            if x == len(self.cells) or self.cells[x] != self.cells[start]:
                style = rest if self.cells[start] == REST else lit
                segments.append(Segment(self.cells[start:x], style))
                start = x
        return Strip(segments).adjust_cell_length(self.size.width, ground)
