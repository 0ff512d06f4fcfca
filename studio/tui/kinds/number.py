"""number: a count, typed, with its unit after it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from studio.engine.events import Skip
from studio.engine.prompts import NumberPrompt
from studio.tui.body import Body
from studio.tui.fields import Line
from studio.tui.paper import ENTER, Paper
from studio.tui.rows import Piece, Rows, row

EMPTY = "A number, please."
DIGITS = 6


class NumberBody(Paper):
    """A field for digits; Up and Down step it. Answers a whole number."""

    DEFAULT_CSS: ClassVar[str] = """
    NumberBody { layout: horizontal; }
    NumberBody Line, NumberBody Line:focus { width: 10; }
    """

    @property
    def prompt(self) -> NumberPrompt:
        assert isinstance(self.view.prompt, NumberPrompt)
        return self.view.prompt

    @property
    def field(self) -> Line:
        return self.query_one(Line)

    def compose(self) -> ComposeResult:
        earlier = self.view.earlier
        sign = "-?" if self.prompt.min < 0 else ""
        yield Line(
            "" if earlier is None else str(earlier), restrict=rf"{sign}\d*", max_length=DIGITS
        )
        yield Rows([row("  ", Piece(self.prompt.unit, "quiet"))])

    def start(self) -> None:
        self.field.focus(scroll_visible=False)

    def draw(self) -> None:
        """Nothing but the field changes."""

    @property
    def in_field(self) -> bool:
        return self.is_mounted and self.field.in_use

    def usual(self) -> str:
        low, high = self.prompt.min, self.prompt.max
        span = f"{low} or more" if high is None else f"{low} to {high}"
        return f"{span}. Up and Down step it."

    @property
    def now(self) -> int | None:
        text = self.field.words
        return int(text) if text.lstrip("-").isdecimal() else None

    def pressed(self, key: str, character: str) -> bool:
        if key in ENTER:
            self.next()
        elif key in ("up", "down"):
            self.step(1 if key == "up" else -1)
        elif key in ("tab", "shift+tab"):
            self._leave_or_return()
        else:
            return False
        return True

    def _leave_or_return(self) -> None:
        if self.in_field:
            self.focus(scroll_visible=False)
        else:
            self.start()
        self.call_after_refresh(self.redraw)

    def step(self, by: int) -> None:
        low, high = self.prompt.min, self.prompt.max
        now = self.now
        value = low if now is None else now + by
        value = max(low, value if high is None else min(high, value))
        self.field.write(str(value))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.now != self.view.earlier:
            self.post_message(Body.Typed(self.now))

    def while_typing(self) -> None:
        self.redraw()

    def next(self) -> None:
        now, low, high = self.now, self.prompt.min, self.prompt.max
        if now is None and "skip" in self.view.allowed and not self.view.required:
            self.post_message(Body.Wanted(Skip()))
        elif now is None:
            self.say(EMPTY)
        elif now < low or (high is not None and now > high):
            self.say(f"{low} or more, please." if high is None else f"{low} to {high}, please.")
        else:
            self.answer(now)
