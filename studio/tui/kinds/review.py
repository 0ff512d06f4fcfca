"""review: what is kept or how it went, words first, numbers when asked for."""

from __future__ import annotations

from rich.cells import cell_len

from studio.engine.phrases import number_words
from studio.engine.prompts import ReviewBlock, ReviewPrompt, Trend
from studio.engine.view import View
from studio.tui.body import Look
from studio.tui.paper import Paper
from studio.tui.rows import BLANK, Piece, Row, fit, pad, row, wrap, wrapped

NOTHING = "Nothing here yet. It starts with this one."
BAR = 24


class ReviewBody(Paper):
    """Lines under headings, and what a trend says; `v` shows its numbers. Then Next."""

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        self.numbers = False

    @property
    def prompt(self) -> ReviewPrompt:
        assert isinstance(self.view.prompt, ReviewPrompt)
        return self.view.prompt

    @property
    def has_numbers(self) -> bool:
        return any(trend.points for trend in self.prompt.trends)

    def drawn(self) -> list[Row]:
        groups = [self._block(block) for block in self.prompt.blocks]
        said = self._picture if self.numbers else self._words
        groups += [said(trend) for trend in self.prompt.trends]
        rows: list[Row] = []
        for group in groups:
            rows += [BLANK, *group] if rows else group
        if self.has_numbers and not self.numbers:
            rows += [BLANK, row("  ", Piece("v", "question"), Piece("  see the numbers", "quiet"))]
        return rows or wrapped(NOTHING, self.room)

    def _block(self, block: ReviewBlock) -> list[Row]:
        rows = wrapped(block.heading, self.room, "quiet") if block.heading else []
        for line in block.lines:
            first, *rest = wrap(line, self.room - 2)
            rows.append(row(Piece("│ ", "edge"), first))
            rows += [row(Piece("│ ", "edge"), more) for more in rest]
        return rows

    def _words(self, trend: Trend) -> list[Row]:
        text = f"{trend.label}: {trend.words}" if trend.label else trend.words
        return [row(line) for line in wrap(text, self.room)]

    def _picture(self, trend: Trend) -> list[Row]:
        if not trend.points:
            return self._words(trend)  # a heading with nothing below it would tell less
        rows = wrapped(trend.label or trend.words, self.room, "quiet")
        cells = max([cell_len(label) for label, _ in trend.points], default=0)
        most = max([abs(value) for _, value in trend.points], default=0) or 1
        reads = trend.said or [""] * len(trend.points)
        for (label, value), words in zip(trend.points, reads, strict=True):
            bar = "━" * round(BAR * max(0.0, value) / most)
            lead = ("  ", Piece(pad(label, cells), "quiet"))
            if words:
                rows.append(row(*lead, f"  {fit(words, self.room - cells - 4)}"))
            else:
                number = Piece(f"  {number_words(value):>5}  ")
                rows.append(row(*lead, number, Piece(bar, "accent")))
        return rows

    def keys(self) -> tuple[tuple[str, str], ...]:
        if not self.has_numbers:
            return ()
        return (("v", "words" if self.numbers else "numbers"),)

    def usual(self) -> str:
        return "A gap had nothing to show." if self.numbers else ""

    def pressed(self, key: str, character: str) -> bool:
        if key == "v" and self.has_numbers:
            self.numbers = not self.numbers
            self.redraw()
            return True
        return super().pressed(key, character)
