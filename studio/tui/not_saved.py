"""The last answer is not on disk: say so before the next step, and what can be done.

For: a full disk, a folder that went away. The words stay in memory. May import
the page and the sitting.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from studio.errors import StudioError
from studio.tui.footer import SAFETY, SAFETY_TYPING
from studio.tui.page import Page, numbered, said
from studio.tui.page_screen import Face, PageScreen
from studio.tui.plan import Plan
from studio.tui.reading import ReadingScreen
from studio.tui.rows import BLANK, Piece, Row, row, wrap, wrapped
from studio.tui.step_page import progress_words

if TYPE_CHECKING:
    from studio.practice.sitting import Sitting

OPTIONS = (
    ("1", "Try again"),
    ("2", "Show my words, to copy them"),
    ("3", "Save to another folder"),
    ("4", "Go on; it will be tried at every step"),
)
WHERE = "Which folder? Enter saves a copy there."


class NotSavedScreen(PageScreen[None]):
    """Closes when it is on disk, or when the person goes on."""

    DEFAULT_CSS: ClassVar[str] = """
    NotSavedScreen { layers: face over; }
    NotSavedScreen Face { layer: face; }
    NotSavedScreen Line { layer: over; display: none; }
    """
    closed_to: ClassVar[frozenset[str]] = frozenset(
        {"win", "mood", "card", "find", "so_far", "back"}
    )

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def compose(self) -> ComposeResult:
        from studio.tui.fields import Line

        yield Face()
        yield Line()

    def page(self, plan: Plan) -> Page:
        problem = self.sitting.unsaved
        rows: list[Row] = [
            row(Piece(line, "question"))
            for line in wrap("Your last answer is not on disk yet. It is still here.", plan.column)
        ]
        if problem is not None:
            rows += [BLANK, *(row(line) for line in wrap(str(problem), plan.column))]
        rows += [BLANK, *numbered(OPTIONS, None if self.typing else self.at, plan.column)]
        at = 0 if self.at is None else self.at
        keys = (
            (("Enter", "save"), ("Esc", "back")) if self.typing else (("Enter", f"take {at + 1}"),)
        )
        return Page(
            left=self.sitting.view.title,
            right=progress_words(self.sitting.view, plan.column < 60),
            rows=tuple(rows),
            start=5,
            note=said(WHERE if self.typing else "Not on disk yet."),
            keys=keys,
            safety=SAFETY_TYPING if self.typing else SAFETY,
        )

    def place_fields(self, plan: Plan) -> None:
        field = self.query_one("Line")
        field.display = self.typing
        field.styles.offset = (plan.left, plan.last_body_row - 1)
        field.styles.width = plan.column

    @property
    def choices(self) -> int:
        return len(OPTIONS)

    def choose(self, number: int) -> None:
        if number == 0:
            self.sitting.retry()
            if self.sitting.unsaved is None:
                self.dismiss(None)
            else:
                self.say("Still not on disk. Your words are here.")
        elif number == 1:
            self.app.push_screen(WordsScreen(self.sitting))
        elif number == 2:
            field = self.query_one("Line")
            field.display = True
            # At once, not by `focus`: what is drawn until then would hide the field again.
            self.set_focus(field)
            self.draw()
        else:
            self.dismiss(None)

    def pressed(self, key: str) -> bool:
        if self.typing:
            return self._in_field(key)
        if key.isdigit() and 1 <= int(key) <= len(OPTIONS):
            self.choose(int(key) - 1)
            return True
        return False

    def _in_field(self, key: str) -> bool:
        from studio.tui.fields import Line

        if key not in ("enter", "escape"):
            return False
        field = self.query_one(Line)
        words = field.words
        self.set_focus(None)
        field.display = False
        if key == "enter" and words:
            try:
                saved = self.sitting.save_elsewhere(Path(words))
            except StudioError as error:
                self.say(str(error))
            else:
                self.say(f"A copy is at {saved}")
        else:
            self.call_after_refresh(self.draw)
        return True

    def back(self) -> None:
        self.dismiss(None)

    def stop(self) -> None:
        self.app.push_screen(LeaveScreen(), self._leave)

    def _leave(self, leave: bool | None) -> None:
        if leave:
            self.studio.sittings.clear()
            self.studio.exit(return_code=3)


class WordsScreen(ReadingScreen):
    """The words of the sitting as plain text, to copy with the terminal's Shift and drag."""

    left = "Your words"
    note = "Shift and drag copies."

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def reading(self, width: int) -> list[Row]:
        return [row(line) for one in self.sitting.words().splitlines() for line in wrap(one, width)]


class LeaveScreen(PageScreen[bool]):
    """Asks before leaving while words are not on disk."""

    def page(self, plan: Plan) -> Page:
        options = (("1", "Stay"), ("2", "Leave all the same"))
        return Page(
            rows=(
                *wrapped("Answers are not on disk. Leave all the same?", plan.column, "question"),
                BLANK,
                *numbered(options, self.at, plan.column),
            ),
            start=7,
            keys=(("Enter", f"take {(self.at or 0) + 1}"),),
        )

    @property
    def choices(self) -> int:
        return 2

    def choose(self, number: int) -> None:
        self.dismiss(number == 1)

    def pressed(self, key: str) -> bool:
        if key in ("1", "2"):
            self.choose(int(key) - 1)
            return True
        return False
