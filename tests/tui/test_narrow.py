"""Forty columns, twelve rows: what a screen says is there to its last word."""

from __future__ import annotations

import pytest

from studio.tui.first_run import FirstRun
from studio.tui.my_data import SureScreen
from studio.tui.not_saved import LeaveScreen
from studio.tui.page_screen import PageScreen
from studio.tui.record import EraseScreen
from tests.tui.conftest import Open, Shown
from tests.tui.doubles import FakeDesk, FakeSitting, text

NARROW = (40, 12)


def words(shown: Shown) -> str:
    """All that is on the screen, as one line."""
    return " ".join(shown.text.split())


async def test_a_week_has_all_of_its_days(studio: Open) -> None:
    async with studio(size=NARROW) as shown:
        await shown.press("l", "left")
        assert words(shown).count("Mon Tue Wed Thu Fri Sat Sun") == 1
        for day in range(1, 31):
            assert f" {day}" in shown.text
        assert "[22]" in shown.text


ASKS: dict[str, tuple[PageScreen[bool], str]] = {
    "a record": (EraseScreen("A"), "It cannot be brought back. What it put into your collections"),
    "a backup": (SureScreen("Erase every session?"), "A backup first is row 2."),
    "leaving": (LeaveScreen(), "Answers are not on disk. Leave all the same?"),
}


@pytest.mark.parametrize("name", ASKS)
async def test_what_is_asked_before_something_goes_is_read_whole(studio: Open, name: str) -> None:
    screen, said = ASKS[name]
    async with studio(size=NARROW) as shown:
        shown.app.push_screen(screen)
        await shown.pilot.pause()
        assert said in words(shown)
        assert "2 " in words(shown)


async def test_erasing_what_is_written_is_asked_whole(studio: Open) -> None:
    async with studio(sitting=FakeSitting(text("What?")), size=NARROW) as shown:
        await shown.press("ctrl+c", "3")
        assert "Erase what you wrote here? It cannot be brought back." in words(shown)


async def test_what_is_not_there_is_said_whole(studio: Open) -> None:
    async with studio(FakeDesk(), size=NARROW) as shown:
        await shown.press("l", "right", "right")
        assert "Nothing kept yet. Exercises ask before they keep." in words(shown)
        await shown.press("left")
        assert "Nothing rated yet. A picture needs four times." in words(shown)
        await shown.press("h", "c", "z")
        assert "No lines for that one yet. findahelpline.com has more." in words(shown)


async def test_a_passphrase_is_offered_whole(studio: Open) -> None:
    async with studio(size=(40, 16)) as shown:
        shown.app.push_screen(FirstRun())
        await shown.pilot.pause()
        await shown.press("enter")
        assert "p set a passphrase now (or later, in settings)" in words(shown)
