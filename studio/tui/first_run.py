"""The first run: what this is, who else is here, how it looks.

For: three screens, once. Nothing is begun before they were seen. May import
the page, the settings' page and the desk.
"""

from __future__ import annotations

from typing import ClassVar

from studio.errors import StudioError
from studio.practice.lock import LOST
from studio.tui.footer import SAFETY_QUIT
from studio.tui.page import Page, numbered, said
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, row, wrap, wrapped

WORDS = (
    "This is a practice space, not therapy and not medical care.",
    "It can't tell what is wrong, and it can't see if you're in danger.",
    "Nothing you write leaves this computer.",
    "",
    "You can skip any step, stop any time, or delete anything.",
    "If you might be in danger now, press h for people to call.",
    "It is written for adults. Under 18? Bring in an adult you trust.",
)
WHO = (("1", "Only me"), ("2", "Others might look"), ("3", "It is a host I share"))
SHARED = ("me", "others", "host")
SET = "A passphrase is set. Your words are sealed on disk from now on."
OFFER_WIDE = "set a passphrase now        (or later, in settings)"
OFFER = "set a passphrase now (or later, in settings)"
NARROW = 60
LEAVE = "Ctrl+X leaves at once and clears the screen. Try it, if you like."


class FirstRun(PageScreen[str]):
    """The first two screens; the third is the settings' own. Dismisses with trouble, if any."""

    closed_to: ClassVar[frozenset[str]] = frozenset({"win", "mood", "card", "find", "so_far"})

    def __init__(self) -> None:
        super().__init__()
        self.number = 1
        self.at = None
        self.trouble = ""

    def page(self, plan: Plan) -> Page:
        rows = self._disclaimer(plan) if self.number == 1 else self._who(plan)
        keys = (("Enter", "next"),) if self.number == 1 else (("Enter", "next"), ("b", "back"))
        return Page(
            left="Practice studio",
            right=f"{self.number} of 3",
            rows=tuple(rows),
            start=5,
            note=said(LEAVE if self.number == 2 else ""),
            keys=keys,
            safety=SAFETY_QUIT,
        )

    def _disclaimer(self, plan: Plan) -> list[Row]:
        return [
            row(line) if line else BLANK for words in WORDS for line in wrap(words, plan.column)
        ]

    def _who(self, plan: Plan) -> list[Row]:
        return [
            row(Piece("Who else uses this computer?", "question")),
            BLANK,
            *numbered(WHO, self.at, plan.column, dots=True),
            BLANK,
            *self._passphrase(plan),
        ]

    def _passphrase(self, plan: Plan) -> list[Row]:
        if self.studio.desk.lock.sealed:
            return [row(Piece(line, "quiet")) for line in wrap(SET, plan.column)]
        first, *more = wrap(OFFER if plan.column < NARROW else OFFER_WIDE, plan.column - 5)
        offer = row("  ", Piece("p", "question"), Piece(f"  {first}"), name=("press", "p"))
        rest = [row(" " * 5, line, name=("press", "p")) for line in more]
        return [*wrapped(LOST, plan.column, "quiet"), BLANK, offer, *rest]

    @property
    def choices(self) -> int:
        return len(WHO) if self.number == 2 else 0

    def pressed(self, key: str) -> bool:
        if self.number == 2 and key in ("1", "2", "3"):
            self.at = int(key) - 1
            self.draw()
            return True
        if key == "p" and self.number == 2 and not self.studio.desk.lock.sealed:
            from studio.tui.sealing import set_passphrase

            set_passphrase(self)
            return True
        if key == "enter":
            self.go_on()
            return True
        return False

    def choose(self, number: int) -> None:
        """A click marks; Enter goes on."""
        self.at = number
        self.draw()

    def go_on(self) -> None:
        """To the next of the three."""
        if self.number == 1:
            self.number = 2
            self.draw()
            return
        if self.at is not None:
            self._note(shared=SHARED[self.at])
        from studio.tui.settings_page import SettingsScreen

        self.app.push_screen(SettingsScreen("3 of 3"), self._done)

    def _done(self, seen: bool | None) -> None:
        if seen:
            self._note(seen_first_run=True)
            self.dismiss(self.trouble)

    def _note(self, **fields: str | bool) -> None:
        """Keep it for next time; where that cannot be done, Today says so."""
        try:
            self.studio.desk.change(**fields)
        except StudioError as error:
            self.trouble = str(error)

    def back(self) -> None:
        if self.number == 2:
            self.number = 1
            self.draw()

    def stop(self) -> None:
        self.studio.quit()
