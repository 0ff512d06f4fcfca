"""Somebody who answers at random: a fitting answer for any prompt, an allowed event.

`choose(n)` picks a number below n, so that a source of chance walks everywhere and a
recorded list walks one path again. Imports the engine's events and prompts only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio.engine import events as ev
from studio.engine import prompts as pr
from studio.engine.composing import asked_for, show_draft
from studio.engine.view import View

Choose = Callable[[int], int]


def _each(asks: tuple[pr.Ask, ...], choose: Choose) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for ask in asks:
        if choose(4) == 0:
            continue
        if ask.kind in ("scale", "number"):
            low = ask.min or 0
            high = ask.max if ask.max is not None else max(10, low + 9)
            if low <= high:
                given[ask.name] = low + choose(high - low + 1)
        elif ask.kind == "text":
            given[ask.name] = "a word"
        elif ask.options:
            given[ask.name] = ask.options[choose(len(ask.options))].value
    return given


def _several(count: int, low: int, high: int | None, choose: Choose) -> list[int]:
    top = min(count, high if high is not None else count)
    low = min(max(1, low), top)
    size = low + choose(top - low + 1)
    left = list(range(count))
    return [left.pop(choose(len(left))) for _ in range(size)]


def answer(prompt: pr.Prompt, choose: Choose) -> Any:  # noqa: ANN401 - the shape of an answer
    """A value that fits the prompt; None where there is too little to choose from."""
    match prompt:
        case pr.TextPrompt():
            size = choose(3) + 1
            text = " ".join(["some", "words", "here"][:size])
            return text[: prompt.max_chars] if prompt.max_chars else text
        case pr.ChoicePrompt():
            if not prompt.options and not prompt.own:
                return None
            pick = choose(len(prompt.options) + bool(prompt.own))
            if pick == len(prompt.options):
                return {"own": "my own words"}
            return {"value": prompt.options[pick].value}
        case pr.ChoicesPrompt():
            alone = [one for one in prompt.options if one.alone]
            options = [one for one in prompt.options if not one.alone]
            few = len(options) < max(1, prompt.min)
            if alone and (few or choose(5) == 0):
                return [{"value": alone[choose(len(alone))].value}]
            if few:
                return [{"own": "my own words"}] if prompt.own and prompt.min <= 1 else None
            chosen = _several(len(options), prompt.min, prompt.max, choose)
            return [{"value": options[i].value, **_each(prompt.each, choose)} for i in chosen]
        case pr.ScalePrompt():
            return prompt.min + choose(prompt.max - prompt.min + 1)
        case pr.NumberPrompt():
            high = prompt.max if prompt.max is not None else prompt.min + 9
            if high < prompt.min:
                return None
            return prompt.min + choose(high - prompt.min + 1)
        case pr.DatePrompt():
            return prompt.today
        case pr.ListPrompt():
            top = prompt.max or max(4, prompt.min)
            size = max(1, prompt.min) + choose(top - max(1, prompt.min) + 1)
            return [{"text": f"item {i}", **_each(prompt.each, choose)} for i in range(size)]
        case pr.SharePrompt():
            if not prompt.options:
                return None
            shares = dict.fromkeys([one.value for one in prompt.options], 0)
            for _ in range(prompt.total):
                shares[prompt.options[choose(len(prompt.options))].value] += 1
            return shares
        case pr.ComposePrompt():
            slots = {
                one.name: one.options[choose(len(one.options))].value if one.options else "a blank"
                for one in prompt.slots
            }
            draft = prompt.drafts[choose(len(prompt.drafts))]
            slots = {one.name: slots[one.name] for one in asked_for(prompt, draft)}
            if prompt.edit and choose(2):
                return {"version": draft.value, "text": "mine now", "edited": True, "slots": slots}
            if not show_draft(draft, slots):
                return None
            return {"version": draft.value, "slots": slots}
        case pr.PickPrompt():
            pick = choose(len(prompt.things) + bool(prompt.own))
            if pick == len(prompt.things):
                return {"own": "another"}
            return {"ref": prompt.things[pick].ref}
        case pr.PicksPrompt():
            if len(prompt.things) < prompt.min:
                return None
            chosen = _several(len(prompt.things), prompt.min, prompt.max, choose)
            return [{"ref": prompt.things[i].ref, **_each(prompt.each, choose)} for i in chosen]
        case pr.KeepPrompt():
            return [{"index": i} for i in range(len(prompt.offers)) if choose(2)]
        case pr.SchedulePrompt():
            return {"value": prompt.options[choose(len(prompt.options))].value}
    raise AssertionError(f"no answer is known for {type(prompt).__name__}")


def event(view: View, choose: Choose, *, wander: bool = True) -> ev.Event:
    """An allowed event. With `wander` also back, skip, pause and the like, now and then."""
    allowed = view.allowed
    if "resume" in allowed and (choose(2) or not allowed & {"answer", "next", "skip_part"}):
        return ev.Resume()
    if wander and choose(5) == 0:
        others = sorted(allowed - {"answer", "next", "stop", "cut"})
        if others:
            return ev.EVENTS[others[choose(len(others))]]()
    if "answer" in allowed:
        value = answer(view.prompt, choose)
        if value is None:
            return ev.Skip()
        return ev.Answer(value)
    if "next" in allowed:
        return ev.Next()
    if "skip_part" in allowed:
        return ev.SkipPart() if choose(2) else ev.EndStep()
    return ev.Resume()
