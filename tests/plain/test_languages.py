"""Line mode in another language, one that runs from right to left among them."""

from __future__ import annotations

from pathlib import Path

from studio.format.isolates import BEGIN, END
from studio.plain.door import Door
from studio.plain.lines import ScriptedLines
from studio.plain.visit import Visit
from studio.practice.desk import open_desk
from studio.practice.virtual import VirtualTime
from tests.languages import GERMAN, HEBREW, small_pack
from tests.plain.hand_made import START, Heard


def said(home: Path, language: str, *typed: str, isolates: bool = False) -> str:
    """The small exercise in lines, as it is said."""
    small_pack(home / "packs", de=GERMAN, he=HEBREW)
    time = VirtualTime(START)
    desk = open_desk(
        home=home,
        folders=[home / "packs"],
        wall=time.now,
        monotonic=time.monotonic,
        language=language,
        system="",
    )
    desk.change(seen_first_run=True, country="GB")
    heard = Heard()
    door = Door(heard, isolates=isolates)
    Visit(desk, ScriptedLines(time, typed), door).run("hello")
    return heard.text


def test_what_is_translated_is_said_and_what_is_not_in_the_original(tmp_path: Path):
    told = said(tmp_path, "de", "", "Ada", "1 3", "")
    assert "Take a moment." in told
    assert "Wie heißt du?" in told
    assert "What is your name?" not in told
    assert "Du magst Tee und Bäume, Ada." in told


def test_hebrew_is_said_in_its_order(tmp_path: Path):
    told = said(tmp_path, "he", "", "Ada", "1 3", "")
    assert "קח רגע." in told
    assert "מה שמך?" in told
    assert "Ada, אתה אוהב תה ועצים." in told
    assert BEGIN not in told


def test_where_it_is_understood_each_line_of_hebrew_is_a_text_of_its_own(tmp_path: Path):
    told = said(tmp_path, "he", "", "Ada", "1 3", "", isolates=True)
    assert f"{BEGIN}קח רגע.{END}" in told
    assert f"1 {BEGIN}תה{END}" in told.replace(". ", " ").replace(": ", " ")
    for row in told.split("\n"):
        assert row.count(BEGIN) == row.count(END)
