"""`picks` in lines: several kept things by their numbers, and a small question of each."""

from __future__ import annotations

from typing import Any

from studio.engine.events import Answer, Event
from studio.engine.phrases import how_many, more_wanted
from studio.engine.prompts import PicksPrompt
from studio.engine.view import View
from studio.format.source import Mapping, Node
from studio.plain import small_asks
from studio.plain.asking import keeps, or_skip
from studio.plain.given import block, only, own_words, several
from studio.plain.kinds.pick import noted_thing, show_things, thing_number, words_of
from studio.plain.numbers import whole
from studio.plain.options import own_typed
from studio.plain.talk import Talk
from studio.practice.noted import Written


def ask(view: View, talk: Talk) -> Event:
    """Ask for numbers, then the small question of each."""
    prompt = view.prompt
    assert isinstance(prompt, PicksPrompt)
    show(view, talk)
    if view.earlier:
        talk.say(keeps("; ".join(words_of(one, prompt.things) for one in view.earlier)))
    question = f"{how_many(prompt.min, prompt.max)} Numbers, with spaces: 1 3.".strip()
    while True:
        line = talk.number(question)
        if not line and view.earlier:
            return Answer(view.earlier)
        numbers = _numbers(line, prompt)
        if numbers is None:
            talk.refuse("Numbers from the list, with spaces.")
        elif prompt.max is not None and len(numbers) > prompt.max:
            talk.refuse(f"{how_many(0, prompt.max)} Fewer numbers, please.")
        elif len(numbers) < prompt.min:
            talk.refuse(f"{more_wanted(prompt.min, len(numbers))}{or_skip(view)}.")
        else:
            return Answer([_item(number, prompt, talk) for number in numbers])


def show(view: View, talk: Talk) -> None:
    """The things with their numbers."""
    prompt = view.prompt
    assert isinstance(prompt, PicksPrompt)
    show_things(talk, prompt.things, prompt.own)


def _numbers(line: str, prompt: PicksPrompt) -> list[int] | None:
    numbers: list[int] = []
    for token in line.replace(",", " ").split():
        number, least = whole(token), 0 if prompt.own else 1
        if number is None or not least <= number <= len(prompt.things):
            return None
        if number not in numbers:
            numbers.append(number)
    return numbers


def _item(number: int, prompt: PicksPrompt, talk: Talk) -> dict[str, Any]:
    if number == 0:
        words = talk.ask("Your words?") or prompt.own
        return small_asks.ask_each(talk, words, prompt.each, {"own": words})
    thing = prompt.things[number - 1]
    return small_asks.ask_each(talk, thing.line, prompt.each, {"ref": thing.ref})


def typed(view: View, node: Node) -> list[str]:
    """The numbers in one line, then what follows from each."""
    prompt = view.prompt
    assert isinstance(prompt, PicksPrompt)
    numbers: list[str] = []
    after: list[str] = []
    for entry in several(node):
        own = own_words(entry)
        numbers.append("0" if own is not None else thing_number(entry, prompt.things))
        if own is not None:
            after.append(own_typed(own, entry, prompt.own))
        fields: dict[str, Node] = {}
        if isinstance(entry, Mapping):
            only(entry, "pick", "own", *(one.name for one in prompt.each))
            fields = block(entry)
        after.extend(small_asks.lines_for(prompt.each, fields))
    return [" ".join(numbers), *after]


def noted(prompt: PicksPrompt, value: list[dict[str, Any]]) -> Written:
    """Each thing by its number, and its small answers."""
    return [
        {**noted_thing(prompt.things, one), **small_asks.noted(prompt.each, one)} for one in value
    ]
