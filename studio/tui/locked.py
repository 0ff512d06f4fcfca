"""Asking for the passphrase, and for a new one; locking again after a while.

For: the first screen of sealed data, uncovering, and setting a passphrase. What
is typed is never shown, never kept here, and tried beside the screen, because
trying takes a second on purpose. Says nothing about what there is. May import
the page, the field and the practice room's words.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult

from studio.errors import StudioError
from studio.practice.lock import DIFFER, EMPTY, LOST, NO_MORE
from studio.tui.fields import Line
from studio.tui.footer import SAFETY_QUIT, SAFETY_QUIT_TYPING, Keys
from studio.tui.page import Page, said
from studio.tui.page_screen import Face, PageScreen, ResultT
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, row, wrap

STORE = 3
"""The exit code when the data could not be opened."""
WITHOUT = "You can practise without it: Esc, then p. It is sealed when done."
TRYING = "One moment."
MENU = "p practises without it, q quits, Esc goes back to the field."
FIELD = 8


class Hidden(Line):
    """A line whose letters are not shown and never completed."""

    def __init__(self) -> None:
        super().__init__(max_length=1024)
        self.password = True


class Asks(PageScreen[ResultT]):
    """A question and one hidden line under it. Subclasses take what was typed."""

    DEFAULT_CSS: ClassVar[str] = """
    Asks { layers: face over; }
    Asks Face { layer: face; }
    Asks Hidden { layer: over; }
    """
    closed_to: ClassVar[frozenset[str]] = frozenset(
        {"win", "mood", "card", "find", "so_far", "saved", "next", "skip"}
    )
    question = "Passphrase"
    left = "Practice studio"
    right = ""
    note = ""
    enter = "open"
    escape = "menu"

    def __init__(self) -> None:
        super().__init__()
        self.at = None
        self.told = ""
        self.busy = False

    def compose(self) -> ComposeResult:
        yield Face()
        yield Hidden()

    @property
    def field(self) -> Hidden:
        """The line that is typed in."""
        return self.query_one(Hidden)

    def appear(self) -> None:
        self.field.focus()

    def words(self, plan: Plan) -> list[Row]:
        """What stands under the field."""
        return [row(Piece(line, "text")) for line in wrap(self.told, plan.column)]

    def page(self, plan: Plan) -> Page:
        keys: Keys = (("Enter", self.enter), ("Esc", self.escape)) if self.typing else ()
        return Page(
            left=self.left,
            right=self.right,
            rows=(row(Piece(self.question, "question")), BLANK, BLANK, BLANK, *self.words(plan)),
            start=FIELD - 1,
            keeps=2,
            note=said(TRYING if self.busy else self.note),
            keys=keys,
            safety=SAFETY_QUIT_TYPING if self.typing else SAFETY_QUIT,
        )

    def place_fields(self, plan: Plan) -> None:
        top = plan.row(FIELD) if plan.roomy else plan.header + 2
        self.field.styles.offset = (plan.left, top)
        self.field.styles.width = plan.column

    def pressed(self, key: str) -> bool:
        if self.busy:
            return True
        if key == "enter" and self.typing:
            typed, self.field.value = self.field.value, ""
            self.typed(typed)
            return True
        return False

    def typed(self, passphrase: str) -> None:
        """What was typed, once Enter was pressed."""
        raise NotImplementedError

    def stop(self) -> None:
        self.studio.quit()


class LockedScreen(Asks[str]):
    """Screen 32. Dismisses with "open", or "without" to practise locked.

    Three wrong tries end the program with code 3.
    """

    right = "locked"
    note = WITHOUT

    def typed(self, passphrase: str) -> None:
        if passphrase:
            self.busy = True
            self.draw()
            self.run_worker(self._try(passphrase), exclusive=True)

    async def _try(self, passphrase: str) -> None:
        lock = self.studio.desk.lock
        try:
            opened = await asyncio.to_thread(lock.open, passphrase)
        except StudioError as error:
            self.busy, self.told = False, str(error)
            self.draw()
            return
        self.busy = False
        if opened:
            self.dismiss("open")
        elif lock.spent:
            self.studio.end_locked(NO_MORE)
        else:
            self.told = lock.wrong
            self.draw()

    def pressed(self, key: str) -> bool:
        if key == "p" and not self.typing and not self.busy:
            self.dismiss("without")
            return True
        return super().pressed(key)

    def back(self) -> None:
        """Esc: out of the field, where letters are commands, and into it again."""
        if self.typing:
            self.set_focus(None)
            self.say(MENU)
        else:
            self.field.focus()
            self.call_after_refresh(self.draw)


class NewPassphraseScreen(Asks[str]):
    """A new passphrase, typed twice. Dismisses with it, or with None."""

    question = "A new passphrase"
    right = "passphrase"
    enter = "next"
    escape = "not now"
    note = "It is not shown, and kept nowhere but in your head."

    def __init__(self) -> None:
        super().__init__()
        self.first = ""

    def words(self, plan: Plan) -> list[Row]:
        rows = [*super().words(plan), BLANK] if self.told else []
        return rows + [row(Piece(line, "quiet")) for line in wrap(LOST, plan.column)]

    def typed(self, passphrase: str) -> None:
        if not passphrase:
            self.told = EMPTY
        elif not self.first:
            self.first, self.told, self.question = passphrase, "", "Once more"
        elif passphrase == self.first:
            self.dismiss(passphrase)
            return
        else:
            self.first, self.told, self.question = "", DIFFER, "A new passphrase"
        self.draw()

    def back(self) -> None:
        self.dismiss(None)

    def stop(self) -> None:
        self.dismiss(None)
