"""A body made of rows and, where words are typed, a field: what most kinds are.

For: the life such bodies share: drawing rows again when something changed,
keeping the mark in sight when there are more rows than room, notes, clicks,
and telling a field's keys from commands. A kind says what its rows are and
what a key does. May import textual, rows and fields. Knows no step kind.
"""

from __future__ import annotations

from typing import Any, ClassVar, TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from studio.engine.events import Next
from studio.engine.view import View
from studio.tui.body import Body
from studio.tui.focus import AtOnce
from studio.tui.rows import Row, Rows, fit

ENTER = frozenset({"enter", "ctrl+j"})
COLUMN = 66  # cells of the one column, from 80 columns up
NARROW = 60  # below this, pictures and two columns of options go
MORE_BELOW = "more below"
Value: TypeAlias = Any  # an answer or a part of one, in the shape its prompt documents


class Paper(Body, AtOnce, can_focus=True):
    """A body of rows. Subclasses give `drawn`, `pressed` and, if they like, `usual`."""

    DEFAULT_CSS: ClassVar[str] = """
    Paper {
        layout: vertical; height: 1fr; width: 1fr;
        overflow-x: hidden; overflow-y: auto; scrollbar-size: 0 0;
    }
    """
    FOCUS_ON_CLICK = False  # a click beside a field does not end the typing

    _more = False  # there are rows below those in sight
    _said = False  # the note row holds words of this body until the next key

    # What a kind says

    def drawn(self) -> list[Row]:
        """The rows as they are now."""
        return []

    def pressed(self, key: str, character: str) -> bool:
        """Act on a key that is not a letter in a field; whether it was for this body."""
        if key in ENTER:
            self.next()
            return True
        return self.scrolled(key)

    def usual(self) -> str:
        """What the note row says when nothing else is to be said."""
        return ""

    def clicked(self, name: object) -> None:
        """The mouse was pressed on what has this name."""

    def start(self) -> None:
        """Take the focus, once the step has appeared."""
        self.focus(scroll_visible=False)

    def next(self) -> None:
        """On, where nothing is asked."""
        self.post_message(Body.Wanted(Next()))

    # What all of them do

    def post_message(self, message: Message) -> bool:
        """What a body says comes from the body, whoever called it (the shell's `next`)."""
        if isinstance(message, Body.Answered | Body.Wanted | Body.Typed | Body.Noted):
            message.set_sender(self)
        return super().post_message(message)

    def compose(self) -> ComposeResult:
        yield Rows()

    def on_mount(self) -> None:
        # What is below is known once it is laid out, and that can come after any refresh.
        self.watch(self, "virtual_size", lambda: self.call_next(self._look_below), init=False)
        self.redraw()
        self.start()

    @property
    def room(self) -> int:
        """Cells in a row."""
        return self.size.width or min(COLUMN, self.look.width - 2)

    @property
    def narrow(self) -> bool:
        return self.look.width < NARROW and self.room < NARROW

    def note(self) -> str:
        """The usual note; that there is more below comes first."""
        usual = self.usual()
        if self._more and not usual.startswith(MORE_BELOW):
            usual = f"{MORE_BELOW} · {usual}" if usual else MORE_BELOW
        return fit(usual, self.room)

    def say(self, text: str) -> None:
        """Put words in the note row, until the next key."""
        self._said = True
        self.tell(text)
        # Once more, in its turn: what was typed before it clears the note when that arrives.
        self.post_message(Body.Noted(text))

    def refused(self, message: str) -> None:
        """The answer did not fit: say so and stay."""
        self.say(message)

    def answer(self, value: Value) -> None:
        """Hand in an answer."""
        self.post_message(Body.Answered(value))

    def changed(self, value: Value) -> None:
        """Something was typed or marked: draw it, and let it be kept."""
        self.post_message(Body.Typed(value))
        self.redraw()

    def redraw(self) -> None:
        """Draw the rows again; only those that differ reach the terminal."""
        if not self.is_mounted:
            return
        self.draw()
        if not self._said:
            self.tell("")
        self.call_after_refresh(self._settle)

    def draw(self) -> None:
        """Hand the rows to their widget; a kind with more than one says where."""
        self.query_one(Rows).show(self.drawn())

    def update(self, view: View) -> None:
        self.view = view
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        self._said = False
        if self.pressed(event.key, event.character or ""):
            event.stop()
            event.prevent_default()

    def on_resize(self) -> None:
        self.redraw()

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        event.stop()
        self._said = False
        self.clicked(event.name)

    def scrolled(self, key: str) -> bool:
        """Move what is longer than the room, by a row, a page, or to an end."""
        steps = {
            "up": -1,
            "down": 1,
            "pageup": -self.size.height,
            "pagedown": self.size.height,
            "home": -self.max_scroll_y,
            "end": self.max_scroll_y,
        }
        if key not in steps or not self.max_scroll_y:
            return False
        self.scroll_to(y=self.scroll_y + steps[key], animate=False, force=True, immediate=True)
        self.call_after_refresh(self._look_below)
        return True

    # Keeping the mark in sight

    def _settle(self) -> None:
        """After layout: bring the mark, or the field with the focus, into sight."""
        if not self.is_attached:
            return
        focused = self.screen.focused
        if focused is not None and focused is not self and focused in self.walk_children():
            self._bring(focused, 0, max(1, focused.size.height))
        else:
            for rows in self.query(Rows):
                marks = [y for y, one in enumerate(rows.rows) if one.marked]
                if marks:
                    self._bring(rows, marks[0], marks[-1] - marks[0] + 1)
        self._look_below()

    def _bring(self, child: Widget, y: int, height: int) -> None:
        top = 0 if child.virtual_region.y + y <= 1 else child.virtual_region.y + y
        height += child.virtual_region.y + y - top
        region = Region(0, top, self.room, min(height, max(1, self.size.height)))
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def _look_below(self) -> None:
        more = self.max_scroll_y > round(self.scroll_target_y)
        if more != self._more:
            self._more = more
            if not self._said:
                self.tell("")
