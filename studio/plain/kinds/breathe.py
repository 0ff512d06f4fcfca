"""`breathe` in lines: one short line a phase; the seconds are said in the first two breaths."""

from __future__ import annotations

from typing import Any

from studio.engine.events import Event, Next
from studio.engine.kinds.breathe import ran_out
from studio.engine.phrases import one_or_more
from studio.engine.prompts import Breath, BreathePrompt
from studio.engine.view import View
from studio.format.source import Node
from studio.plain.given import Unfit
from studio.plain.kinds.timed import notices
from studio.plain.talk import Talk
from studio.plain.wording import about_words, capital, ended, seconds_words
from studio.practice.noted import Written

SPOKEN_OUT = 2


def ask(view: View, talk: Talk) -> Event:
    """Before the time, and after it: Enter goes on."""
    if view.clock is None:
        talk.number("Enter begins.")
    else:
        talk.enter("That is the time.")
    return Next()


def said(view: View, before: View | None) -> list[str]:
    """The word of the phase that has begun, or how much time is left at one's own pace."""
    prompt, clock = view.prompt, view.clock
    assert isinstance(prompt, BreathePrompt)
    if clock is None or clock.over:
        return []
    old = before.clock if before is not None and before.address == view.address else None
    if clock.own_pace or prompt.own_pace:
        if old is None or not (old.own_pace or prompt.own_pace):
            return [f"Your own pace, for {about_words(clock.total_left)}. {_words(prompt)}"]
        marks = notices(prompt.seconds)
        return [one for left, one in marks if clock.total_left <= left < old.total_left]
    phase = prompt.phases[clock.part % len(prompt.phases)]
    if old is None:
        begins = f"{one_or_more(clock.cycles, 'breath')}, {about_words(clock.total_left)} in all."
        return [begins, phase_line(phase, clock.cycle, clock.cycles, clock.part == 0)]
    if (old.cycle, old.part) == (clock.cycle, clock.part):
        return []
    return [phase_line(phase, clock.cycle, clock.cycles, clock.part % len(prompt.phases) == 0)]


def phase_line(phase: Breath, cycle: int, cycles: int, first: bool) -> str:
    """`In, four seconds.`; from the third breath on `In. Breath 3 of 6.`"""
    if cycle < SPOKEN_OUT and phase.seconds:
        return f"{capital(phase.word)}, {seconds_words(phase.seconds)}."
    count = f" Breath {cycle + 1} of {cycles}." if first else ""
    return f"{ended(capital(phase.word))}{count}"


def _words(prompt: BreathePrompt) -> str:
    return f"{capital(', '.join(one.word for one in prompt.phases))}, as it comes."


def typed(view: View, node: Node | None) -> list[str]:
    """Enter before the time and after it."""
    if node is not None:
        raise Unfit("P806", node.place, "A breathing step takes no answer.")
    return [""]


def noted(prompt: BreathePrompt, value: dict[str, Any]) -> Written:
    """Nothing: it takes no answer."""
    return ""


def by_itself(prompt: BreathePrompt, value: dict[str, Any]) -> bool:
    """Whether it is what a file gives that says nothing of it: always."""
    return True


def cut_short(prompt: BreathePrompt, value: dict[str, Any]) -> bool:
    """Whether it was ended early or its pace let go, which a file cannot say."""
    return not ran_out(prompt, value)
