"""What the engine needs to know of a kind that a person answers.

One module in `studio/engine/kinds` for each kind, named like it, with a
`KIND`: how to make the prompt, whether an answer fits and how it is stored,
the words it reads by later, and its value in expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from studio.engine.prompts import Ask, Choosable, Prompt, WordList
from studio.engine.refused import Refused
from studio.engine.rows import stored_value
from studio.engine.scope import Scope
from studio.engine.sources import options_in
from studio.engine.world import World
from studio.format.expressions import Item, evaluate
from studio.format.parts import Each, Options, Source
from studio.format.step import Step


@dataclass(frozen=True)
class Moment:
    """Where a prompt is made: the world, the names in reach, the step's address."""

    world: World
    scope: Scope
    address: str


Words = tuple[str, ...]


def _default_value(step: Step, prompt: Prompt, stored: Any, words: Words) -> object:  # noqa: ANN401
    del prompt
    return stored_value(step.kind, stored, words)


@dataclass(frozen=True)
class Kind:
    """The engine's side of one kind.

    `prompt(step, moment)`; `accept(step, prompt, value)` gives what is stored
    or raises `Refused`; `words(prompt, stored)` one line for each entry;
    `value(step, prompt, stored, words)` what expressions see.
    """

    prompt: Callable[[Any, Moment], Prompt]
    accept: Callable[[Any, Any, Any], Any]
    words: Callable[[Any, Any], Words]
    value: Callable[[Any, Any, Any, Words], object] = _default_value


def text_answer(value: object, what: str = "A word or two is enough. Or skip.") -> str:
    """A text that holds something, or Refused."""
    if not isinstance(value, str) or not value.strip():
        raise Refused(what)
    return value.strip("\n").rstrip()


def whole_answer(value: object, low: int, high: int | None) -> int:
    """A whole number in a range, or Refused."""
    fits = isinstance(value, int) and not isinstance(value, bool)
    if not fits or value < low or (high is not None and value > high):  # type: ignore[operator]
        raise Refused(
            f"{low} to {high}, please." if high is not None else f"A whole number from {low} on."
        )
    assert isinstance(value, int)
    return value


def choosables(options: Options, moment: Moment) -> tuple[Choosable, ...]:
    """The options of a question, wherever they come from.

    Options that name an earlier answer are what was chosen there; when that
    was skipped, everything that question had to offer.
    """
    world = moment.world
    if options.list:
        pairs = options_in(world.tables.lists[options.list])
        return tuple(_choosable(option, group) for option, group in pairs)
    if options.answer:
        chosen = moment.scope(options.answer)
        if isinstance(chosen, (list, tuple)) and chosen:
            return tuple(
                Choosable(item.value or item.words, item.words, number=item.number)
                for item in chosen
                if isinstance(item, Item)
            )
        asked = world.question(options.answer)
        own = getattr(asked, "options", None)
        return choosables(own, moment) if isinstance(own, Options) else ()
    return tuple(_choosable(option, "") for option in options.inline)


def _choosable(option: Any, group: str) -> Choosable:  # noqa: ANN401 - a format.parts.Option
    return Choosable(
        option.name,
        option.label,
        option.hint,
        group,
        option.alone,
        option.number,
        option.opens,
    )


def limit(expression: Any, moment: Moment) -> int | None:  # noqa: ANN401 - an expression or None
    """A number limit; None when there is none or it is missing."""
    if expression is None:
        return None
    value = evaluate(expression, moment.scope)
    return int(value) if isinstance(value, (int, float)) else None


def asks(each: dict[str, Each], moment: Moment) -> tuple[Ask, ...]:
    """The small questions of each item."""
    return tuple(
        Ask(
            name,
            one.type,
            moment.world.text(one.text, moment.scope),
            choosables(one.options, moment) if one.options else (),
            one.own,
            (limit(one.min, moment) if one.min else 0),
            (limit(one.max, moment) if one.max else (10 if one.type == "scale" else None)),
            one.low,
            one.high,
            one.lines,
        )
        for name, one in each.items()
    )


def each_answers(entry: dict[str, Any], each: tuple[Ask, ...]) -> dict[str, Any]:
    """The fields of `each` in an entry that fit; one left open is left out."""
    given: dict[str, Any] = {}
    for ask in each:
        value = entry.get(ask.name)
        if value is None or value == "":
            continue
        given[ask.name] = _each_answer(value, ask)
    return given


def _each_answer(value: Any, ask: Ask) -> Any:  # noqa: ANN401 - plain JSON data
    if ask.kind in ("scale", "number"):
        return whole_answer(value, ask.min or 0, ask.max)
    if ask.kind == "text":
        return text_answer(value)
    if isinstance(value, dict) and ask.own and "own" in value:
        return {"own": text_answer(value["own"])}
    if value not in {one.value for one in ask.options}:
        raise Refused(f"“{ask.text}” has other answers to choose from.")
    return value


def each_value(step: Step, prompt: Any, stored: Any, words: Words) -> object:  # noqa: ANN401
    """The entries of an answer, a small choice among their fields as what was chosen."""
    options = {ask.name: ask.options for ask in prompt.each if ask.kind == "choice"}
    items = stored_value(step.kind, stored, words)
    return tuple(named_each(one, options) for one in items) if isinstance(items, tuple) else items


def named_each(item: Item, options: Mapping[str, tuple[Choosable, ...]]) -> Item:
    """An entry whose small choices, by name in `options`, are what was chosen, in words."""

    def field(name: str, value: object) -> object:
        if name not in options or not isinstance(value, str):
            return value
        number = number_of(options[name], value)
        return Item(label_of(options[name], value), value=value, number=number)

    fields = {name: field(name, value) for name, value in item.fields.items()}
    return Item(item.words, item.value, item.number, fields, item.ref)


def each_words(entry: dict[str, Any], each: tuple[Ask, ...]) -> str:
    """The fields of `each` as words after an item: "timing, 7"."""
    words = []
    for ask in each:
        if ask.name not in entry:
            continue
        value = entry[ask.name]
        if isinstance(value, dict):
            words.append(str(value["own"]))
        elif ask.kind == "choice":
            words.append(label_of(ask.options, value))
        else:
            words.append(str(value))
    return ", ".join(words)


def label_of(options: tuple[Choosable, ...], value: object) -> str:
    """The words of a value among options; the value itself when it is not there."""
    for one in options:
        if one.value == value:
            return one.label
    return str(value)


def number_of(options: tuple[Choosable, ...], value: object) -> float | None:
    """The number of a value among options."""
    return next((one.number for one in options if one.value == value), None)


def one_of(value: object, options: tuple[Choosable, ...], own: str) -> dict[str, str]:
    """A choice that fits, as stored; or Refused."""
    if isinstance(value, dict):
        if own and "own" in value:
            return {"own": text_answer(value["own"])}
        if value.get("value") in {one.value for one in options}:
            return {"value": str(value["value"])}
    raise Refused("Pick one of these, or skip.")


def counted(count: int, low: int | None, high: int | None, noun: str = "") -> None:
    """Refuse too few or too many."""
    if low and count < low:
        missing = low - count
        more = "One more" if missing == 1 else f"{missing} more"
        raise Refused(f"{more}{noun}, or skip.")
    if high is not None and count > high:
        raise Refused(f"{high} at most. Let one go first.")


def word_lists(names: tuple[str, ...], moment: Moment) -> tuple[WordList, ...]:
    """The word lists to mark while typing."""
    found = (moment.world.tables.lists.get(name) for name in names)
    return tuple(WordList(one.label, one.words) for one in found if one)


def suggestions(sources: tuple[Source, ...], moment: Moment) -> tuple[str, ...]:
    """Lines to take over and change, twelve at most: more would be reading."""
    lines: list[str] = []
    for source in sources:
        for row in moment.world.ask(
            f"{moment.address}#{source.name}", _One((source,)), moment.scope
        ):
            if row.words and row.words not in lines:
                lines.append(row.words)
    return tuple(lines[:12])


@dataclass(frozen=True)
class _One:
    """A query with nothing but sources."""

    source: tuple[Source, ...]
    where: None = None
    within: None = None
    order: tuple[()] = ()
    limit: int | None = 12
