"""Options in lines: shown with numbers, read back from what was typed.

For: every kind that offers a choice. May import plain's wording and given
answers, the engine's prompts. A number is always its place in the list,
0 is own words; a label typed in full is taken too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from studio.engine.prompts import Choosable
from studio.format.problems import did_you_mean
from studio.format.source import Node
from studio.plain.given import Unfit, own_words, safe, word
from studio.plain.numbers import place
from studio.plain.talk import Talk
from studio.practice.noted import Written

OWN = "own"  # how own words are stored among what was chosen


def show(talk: Talk, options: Sequence[Choosable], own: str = "") -> None:
    """One row an option; options under a heading stand together in one row."""
    if any(one.group for one in options):
        talk.rows(_grouped(options))
    else:
        talk.rows([numbered(index, one) for index, one in enumerate(options, 1)])
    if own:
        talk.rows([f"0. {own}"])


def numbered(index: int, option: Choosable) -> str:
    """`2. sigh (in 2, top up 1, out 6)`."""
    return f"{index}. {option.label}" + (f" ({option.hint})" if option.hint else "")


def _grouped(options: Sequence[Choosable]) -> list[str]:
    rows: list[str] = []
    group = ""
    for index, one in enumerate(options, 1):
        entry = f"{index} {one.label}" + (f" ({one.hint})" if one.hint else "")
        if rows and one.group == group:
            rows[-1] += f", {entry}"
        else:
            group = one.group
            rows.append(f"{group}: {entry}" if group else entry)
    return rows


def chosen(line: str, options: Sequence[Choosable]) -> int | None:
    """The index of the option that a line names, by number or by its whole label."""
    line = line.strip().rstrip(".")
    if line.isdecimal():
        number = place(line, len(options))
        return None if number is None else number - 1
    for index, one in enumerate(options):
        if one.label.rstrip(".").casefold() == line.casefold():
            return index
    return None


def named(value: str, options: Sequence[Choosable]) -> str:
    """The words of a stored value, for showing what was answered before."""
    return next((one.label for one in options if one.value == value), value)


def number_for(node: Node, options: Sequence[Choosable]) -> str:
    """What a person types for an option that a file names by its value."""
    value = word(node)
    for index, one in enumerate(options, 1):
        if one.value == value:
            return str(index)
    read = [one for one in options if one.label.casefold() == value.strip().casefold()]
    hint = f"Options go by their names: write `{read[0].value}`." if read else ""
    hint = hint or did_you_mean(value, [one.value for one in options])
    if not hint:
        hint = "Here there are: " + ", ".join(f"`{one.value}`" for one in options) + "."
    raise Unfit("P805", node.place, f"`{value}` is not among the options.", hint)


def lines_for(node: Node, options: Sequence[Choosable], own: str) -> list[str]:
    """What a person types for one choice: a number, or 0 and then own words."""
    words = own_words(node)
    if words is None:
        return [number_for(node, options)]
    return ["0", own_typed(words, node, own, options)]


def own_typed(words: str, node: Node, own: str, options: Sequence[Choosable] = ()) -> str:
    """Own words as they are typed. Unfit where the question, whose label they go by, has none.

    Where the options are those chosen at an earlier question, its own words are one of them.
    """
    if own:
        return safe(words)
    before = next((one.label for one in options if one.value == OWN), "")
    hint = (
        f"The own words of before, “{before}”, are the option `{OWN}` here: write `{OWN}`."
        if before
        else f"Choose from {', '.join(f'`{one.value}`' for one in options)}."
        if options
        else ""
    )
    raise Unfit("P806", node.place, "This question has no place for own words.", hint)


def noted_choice(value: Mapping[str, Any]) -> Written:
    """One choice as a file names it: the option's value, or `own:` and the words."""
    return {"own": str(value["own"])} if "own" in value else str(value["value"])
