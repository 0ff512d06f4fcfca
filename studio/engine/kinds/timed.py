"""timed: its parts, stretched; the session runs the clock."""

from __future__ import annotations

from typing import Any

from studio.engine.kind import Kind, Moment, Words
from studio.engine.kinds.say import refuse_answer
from studio.engine.phrases import minutes_words
from studio.engine.prompts import Prompt, Stretch, TimedPrompt
from studio.format.expressions import evaluate
from studio.format.kinds.timed import Timed


def _prompt(step: Timed, moment: Moment) -> Prompt:
    factor = evaluate(step.factor, moment.scope) if step.factor else 1
    stretch = float(factor) if isinstance(factor, (int, float)) and factor > 0 else 1.0
    world, scope = moment.world, moment.scope
    if not step.phases:
        parts: tuple[Stretch, ...] = (
            Stretch("", "", world.prose(step.text, scope), (step.seconds or 0) * stretch),
        )
    else:
        parts = tuple(
            Stretch(
                one.name,
                one.label,
                world.prose(one.text, scope),
                (one.seconds or 0) * stretch,
            )
            for one in step.phases.values()
        )
    return TimedPrompt(parts, step.lead_in)


def _words(prompt: TimedPrompt, stored: dict[str, Any]) -> Words:
    del prompt
    return (minutes_words(stored["seconds"] / 60),)


def ran_out(prompt: TimedPrompt, stored: dict[str, Any]) -> bool:
    """Whether its time ran to the end, parts that were skipped by their names aside."""
    named = {name for name in stored["skipped"] if name}
    whole = sum(part.seconds for part in prompt.parts if part.name not in named)
    return "" not in stored["skipped"] and stored["seconds"] >= round(whole, 1)


KIND = Kind(_prompt, refuse_answer, _words)
