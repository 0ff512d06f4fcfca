"""picks: several of the things kept, each with its small questions."""

from __future__ import annotations

from typing import Any

from studio.engine.kind import Kind, Moment, Words, asks, counted, each_answers, each_value
from studio.engine.kinds.pick import chosen_row, offered, thing
from studio.engine.prompts import PicksPrompt, Prompt
from studio.engine.refused import Refused
from studio.format.kinds.picks import Picks


def _prompt(step: Picks, moment: Moment) -> Prompt:
    return PicksPrompt(
        tuple(thing(row) for row in offered(step, moment)),
        step.own,
        step.min or 0,
        step.max,
        asks(step.each, moment),
    )


def _accept(step: Picks, prompt: PicksPrompt, value: object) -> list[dict[str, Any]]:
    del step
    if not isinstance(value, list) or not value:
        raise Refused("Mark one or more, or skip.")
    refs = {one.ref for one in prompt.things}
    stored: list[dict[str, Any]] = []
    for entry in value:
        chosen: dict[str, Any] = dict(chosen_row(entry, refs, prompt.own))
        if any(chosen.items() <= one.items() for one in stored):
            raise Refused("The same one is there twice.")
        stored.append(chosen | each_answers(entry, prompt.each))
    counted(len(stored), prompt.min, prompt.max)
    return stored


def _words(prompt: PicksPrompt, stored: list[dict[str, Any]]) -> Words:
    lines = {one.ref: one.line for one in prompt.things}
    return tuple(str(one["own"]) if "own" in one else lines[one["ref"]] for one in stored)


KIND = Kind(_prompt, _accept, _words, each_value)
