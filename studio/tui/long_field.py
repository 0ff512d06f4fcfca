"""The field of several lines: Enter starts a line, Tab leaves.

For: long answers and drafts edited as text; imported only where one is shown,
as it is the heaviest widget there is here. Takes no control key that is a
command of the program. May import textual and the format's cleaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import TextArea

from studio.format.clean import clean
from studio.tui.fields import one_line, underscored
from studio.tui.focus import AtOnce
from studio.tui.theme import voices

ENTER = ("enter", "ctrl+j")


class Lines(TextArea, AtOnce, inherit_bindings=False):
    """Several lines to type in. Tab, Ctrl+N and the menu are left to the body and the shell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "cursor_page_up", show=False),
        Binding("pagedown", "cursor_page_down", show=False),
        Binding("shift+up", "cursor_up(True)", show=False),
        Binding("ctrl+k", "delete_to_end_of_line_or_delete_line", show=False),
        Binding("shift+down", "cursor_down(True)", show=False),
    ]
    DEFAULT_CSS: ClassVar[str] = """
    Lines, Lines:focus {
        border: none; padding: 0 1; width: 1fr; height: 3;
        background: $raised; color: $text;
        scrollbar-size: 0 0; overflow-x: hidden;
    }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            clean(text),
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            compact=True,
        )
        self.cursor_blink = False

    @property
    def words(self) -> str:
        """What was typed, clean and without blanks at its ends."""
        return clean(self.text).strip()

    @property
    def unfinished(self) -> str:
        """What was typed so far, its last blank included."""
        return self.text

    def write(self, text: str) -> None:
        """Put `text` in place of what is there, the cursor after it."""
        self.text = clean(text)
        self.move_cursor(self.document.end)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether this key is typing: letters, and the keys that edit them."""
        return key in EDITS or super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        # Here and not as bindings, which are looked up when every widget above has passed.
        if event.key in EDITS:
            event.stop()
            event.prevent_default()
            EDITS[event.key](self)

    def action_new_line(self) -> None:
        """Start a line at the cursor."""
        self._replace_via_keyboard("\n", *self.selection)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if result := self._replace_via_keyboard(clean(event.text), *self.selection):
            self.move_cursor(result.end_location)

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if voices(self).field.background is not None or y + self.scroll_offset.y > 0:
            return strip
        return underscored(strip)


class Paragraph(Lines):
    """One line that is seen in several rows: Enter is left to the body, a pasted break is a blank.

    For what is short enough for a line and too long to be read in one.
    """

    @property
    def words(self) -> str:
        """What was typed, clean and without blanks at its ends."""
        return one_line(self.text).strip()

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ENTER:
            event.prevent_default()  # no line is begun; the body hears of it

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = one_line(event.text)


EDITS: Mapping[str, Callable[[Lines], None]] = {
    "ctrl+j": Lines.action_new_line,  # a terminal that sends LF for Enter
    "left": Lines.action_cursor_left,
    "right": Lines.action_cursor_right,
    "shift+left": lambda field: field.action_cursor_left(True),
    "shift+right": lambda field: field.action_cursor_right(True),
    "ctrl+left": Lines.action_cursor_word_left,
    "ctrl+right": Lines.action_cursor_word_right,
    "home": Lines.action_cursor_line_start,
    "end": Lines.action_cursor_line_end,
    "ctrl+e": Lines.action_cursor_line_end,
    "shift+home": lambda field: field.action_cursor_line_start(True),
    "shift+end": lambda field: field.action_cursor_line_end(True),
    "backspace": Lines.action_delete_left,
    "delete": Lines.action_delete_right,
    "ctrl+d": Lines.action_delete_right,
    "ctrl+u": Lines.action_delete_to_start_of_line,
    "ctrl+z": Lines.action_undo,
    "ctrl+y": Lines.action_redo,
}
"""What edits the text; up, down and the pages are bindings, as a body may take them first."""
