"""`timed` in lines: each part with its seconds when it begins, and the time that is left."""

from __future__ import annotations

from typing import Any

from studio.engine.events import Event, Next
from studio.engine.kinds.timed import ran_out
from studio.engine.phrases import HALF, time_left
from studio.engine.prompts import Stretch, TimedPrompt
from studio.engine.view import View
from studio.format.markdown import unstyled
from studio.format.source import Mapping, Node
from studio.plain.given import Unfit, block, only, several, word
from studio.plain.talk import Talk
from studio.plain.wording import capital, ended, seconds_words
from studio.practice.noted import Written

LONG = 75


def ask(view: View, talk: Talk) -> Event:
    """Before the time, and after it: Enter goes on."""
    if view.clock is None:
        talk.number("Enter begins.")
    else:
        talk.enter("That is the time.")
    return Next()


def said(view: View, before: View | None) -> list[str]:
    """What to say now that `before` has become `view`; nothing in most moments."""
    prompt, clock = view.prompt, view.clock
    assert isinstance(prompt, TimedPrompt)
    if clock is None or clock.over:
        return []
    old = before.clock if before is not None else None
    if old is None or old.part != clock.part or (before and before.address != view.address):
        if clock.part < 0:
            return [f"{capital(seconds_words(clock.part_left))} of quiet first."]
        return [part_line(prompt.parts, clock.part)]
    return [
        one for left, one in notices(clock.part_seconds) if clock.part_left <= left < old.part_left
    ]


def part_line(parts: tuple[Stretch, ...], index: int) -> str:
    """`Part 5 of 12, belly, low back, 20 seconds. No need to change a thing.`"""
    part = parts[index]
    line = unstyled(part.line)
    length = seconds_words(part.seconds)
    if len(parts) == 1:
        return f"{capital(length)}. {line}"
    named = f", {part.label[:1].lower()}{part.label[1:]}" if part.label else ""
    return f"Part {index + 1} of {len(parts)}{named}, {length}. {line}"


def notices(seconds: float) -> list[tuple[float, str]]:
    """When a long part says how much of it is left: (seconds left, words), rarest first."""
    if seconds < LONG:
        return []
    minutes = int((seconds - HALF) // 60)
    step = 1 if minutes <= 5 else 5
    marks = [60.0 * one for one in range(minutes, 0, -1) if one == 1 or one % step == 0]
    return [(left, ended(capital(time_left(left)))) for left in (*marks, float(HALF))]


def typed(view: View, node: Node | None) -> list[str]:
    """Enter before the time and after it. Parts to skip are typed when they come."""
    skips(view, node)
    return [""]


def skips(view: View, node: Node | None) -> frozenset[str]:
    """The names of the parts that `skipped: [name, …]` passes over."""
    prompt = view.prompt
    assert isinstance(prompt, TimedPrompt)
    if node is None:
        return frozenset()
    if not isinstance(node, Mapping):
        raise Unfit("P806", node.place, "A timed step takes `skipped:` with the parts to skip.")
    only(node, "skipped")
    names = [part.name for part in prompt.parts]
    found = set()
    for entry in several(block(node)["skipped"]):
        if word(entry) not in names:
            listed = ", ".join(f"`{name}`" for name in names)
            raise Unfit(
                "P805", entry.place, f"`{word(entry)}` is no part here.", f"Here: {listed}."
            )
        found.add(word(entry))
    return frozenset(found)


def noted(prompt: TimedPrompt, value: dict[str, Any]) -> Written:
    """The parts that were skipped."""
    return {"skipped": [name for name in value["skipped"] if name]}


def by_itself(prompt: TimedPrompt, value: dict[str, Any]) -> bool:
    """Whether it is what a file gives that says nothing of it: no part is skipped."""
    return not any(value["skipped"])


def cut_short(prompt: TimedPrompt, value: dict[str, Any]) -> bool:
    """Whether its time was ended early, which a file cannot say."""
    return not ran_out(prompt, value)
