"""Keys in order, driven as other tests drive the app: `studio.tui.terminal_order`."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input, Static

from studio.tui.terminal_app import TerminalApp


class Second(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Input(id="second")


class Steps(TerminalApp[None]):
    BINDINGS: ClassVar = [
        Binding("ctrl+n", "note", priority=True),
        Binding("f2", "open"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[str] = []
        self.noted = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Input(id="first")

    def action_note(self) -> None:
        self.notes.append(self.screen.query_one(Input).value)
        self.noted.set()

    def action_open(self) -> None:
        self.push_screen(Second())


def pour(app: Steps, *keys: str) -> None:
    """All keys at once, as one read of the terminal brings them."""
    for key in keys:
        message = events.Key(key, key if len(key) == 1 else None)
        message.set_sender(app)
        app.post_message(message)


async def test_a_binding_with_priority_sees_every_letter_before_it() -> None:
    app = Steps()
    async with app.run_test() as pilot:
        pour(app, *"abc", "ctrl+n", *"def", "ctrl+n")
        await pilot.pause()
        assert app.notes == ["abc", "abcdef"]


async def test_letters_after_a_key_that_opens_a_screen_reach_its_field() -> None:
    app = Steps()
    async with app.run_test() as pilot:
        pour(app, *"abc", "f2", *"def", "ctrl+n")
        await pilot.pause()
        assert app.notes == ["def"]


async def test_keys_pressed_one_by_one_are_handled_when_the_press_returns() -> None:
    app = Steps()
    async with app.run_test() as pilot:
        for count in range(1, 6):
            await pilot.press("x", "ctrl+n")
            assert len(app.notes) == count
            assert app.notes[-1] == "x" * count


async def test_a_widget_that_is_busy_holds_the_next_key_up_for_a_moment_only() -> None:
    class Busy(Static, can_focus=True):
        async def on_key(self) -> None:
            await forever.wait()

    class BusyApp(Steps):
        def compose(self) -> ComposeResult:
            yield Input(id="first")
            yield Busy("busy")

    forever = asyncio.Event()
    app = BusyApp()
    async with app.run_test() as pilot:
        app.query_one(Busy).focus()
        await pilot.pause()
        pour(app, "a", "ctrl+n")
        try:
            await asyncio.wait_for(app.noted.wait(), 5)
        finally:
            forever.set()
