"""`choice` in lines: a number, 0 for own words."""

from __future__ import annotations

from typing import Any

from studio.engine.events import Answer, Event
from studio.engine.prompts import ChoicePrompt
from studio.engine.view import View
from studio.format.source import Node
from studio.plain import options
from studio.plain.asking import keeps, or_skip
from studio.plain.talk import Talk
from studio.practice.noted import Written


def ask(view: View, talk: Talk) -> Event:
    """Ask for one option. On a sheet, Enter takes the first."""
    prompt = view.prompt
    assert isinstance(prompt, ChoicePrompt)
    show(view, talk)
    if view.earlier is not None:
        talk.say(keeps(_words(view.earlier, prompt)))
    question = "Number? Enter takes 1." if view.sheet else "Number?"
    while True:
        line = talk.number(question)
        if not line and view.earlier is not None:
            return Answer(view.earlier)
        if not line and view.sheet:
            return Answer({"value": prompt.options[0].value})
        own = _own(line, prompt, talk)
        if own:
            return Answer({"own": own})
        index = options.chosen(line, prompt.options) if line else None
        if index is not None:
            return Answer({"value": prompt.options[index].value})
        if line != "0" or not prompt.own:
            talk.refuse(f"Pick one by its number{or_skip(view)}.")


def show(view: View, talk: Talk) -> None:
    """The options with their numbers."""
    prompt = view.prompt
    assert isinstance(prompt, ChoicePrompt)
    options.show(talk, prompt.options, prompt.own)


def _own(line: str, prompt: ChoicePrompt, talk: Talk) -> str:
    """Own words, typed after 0 or beside it."""
    if not prompt.own:
        return ""
    if line == "0":
        return talk.ask("Your words?")
    return line[2:].strip() if line.startswith("0 ") else ""


def _words(earlier: object, prompt: ChoicePrompt) -> str:
    if isinstance(earlier, dict) and "own" in earlier:
        return str(earlier["own"])
    value = earlier.get("value", "") if isinstance(earlier, dict) else ""
    return options.named(str(value), prompt.options)


def typed(view: View, node: Node) -> list[str]:
    """The option's number, or 0 and own words."""
    prompt = view.prompt
    assert isinstance(prompt, ChoicePrompt)
    return options.lines_for(node, prompt.options, prompt.own)


def noted(prompt: ChoicePrompt, value: dict[str, Any]) -> Written:
    """The option by its value, or own words."""
    return options.noted_choice(value)
