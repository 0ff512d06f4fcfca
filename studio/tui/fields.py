"""The one-line text field: words go in, commands pass by.

For: every place where a person types one line. It takes no control key that
is a command of the program, never selects what is there on focus, never
blinks, and turns pasted line breaks into spaces. May import textual and the
format's cleaning. The field of several lines is `long_field`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from studio.format.clean import clean
from studio.tui.body import Body
from studio.tui.focus import AtOnce
from studio.tui.theme import voices


def one_line(text: str) -> str:
    """Pasted or stored text as one clean line: line breaks become spaces."""
    return clean(" ".join(text.splitlines()), lines=False)


class Line(Input, AtOnce, inherit_bindings=False):
    """A line to type in. Enter and Tab are left to the body it stands in."""

    # One row high and as wide as its place: a longer text changes no layout.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)
    DEFAULT_CSS: ClassVar[str] = """
    Line, Line:focus {
        border: none; height: 1; padding: 0 1; width: 1fr;
        background: $raised; background-tint: transparent; color: $text;
    }
    """

    def __init__(
        self,
        value: str = "",
        *,
        restrict: str | None = None,
        max_length: int = 0,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(
            one_line(value),
            restrict=restrict,
            max_length=max_length,
            select_on_focus=False,
            compact=True,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False

    @property
    def words(self) -> str:
        """What was typed, clean and without blanks at its ends."""
        return one_line(self.value).strip()

    @property
    def unfinished(self) -> str:
        """What was typed so far, its last blank included."""
        return self.value

    def watch_value(self) -> None:
        """Let the body draw along: the message that says so comes a frame later."""
        for one in self.ancestors:
            if isinstance(one, Body):
                one.while_typing()
                return

    def write(self, text: str) -> None:
        """Put `text` in place of what is there, the cursor after it."""
        self.value = one_line(text)
        self.cursor_position = len(self.value)
        self._see_cursor()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether this key is typing: letters, and the keys that edit them."""
        return key in EDITS or super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        # Here and not as bindings, which are looked up when every widget above has passed.
        if event.key in EDITS:
            event.stop()
            event.prevent_default()
            EDITS[event.key](self)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        pasted = one_line(event.text)
        if not pasted:
            return
        if self.selection.is_empty:
            self.insert_text_at_cursor(pasted)
        else:
            self.replace(pasted, *self.selection)
        self._see_cursor()

    def _see_cursor(self) -> None:
        """Bring the cursor into sight: Input does so before it knows the text has grown."""
        at = Region(self._cursor_offset, 0, 1, 1)
        self.scroll_to_region(at, force=True, animate=False)

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if voices(self).field.background is not None:
            return strip
        return underscored(strip)


EDITS: Mapping[str, Callable[[Line], None]] = {
    "left": Line.action_cursor_left,
    "right": Line.action_cursor_right,
    "shift+left": lambda line: line.action_cursor_left(True),
    "shift+right": lambda line: line.action_cursor_right(True),
    "ctrl+left": Line.action_cursor_left_word,
    "ctrl+right": Line.action_cursor_right_word,
    "home": Line.action_home,
    "end": Line.action_end,
    "ctrl+e": Line.action_end,
    "shift+home": lambda line: line.action_home(True),
    "shift+end": lambda line: line.action_end(True),
    "backspace": Line.action_delete_left,
    "delete": Line.action_delete_right,
    "ctrl+d": Line.action_delete_right,
    "ctrl+u": Line.action_delete_left_all,
    "ctrl+k": Line.action_delete_right_all,
}
"""What edits the line; every other key is the body's or the shell's."""


def underscored(strip: Strip) -> Strip:
    """The strip with its empty end drawn as `_`: a field where there is no ground to show it."""
    cells = cell_len(strip.text.rstrip()) + 1
    if cells >= strip.cell_length:
        return strip
    end = strip.crop(cells, strip.cell_length)
    from rich.segment import Segment

    filled = [Segment("_" * len(one.text), one.style) for one in end]
    return Strip.join([strip.crop(0, cells), Strip(filled)])
