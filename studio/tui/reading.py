"""A screen of rows to read, longer than the screen if need be.

For: everything so far, one outcome, words to copy. Arrows move by a row; what
is out of sight is told in the note. May import the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from studio.tui.footer import SAFETY, Keys
from studio.tui.page import Page, said
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, kept_rows, row, wrap


class ReadingScreen(PageScreen[None]):
    """Subclasses give `reading`: the rows at a width."""

    left: str = ""
    right: str = ""
    note: str = ""
    own_keys: Keys = (("Enter", "close"), ("b", "back"))
    right_keys: Keys = SAFETY
    start: ClassVar[int] = 3

    def __init__(self) -> None:
        super().__init__()
        self.at = None
        self.top = 0

    def reading(self, width: int) -> list[Row]:
        """What is read."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """Rows that can be read at once."""
        now = self.plan
        first = now.row(self.start) if now.roomy else now.header + 1
        return max(1, now.last_body_row - first + 1)

    def page(self, plan: Plan) -> Page:
        rows = self.reading(plan.column)
        most = max(0, len(rows) - self.room)
        self.top = max(0, min(self.top, most))
        shown = rows[self.top : self.top + self.room]
        note = self.note
        if most:
            where = "more below" if self.top < most else "the end"
            note = f"{where} · {note}" if note else where
        return Page(
            left=self.left,
            right=self.right,
            rows=tuple(shown),
            start=self.start,
            note=said(note),
            keys=self.own_keys,
            safety=self.right_keys,
        )

    def pressed(self, key: str) -> bool:
        moves = {
            "down": 1, "up": -1, "pagedown": self.room, "pageup": -self.room,
            " ": self.room, "home": -self.top, "end": 100_000,
        }  # fmt: skip
        if key in moves:
            self.top += moves[key]
            self.draw()
            return True
        if key == "enter":
            self.back()
            return True
        return False


def asked_and_said(question: str, words: Sequence[str], width: int) -> list[Row]:
    """A question, and under it what was answered, after the edge line."""
    rows = [row(Piece(line, "quiet")) for line in wrap(question, width)] if question else []
    for one in words:
        for line in one.splitlines() or [""]:
            rows += kept_rows(line, width)
    return [*rows, BLANK]
