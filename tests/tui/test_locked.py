"""The passphrase in the app: at the start, covered, after a while, first set, changed, off."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.library.library import Library, shipped
from studio.practice.desk import Desk
from studio.tui.cover import CoverScreen
from studio.tui.locked import LockedScreen
from studio.tui.today import TodayScreen
from tests.store.doubles import Clock as Wall
from tests.store.doubles import store_at
from tests.store.sealed import QUICK
from tests.tui.conftest import Open, Shown
from tests.warm import warm

WORDS = "ab"
"""Short: each letter is a key pressed and drawn."""


def desk_at(home: Path) -> Desk:
    library = Library([shipped()], home / "cache")
    store = store_at(home / "data", passphrases=QUICK)
    return Desk(store, library, cache=home / "cache", wall=Wall(), monotonic=lambda: 0.0)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Sealed, and locked."""
    first = desk_at(warm(tmp_path))
    first.change(seen_first_run=True)
    first.lock.seal(WORDS, WORDS)
    return desk_at(tmp_path)


async def typed(shown: Shown, words: str) -> None:
    await shown.type(words)
    await shown.press("enter")
    await shown.app.workers.wait_for_complete()
    await shown.pilot.pause()


async def test_locked_is_the_drawing(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        assert shown.row(1).startswith("Practice studio") and shown.row(1).endswith("locked")
        assert shown.row(7) == "Passphrase"
        await shown.type("abc")
        assert "•••" in shown.row(8) and "abc" not in shown.text
        await typed(shown, "d")
        assert shown.row(11) == "That did not open it. Two tries left."
        assert shown.row(20).startswith("You can practise without it: Esc, then p.")
        assert shown.row(22).startswith("Enter open   Esc menu")
        assert shown.row(22).endswith("Ctrl+C quit   Ctrl+G help   Ctrl+X leave")


async def test_the_passphrase_opens_today(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        await typed(shown, WORDS)
        assert isinstance(shown.app.screen, TodayScreen)
        assert not desk.lock.locked


async def test_three_wrong_tries_end_with_code_3(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        for _ in range(3):
            await typed(shown, "no")
        assert shown.app.return_code == 3


async def test_one_can_practise_without_it(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        await shown.press("escape", "p")
        assert isinstance(shown.app.screen, TodayScreen)
        assert desk.lock.locked
        await shown.press("l")
        assert isinstance(shown.app.screen, LockedScreen)


async def test_help_is_there_while_locked(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        await shown.press("ctrl+g")
        assert shown.row(1).startswith("People to talk to")


async def test_covering_locks_and_uncovering_asks(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        await typed(shown, WORDS)
        await shown.press("ctrl+l")
        assert isinstance(shown.app.screen, CoverScreen)
        assert shown.text.strip() == ""
        assert desk.lock.locked
        await shown.press("enter")
        assert isinstance(shown.app.screen, LockedScreen)
        await typed(shown, WORDS)
        assert isinstance(shown.app.screen, TodayScreen)


async def test_it_locks_after_a_while_without_a_key(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        await typed(shown, WORDS)
        shown.clock.seconds += 599
        shown.app._idle()
        assert not desk.lock.locked
        shown.clock.seconds += 2
        shown.app._idle()
        await shown.pilot.pause()
        assert desk.lock.locked
        assert isinstance(shown.app.screen, LockedScreen)


async def test_what_is_typed_in_an_exercise_outlasts_locking(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        await typed(shown, WORDS)
        shown.app.play(desk.begin("two-interpretations", seed=1))
        await shown.pilot.pause()
        before = shown.app.screen
        shown.clock.seconds += 601
        shown.app._idle()
        await shown.pilot.pause()
        assert isinstance(shown.app.screen, LockedScreen)
        await typed(shown, WORDS)
        assert shown.app.screen is before


async def test_the_first_run_offers_a_passphrase(studio: Open, tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    async with studio(desk) as shown:
        await shown.press("enter")
        assert "With a passphrase, your words are sealed on disk." in shown.text
        assert "p  set a passphrase now        (or later, in settings)" in shown.text
        await shown.press("p")
        await typed(shown, "one")
        await typed(shown, "two")
        assert "Those two differ. Once more?" in shown.text
        await typed(shown, WORDS)
        await typed(shown, WORDS)
        await shown.app.workers.wait_for_complete()
        await shown.pilot.pause()
        assert desk.lock.sealed and not desk.lock.locked
        assert "A passphrase is set." in shown.text


async def test_my_data_changes_the_passphrase_takes_it_off_and_shows_the_page(
    studio: Open, desk: Desk
) -> None:
    from studio.tui.my_data import MyDataScreen

    async with studio(desk) as shown:
        await typed(shown, WORDS)
        shown.app.push_screen(MyDataScreen())
        await shown.pilot.pause()
        await shown.press("8")
        assert "What is protected, and what is not" in shown.text
        await shown.press("b", "6")
        await typed(shown, "cd")
        await typed(shown, "cd")
        await shown.app.workers.wait_for_complete()
        assert desk.store.proves("cd") and not desk.store.proves(WORDS)
        await shown.press("7")
        assert "Keep a backup of how it was?" in shown.text
        await shown.press("3")
        await shown.app.workers.wait_for_complete()
        await shown.pilot.pause()
        assert not desk.lock.sealed
        assert "The passphrase is off." in shown.text
