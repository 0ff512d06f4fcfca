"""`number` in lines: a count, with its unit."""

from __future__ import annotations

from studio.engine.events import Answer, Event
from studio.engine.prompts import NumberPrompt
from studio.engine.view import View
from studio.format.source import Node
from studio.plain.asking import keeps, or_skip
from studio.plain.fitting import number_typed
from studio.plain.numbers import whole
from studio.plain.talk import Talk
from studio.practice.noted import Written


def ask(view: View, talk: Talk) -> Event:
    """Ask for a whole number inside the prompt's bounds."""
    prompt = view.prompt
    assert isinstance(prompt, NumberPrompt)
    unit = f" {prompt.unit}" if prompt.unit else ""
    if view.earlier is not None:
        talk.say(keeps(f"{view.earlier}{unit}"))
    bounds = _bounds(prompt)
    while True:
        line = talk.number(f"{bounds}{unit}. Number{or_skip(view)}.")
        if not line and view.earlier is not None:
            return Answer(view.earlier)
        number = whole(line)
        if number is not None and _fits(number, prompt):
            return Answer(number)
        talk.refuse(f"{bounds}{unit}, please.")


def _fits(number: int, prompt: NumberPrompt) -> bool:
    return number >= prompt.min and (prompt.max is None or number <= prompt.max)


def _bounds(prompt: NumberPrompt) -> str:
    if prompt.max is None:
        return f"{prompt.min} or more"
    return f"{prompt.min} to {prompt.max}"


def typed(view: View, node: Node) -> list[str]:
    """The number."""
    return number_typed(view, node)


def noted(prompt: NumberPrompt, value: int) -> Written:
    """The number."""
    return str(value)
