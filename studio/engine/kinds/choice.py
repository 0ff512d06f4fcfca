"""choice: one of a list, or own words."""

from __future__ import annotations

from typing import Any

from studio.engine.kind import Kind, Moment, Words, choosables, label_of, number_of, one_of
from studio.engine.prompts import ChoicePrompt, Prompt
from studio.format.expressions import Item
from studio.format.kinds.choice import Choice


def _prompt(step: Choice, moment: Moment) -> Prompt:
    return ChoicePrompt(choosables(step.options, moment), step.own)


def _accept(step: Choice, prompt: ChoicePrompt, value: object) -> dict[str, str]:
    del step
    return one_of(value, prompt.options, prompt.own)


def _words(prompt: ChoicePrompt, stored: dict[str, str]) -> Words:
    return (stored.get("own") or label_of(prompt.options, stored.get("value")),)


def _value(step: Choice, prompt: ChoicePrompt, stored: Any, words: Words) -> object:  # noqa: ANN401
    del step
    value = "own" if "own" in stored else stored["value"]
    return Item(words[0], value=value, number=number_of(prompt.options, value))


KIND = Kind(_prompt, _accept, _words, _value)
