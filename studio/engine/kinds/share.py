"""share: all the points, over the options."""

from __future__ import annotations

from studio.engine.kind import Kind, Moment, Words, choosables, label_of
from studio.engine.prompts import Prompt, SharePrompt
from studio.engine.refused import Refused
from studio.format.kinds.share import Share


def _prompt(step: Share, moment: Moment) -> Prompt:
    return SharePrompt(choosables(step.options, moment), step.total, step.unit)


def _accept(step: Share, prompt: SharePrompt, value: object) -> dict[str, int]:
    del step
    if not isinstance(value, dict):
        raise Refused(f"Share out {prompt.total}, please.")
    stored = {one.value: value.get(one.value, 0) for one in prompt.options}
    whole = all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in stored.values())
    if not whole or set(value) - set(stored):
        raise Refused(f"Share out {prompt.total}, please.")
    left = prompt.total - sum(stored.values())
    if left > 0:
        raise Refused(f"{left} left to place.")
    if left < 0:
        raise Refused(f"That is {-left} more than {prompt.total}.")
    return stored


def _words(prompt: SharePrompt, stored: dict[str, int]) -> Words:
    return tuple(
        f"{label_of(prompt.options, value)} {points}" for value, points in stored.items() if points
    )


KIND = Kind(_prompt, _accept, _words)
