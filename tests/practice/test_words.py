"""Whether words stand in a past session."""

from __future__ import annotations

import pytest

from studio.practice.words import stands_in, words_of

OUTCOME = {
    "title": "Write the words",
    "answers": [
        {"words": ["Please ask me\nbefore you tell that one."]},
        {"words": ["a road not taken"], "on_path": False},
        {"skipped": True},
    ],
}


@pytest.mark.parametrize("text", ["", "PLEASE", "me before", "write  the", "words please"])
def test_title_and_words_are_looked_through(text: str) -> None:
    assert stands_in(text, OUTCOME)


@pytest.mark.parametrize("text", ["a road", "before me", "skipped"])
def test_what_was_not_said_or_led_nowhere_is_not(text: str) -> None:
    assert not stands_in(text, OUTCOME)


def test_the_words_are_those_of_the_path() -> None:
    assert words_of(OUTCOME) == ["Please ask me\nbefore you tell that one."]
