"""The field of several lines: Enter starts a line, Tab leaves.

For: long answers and drafts edited as text; imported only where one is shown,
as it is the heaviest widget there is here. Takes no control key that is a
command of the program. May import textual and the format's cleaning.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import TextArea

from studio.format.clean import clean
from studio.tui.fields import underscored
from studio.tui.focus import AtOnce
from studio.tui.theme import voices


class Lines(TextArea, AtOnce, inherit_bindings=False):
    """Several lines to type in. Tab, Ctrl+N and the menu are left to the body and the shell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("ctrl+left", "cursor_word_left", show=False),
        Binding("ctrl+right", "cursor_word_right", show=False),
        Binding("home", "cursor_line_start", show=False),
        Binding("end,ctrl+e", "cursor_line_end", show=False),
        Binding("pageup", "cursor_page_up", show=False),
        Binding("pagedown", "cursor_page_down", show=False),
        Binding("shift+up", "cursor_up(True)", show=False),
        Binding("shift+down", "cursor_down(True)", show=False),
        Binding("shift+left", "cursor_left(True)", show=False),
        Binding("shift+right", "cursor_right(True)", show=False),
        Binding("shift+home", "cursor_line_start(True)", show=False),
        Binding("shift+end", "cursor_line_end(True)", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete,ctrl+d", "delete_right", show=False),
        Binding("ctrl+u", "delete_to_start_of_line", show=False),
        Binding("ctrl+k", "delete_to_end_of_line_or_delete_line", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
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

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+j":  # a terminal that sends LF for Enter
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard("\n", *self.selection)
            return
        await super()._on_key(event)

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
