"""Nothing at all: the screen covered until Enter.

For: somebody walking past. No title, no prompt; the cursor in the corner. It
repairs a garbled screen as well, as everything is drawn again. May import the
page.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.geometry import Offset

from studio.tui.page import Page
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK


class CoverScreen(PageScreen[None]):
    """Blank. Enter uncovers, with the passphrase if there is one; leaving fast works."""

    closed_to: ClassVar[frozenset[str]] = frozenset(
        {"back", "stop", "help", "win", "mood", "card", "find", "so_far", "keys", "cover", "next",
         "skip"}
    )  # fmt: skip

    def appear(self) -> None:
        self.studio.desk.lock.shut()
        self.studio.forget_screen()
        self.app.cursor_position = Offset(0, 0)

    def page(self, plan: Plan) -> Page:
        raise NotImplementedError

    def draw(self) -> None:
        if self.is_mounted:
            self.face.show([BLANK] * self.app.size.height)

    def say(self, text: str) -> None:
        """Nothing is said here."""

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key in ("enter", "ctrl+j"):
            if self.studio.desk.lock.locked:
                from studio.tui.locked import LockedScreen

                self.app.push_screen(LockedScreen(), lambda _: self.uncover())
            else:
                self.uncover()

    def uncover(self) -> None:
        """Show what was there."""
        app = self.app
        self.dismiss(None)
        app.refresh(layout=True)
