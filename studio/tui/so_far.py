"""Everything so far: the answers of this sitting, over the step.

For: `l` in an exercise. While a rating waits that has an earlier one, no bare
number is shown: what was said before would pull the answer its way. May import
the reading screen, the engine's prompts and the sitting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.engine.prompts import ScalePrompt
from studio.tui.reading import ReadingScreen, asked_and_said
from studio.tui.rows import BLANK, Piece, Row, prose_rows, row

if TYPE_CHECKING:
    from studio.engine.view import View
    from studio.practice.sitting import Sitting

ABOUT = "More about this step"


class SoFarScreen(ReadingScreen):
    """Question by question, in the order they were answered."""

    right = "so far"

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.left = sitting.view.title

    def reading(self, width: int) -> list[Row]:
        rows: list[Row] = []
        hidden = awaits_second_rating(self.sitting.view)
        for question, words in told(self.sitting.words()):
            if hidden and all(word.strip().isdigit() for word in words):
                continue
            rows += asked_and_said(question, words, width)
        rows = rows or [row(Piece("Nothing is written here yet.", "quiet"))]
        more = prose_rows(self.sitting.view.help, width)
        return [*rows, BLANK, row(Piece(ABOUT, "quiet")), *more] if more else rows


def awaits_second_rating(view: View) -> bool:
    """Whether the step asks again for what was rated before, and nothing is fixed yet."""
    prompt = view.prompt
    return isinstance(prompt, ScalePrompt) and prompt.pair == "after" and view.revealed is None


def told(words: str) -> list[tuple[str, list[str]]]:
    """`Sitting.words()` as questions with their lines: an answer's lines begin with two blanks."""
    parts: list[tuple[str, list[str]]] = []
    for line in words.splitlines():
        if line.startswith("  ") and parts:
            parts[-1][1].append(line[2:])
        elif line.strip():
            parts.append((line, []))
    return parts
