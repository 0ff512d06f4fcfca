"""A small app around one body, and views made by hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from studio.engine.events import Event
from studio.engine.prompts import Prompt, Prose
from studio.engine.view import View
from studio.format.piping import Span
from studio.tui.body import Body, Look
from studio.tui.fields import Line
from studio.tui.kinds import body_for
from studio.tui.rows import Rows
from studio.tui.theme import textual_theme

ALL = frozenset({"answer", "next", "back", "skip", "pause", "stop"})


def prose(*lines: str) -> Prose:
    return tuple((Span(line, ""),) for line in lines)


def make_view(kind: str, prompt: Prompt, **facts: Any) -> View:
    facts.setdefault("text", prose("What is it?"))
    facts.setdefault("allowed", ALL)
    return View("trial", "A trial", "step", kind, prompt=prompt, **facts)


@dataclass
class Person:
    """Who to call, for the contacts body."""

    country: str = "United Kingdom"
    emergency: str = "999 or 112"
    lines: tuple[Any, ...] = ()
    own: tuple[str, ...] = ()
    notice: str = ""


def make_look(
    width: int = 80,
    *,
    motion: str = "gentle",
    slow: bool = False,
    clock: Callable[[], float] = lambda: 0.0,
    contacts: Callable[[str], Any] = lambda topic: Person(),
) -> Look:
    return Look(motion, slow, False, False, width, clock, contacts)


class Host(App[None]):
    """Holds the body where the shell would: a column, rows 9-19, or 3-19."""

    CSS = "Screen { align-horizontal: center; background: $ground; color: $text; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, view: View, look: Look, rows: int) -> None:
        super().__init__()
        for name in ("dusk", "paper", "terminal", "none"):
            self.register_theme(textual_theme(name))
        self.theme = "dusk"
        self.body = body_for(view, look)
        self.body.styles.width = min(66, look.width - 2)
        self.body.styles.height = rows
        self.answers: list[Any] = []
        self.wanted: list[Event] = []
        self.typed: list[Any] = []
        self.notes: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.body

    def on_body_answered(self, message: Body.Answered) -> None:
        self.answers.append(message.value)

    def on_body_wanted(self, message: Body.Wanted) -> None:
        self.wanted.append(message.event)

    def on_body_typed(self, message: Body.Typed) -> None:
        self.typed.append(message.value)

    def on_body_noted(self, message: Body.Noted) -> None:
        self.notes.append(message.text)

    @property
    def note(self) -> str:
        """What the note row would say now."""
        return (self.notes[-1] if self.notes else "") or self.body.note()

    @property
    def shown(self) -> str:
        """What the body draws, fields as their words."""
        parts = []
        for child in self.body.children:
            if isinstance(child, Rows):
                parts.append(child.text)
            elif child.display and isinstance(child, Line):
                parts.append(f"[{child.value}]")
        return "\n".join(part for part in parts if part)

    def in_sight(self) -> list[str]:
        """The lines of the screen the body covers, as drawn."""
        width, height = self.size
        lines = [
            "".join(segment.text for segment in strip).rstrip()
            for strip in self.screen._compositor.render_strips()
        ]
        left = (width - self.body.size.width) // 2
        return [line[left:] for line in lines[: self.body.size.height]]


@asynccontextmanager
async def trial(kind: str, prompt: Prompt, *, width: int = 80, height: int = 24, **facts: Any):
    """The app running around this step: `async with trial(...) as (app, pilot)`."""
    look = facts.pop("look", None) or make_look(width)
    rows = facts.pop("rows", None) or (11 if height >= 24 else height - 6)
    view = make_view(kind, prompt, **facts)
    if not body_for(view, look).wants_question:
        rows += 6
    app = Host(view, look, rows)
    async with app.run_test(size=(width, height)) as pilot:
        await pilot.pause()
        yield app, pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
