"""The small question asked of every item of a list: `each` in lines.

For: choices, picks and lists, whose items carry fields of their own. May
import plain's options and talk, the engine's prompts. Enter alone leaves a
field open: it is then left out, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from studio.engine.prompts import Ask
from studio.format.source import Node
from studio.plain import options
from studio.plain.given import safe, word
from studio.plain.numbers import whole
from studio.plain.talk import Talk
from studio.plain.wording import ended
from studio.practice.noted import Written


def ask_each(
    talk: Talk, item: str, asks: tuple[Ask, ...], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Ask what `given` has not told yet; the fields by name."""
    fields = dict(given)
    for one in asks:
        if one.name in fields:
            continue
        value = _ask(talk, item, one)
        if value is not None:
            fields[one.name] = value
    return fields


def number_fits(ask: Ask, line: str) -> int | None:
    """The whole number a line is, inside the range of a small question; else None."""
    number = whole(line)
    if number is None:
        return None
    low, high = bounds(ask)
    return None if number < low or (high is not None and number > high) else number


def bounds(ask: Ask) -> tuple[int, int | None]:
    """The least and the most that a small question takes; None where there is no most."""
    high = 10 if ask.max is None and ask.kind == "scale" else ask.max
    return ask.min or 0, high


def range_words(ask: Ask) -> str:
    """`0 to 10; 0 not at all, 10 very`, as far as it is known."""
    low, high = bounds(ask)
    if ask.kind == "number" and high is None:
        return f"a number from {low}"
    ends = ", ".join(f"{at} {name}" for at, name in ((low, ask.low), (high, ask.high)) if name)
    return ends or f"{low} to {high}"


def _ask(talk: Talk, item: str, one: Ask) -> Any:  # noqa: ANN401 - the shapes of `Ask`
    question = f"{item}: {one.text}" if item else one.text
    if one.kind == "choice":
        return _ask_choice(talk, question, one)
    if one.kind == "text":
        return talk.ask(ended(question)) or None
    while True:
        line = talk.ask(f"{ended(question)} {range_words(one)}. Number, or Enter.")
        if not line:
            return None
        number = number_fits(one, line)
        if number is not None:
            return number
        talk.refuse(f"{range_words(one)}, please.")


def _ask_choice(talk: Talk, question: str, one: Ask) -> Any:  # noqa: ANN401 - the shapes of `Ask`
    talk.say(question)
    options.show(talk, one.options, one.own)
    while True:
        line = talk.ask("Number, or Enter.")
        if not line:
            return None
        if line == "0" and one.own:
            return {"own": words} if (words := talk.ask("Your words?")) else None
        index = options.chosen(line, one.options)
        if index is not None:
            return one.options[index].value
        talk.refuse("A number from the list, please.")


def lines_for(asks: tuple[Ask, ...], fields: Mapping[str, Node]) -> list[str]:
    """What a person types for these small questions, in their order."""
    lines: list[str] = []
    for one in asks:
        node = fields.get(one.name)
        if node is None:
            lines.append("")
        elif one.kind == "choice":
            lines.extend(options.lines_for(node, one.options, one.own))
        else:
            lines.append(safe(word(node)))
    return lines


def noted(asks: tuple[Ask, ...], entry: Mapping[str, Any]) -> dict[str, Written]:
    """The small questions of an entry that were answered, as a file answers them."""
    fields: dict[str, Written] = {}
    for one in asks:
        value = entry.get(one.name)
        if value is not None:
            own = isinstance(value, dict)
            fields[one.name] = options.noted_choice(value) if own else str(value)
    return fields
