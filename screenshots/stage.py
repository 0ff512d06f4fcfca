"""The real app, in a home of its own, at a time that is held.

For: pressing keys and taking pictures. Time passes only when a scene says so,
so the same scenes give the same pictures. Whoever takes a picture says which
words it shows; a picture without them is an error. May import the studio.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from screenshots.picture import svg
from studio.practice.desk import Desk, open_desk
from studio.tui.app import StudioApp
from studio.tui.player import PlayerScreen
from studio.tui.theme import TOKENS

NOW = datetime(2026, 11, 22, 21, 10, tzinfo=UTC)
"""The evening all pictures are from: Sunday 22 November 2026."""
PATIENCE = 20
"""How often a screen is looked at before what is missing is said to be."""
SURROUNDINGS = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}


class NotShownError(Exception):
    """A picture does not show what it is for."""


@dataclass(frozen=True)
class Look:
    """A theme at a size. `only` names the pictures to take; None takes every one."""

    theme: str
    size: tuple[int, int]
    folder: str
    only: frozenset[str] | None = None


class Hand:
    """Time that passes when told to."""

    def __init__(self, wall: datetime = NOW) -> None:
        self.wall = wall
        self.seconds = 1000.0

    def pass_by(self, seconds: float) -> None:
        """Let so many seconds go."""
        self.wall += timedelta(seconds=seconds)
        self.seconds += seconds


def held_desk(home: Path, hand: Hand, **settings: object) -> Desk:
    """The desk over a home in a folder, its person met, in the United Kingdom."""
    desk = open_desk(home=home, wall=lambda: hand.wall, monotonic=lambda: hand.seconds)
    desk.change(**({"seen_first_run": True, "country": "GB"} | settings))
    return desk


@dataclass
class Stage:
    """The app under a pilot; what is pressed, and the pictures taken of it, by name."""

    app: StudioApp
    pilot: Pilot[None]
    hand: Hand
    look: Look
    pictures: dict[str, str] = field(default_factory=dict)

    @property
    def narrow(self) -> bool:
        """Whether pictures and columns give way to words."""
        return self.look.size[0] < 60

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    async def press(self, *keys: str) -> None:
        """Keys one after another, a second apart."""
        for key in keys:
            self.hand.pass_by(1)
            self._catch_up()
            await self.pilot.press(key)
            await self.settle()

    async def type(self, words: str) -> None:
        """Words, put in at once as if pasted."""
        self.hand.pass_by(1)
        self.app.post_message(events.Paste(words))
        await self.settle()

    async def write(self, words: str) -> None:
        """Words, and Enter."""
        await self.type(words)
        await self.press("enter")

    async def answer(self, digits: str) -> None:
        """A digit, or two, then Enter."""
        await self.press(*digits, "enter")

    async def mark(self, *digits: str) -> None:
        """Several options by their digits, then Enter."""
        await self.press(*digits, "enter")

    async def let_pass(self, seconds: int) -> None:
        """Time, second by second; the player is woken as its own timer would wake it."""
        for _ in range(seconds):
            self.hand.pass_by(1)
            if isinstance(self.app.screen, PlayerScreen):
                self.app.screen.time.tick()
            await self.settle()
        self._catch_up()
        await self.settle()

    def _catch_up(self) -> None:
        """What moves by itself moves now, and not when the machine next has a moment."""
        screen = self.app.screen
        if isinstance(screen, PlayerScreen) and screen.body is not None and screen.body.is_mounted:
            screen.body.draw()

    async def open(self, exercise: str) -> None:
        """The card of an exercise."""
        self.app.open_exercise(exercise)
        await self.settle()

    async def settle(self) -> None:
        """Until everything that was asked for is drawn."""
        await self.pilot.pause()
        await self.pilot.pause()

    async def until(self, *shows: str) -> None:
        """Until each of these stands on the screen; a NotShownError where it never does."""
        for _ in range(PATIENCE):
            await self.settle()
            seen = " ".join(" ".join(self.lines).split())
            missing = [words for words in shows if words not in seen]
            if not missing:
                return
        screen = "\n".join(self.lines)
        raise NotShownError(f"{self.look.folder} does not show “{missing[0]}”:\n{screen}")

    async def take(self, name: str, *shows: str) -> None:
        """Take the picture `name`; each of `shows` has to stand on the screen."""
        # On a small screen what does not fit is scrolled to: there the walk is what counts.
        await self.until(*(shows if self.look.size[1] >= 24 else ()))
        if self.look.only is None or name in self.look.only:
            tokens = TOKENS[self.look.theme]
            strips = self.app.screen._compositor.render_strips()
            width, height = self.look.size
            self.pictures[name] = svg(
                [list(strip) for strip in strips], width, height, tokens.ground, tokens.text
            )


@asynccontextmanager
async def on_stage(home: Path, look: Look, **settings: object) -> AsyncIterator[Stage]:
    """The app, open at Today in this home."""
    os.environ.update(SURROUNDINGS)
    os.environ.pop("NO_COLOR", None)
    hand = Hand()
    desk = held_desk(home, hand, theme=look.theme, **settings)
    app = StudioApp(desk, clock=lambda: hand.seconds)
    async with app.run_test(size=look.size) as pilot:
        stage = Stage(app, pilot, hand, look)
        await stage.settle()
        yield stage
