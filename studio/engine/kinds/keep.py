"""keep: what would go into collections, and what does.

Stored: one entry for each thing kept, `{"to": collection, "ref": item}`. The
reference of a new item is made of the step's address, so that a replay makes
the same one; the practice room turns it into an id that nothing else has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from studio.engine.kind import Kind, Moment, Words
from studio.engine.prompts import KeepField, KeepOffer, KeepPrompt, Prompt
from studio.engine.refused import Refused
from studio.engine.rows import shown_value
from studio.engine.scope import Scope
from studio.engine.world import SINCE
from studio.format.expressions import Expression, Item, evaluate
from studio.format.kinds.keep import Keep
from studio.format.parts import Collection, KeepItem
from studio.format.piping import Template, fill_text

Made = tuple[dict[str, Any], Item | None]  # a change, and what is kept already that it changes


def field_value(value: object, kind: str) -> Any:  # noqa: ANN401 - plain JSON data
    """A runtime value as a field of a collection stores it: words, not values."""
    if value is None or value == ():
        return None
    if kind == "list":
        many = value if isinstance(value, (list, tuple)) else (value,)
        return [shown_value(one) for one in many]
    if kind == "number":
        if isinstance(value, Item):
            value = value.number
        return value if isinstance(value, (int, float)) else None
    if kind == "yesno":
        return value if isinstance(value, bool) else None
    return shown_value(value)


def _fields(
    collection: Collection, given: dict[str, Expression], scope: Scope, *, all_names: bool
) -> dict[str, Any]:
    """The fields of an item: those given, and answers of the same name."""
    filled: dict[str, Any] = {}
    for name, field in collection.fields.items():
        if name in given:
            value = evaluate(given[name], scope)
        elif all_names:
            value = scope(name)
        else:
            continue
        data = field_value(value, field.type)
        if data is not None and data != "":
            filled[name] = data
    return filled


def changes(step: Keep, moment: Moment) -> list[dict[str, Any]]:
    """Everything the step would keep now, as changes."""
    return [change for change, _ in _all_changes(step, moment)]


def _all_changes(step: Keep, moment: Moment) -> list[Made]:
    return [
        one
        for number, item in enumerate(step.items)
        for one in _changes_of(item, f"{moment.address}/{number}", moment)
    ]


def _changes_of(item: KeepItem, ref: str, moment: Moment) -> Iterator[Made]:
    if item.over:
        rows = moment.scope(item.over)
        for number, row in enumerate(rows if isinstance(rows, (list, tuple)) else ()):
            layer = moment.scope.over({"item": row, item.called or "item": row}, keeps=False)
            yield from _one(item, f"{ref}/{number}", layer, moment)
    else:
        yield from _one(item, ref, moment.scope, moment)


def _one(item: KeepItem, ref: str, scope: Scope, moment: Moment) -> Iterator[Made]:
    if item.when is not None and evaluate(item.when, scope) is not True:
        return
    tables = moment.world.tables
    if item.to:
        collection = tables.collections[item.to]
        fields = _fields(collection, item.fields, scope, all_names=True)
        # Two things without what tells them apart would be taken for one.
        told_apart = not collection.unique or any(name in fields for name in collection.unique)
        if fields and told_apart:
            yield {"op": "add", "collection": item.to, "ref": ref, "fields": fields}, None
        return
    target = scope(item.update or item.archive)
    for one in target if isinstance(target, (list, tuple)) else (target,):
        if not isinstance(one, Item) or not one.ref:
            continue
        home = _collection_of(one)
        definition = tables.collections.get(home)
        if item.archive:
            yield {"op": "archive", "collection": home, "ref": one.ref, "fields": {}}, one
        elif definition is not None:
            fields = _fields(definition, item.fields, scope, all_names=False)
            if fields:
                yield {"op": "update", "collection": home, "ref": one.ref, "fields": fields}, one
        elif home == "strategies":
            # A strategy is a row the engine made; what is said of it stays with its exercise.
            fields = _of_strategy(one, item, scope)
            yield {"op": "update", "collection": home, "ref": one.ref, "fields": fields}, one


def _of_strategy(one: Item, item: KeepItem, scope: Scope) -> dict[str, Any]:
    """What is said of an exercise, in words; what was chosen also by its name."""
    fields: dict[str, Any] = {"title": one.words}
    for name, expression in item.fields.items():
        value = evaluate(expression, scope)
        fields[name] = field_value(value, "text")
        if isinstance(value, Item) and value.value:
            fields[f"{name}_value"] = value.value
    return fields


def _collection_of(item: Item) -> str:
    """The collection an item is from: said by its row, or by a keep step's entry."""
    said = item.fields.get("collection")
    if isinstance(said, Item):
        return said.value or ""
    return item.value or str(said or "")


def _offer(change: dict[str, Any], thing: Item | None, moment: Moment) -> KeepOffer:
    """What the person is shown of a change. `thing` is what is kept already, if it is."""
    definition = moment.world.tables.collections.get(change["collection"])
    fields = change["fields"]
    label = definition.label if definition else change["collection"]
    if definition is None or definition.line is None:
        return KeepOffer(change["op"], change["collection"], label, "", ())
    since = ""
    if change["op"] == "add":
        since = _since(moment.world.there(definition, fields), moment.world.started)
    names = {**(thing.fields if thing else {}), **fields}
    line = fill_text(definition.line, Scope(names=names))
    told = []
    for name, field in definition.fields.items():
        if name in fields:
            words = shown_value(fields[name])
            made_of = words in line and _without(definition.line, name, names) != line
            by_phrase = change["op"] == "add" and _as_a_phrase(words, line)
            told.append(KeepField(name, field.label, words, made_of or by_phrase))
    return KeepOffer(change["op"], change["collection"], label, line, tuple(told), since)


def _without(line: Template, name: str, names: dict[str, Any]) -> str:
    """What the line would be without one of its fields."""
    return fill_text(line, Scope(names={other: names[other] for other in names if other != name}))


def _as_a_phrase(words: str, line: str) -> bool:
    """Whether several words stand together in a line: a single one may be there by chance."""
    return " " in words and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line) is not None


def _since(thing: Item | None, now: datetime) -> str:
    """The day a thing was kept first, with its year when that is another one."""
    when = None if thing is None else thing.fields.get(SINCE) or thing.fields.get("kept_on")
    if not isinstance(when, datetime):
        return ""
    day = when.astimezone(now.tzinfo).date()
    _, _, words = shown_value(day).partition(" ")
    return words if day.year == now.year else f"{words} {day.year}"


def _prompt(step: Keep, moment: Moment) -> Prompt:
    return KeepPrompt(tuple(_offer(*one, moment) for one in _all_changes(step, moment)))


def _accept(step: Keep, prompt: KeepPrompt, value: object) -> list[dict[str, Any]]:
    del step
    if not isinstance(value, list):
        raise Refused("Keep it, change it first, or not this time.")
    stored = []
    for entry in value:
        index = entry.get("index")
        if not isinstance(index, int) or not 0 <= index < len(prompt.offers):
            raise Refused("There is nothing of that number to keep.")
        known = {one.name for one in prompt.offers[index].fields}
        fields = {
            name: str(words).strip()
            for name, words in (entry.get("fields") or {}).items()
            if name in known
        }
        stored.append({"index": index, "fields": fields})
    return stored


def kept(step: Keep, moment: Moment, chosen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The changes that an answer really makes, with words the person changed."""
    offers = changes(step, moment)
    made = []
    for entry in chosen:
        change = offers[entry["index"]]
        definition = moment.world.tables.collections.get(change["collection"])
        fields = dict(change["fields"])
        for name, words in entry["fields"].items():
            kind = definition.fields[name].type if definition else "text"
            fields[name] = _retyped(words, kind, fields.get(name))
        made.append({**change, "fields": {n: v for n, v in fields.items() if v not in (None, "")}})
    return made


def _retyped(words: str, kind: str, before: Any) -> Any:  # noqa: ANN401 - plain JSON data
    """Words as a field of its kind; what cannot be one stays as it was."""
    if kind == "number":
        try:
            return float(words) if "." in words else int(words)
        except ValueError:
            return before
    if kind == "list":
        return [one.strip() for one in words.split(";") if one.strip()]
    return before if kind == "yesno" else words


def _words(prompt: KeepPrompt, stored: list[dict[str, Any]]) -> Words:
    return tuple(
        f"{prompt.offers[one['index']].line} (in {prompt.offers[one['index']].label})"
        for one in stored
    )


KIND = Kind(_prompt, _accept, _words)
