"""The full screen in another language, one that runs from right to left among them."""

from __future__ import annotations

from pathlib import Path

from studio.format.isolates import BEGIN, END
from studio.practice.desk import Desk, open_desk
from tests.languages import GERMAN, HEBREW, small_pack
from tests.tui.conftest import Open
from tests.tui.doubles import FakeDesk, FakeSettings, FakeSitting, text


def desk_in(home: Path, language: str) -> Desk:
    small_pack(home / "packs", de=GERMAN, he=HEBREW)
    desk = open_desk(home=home, folders=[home / "packs"], language=language, system="")
    desk.change(seen_first_run=True, country="GB")
    return desk


async def test_an_exercise_is_shown_in_german_as_far_as_it_goes(studio: Open, tmp_path: Path):
    desk = desk_in(tmp_path, "de")
    async with studio(desk, desk.begin("hello")) as shown:
        assert "Sag hallo" in shown.text
        assert "Take a moment." in shown.text
        await shown.press("enter")
        assert "Wie heißt du?" in shown.text


async def test_hebrew_is_isolated_where_that_is_understood(
    studio: Open, tmp_path: Path, monkeypatch
):
    monkeypatch.setenv("STUDIO_ISOLATES", "1")
    desk = desk_in(tmp_path, "he")
    async with studio(desk, desk.begin("hello")) as shown:
        await shown.press("enter")
        assert f"{BEGIN}מה שמך?{END}" in shown.text
        for row in shown.lines:
            assert row.count(BEGIN) == row.count(END)


async def test_hebrew_is_left_as_it_is_elsewhere(studio: Open, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("STUDIO_ISOLATES", "0")
    desk = desk_in(tmp_path, "he")
    async with studio(desk, desk.begin("hello")) as shown:
        await shown.press("enter")
        assert "מה שמך?" in shown.text
        assert BEGIN not in shown.text


async def test_the_language_is_chosen_in_the_settings(studio: Open, tmp_path: Path):
    desk = desk_in(tmp_path, "")
    async with studio(desk) as shown:
        await shown.press("/")
        await shown.type("bell")
        await shown.press("enter")
        assert "Language" in shown.text
        await shown.press("down", "right")
        assert desk.settings.language == "de"
        assert "[Deutsch]" in shown.text
    assert desk.card("hello").title == "Sag hallo"


async def test_wide_signs_stay_what_they_are_in_a_field_without_a_ground(studio: Open) -> None:
    desk = FakeDesk(settings=FakeSettings(theme="terminal"))
    async with studio(desk, FakeSitting(text("What?"))) as shown:
        await shown.press(*"字字字字")
        assert "字字字字 ____" in shown.text
        await shown.press(*"é")
        assert "字字字字é ____" in shown.text
