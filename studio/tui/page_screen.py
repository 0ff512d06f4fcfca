"""A screen that draws one `Page` and answers keys by name.

For: every screen but the player: redrawing only the rows that changed,
messages in the note row until the next key, clicks on rows and on the footer's
words, and the keys that mean the same everywhere. May import textual and the
page. Decides nothing about exercises.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from studio.tui.focus import AtOnce
from studio.tui.footer import (
    SAFETY_CLOSE,
    SAFETY_CLOSE_TYPING,
    SAFETY_TODAY,
    SAFETY_TODAY_TYPING,
)
from studio.tui.page import Page, compose, out_of_sight
from studio.tui.plan import Plan, plan, too_small
from studio.tui.rows import BLANK, Piece, Row, Rows, centred

if TYPE_CHECKING:
    from studio.tui.app import StudioApp

ResultT = TypeVar("ResultT")

TO_TODAY = {SAFETY_TODAY: SAFETY_CLOSE, SAFETY_TODAY_TYPING: SAFETY_CLOSE_TYPING}
"""Keys that lead to Today, and what they are where it is not beneath, or an exercise is."""
SMALL = ("A little larger, please.", "Your words are safe.", "Ctrl+X leaves.")


class Face(Rows):
    """The whole screen as rows. It takes no focus: where no field has it, keys go to the screen."""

    DEFAULT_CSS: ClassVar[str] = "Face { width: 100%; height: 100%; }"

    def _make_room(self) -> None:
        """It is as high as the screen whatever its rows: no layout is wanted."""
        self.refresh()


def small_page(width: int, height: int) -> list[Row]:
    """The screen below the smallest size."""
    top = max(0, (height - len(SMALL)) // 2)
    rows = [BLANK] * top + [centred(line, width) for line in SMALL]
    return (rows + [BLANK] * height)[:height]


class PageScreen(Screen[ResultT]):
    """Subclasses give `page`, and in `pressed` what a key does here.

    `commands_here` names the global letter commands that do nothing on this
    screen; `choices` is how many numbered rows the mark walks over.
    """

    DEFAULT_CSS: ClassVar[str] = """
    PageScreen { background: $ground; color: $text; overflow: hidden; }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""
    ALLOW_SELECT = False
    closed_to: ClassVar[frozenset[str]] = frozenset()

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual has it, but moving the focus paints no more than the two widgets it moves
    between."""

    def __init__(self) -> None:
        super().__init__()
        self.message = ""
        self.at: int | None = 0
        self.above = 0
        self._drawn: Page | None = None
        self._was_covered = False
        self._laid_out: dict[Widget, Any] = {}

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay out, and tell each widget that is new or has another size.

        Textual finds those by comparing with its map of the screen, and whoever asked in between
        where some widget stands has had that map drawn anew: a widget that was put there by then
        is never told its size, and stays blank. So it is compared with the map that was told.
        """
        self._compositor._full_map = self._laid_out
        super()._refresh_layout(size, scroll)
        self._laid_out = self._compositor._full_map

    @property
    def studio(self) -> StudioApp:
        """The app, by its own type."""
        from studio.tui.app import StudioApp

        app = self.app
        assert isinstance(app, StudioApp)
        return app

    @property
    def plan(self) -> Plan:
        """Where things stand at this moment's size."""
        return plan(*self.app.size)

    @property
    def face(self) -> Face:
        """The widget that draws the page."""
        return self.query_one(Face)

    def compose(self) -> ComposeResult:
        yield Face()

    def on_mount(self) -> None:
        self.appear()
        self.draw()

    def appear(self) -> None:
        """Once, before the first drawing."""

    def page(self, plan: Plan) -> Page:
        """What is on the screen now."""
        raise NotImplementedError

    def draw(self) -> None:
        """Draw the page again; only rows that differ reach the terminal."""
        if not self.is_mounted:
            return
        width, height = self.app.size
        if too_small(width, height):
            for one in self.walk_children(AtOnce):
                # Out of sight and not hidden: what is hidden loses the focus and the cursor.
                one.styles.offset = (0, height + 1)
            self.face.show(small_page(width, height))
            return
        now = self.plan
        page = self._leading_back(self.page(now))
        self._drawn = page
        self.above = min(self.above, out_of_sight(page, now, self.message))
        self.face.show(compose(page, now, self.message, self.above))
        self.place_fields(now)

    def _leading_back(self, page: Page) -> Page:
        """The page, whose last keys name Today only where they lead there."""
        if self.studio.above_today or page.safety not in TO_TODAY:
            return page
        return replace(page, safety=TO_TODAY[page.safety])

    def place_fields(self, plan: Plan) -> None:
        """Put the screen's fields where its page left room."""

    def on_resize(self) -> None:
        self.draw()

    def on_screen_suspend(self) -> None:
        self._was_covered = True

    def on_screen_resume(self) -> None:
        if self._was_covered:
            self._was_covered = False
            self.uncovered()

    def uncovered(self) -> None:
        """A screen over this one has closed."""
        self.draw()

    def say(self, text: str) -> None:
        """Put words in the note row until the next key."""
        self.message = text
        self.draw()

    # Keys

    @property
    def typing(self) -> bool:
        """Whether a text field has the focus."""
        return self.focused is not None

    def pressed(self, key: str) -> bool:
        """Act on a key (Textual's name, or the character); whether it meant something."""
        return False

    def back(self) -> None:
        """What `b` and Esc do: close."""
        self.dismiss(None)

    def stop(self) -> None:
        """What `q` and Ctrl+C do: close this, or all down to Today where the footer says so."""
        if self._drawn is not None and self._drawn.safety in TO_TODAY:
            self.studio.to_today()
        else:
            self.back()

    def choose(self, number: int) -> None:
        """Act on the numbered row, counted from 0."""

    @property
    def choices(self) -> int:
        """How many numbered rows there are."""
        return 0

    def on_key(self, event: events.Key) -> None:
        said, self.message = self.message, ""
        key = event.character if event.is_printable and event.character else event.key
        meant = True
        with self.studio.telling():
            meant = (
                self.pressed(key) or self._walked(key) or self._scrolled(key) or self._global(key)
            )
        if meant:
            event.stop()
            event.prevent_default()
        if said and not self.message:
            self.draw()

    def _walked(self, key: str) -> bool:
        count = self.choices
        if not count or self.typing:
            return False
        at = -1 if self.at is None else self.at
        places = {
            "down": min(at + 1, count - 1),
            "up": max(at - 1, 0),
            "home": 0,
            "end": count - 1,
            "tab": (at + 1) % count,
            "shift+tab": (at - 1) % count,
        }
        if key in places:
            self.at = places[key]
            self.draw()
            return True
        if key == "enter" and self.at is not None:
            self.choose(self.at)
            return True
        return False

    def _scrolled(self, key: str) -> bool:
        """Move a page that has nothing to mark and does not fit."""
        if self.choices or self.typing or self._drawn is None:
            return False
        if not out_of_sight(self._drawn, self.plan):
            return False
        page = self.plan.last_body_row - self.plan.header - 1
        steps = {
            "down": 1, "up": -1, "pagedown": page, "pageup": -page, " ": page,
            "home": -self.above, "end": 100_000,
        }  # fmt: skip
        if key not in steps:
            return False
        self.above = max(0, self.above + steps[key])
        self.draw()
        return True

    def _global(self, key: str) -> bool:
        if key == "escape":
            self.back()
            return True
        if self.typing:
            return False
        return self.command(LETTERS.get(key, ""))

    def command(self, name: str) -> bool:
        """A command by name, from a letter, a control key or a click; whether it did something."""
        if not name or name in self.closed_to:
            return False
        own = {"back": self.back, "stop": self.stop}.get(name)
        if own is not None:
            own()
            return True
        return self.studio.command(name)

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        event.stop()
        if self.message:
            self.message = ""
            self.draw()
        with self.studio.telling():
            self._act_on(event.name)

    def _act_on(self, name: object) -> None:
        match name:
            case ("press", str(key)) if key:
                self.studio.press(key)
            case ("pick", int(number)):
                self.at = number
                self.draw()
                self.choose(number)
            case other:
                self.clicked(other)

    def clicked(self, name: object) -> None:
        """The mouse was pressed on something with a name of this screen's own."""


LETTERS = {
    "b": "back",
    "q": "stop",
    "h": "help",
    "?": "help",
    "w": "win",
    "m": "mood",
    "c": "card",
    "l": "so_far",
    "k": "keys",
    "/": "find",
}
"""Letters that are commands where no field has the focus."""


def note_keys(*keys: tuple[str, str]) -> tuple[Piece, ...]:
    """Keys in the note row: `w note a win   m how I am`."""
    pieces: list[Piece] = []
    for key, meaning in keys:
        if pieces:
            pieces.append(Piece("   ", "quiet"))
        name = ("press", key)
        pieces += [Piece(f"{key} ", "question", name), Piece(meaning, "quiet", name)]
    return tuple(pieces)
