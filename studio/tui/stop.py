"""Stopping: it has already stopped, and what now.

For: `q` in an exercise. The clock stands and everything typed is kept before
this is drawn. May import the page and the sitting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from studio.engine.phrases import minutes_words
from studio.tui.page import Page, numbered, said
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, wrapped
from studio.tui.step_page import progress_words

if TYPE_CHECKING:
    from studio.practice.sitting import Sitting

OPTIONS = (
    ("1", "Stop here and keep it"),
    ("2", "Come back to it later"),
    ("3", "Stop, and erase what I wrote here"),
    ("4", "Go on after all"),
)
RESULTS = ("stop", "later", "erase", "on")
SURE = (("1", "Keep it after all"), ("2", "Erase it"))


class StopScreen(PageScreen[str]):
    """Dismisses with "stop", "later", "erase" or "on"."""

    closed_to: ClassVar[frozenset[str]] = frozenset({"win", "mood", "card", "find", "so_far"})
    options: tuple[tuple[str, str], ...] = OPTIONS
    results: tuple[str, ...] = RESULTS
    kept = "Stopped. What you wrote is kept."
    usual = "Stopping here is a normal end. q again takes 1."

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.asking = False

    def page(self, plan: Plan) -> Page:
        view = self.sitting.view
        far = progress_words(view, plan.column < 60)
        options: tuple[tuple[str, str], ...]
        if self.asking:
            words, options = "Erase what you wrote here? It cannot be brought back.", SURE
        elif self.sitting.unsaved is not None:
            words, options = "Stopped. What you wrote is not on disk yet.", self.options
        else:
            words, options = self.kept, self.options
        at = self.at if self.at is not None else 0
        spent = _sentence(minutes_words(self.sitting.now() / 60))
        return Page(
            left=view.title,
            right=f"stopped at {far}" if view.progress and far else "stopped",
            rows=(
                *wrapped(words, plan.column, "question"),
                BLANK,
                *numbered(options, self.at, plan.column),
            ),
            start=7,
            note=said("" if self.asking else f"{spent} {self.usual}"),
            keys=(("Enter", f"take {at + 1}"),),
        )

    @property
    def choices(self) -> int:
        return len(SURE if self.asking else self.options)

    def choose(self, number: int) -> None:
        if self.asking:
            if number == 1:
                self.dismiss("erase")
            else:
                self.asking = False
                self.at = 0
                self.draw()
        elif self.results[number] == "erase":
            self.asking = True
            self.at = 0
            self.draw()
        else:
            self.dismiss(self.results[number])

    def pressed(self, key: str) -> bool:
        if key.isdigit() and 1 <= int(key) <= self.choices:
            self.choose(int(key) - 1)
            return True
        return False

    def back(self) -> None:
        """Esc and b go on after all."""
        self.dismiss("on")

    def stop(self) -> None:
        """q again takes 1."""
        if self.asking:
            self.choose(0)
        else:
            self.dismiss(self.results[0])


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
