from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.pilot import Pilot

from studio.tui.app import StudioApp
from tests.tui.doubles import Clock, FakeDesk, FakeSitting


class Shown:
    """The app under a pilot, and what its screen says."""

    def __init__(self, app: StudioApp, pilot: Pilot[None], clock: Clock) -> None:
        self.app = app
        self.pilot = pilot
        self.clock = clock

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without blanks at their ends."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def row(self, number: int) -> str:
        """A row's words, without the margin."""
        return self.lines[number].strip()

    async def press(self, *keys: str) -> None:
        """Keys, one after another, each handled before the next; never a held Enter."""
        for key in keys:
            self.clock.seconds += 1
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, words: str) -> None:
        await self.press(*("space" if c == " " else c for c in words))


Open = Callable[..., AbstractAsyncContextManager[Shown]]


@pytest.fixture
def studio(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the app over a desk made by hand, at a size, perhaps with a sitting begun."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)

    @asynccontextmanager
    async def opened(
        desk: FakeDesk | None = None,
        sitting: FakeSitting | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> AsyncIterator[Shown]:
        clock = Clock()
        app = StudioApp(desk or FakeDesk(), clock=clock)  # type: ignore[arg-type]
        async with app.run_test(size=size) as pilot:
            shown = Shown(app, pilot, clock)
            await pilot.pause()
            if sitting is not None:
                app.play(sitting)  # type: ignore[arg-type]
                await pilot.pause()
                await pilot.pause()
            yield shown

    return opened
