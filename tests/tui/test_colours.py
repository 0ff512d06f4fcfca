"""What reaches the terminal of colour, for each theme and each kind of terminal."""

from __future__ import annotations

import pytest
from rich.segment import Segment

from studio.tui.app import StudioApp
from tests.tui.doubles import FakeDesk, FakeSettings


async def drawn(theme: str = "dusk", *, ascii_only: bool = False) -> list[Segment]:
    """Today as it goes out, after every filter."""
    settings = FakeSettings(theme=theme, ascii=ascii_only)
    app = StudioApp(FakeDesk(settings=settings))  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        out: list[Segment] = []
        for strip in app.screen._compositor.render_strips():
            segments = list(strip)
            for one in app._filters:
                if one.enabled:
                    segments = one.apply(segments, app.screen.background_colors[1])
            out += [segment for segment in segments if segment.text.strip()]
        return out


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return monkeypatch


async def test_dusk_is_drawn_in_its_own_colours(terminal: pytest.MonkeyPatch) -> None:
    grounds = {s.style.bgcolor.name for s in await drawn("dusk") if s.style and s.style.bgcolor}
    assert grounds == {"#16191d", "#2b3a38"}


@pytest.mark.parametrize("wanted", ["dusk", "terminal", "none"])
async def test_no_color_leaves_bold_and_reverse_and_no_colour(
    terminal: pytest.MonkeyPatch, wanted: str
) -> None:
    terminal.setenv("NO_COLOR", "1")
    found = await drawn(wanted)
    for segment in found:
        assert segment.style is not None
        assert segment.style.color is None or segment.style.color.is_default
        assert segment.style.bgcolor is None or segment.style.bgcolor.is_default
        assert not segment.style.dim
    assert any(segment.style and segment.style.reverse for segment in found)
    assert any(segment.style and segment.style.bold for segment in found)


async def test_sixteen_colours_keep_the_terminals_own(terminal: pytest.MonkeyPatch) -> None:
    terminal.setenv("TERM", "xterm")
    terminal.delenv("COLORTERM")
    for segment in await drawn("dusk"):
        assert segment.style is not None
        assert segment.style.color is None or segment.style.color.triplet is None
        assert segment.style.bgcolor is None or segment.style.bgcolor.triplet is None


async def test_ascii_draws_no_sign_beyond_ascii(terminal: pytest.MonkeyPatch) -> None:
    assert all(segment.text.isascii() for segment in await drawn(ascii_only=True))
    assert not all(segment.text.isascii() for segment in await drawn())
