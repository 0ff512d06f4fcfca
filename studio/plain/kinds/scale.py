"""`scale` in lines: one number between its two ends."""

from __future__ import annotations

from studio.engine.events import Answer, Event
from studio.engine.prompts import ScalePrompt
from studio.engine.view import View
from studio.format.source import Node
from studio.plain.asking import keeps, or_skip
from studio.plain.fitting import number_typed
from studio.plain.numbers import whole
from studio.plain.talk import Talk
from studio.practice.noted import Written


def ask(view: View, talk: Talk) -> Event:
    """Ask for the number. The earlier one of a pair is never shown here."""
    prompt = view.prompt
    assert isinstance(prompt, ScalePrompt)
    if view.earlier is not None:
        talk.say(keeps(str(view.earlier)))
    question = f"{_ends(prompt)}. Number{or_skip(view)}."
    while True:
        line = talk.number(question)
        if not line and view.earlier is not None:
            return Answer(view.earlier)
        number = whole(line)
        if number is not None and prompt.min <= number <= prompt.max:
            return Answer(number)
        talk.refuse(f"{prompt.min} to {prompt.max}, please.")


def _ends(prompt: ScalePrompt) -> str:
    low = f"{prompt.min} {prompt.low}".strip()
    high = f"{prompt.max} {prompt.high}".strip()
    return f"{low}, {high}" if prompt.low or prompt.high else f"{low} to {high}"


def typed(view: View, node: Node) -> list[str]:
    """The number."""
    return number_typed(view, node)


def noted(prompt: ScalePrompt, value: int) -> Written:
    """The number."""
    return str(value)
