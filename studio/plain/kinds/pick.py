"""`pick` in lines: one kept thing by its number, 0 for a line of one's own."""

from __future__ import annotations

from typing import Any

from studio.engine.events import Answer, Event
from studio.engine.prompts import PickPrompt, Thing
from studio.engine.view import View
from studio.format.source import Node
from studio.plain.asking import keeps, or_skip
from studio.plain.given import Unfit, block, only, own_words, word
from studio.plain.numbers import place
from studio.plain.options import own_typed
from studio.plain.talk import Talk
from studio.practice.noted import Written


def ask(view: View, talk: Talk) -> Event:
    """Ask for one of the things, or for own words where they are offered."""
    prompt = view.prompt
    assert isinstance(prompt, PickPrompt)
    show(view, talk)
    if view.earlier is not None:
        talk.say(keeps(words_of(view.earlier, prompt.things)))
    while True:
        line = talk.number("Number?")
        if not line and view.earlier is not None:
            return Answer(view.earlier)
        own = talk.ask("Your words?") if line == "0" and prompt.own else ""
        if prompt.own and line.startswith("0 "):
            own = line[2:].strip()
        if own:
            return Answer({"own": own})
        if (number := place(line, len(prompt.things))) is not None:
            return Answer({"ref": prompt.things[number - 1].ref})
        if line != "0" or not prompt.own:
            talk.refuse(f"Pick one by its number{or_skip(view)}.")


def show(view: View, talk: Talk) -> None:
    """The things with their numbers."""
    prompt = view.prompt
    assert isinstance(prompt, PickPrompt)
    show_things(talk, prompt.things, prompt.own)


def show_things(talk: Talk, things: tuple[Thing, ...], own: str) -> None:
    """Each thing with its quieter note behind it."""
    talk.rows(
        [
            f"{i}. {one.line}" + (f" ({one.note})" if one.note else "")
            for i, one in enumerate(things, 1)
        ]
    )
    if own:
        talk.rows([f"0. {own}"])


def words_of(earlier: object, things: tuple[Thing, ...]) -> str:
    """What was picked before, in words."""
    if not isinstance(earlier, dict):
        return ""
    if "own" in earlier:
        return str(earlier["own"])
    return next((one.line for one in things if one.ref == earlier.get("ref")), "")


def thing_number(node: Node, things: tuple[Thing, ...]) -> str:
    """The number typed for `pick: 1`, or for a thing named by its line."""
    from studio.format.source import Mapping

    if isinstance(node, Mapping):
        number = node.get("pick")
        if number is None:
            raise Unfit("P806", node.place, "Say which: `pick: 1` for the first one offered.")
        if place(word(number), len(things)) is not None:
            return word(number)
        raise Unfit("P805", number.place, f"{len(things)} are offered here.")
    for index, one in enumerate(things, 1):
        if word(node) in (one.line, one.ref):
            return str(index)
    raise Unfit("P805", node.place, "Nothing kept reads like this.", "`pick: 1` is the first.")


def typed(view: View, node: Node) -> list[str]:
    """The number, or 0 and own words."""
    prompt = view.prompt
    assert isinstance(prompt, PickPrompt)
    own = own_words(node)
    if own is not None:
        return ["0", own_typed(own, node, prompt.own)]
    only(node, *(block(node) and ("pick",) if not hasattr(node, "text") else ()))
    return [thing_number(node, prompt.things)]


def noted_thing(things: tuple[Thing, ...], value: dict[str, Any]) -> dict[str, Written]:
    """A picked thing by its number among those offered, or own words."""
    if "own" in value:
        return {"own": str(value["own"])}
    number = next(i for i, one in enumerate(things, 1) if one.ref == value["ref"])
    return {"pick": str(number)}


def noted(prompt: PickPrompt, value: dict[str, Any]) -> Written:
    """The thing by its number, or own words."""
    return noted_thing(prompt.things, value)
