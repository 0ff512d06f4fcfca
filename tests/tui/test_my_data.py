"""Settings, My data: a real desk under the app, so that what is said was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.engine import events as ev
from studio.practice.desk import Desk, open_desk
from studio.tui.my_data import MyDataScreen
from tests.engine.drive import v
from tests.tui.conftest import Open, Shown
from tests.tui.doubles import FakeSitting, say
from tests.warm import warm


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = open_desk(home=warm(tmp_path / "home"))
    desk.change(seen_first_run=True)
    sitting = desk.begin("q-win", seed=1)
    for value in ("I waited a day.", v("patience")):
        sitting.send(ev.Answer(value))
    return desk


async def opened(shown: Shown) -> None:
    await shown.press("slash")
    await shown.type("my data")
    await shown.press("enter")


async def done(shown: Shown) -> None:
    await shown.app.workers.wait_for_complete()
    await shown.pilot.pause()
    await shown.pilot.pause()


async def closed(shown: Shown) -> None:
    """Out of what was told, back to the rows."""
    await shown.press("b")
    while not isinstance(shown.app.screen, MyDataScreen):
        await shown.pilot.pause()


async def test_find_leads_there_and_the_folder_is_named(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        await opened(shown)
        assert shown.lines[1].endswith("my data")
        assert "Everything you wrote is in one folder." in shown.text
        assert "".join(line.strip() for line in shown.lines).find(str(desk.store.root)) > 0


async def test_the_settings_lead_there_and_the_first_run_does_not(studio: Open, desk: Desk) -> None:
    from studio.tui.settings_page import SettingsScreen

    async with studio(desk) as shown:
        shown.app.push_screen(SettingsScreen())
        await shown.press(*["down"] * 8, "enter")
        assert shown.lines[1].endswith("my data")
        await shown.press("b", "b")
        shown.app.push_screen(SettingsScreen("3 of 3"))
        await shown.pilot.pause()
        assert "My data" not in shown.text


async def test_over_an_exercise_it_is_not_offered(studio: Open) -> None:
    async with studio(sitting=FakeSitting(say("One."))) as shown:
        await shown.press("slash")
        await shown.type("my data")
        assert "Nothing by that name." in shown.text


async def test_checking_says_that_all_is_whole(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        await opened(shown)
        await shown.press("1")
        await done(shown)
        assert "1 session" in shown.text
        assert "All of it is as it was written." in shown.text


async def test_damage_is_told_and_mended_when_asked(studio: Open, desk: Desk) -> None:
    (path,) = (desk.store.root / "history").glob("*.json")
    path.write_bytes(path.read_bytes()[:-20])
    async with studio(desk) as shown:
        await opened(shown)
        await shown.press("1")
        await done(shown)
        assert "Nothing was changed by looking." in shown.text
        assert not (desk.store.root / "quarantine").exists()
        await shown.press("m")
        await done(shown)
        assert "Nothing is left to mend." in shown.text
        assert len(list((desk.store.root / "quarantine").iterdir())) == 1


async def test_a_backup_goes_where_it_is_told_and_comes_back(
    studio: Open, desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "b.zip"
    async with studio(desk) as shown:
        await opened(shown)
        await shown.press("2")
        await shown.type(str(target))
        await shown.press("enter")
        await done(shown)
        assert "readable by you alone" in shown.text
        await closed(shown)
        await shown.press("5", "2")
        await done(shown)
        assert "Erased: 1 session" in shown.text
        assert list(desk.history()) == []
        await closed(shown)
        await shown.press("3")
        await shown.type(str(target))
        await shown.press("enter")
        await done(shown)
        assert "New here: " in shown.text
    # What was erased from this computer alone left no mark, so the copy is whole again.
    assert [one["exercise"] for one in desk.history()] == ["q-win"]


async def test_a_place_that_does_not_take_it_is_said(
    studio: Open, desk: Desk, tmp_path: Path
) -> None:
    async with studio(desk) as shown:
        await opened(shown)
        await shown.press("3")
        await shown.type(str(tmp_path / "none.zip"))
        await shown.press("enter")
        await done(shown)
        assert shown.row(20).startswith("There is no ")


async def test_one_exercise_is_erased_after_asking_and_kept_on_one(
    studio: Open, desk: Desk
) -> None:
    at = next(n for n, one in enumerate(desk.summaries) if one.id == "q-win")
    async with studio(desk) as shown:
        await opened(shown)
        for answer, left in (("1", 1), ("2", 0)):
            await shown.press("4", *["down"] * at, "enter")
            assert "Erase every session of" in shown.text
            await shown.press(answer)
            await done(shown)
            assert len(list(desk.history())) == left
        assert "Out of reach from here" in shown.text


async def test_the_mark_stands_on_keeping(studio: Open, desk: Desk) -> None:
    async with studio(desk) as shown:
        await opened(shown)
        await shown.press("5", "enter")
        await done(shown)
    assert len(list(desk.history())) == 1
