"""Too small a terminal, and larger again: what was typed and where one types are still there."""

from __future__ import annotations

import pytest

from studio.tui.long_field import Lines
from studio.tui.page_screen import SMALL
from tests.tui.conftest import Open, Shown
from tests.tui.doubles import FakeDesk
from tests.tui.test_kept import TAB, thing, wins

FIELDS = {
    "find": ("slash",),
    "the filter": ("l", "slash"),
    "the country": ("h", "c"),
    "words that are kept": (*TAB, "enter", "e"),
}


async def small_and_back(shown: Shown) -> None:
    await shown.pilot.resize_terminal(30, 10)
    await shown.pilot.pause()
    assert [line.strip() for line in shown.lines if line] == list(SMALL)
    await shown.type("b")
    await shown.pilot.resize_terminal(80, 24)
    await shown.pilot.pause()


@pytest.mark.parametrize("way", FIELDS.values(), ids=FIELDS)
async def test_a_field_is_typed_in_before_meanwhile_and_after(
    studio: Open, way: tuple[str, ...]
) -> None:
    async with studio(FakeDesk(keeps={"wins": wins(1)})) as shown:
        await shown.press(*way)
        await shown.type("a")
        await small_and_back(shown)
        await shown.type("c")
        assert "abc" in shown.text


async def test_the_cursor_of_a_long_field_stays_where_it_was(studio: Open) -> None:
    async with studio(FakeDesk(keeps={"wins": (thing(1, "word " * 20),)})) as shown:
        await shown.press(*TAB, "enter", "e", "left", "left")
        before = shown.app.screen.query_one(Lines).cursor_location
        await small_and_back(shown)
        assert shown.app.screen.query_one(Lines).cursor_location == (before[0], before[1] + 1)
