"""breathe: a pattern and how often; the session runs the clock."""

from __future__ import annotations

from typing import Any

from studio.engine.kind import Kind, Moment, Words
from studio.engine.kinds.say import refuse_answer
from studio.engine.phrases import minutes_words, one_or_more
from studio.engine.prompts import Breath, BreathePrompt, Prompt
from studio.format.expressions import evaluate
from studio.format.kinds.breathe import Breathe

# When neither minutes nor cycles can be worked out (a skipped length), a
# minute is the shortest the content ever offers.
FALLBACK_SECONDS = 60.0


def _prompt(step: Breathe, moment: Moment) -> Prompt:
    minutes = evaluate(step.minutes, moment.scope) if step.minutes else None
    total = float(minutes) * 60 if isinstance(minutes, (int, float)) else FALLBACK_SECONDS
    phases = tuple(
        Breath(
            one.name,
            one.breath or "in",
            moment.world.text(one.text, moment.scope),
            None if step.own_pace else float(one.seconds or 0),
        )
        for one in step.phases.values()
    )
    pattern = sum(one.seconds or 0 for one in phases)
    if step.own_pace or not pattern:
        return BreathePrompt(phases, 0, total, own_pace=True)
    cycles = step.cycles or max(1, round(total / pattern))
    return BreathePrompt(phases, cycles, cycles * pattern)


def _words(prompt: BreathePrompt, stored: dict[str, Any]) -> Words:
    del prompt
    spent = minutes_words(stored["seconds"] / 60)
    if not stored["cycles"]:
        return (spent,)
    return (f"{one_or_more(stored['cycles'], 'breath')}, {spent}",)


def ran_out(prompt: BreathePrompt, stored: dict[str, Any]) -> bool:
    """Whether its time ran to the end, at the pace that was shown."""
    if prompt.own_pace:
        return bool(stored["seconds"] >= round(prompt.seconds, 1))
    return bool(stored["cycles"] >= prompt.cycles)


KIND = Kind(_prompt, refuse_answer, _words)
