"""list: items in own words, each with its small questions."""

from __future__ import annotations

from typing import Any

from studio.engine.kind import (
    Kind,
    Moment,
    Words,
    asks,
    counted,
    each_answers,
    each_value,
    each_words,
    suggestions,
    text_answer,
)
from studio.engine.prompts import ListPrompt, Prompt
from studio.engine.refused import Refused
from studio.format.kinds.list import ListStep


def _prompt(step: ListStep, moment: Moment) -> Prompt:
    return ListPrompt(
        step.min or 0,
        step.max,
        asks(step.each, moment),
        suggestions(step.suggest, moment),
    )


def _accept(step: ListStep, prompt: ListPrompt, value: object) -> list[dict[str, Any]]:
    del step
    if not isinstance(value, list) or not value:
        raise Refused("One item, any size. Or skip.")
    stored = []
    for entry in value:
        if not isinstance(entry, dict):
            raise Refused("An item needs its words.")
        item: dict[str, Any] = {"text": text_answer(entry.get("text"), "An item needs its words.")}
        stored.append(item | each_answers(entry, prompt.each))
    counted(len(stored), prompt.min, prompt.max, ", any size")
    return stored


def _words(prompt: ListPrompt, stored: list[dict[str, Any]]) -> Words:
    del prompt
    return tuple(str(one["text"]) for one in stored)


def lines(prompt: ListPrompt, stored: list[dict[str, Any]]) -> Words:
    """Each item with the words of its small questions, for reading back."""
    shown = []
    for one in stored:
        more = each_words(one, prompt.each)
        shown.append(f"{one['text']} ({more})" if more else str(one["text"]))
    return tuple(shown)


KIND = Kind(_prompt, _accept, _words, each_value)
