"""The exercises of one pack, to choose from.

For: what stands behind a pack's name on Today. May import the page.
"""

from __future__ import annotations

from studio.library.summaries import minutes_label
from studio.practice.today import PackRow
from studio.tui.footer import SAFETY_TODAY
from studio.tui.page import Page, two_ends
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, row, wrap


class PackScreen(PageScreen[None]):
    """A row for each exercise; the one under the mark says what it is for."""

    def __init__(self, pack: PackRow) -> None:
        super().__init__()
        self.pack = pack

    def page(self, plan: Plan) -> Page:
        rows: list[Row] = []
        for number, one in enumerate(self.pack.exercises):
            here = number == self.at
            voice = "mark" if here else "text"
            left = [Piece("› " if here else "  ", voice), Piece(one.title, voice)]
            right = [Piece(minutes_label(one.minutes), "mark" if here else "quiet")]
            rows.append(two_ends(left, right, plan.column, name=("pick", number), marked=here))
        marked = self.pack.exercises[self.at] if self.at is not None and rows else None
        if marked is not None:
            purpose = [row(Piece(line, "quiet")) for line in wrap(marked.purpose, plan.column)]
            rows += [BLANK, *purpose]
        return Page(
            left=self.pack.title,
            right="",
            rows=tuple(rows),
            start=3,
            keys=(("Enter", "open"), ("b", "back")),
            safety=SAFETY_TODAY,
        )

    @property
    def choices(self) -> int:
        return len(self.pack.exercises)

    def choose(self, number: int) -> None:
        self.studio.open_exercise(self.pack.exercises[number].id, self._played)

    def _played(self, played: object) -> None:
        """After an exercise Enter says Today, so that is where one is."""
        if played is not None:
            self.dismiss(None)
