"""scale: a rating; wording and range of a measure, when it asks one."""

from __future__ import annotations

from studio.engine.kind import Kind, Moment, Words, whole_answer
from studio.engine.prompts import Prompt, ScalePrompt
from studio.format.kinds.scale import Scale


def _prompt(step: Scale, moment: Moment) -> Prompt:
    measure = moment.world.tables.measures.get(step.measure) if step.measure else None
    low = step.min if step.min is not None else (measure.min if measure else 0)
    high = step.max if step.max is not None else (measure.max if measure else 10)
    return ScalePrompt(
        low,
        high,
        step.low or (measure.low if measure else ""),
        step.high or (measure.high if measure else ""),
        step.at,
    )


def _accept(step: Scale, prompt: ScalePrompt, value: object) -> int:
    del step
    return whole_answer(value, prompt.min, prompt.max)


def _words(prompt: ScalePrompt, stored: int) -> Words:
    del prompt
    return (str(stored),)


KIND = Kind(_prompt, _accept, _words)
