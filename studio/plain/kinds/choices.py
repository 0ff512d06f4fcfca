"""`choices` in lines: numbers with spaces; `2=7` answers a small question at once."""

from __future__ import annotations

from typing import Any

from studio.engine.events import Answer, Event
from studio.engine.phrases import how_many, more_wanted
from studio.engine.prompts import Ask, ChoicesPrompt
from studio.engine.view import View
from studio.format.source import Mapping, Node
from studio.plain import options, small_asks
from studio.plain.asking import keeps, or_skip, skippable
from studio.plain.given import block, only, own_words, several
from studio.plain.numbers import whole
from studio.plain.options import named, number_for
from studio.plain.talk import Talk
from studio.practice.noted import Written

Item = dict[str, Any]


def ask(view: View, talk: Talk) -> Event:
    """Ask for several options, then the small question of each."""
    prompt = view.prompt
    assert isinstance(prompt, ChoicesPrompt)
    show(view, talk)
    if view.earlier:
        talk.say(keeps(", ".join(_label(one, prompt) for one in view.earlier)))
    question = _question(prompt)
    while True:
        line = talk.number(question)
        if not line and view.earlier:
            return Answer(view.earlier)
        items = _read(line, prompt)
        trouble = "Numbers from the list, with spaces." if items is None else ""
        trouble = trouble or _trouble(items or [], prompt, view)
        if items is None or trouble:
            talk.refuse(trouble)
            continue
        return Answer([_completed(item, prompt, talk) for item in items])


def show(view: View, talk: Talk) -> None:
    """The options with their numbers."""
    prompt = view.prompt
    assert isinstance(prompt, ChoicesPrompt)
    options.show(talk, prompt.options, prompt.own)


def _question(prompt: ChoicesPrompt) -> str:
    said = [how_many(prompt.min, prompt.max), "Numbers, with spaces: 1 3"]
    rated = _rated(prompt)
    if rated:
        said[1] += f", or 1=7 for {rated.text.rstrip('?').casefold()}"
    said[1] += "."
    if prompt.min == 0:
        said.append("Enter for none of them.")
    return " ".join(one for one in said if one)


def _rated(prompt: ChoicesPrompt) -> Ask | None:
    return next((one for one in prompt.each if one.kind in ("scale", "number")), None)


def _read(line: str, prompt: ChoicesPrompt) -> list[Item] | None:
    """The items a line names, in the order typed; None when a word of it is no number."""
    items: list[Item] = []
    for token in line.replace(",", " ").split():
        number, _, rating = token.partition("=")
        fields, place = _rating(prompt, rating), whole(number)
        least = 0 if prompt.own else 1
        if fields is None or place is None or not least <= place <= len(prompt.options):
            return None
        item: Item = {"own": ""} if place == 0 else {"value": prompt.options[place - 1].value}
        if not any(_same(item, one) for one in items):
            items.append({**item, **fields})
    return items


def _rating(prompt: ChoicesPrompt, typed: str) -> dict[str, Any] | None:
    if not typed:
        return {}
    rated = _rated(prompt)
    number = small_asks.number_fits(rated, typed) if rated else None
    return None if rated is None or number is None else {rated.name: number}


def _same(one: Item, other: Item) -> bool:
    return ("own" in one and "own" in other) or (
        "value" in one and one["value"] == other.get("value")
    )


def _trouble(items: list[Item], prompt: ChoicesPrompt, view: View) -> str:
    """What keeps these items from being the answer; "" when nothing does."""
    if prompt.max is not None and len(items) > prompt.max:
        return f"{how_many(0, prompt.max)} Fewer numbers, please."
    if len(items) > 1 and any(_alone(one, prompt) for one in items):
        single = next(one for one in items if _alone(one, prompt))
        return f"“{_label(single, prompt)}” stands by itself."
    if not items and skippable(view) and prompt.min:
        return f"{how_many(prompt.min, prompt.max)} Numbers{or_skip(view)}."
    if len(items) < prompt.min and not any(_alone(one, prompt) for one in items):
        return f"{more_wanted(prompt.min, len(items))}{or_skip(view)}."
    return ""


def _alone(item: Item, prompt: ChoicesPrompt) -> bool:
    return any(one.alone and one.value == item.get("value") for one in prompt.options)


def _completed(item: Item, prompt: ChoicesPrompt, talk: Talk) -> Item:
    if item.get("own") == "":
        item["own"] = talk.ask("Your words?") or prompt.own
    if _alone(item, prompt):
        return item
    return small_asks.ask_each(talk, _label(item, prompt), prompt.each, item)


def _label(item: Item, prompt: ChoicesPrompt) -> str:
    return str(item["own"]) if "own" in item else named(item["value"], prompt.options)


def typed(view: View, node: Node) -> list[str]:
    """The numbers in one line, then own words and the small questions of each."""
    prompt = view.prompt
    assert isinstance(prompt, ChoicesPrompt)
    numbers: list[str] = []
    after: list[str] = []
    for entry in several(node):
        words = own_words(entry)
        fields: dict[str, Node] = {}
        if isinstance(entry, Mapping):
            only(entry, "value", "own", *(one.name for one in prompt.each))
            fields = block(entry)
        if words is not None:
            numbers.append("0")
            after.append(options.own_typed(words, entry, prompt.own, prompt.options))
        else:
            numbers.append(number_for(fields.get("value", entry), prompt.options))
        alone = words is None and prompt.options[int(numbers[-1]) - 1].alone
        if prompt.each and not alone:
            after.extend(small_asks.lines_for(prompt.each, fields))
    return [" ".join(numbers), *after]


def noted(prompt: ChoicesPrompt, value: list[Item]) -> Written:
    """The values in the order chosen; a block for own words, or for small answers."""
    entries: list[Written] = []
    for one in value:
        fields = small_asks.noted(prompt.each, one)
        chosen = options.noted_choice(one)
        first = chosen if isinstance(chosen, dict) else {"value": chosen}
        entries.append({**first, **fields} if fields else chosen)
    return entries
