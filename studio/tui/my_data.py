"""My data: where it lies, and what can be done with all of it.

For: a row of the settings. What takes time runs beside the screen, which says
so and takes no key until it is done. The words come from the practice room,
the same as the commands say. May import the page, the reading screen and the
desk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from studio.errors import StudioError
from studio.tui.footer import SAFETY_BUSY, SAFETY_TODAY, SAFETY_TODAY_TYPING, Keys
from studio.tui.page import Page, numbered, said
from studio.tui.page_screen import Face, PageScreen
from studio.tui.plan import Plan
from studio.tui.reading import ReadingScreen
from studio.tui.rows import BLANK, Piece, Row, row, wrap, wrapped

if TYPE_CHECKING:
    from studio.practice.my_data import Told

Work = Callable[[], "Told"]

ROWS = (
    ("1", "Read everything, and say if it is whole"),
    ("2", "Make a backup"),
    ("3", "Take in a backup, or the folder of another computer"),
    ("4", "Erase every session of one exercise"),
    ("5", "Erase everything"),
)
MINUTES = (5, 10, 30, 0)
PRIVACY = ("8", "What is protected, and what is not")
UNSEALED = (("6", "Set a passphrase"), PRIVACY)
SEALED = (("6", "Change the passphrase"), ("7", "Take the passphrase off"), PRIVACY)
WHERE_TO = "Which folder? Enter alone takes your home folder."
WHERE_FROM = "Which zip or folder? What is here stays."
WORKING = "One moment."
NOT_BACK = "It cannot be brought back. A backup first is row 2."
SURE = (("1", "Keep it after all"), ("2", "Erase it"))


class MyDataScreen(PageScreen[None]):
    """The rows, and a line to type a place in."""

    DEFAULT_CSS: ClassVar[str] = """
    MyDataScreen { layers: face over; }
    MyDataScreen Face { layer: face; }
    MyDataScreen Line { layer: over; display: none; }
    """
    closed_to: ClassVar[frozenset[str]] = frozenset({"win", "mood", "card", "find", "so_far"})

    def __init__(self) -> None:
        super().__init__()
        self.busy = False
        self.asked = ""

    def compose(self) -> ComposeResult:
        from studio.tui.fields import Line

        yield Face()
        yield Line()

    def page(self, plan: Plan) -> Page:
        from studio.practice.my_data import folder

        rows: list[Row] = [row(Piece("Everything you wrote is in one folder.", "question"))]
        rows += [
            row(Piece(line, "quiet")) for line in wrap(str(folder(self.studio.desk)), plan.column)
        ]
        rows += [BLANK, *numbered(self.offers, None if self.typing else self.at, plan.column)]
        return Page(
            left="Practice studio",
            right="my data",
            rows=tuple(rows),
            start=5,
            note=said(WORKING if self.busy else self.asked if self.typing else ""),
            keys=(("Enter", "go"), ("Esc", "back"))
            if self.typing
            else (
                (("Enter", f"take {(self.at or 0) + 1}"), ("b", "back")) if not self.busy else ()
            ),
            safety=self._safety(),
        )

    def _safety(self) -> Keys:
        if self.busy:
            return SAFETY_BUSY
        return SAFETY_TODAY_TYPING if self.typing else SAFETY_TODAY

    def place_fields(self, plan: Plan) -> None:
        field = self.query_one("Line")
        field.display = self.typing
        field.styles.offset = (plan.left, plan.last_body_row - 1)
        field.styles.width = plan.column

    # Keys

    @property
    def offers(self) -> tuple[tuple[str, str], ...]:
        """The rows: what a passphrase can be asked for depends on whether there is one."""
        desk = self.studio.desk
        if not desk.lock.sealed:
            return (*ROWS, *UNSEALED)
        minutes = desk.settings.idle_lock
        when = f"after {minutes} minutes without a key" if minutes else "never"
        tells = "yes" if desk.settings.tell_due else "no"
        return (
            *ROWS,
            *SEALED,
            ("9", f"It locks by itself: {when}"),
            ("0", f"Locked, a shell prompt may tell that something is due: {tells}"),
        )

    @property
    def choices(self) -> int:
        return 0 if self.busy else len(self.offers)

    def pressed(self, key: str) -> bool:
        if self.busy:
            return True  # what was begun is brought to its end first
        if self.typing:
            return self._in_field(key)
        digits = [digit for digit, _ in self.offers]
        if key in digits:
            self.choose(digits.index(key))
            return True
        return False

    def command(self, name: str) -> bool:
        # Help is there at any moment; nothing else may come between.
        return (not self.busy or name == "help") and super().command(name)

    def choose(self, number: int) -> None:
        if self.busy:
            return
        self.at = number
        digit = self.offers[number][0]
        if digit != PRIVACY[0] and self.studio.desk.lock.locked:
            self.studio.ask_to_unlock()
            return
        does = (self.check, self.ask_where_to, self.ask_where_from, self.one, self.all)
        if number < len(does):
            does[number]()
        else:
            self._passphrase(digit)

    def _passphrase(self, digit: str) -> None:
        from studio.tui import sealing

        if digit == PRIVACY[0]:
            self.app.push_screen(sealing.PrivacyScreen())
        elif digit == "7":
            sealing.take_off(self)
        elif digit == "9":
            now = self.studio.desk.settings.idle_lock
            later = MINUTES[(MINUTES.index(now) + 1) % len(MINUTES)] if now in MINUTES else 10
            self._change(idle_lock=later)
        elif digit == "0":
            self._change(tell_due=not self.studio.desk.settings.tell_due)
        elif self.studio.desk.lock.sealed:
            sealing.change_passphrase(self)
        else:
            sealing.set_passphrase(self, backup=True)

    def _change(self, **fields: int | bool) -> None:
        try:
            self.studio.desk.change(**fields)
        except StudioError as error:
            self.say(str(error))
        self.draw()

    def _in_field(self, key: str) -> bool:
        from studio.tui.fields import Line

        if key not in ("enter", "escape"):
            return False
        field = self.query_one(Line)
        words, field.value = field.words, ""
        # At once, not when the queue comes to it: the next screen may be there first.
        self.set_focus(None)
        if key == "enter" and self.asked == WHERE_TO:
            self.back_up(words)
        elif key == "enter" and words:
            self.take_from(words)
        self.call_after_refresh(self.draw)
        return True

    # What the rows do

    def check(self) -> None:
        """Read everything; offer to mend."""
        from studio.practice.my_data import check

        self.work("All of it", lambda: check(self.studio.desk), mends=True)

    def ask_where_to(self) -> None:
        """A place for the backup."""
        self._ask(WHERE_TO)

    def ask_where_from(self) -> None:
        """A place to take in from."""
        self._ask(WHERE_FROM)

    def _ask(self, words: str) -> None:
        self.asked = words
        field = self.query_one("Line")
        field.display = True
        self.set_focus(field)
        self.call_after_refresh(self.draw)

    def back_up(self, words: str) -> None:
        """Write the zip."""
        from studio.practice.my_data import make_backup

        target = Path(words) if words else Path.home()
        self.work("A backup", lambda: make_backup(self.studio.desk, target))

    def take_from(self, words: str) -> None:
        """Take in what lies there."""
        from studio.practice.my_data import take_from

        self.work("Taken in", lambda: take_from(self.studio.desk, Path(words)))

    def one(self) -> None:
        """Choose the exercise whose sessions go."""
        self.app.push_screen(ExerciseScreen(), self._erase_one)

    def _erase_one(self, chosen: tuple[str, str] | None) -> None:
        if chosen is None:
            return
        from studio.practice.my_data import erase_all_of

        exercise, title = chosen
        question = f"Erase every session of “{title}”, open ones too?"
        self._sure(question, lambda: erase_all_of(self.studio.desk, exercise))

    def all(self) -> None:
        """Everything, after asking."""
        from studio.practice.my_data import erase_all

        question = "Erase every session, what was kept, every plan and the settings?"
        self._sure(question, lambda: erase_all(self.studio.desk))

    def _sure(self, question: str, work: Work) -> None:
        def answered(sure: bool | None) -> None:
            if sure:
                self.work("Erased", work)

        self.app.push_screen(SureScreen(question), answered)

    # Doing it

    def work(self, title: str, work: Work, *, mends: bool = False) -> None:
        """Do it beside the screen, and show what came of it."""
        self.busy = True
        self.draw()
        self.run_worker(self._done(title, work, mends=mends), exclusive=True)

    async def _done(self, title: str, work: Work, *, mends: bool) -> None:
        try:
            told = await asyncio.to_thread(work)
        except StudioError as error:
            self.busy = False
            self.say(str(error))
            return
        self.busy = False
        self.draw()
        self.app.push_screen(
            ToldScreen(title, told, offer=mends and not told.fine), self._after_told
        )

    def _after_told(self, mend: bool | None) -> None:
        from studio.practice.my_data import check

        if mend:
            self.work("Mended", lambda: check(self.studio.desk, repair=True))


class ToldScreen(ReadingScreen):
    """What was done, to read. With `offer`, `m` mends; dismisses with True then."""

    def __init__(self, title: str, told: Told, *, offer: bool = False) -> None:
        super().__init__()
        self.left, self.right = title, "my data"
        self.told = told
        self.offer = offer
        if offer:
            self.own_keys = (("m", "mend it"), ("b", "back"))

    def reading(self, width: int) -> list[Row]:
        return [row(line) for words in self.told.lines for line in wrap(words, width)]

    def pressed(self, key: str) -> bool:
        if key == "m" and self.offer:
            self.dismiss(True)  # type: ignore[arg-type]  # the one reading screen that answers
            return True
        return super().pressed(key)


class SureScreen(PageScreen[bool]):
    """Asks before erasing; the mark stands on keeping."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def page(self, plan: Plan) -> Page:
        return Page(
            left="Erase",
            rows=(
                *wrapped(self.question, plan.column, "question"),
                *wrapped(NOT_BACK, plan.column, "quiet"),
                BLANK,
                *numbered(SURE, self.at, plan.column),
            ),
            start=7,
            keys=(("Enter", f"take {(self.at or 0) + 1}"),),
            safety=SAFETY_TODAY,
        )

    @property
    def choices(self) -> int:
        return len(SURE)

    def choose(self, number: int) -> None:
        self.dismiss(number == 1)

    def pressed(self, key: str) -> bool:
        if key in ("1", "2"):
            self.choose(int(key) - 1)
            return True
        return False


class ExerciseScreen(PageScreen[tuple[str, str]]):
    """The exercises there are, to choose one of; dismisses with its id and title."""

    def page(self, plan: Plan) -> Page:
        options = [("", one.title or one.id) for one in self.studio.desk.summaries]
        return Page(
            left="Erase",
            right="one exercise",
            rows=(
                row(Piece("Every session of which exercise?", "question")),
                BLANK,
                *numbered(options, self.at, plan.column),
            ),
            keeps=2,
            start=5,
            keys=(("Enter", "choose"), ("b", "back")),
            safety=SAFETY_TODAY,
        )

    @property
    def choices(self) -> int:
        return len(self.studio.desk.summaries)

    def choose(self, number: int) -> None:
        one = self.studio.desk.summaries[number]
        self.dismiss((one.id, one.title or one.id))
