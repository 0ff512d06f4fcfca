"""A desk that speaks another language: what is done in it, kept, resumed and read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.engine import events as ev
from studio.practice.desk import Desk, open_desk
from studio.practice.languages import spoken_here
from studio.practice.sitting import Sitting
from tests.languages import GERMAN, small_pack

Opened = Callable[..., Desk]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    small_pack(tmp_path / "packs", de=GERMAN)

    def at(language: str = "", system: str = "") -> Desk:
        return open_desk(
            home=tmp_path, folders=[tmp_path / "packs"], language=language, system=system
        )

    return at


def text_of(sitting: Sitting) -> str:
    return "\n".join("".join(span.text for span in line) for line in sitting.view.text)


def through(sitting: Sitting) -> None:
    sitting.send(ev.Next())
    for value in ("Ada", [{"value": "tea"}, {"value": "rain"}]):
        sitting.send(ev.Answer(value))
    sitting.send(ev.Next())


@pytest.mark.parametrize(
    ("asked", "setting", "system", "spoken"),
    [
        ("", "", "", "Say hello"),
        ("", "", "de_AT", "Sag hallo"),
        ("", "en", "de", "Say hello"),
        ("de", "en", "", "Sag hallo"),
        ("fr", "de", "de", "Say hello"),
    ],
)
def test_what_was_asked_comes_before_the_setting_and_that_before_the_system(
    opened: Opened, asked: str, setting: str, system: str, spoken: str
):
    opened().change(language=setting)
    desk = opened(asked, system)
    assert desk.exercise("hello").title == spoken
    assert next(one for one in desk.summaries if one.id == "hello").title == spoken


def test_a_change_of_the_setting_is_seen_at_once(opened: Opened):
    desk = opened()
    assert desk.card("hello").title == "Say hello"
    desk.change(language="de")
    assert desk.card("hello").title == "Sag hallo"
    assert [one.title for one in desk.summaries if one.id == "hello"] == ["Sag hallo"]
    assert desk.languages["de"] == "Deutsch"


def test_an_outcome_says_in_which_language_it_was_held(opened: Opened):
    desk = opened("de")
    sitting = desk.begin("hello")
    through(sitting)
    assert sitting.over
    (outcome,) = opened().history()
    assert outcome["language"] == "de"
    assert outcome["title"] == "Sag hallo"
    name, likes = outcome["answers"]
    assert name["question"] == "Wie heißt du?"
    assert likes["words"] == ["Tee", "rain"]
    assert [one["value"] for one in likes["value"]] == ["tea", "rain"]


def test_sessions_in_two_languages_are_one_history(opened: Opened):
    for language in ("", "de"):
        through(opened(language).begin("hello"))
    desk = opened()
    both = list(desk.history(exercise="hello"))
    assert [one["language"] for one in both] == ["de", "en"]
    assert len({one["digest"] for one in both}) == 1
    values = [[answer["value"] for answer in one["answers"]] for one in both]
    assert values[0] == values[1]


def test_a_session_left_open_goes_on_in_the_words_it_began_with(opened: Opened, tmp_path: Path):
    sitting = opened("de").begin("hello")
    sitting.send(ev.Next())
    sitting.send(ev.Answer("Ada"))
    (tmp_path / "packs" / "small" / "lang" / "de.po").unlink()
    again = opened().resume(sitting.identity)
    assert again.view.address == "likes"
    again.send(ev.Answer([{"value": "tea"}, {"value": "trees"}]))
    assert "Danke.\nDu magst Tee und Bäume, Ada." in text_of(again)


def test_the_language_of_the_system_is_that_of_its_messages():
    assert spoken_here({"LANG": "de_AT.UTF-8"}) == "de_AT"
    assert spoken_here({"LANG": "de_AT.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}) == "fr_FR"
    assert spoken_here({"LANG": "de_AT.UTF-8", "LC_ALL": "C"}) == ""
    assert spoken_here({}) == ""
