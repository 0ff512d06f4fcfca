"""number: a count, in a range that may lean on earlier answers."""

from __future__ import annotations

from studio.engine.kind import Kind, Moment, Words, limit, whole_answer
from studio.engine.prompts import NumberPrompt, Prompt
from studio.format.kinds.number import Number


def _prompt(step: Number, moment: Moment) -> Prompt:
    return NumberPrompt(limit(step.min, moment) or 0, limit(step.max, moment), step.unit)


def _accept(step: Number, prompt: NumberPrompt, value: object) -> int:
    del step
    return whole_answer(value, prompt.min, prompt.max)


def _words(prompt: NumberPrompt, stored: int) -> Words:
    return (f"{stored} {prompt.unit}".strip(),)


KIND = Kind(_prompt, _accept, _words)
