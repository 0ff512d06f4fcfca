"""Everything so far: the answers of this sitting, over the step.

For: `l` in an exercise. Words come from the sitting, which keeps back what may
not be seen yet. May import the reading screen and the sitting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.tui.reading import ReadingScreen, asked_and_said
from studio.tui.rows import Piece, Row, row

if TYPE_CHECKING:
    from studio.practice.sitting import Sitting


class SoFarScreen(ReadingScreen):
    """Question by question, in the order they were answered."""

    right = "so far"

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.left = sitting.view.title

    def reading(self, width: int) -> list[Row]:
        rows: list[Row] = []
        for question, words in told(self.sitting.words()):
            rows += asked_and_said(question, words, width)
        return rows or [row(Piece("Nothing is written here yet.", "quiet"))]


def told(words: str) -> list[tuple[str, list[str]]]:
    """`Sitting.words()` as questions with their lines: an answer's lines begin with two blanks."""
    parts: list[tuple[str, list[str]]] = []
    for line in words.splitlines():
        if line.startswith("  ") and parts:
            parts[-1][1].append(line[2:])
        elif line.strip():
            parts.append((line, []))
    return parts
