"""Setting a passphrase, changing it, taking it off: what a row of "my data" leads to.

For: the first run and my data. Each asks what it needs, one screen after the
other, and works beside the screen. May import the page, the hidden field and
the practice room's lock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.errors import StudioError
from studio.tui.footer import SAFETY_QUIT
from studio.tui.locked import NewPassphraseScreen
from studio.tui.page import Page, numbered
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.reading import ReadingScreen
from studio.tui.rows import BLANK, Piece, Row, row, wrap

if TYPE_CHECKING:
    from studio.store.turning import Backup

MOMENT = "One moment. Nothing is lost if this is cut off."
SEALED = "A passphrase is set. Your words are sealed on disk from now on."
OPENED = "The passphrase is off. Your words are plain files, readable by your account."
CHANGED = "The new passphrase opens everything. Copies made before open with the older one."
OF_WHAT = "Keep a backup of how it was?"
HOWS: tuple[tuple[Backup, str], ...] = (
    ("sealed", "Yes, sealed with the passphrase"),
    ("plain", "Yes, as plain files that anybody can read"),
    ("none", "No backup"),
)


class BackupScreen(PageScreen[str]):
    """Whether and how to keep a backup before all of it changes. Dismisses with one of `HOWS`."""

    def page(self, plan: Plan) -> Page:
        options = [(str(number), words) for number, (_, words) in enumerate(HOWS, 1)]
        return Page(
            left="Practice studio",
            right="passphrase",
            rows=(row(Piece(OF_WHAT, "question")), BLANK, *numbered(options, self.at, plan.column)),
            start=7,
            keys=(("Enter", f"take {(self.at or 0) + 1}"), ("b", "back")),
            safety=SAFETY_QUIT,
        )

    @property
    def choices(self) -> int:
        return len(HOWS)

    def choose(self, number: int) -> None:
        self.dismiss(HOWS[number][0])

    def pressed(self, key: str) -> bool:
        if key in ("1", "2", "3"):
            self.choose(int(key) - 1)
            return True
        return False


def set_passphrase(screen: PageScreen[Any], *, backup: bool = False) -> None:
    """Ask for a new passphrase, and with `backup` how to keep one; then seal everything."""
    lock = screen.studio.desk.lock

    def seal(how: Backup, passphrase: str) -> None:
        _work(screen, lambda: lock.seal(passphrase, passphrase, how), SEALED)

    def asked(passphrase: str | None) -> None:
        if passphrase and backup:
            screen.app.push_screen(
                BackupScreen(), lambda how: seal(_how(how), passphrase) if how else None
            )
        elif passphrase:
            seal("none", passphrase)

    screen.app.push_screen(NewPassphraseScreen(), asked)


def change_passphrase(screen: PageScreen[Any]) -> None:
    """Another passphrase from now on."""
    lock = screen.studio.desk.lock

    def asked(passphrase: str | None) -> None:
        if passphrase:
            _work(screen, lambda: lock.change(passphrase, passphrase), CHANGED)

    screen.app.push_screen(NewPassphraseScreen(), asked)


def take_off(screen: PageScreen[Any]) -> None:
    """Plain files again, after asking how to keep a backup."""
    lock = screen.studio.desk.lock

    def asked(how: str | None) -> None:
        if how:
            _work(screen, lambda: lock.unseal(_how(how)), OPENED)

    screen.app.push_screen(BackupScreen(), asked)


def _how(chosen: str | None) -> Backup:
    return next((how for how, _ in HOWS if how == chosen), "sealed")


def _work(screen: PageScreen[Any], work: Callable[[], Path | None], words: str) -> None:
    """Do it beside the screen, which takes no key until it is done."""
    waiting = WaitScreen()
    screen.app.push_screen(waiting)

    async def done() -> None:
        try:
            kept = await asyncio.to_thread(work)
        except StudioError as error:
            told = str(error)
        else:
            told = f"{words} The backup is {kept}." if kept else words
        waiting.dismiss(None)
        screen.call_after_refresh(screen.say, told)

    screen.run_worker(done(), exclusive=True)


class WaitScreen(PageScreen[None]):
    """Words, and no key that does anything, for the second or two that it takes."""

    closed_to = frozenset(
        {"back", "stop", "help", "win", "mood", "card", "find", "so_far", "keys", "cover", "next"}
    )

    def page(self, plan: Plan) -> Page:
        rows = tuple(row(line) for line in wrap(MOMENT, plan.column))
        return Page(left="Practice studio", rows=rows, start=7, safety=())

    def back(self) -> None:
        """What was begun is brought to its end first."""


class PrivacyScreen(ReadingScreen):
    """docs/privacy.md, as it is."""

    left = "Practice studio"
    right = "privacy"

    def reading(self, width: int) -> list[Row]:
        rows: list[Row] = []
        for paragraph in privacy_page().split("\n\n"):
            heading = paragraph.startswith("#")
            text = paragraph.lstrip("# ").strip()
            if "\n    " in f"\n{paragraph}":
                rows += [row(Piece(line, "quiet")) for line in paragraph.splitlines()]
            else:
                items = text.replace("\n- ", "\0- ").split("\0")
                for item in items:
                    words = " ".join(item.split())
                    rows += [
                        row(Piece(line, "question" if heading else "text"))
                        for line in wrap(words, width)
                    ]
            rows.append(BLANK)
        return rows


def privacy_page() -> str:
    """The page as it is shipped, in a checkout or installed."""
    inside = Path(__file__).resolve().parent.parent / "privacy.md"
    path = inside if inside.is_file() else inside.parent.parent / "docs" / "privacy.md"
    try:
        return path.read_text("utf-8")
    except OSError:
        return "The page about privacy is not here. It comes with the program as docs/privacy.md."
