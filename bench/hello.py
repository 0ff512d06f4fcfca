"""The reference: a bare Textual app, one Static that counts keys, one to quit."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Hello(App[None]):
    """Shows how many keys were pressed."""

    BINDINGS = [("q", "quit", "quit")]  # noqa: RUF012 - as Textual's own first example has it
    count = 0

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static("Hello", id="line")

    def on_key(self, event: Key) -> None:
        """Count it."""
        self.count += 1
        self.query_one("#line", Static).update(f"Hello {self.count} {event.key}")


if __name__ == "__main__":
    Hello().run()
