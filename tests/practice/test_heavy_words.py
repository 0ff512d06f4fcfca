"""A line about people to talk to, if it was chosen: once, never blocking, kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.engine import events as ev
from studio.engine.events import Answer
from studio.library.library import Library
from studio.practice.desk import Desk
from studio.practice.heavy_words import LIST, HeavyWords

PHRASES = Library().words(LIST)


def looks(value: object) -> bool:
    return HeavyWords(PHRASES).look(Answer(value))


@pytest.mark.parametrize(
    "text",
    [
        "I want to die.",
        "Some days I DON’T WANT TO LIVE any more",
        "they would be better off without me",
        "I thought of suicide.",
        "I keep thinking about ending my life",
        "He hits me when he drinks.",
        "I want to hurt myself",
    ],
)
def test_plain_phrases_are_met(text: str) -> None:
    assert looks(text)
    assert looks({"own": text})
    assert looks([{"text": "tea"}, {"text": text}])


@pytest.mark.parametrize(
    "text",
    [
        "I nearly died laughing.",
        "It hit me that she was right.",
        "This deadline is killing me.",
        "I could have sunk into the floor.",
        "My phone died.",
        "I was dead tired.",
        "I cut myself shaving.",
        "The dog beat me to it.",
        "He hit the table.",
        "I don't want to go.",
        "She lives to work; I don't want to stay there.",
        "A killer line, they said.",
        "",
    ],
)
def test_everyday_words_are_not(text: str) -> None:
    assert not looks(text)


def test_it_is_known_to_misfire_and_to_miss() -> None:
    """What the settings say of it is so: this is a list of phrases and no more."""
    assert looks("I don't want to live in that flat any longer.")
    assert not looks("I can't do this any more.")


def test_it_comes_once_in_a_session() -> None:
    heavy = HeavyWords(PHRASES)
    assert heavy.look(Answer("I want to die"))
    assert not heavy.look(Answer("I want to die"))
    assert not HeavyWords(PHRASES).look(ev.Skip())


def test_it_is_off_unless_chosen_and_leaves_no_trace(
    desk: Desk, open_again: Callable[[], Desk], tmp_path: Path
) -> None:
    sitting = desk.begin("q-win")
    sitting.send(Answer("I want to die"))
    assert not sitting.take_line()
    sitting.abandon()
    desk.change(heavy_words=True)
    sitting = open_again().begin("q-win")
    sitting.send(Answer("A day without “I want to die”"))
    assert sitting.take_line()
    assert not sitting.take_line()
    sitting.send(ev.Skip())
    assert sitting.over and sitting.outcome is not None
    assert "heavy" not in str(sitting.outcome)
    told = [
        path.name
        for path in tmp_path.rglob("*.json")
        if path.name != "settings.json" and b"heavy" in path.read_bytes()
    ]
    assert told == []
