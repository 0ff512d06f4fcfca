"""choices: several of a list, each with its small questions."""

from __future__ import annotations

from typing import Any

from studio.engine.kind import (
    Kind,
    Moment,
    Words,
    asks,
    choosables,
    counted,
    each_answers,
    each_value,
    each_words,
    label_of,
    one_of,
)
from studio.engine.prompts import ChoicesPrompt, Prompt
from studio.engine.refused import Refused
from studio.format.kinds.choices import Choices


def _prompt(step: Choices, moment: Moment) -> Prompt:
    return ChoicesPrompt(
        choosables(step.options, moment),
        step.own,
        step.min or 0,
        step.max,
        asks(step.each, moment),
    )


def _accept(step: Choices, prompt: ChoicesPrompt, value: object) -> list[dict[str, Any]]:
    del step
    if not isinstance(value, list) or not value:
        raise Refused("Mark one or more, or skip.")
    alone = {one.value for one in prompt.options if one.alone}
    stored: list[dict[str, Any]] = []
    for entry in value:
        chosen: dict[str, Any] = dict(one_of(entry, prompt.options, prompt.own))
        if chosen in [{k: one[k] for k in ("value", "own") if k in one} for one in stored]:
            raise Refused("The same one is there twice.")
        if chosen.get("value") not in alone:
            chosen |= each_answers(entry, prompt.each)
        stored.append(chosen)
    single = [one for one in stored if one.get("value") in alone]
    if single and len(stored) > 1:
        label = label_of(prompt.options, single[0]["value"])
        raise Refused(f"“{label}” stands by itself.")
    if not single:
        counted(len(stored), prompt.min, prompt.max)
    return stored


def _words(prompt: ChoicesPrompt, stored: list[dict[str, Any]]) -> Words:
    return tuple(
        str(one["own"]) if "own" in one else label_of(prompt.options, one["value"])
        for one in stored
    )


def lines(prompt: ChoicesPrompt, stored: list[dict[str, Any]]) -> Words:
    """Each item with the words of its small questions, for reading back."""
    shown = []
    for word, one in zip(_words(prompt, stored), stored, strict=True):
        more = each_words(one, prompt.each)
        shown.append(f"{word} ({more})" if more else word)
    return tuple(shown)


KIND = Kind(_prompt, _accept, _words, each_value)
