"""Focus that moves at once: the next letter typed goes where the person already is.

Textual's own `focus` waits for the message queue, and `has_focus` for one
message more; a fast typist's letters in between would be read as commands.
Name `AtOnce` last among the bases: Textual takes styles from the first alone.
May import textual. Knows no step kind.
"""

from __future__ import annotations

from typing import Self

from textual.widget import Widget


class AtOnce(Widget):
    """A widget whose focus is the screen's from the call on."""

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus now, if the widget stands on a screen."""
        if self.is_attached:
            self.screen.set_focus(self, scroll_visible=scroll_visible)
        return self

    @property
    def in_use(self) -> bool:
        """Whether keys go here, as the screen sees it."""
        return self.is_attached and self.screen.focused is self
