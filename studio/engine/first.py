"""What a follow-up knows of the session it looks back on: every answer, by its plain id.

`told` gathers the answers of an outcome: the last of each, and the rounds of each
repeat as rows. `bind` makes of them what expressions saw in that session: options
with their numbers, rounds with what they went over, kept things as they are by now.
Only references were stored of kept things, so they are looked up, once, under the
session's lookups. May import the kinds and the world. Stores nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from studio.engine.kind import Moment, choosables, named_each, number_of
from studio.engine.kinds.review import rows_of
from studio.engine.recording import whole
from studio.engine.rows import stored_value
from studio.engine.scope import Scope
from studio.engine.world import World, every_step
from studio.format.expressions import Item
from studio.format.kinds import Compose, Pick, Picks, Repeat, Review
from studio.format.parts import Options, Source
from studio.format.step import Step

ROUND = re.compile(r"(\w+)\[(\d+)\]\.")
REPEAT, ROWS = "repeat", "rows"

Entries = dict[str, dict[str, Any]]


def told(outcome: Mapping[str, Any]) -> Entries:
    """The answers of an outcome on its path, by id: `{"kind", "value", "words"}`.

    A repeat is `{"kind": "repeat", "value": [{"ref", "answers": {id: …}}, …]}`, a review,
    or a repeat in which nothing was answered, `{"kind": "rows", "value": [ref, …]}`.
    An id that was asked in several rounds is there by its last answer, too. Care is no
    part of the exercise, and not in it.
    """
    kept = {
        str(change.get("ref")): change.get("fields") or {}
        for change in outcome.get("changes") or ()
        if isinstance(change, Mapping) and change.get("op") != "archive"
    }
    found: Entries = {}
    for entry in outcome.get("answers") or ():
        if entry.get("on_path") and not entry.get("care"):
            _place(found, entry, kept)
    for address, refs in (outcome.get("rows") or {}).items():
        _place_rows(found, str(address), refs)
    return found


def _place(found: Entries, entry: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    """Put one answer where it belongs: into each round it was given in, and to the top."""
    name = str(entry.get("id"))
    for level in _levels(found, str(entry.get("address"))):
        if "value" not in entry:
            level.pop(name, None)  # skipped in a later round
            continue
        level[name] = {
            "kind": entry["kind"],
            "value": _with_fields(entry["value"], kept)
            if entry["kind"] == "keep"
            else entry["value"],
            "words": list(entry.get("words") or ()),
        }


def _with_fields(value: Any, kept: Mapping[str, Any]) -> Any:  # noqa: ANN401 - plain JSON data
    return [{**one, "fields": kept.get(str(one.get("ref")), {})} for one in value]


def _levels(found: Entries, address: str) -> Iterator[Entries]:
    """The answers at the top, then those of each round that an address lies in."""
    yield found
    for one in ROUND.finditer(address):
        rows = found.setdefault(one[1], {"kind": REPEAT, "value": []})
        if rows["kind"] != REPEAT:
            return
        while len(rows["value"]) <= int(one[2]):
            rows["value"].append({"ref": None, "answers": {}})
        found = rows["value"][int(one[2])]["answers"]
        yield found


def _place_rows(found: Entries, address: str, refs: Sequence[str | None]) -> None:
    """Say how many rounds were finished, and what each went over; or what a review showed."""
    *_, level = _levels(found, address)
    name = address.rpartition(".")[2]
    rounds = level.setdefault(name, {"kind": ROWS, "value": []})
    if rounds["kind"] == ROWS:
        rounds["value"] = list(refs)
        return
    rows = rounds["value"][: len(refs)]
    rows += [{"ref": None, "answers": {}} for _ in range(len(refs) - len(rows))]
    rounds["value"] = [{**row, "ref": ref} for row, ref in zip(rows, refs, strict=True)]


def bind(world: World, first: Mapping[str, Mapping[str, Any]]) -> None:
    """Give a world the answers of the first session, as `told` gathered them."""
    _bind(world, world.root, first, "first.")


def _bind(world: World, scope: Scope, entries: Mapping[str, Any], key: str) -> None:
    for name, entry in entries.items():
        if entry["kind"] == REPEAT:
            value: object = _rounds(world, scope, name, entry["value"], f"{key}{name}")
        elif entry["kind"] == ROWS:
            value = _shown(world, scope, name, entry["value"], f"{key}{name}")
        else:
            value = _answer(world, scope, name, entry, f"{key}{name}")
        scope.answer(name, value)


def _answer(world: World, scope: Scope, name: str, entry: Mapping[str, Any], key: str) -> object:
    words = entry.get("words") or ()
    value = stored_value(entry["kind"], entry["value"], words)
    if entry["kind"] == "text":
        return _slot(world, name, value, words)
    step = world.question(name)
    if isinstance(step, (Pick, Picks)):
        picked = {item.ref for item in _items(value) if item.ref}
        value = whole(world, _found(world, scope, step.source, picked, key), value, show=False)
    elif entry["kind"] == "keep":
        sources = {item.value: Source("collection", item.value) for item in _items(value)
                   if item.value}  # fmt: skip
        refs = {item.ref for item in _items(value) if item.ref}
        value = tuple(
            _now(item, rows) for rows in [_found(world, scope, sources.values(), refs, key)]
            for item in _items(value)
        )  # fmt: skip
    return _with_definition(world, scope, step, value)


def _now(item: Item, rows: Sequence[Item]) -> Item:
    """A kept thing as it is by now; as it was kept, where it is not found."""
    row = next((one for one in rows if one.ref == item.ref), None)
    if row is None:
        return item
    return Item(row.words, item.value, row.number, {**item.fields, **row.fields}, item.ref)


def _slot(world: World, name: str, value: object, words: Sequence[str]) -> object:
    """A blank that was filled with an option reads by its words, as it did then."""
    for step in every_step(world.exercise.steps):
        if isinstance(step, Compose) and name in step.slots:
            if step.slots[name].options is not None and words and words[0] != value:
                return Item(words[0], value=str(value))
            return value
    return value


def _with_definition(world: World, scope: Scope, step: Step | None, value: object) -> object:
    """What only the exercise knows of an answer: the numbers and the words of its options."""
    if step is None:
        return value
    moment = Moment(world, scope, "")
    options = getattr(step, "options", None)
    numbers = choosables(options, moment) if isinstance(options, Options) else ()
    each = {
        name: choosables(one.options, moment)
        for name, one in getattr(step, "each", {}).items()
        if one.options is not None
    }

    def known(item: object) -> object:
        if not isinstance(item, Item):
            return item
        number = item.number if item.number is not None else number_of(numbers, item.value)
        return named_each(Item(item.words, item.value, number, item.fields, item.ref), each)

    return tuple(map(known, value)) if isinstance(value, tuple) else known(value)


def _rounds(
    world: World, scope: Scope, name: str, rounds: Sequence[Mapping[str, Any]], key: str
) -> tuple[Item, ...]:
    """The rounds of a repeat as rows, each with what it went over under the name it had."""
    step = world.question(name)
    repeat = step if isinstance(step, Repeat) else None
    over = repeat.over if repeat is not None else ()
    items = _gone_over(world, scope, over, [one.get("ref") for one in rounds], key)
    rows = []
    for number, (one, item) in enumerate(zip(rounds, items, strict=True)):
        layer = scope.over({(repeat.called if repeat else "") or "item": item} if over else {})
        _bind(world, layer, _own(world, one["answers"]), f"{key}[{number}].")
        fields = {name: value for name, value in layer.names.items() if value is not None}
        rows.append(Item(item.words if item else "", ref=item.ref if item else None, fields=fields))
    return tuple(rows)


def _own(world: World, answers: Entries) -> Entries:
    """The answers of a round itself: those of a repeat over something in it are its rows alone."""
    inner: set[str] = set()
    for name, entry in answers.items():
        step = world.question(name) if entry["kind"] == REPEAT else None
        if isinstance(step, Repeat) and step.over:
            inner.update(other for one in entry["value"] for other in one["answers"])
    return {name: entry for name, entry in answers.items() if name not in inner}


def _gone_over(
    world: World, scope: Scope, over: Sequence[Source], refs: Sequence[str | None], key: str
) -> list[Item | None]:
    """What each round went over: by its reference, else the next of what was answered."""
    wanted = {ref for ref in refs if ref}
    known = {row.ref: row for row in _found(world, scope, over, wanted, key) if row.ref}
    answered = iter([one for one in _of_answers(world, scope, over) if not one.ref])
    return [known.get(ref) if ref else next(answered, None) for ref in refs]


def _shown(
    world: World, scope: Scope, name: str, refs: Sequence[str | None], key: str
) -> tuple[Item, ...]:
    """What a review showed, as it is by now; counts are counted again."""
    step = world.question(name)
    if isinstance(step, Repeat):
        return _rounds(world, scope, name, [{"ref": ref, "answers": {}} for ref in refs], key)
    if not isinstance(step, Review):
        return ()
    if step.shape == "counts" or not any(refs):
        return rows_of(step, Moment(world, scope, f"{key}~now"))
    known = {row.ref: row for row in _found(world, scope, step.source, set(refs), key)}
    return tuple(known[ref] for ref in refs if ref in known)


def _found(
    world: World,
    scope: Scope,
    sources: Iterable[Source],
    refs: set[Any],
    key: str,
) -> tuple[Item, ...]:
    """The rows of some sources that are meant: those of answers, and others by reference.

    Looked up once, so that a replay sees what the first run saw.
    """
    sources = tuple(sources)
    if key not in world.lookups:
        missing, rows = set(refs), []
        for source in _opened(world, sources):
            if source.kind == "answer":
                continue
            for row in world.rows(source, scope, archived=True) if missing else ():
                if row.ref in missing:
                    missing.discard(row.ref)
                    rows.append(row)
                if not missing:
                    break
        world.lookups[key] = tuple(rows)
    return (*_of_answers(world, scope, sources), *world.lookups[key])


def _of_answers(world: World, scope: Scope, sources: Iterable[Source]) -> tuple[Item, ...]:
    """The rows of those sources that are answers, or reads of answers alone."""
    rows: list[Item] = []
    for source in sources:
        if all(one.kind == "answer" for one in _opened(world, (source,))):
            rows += [one for one in world.rows(source, scope) if isinstance(one, Item)]
    return tuple(rows)


def _opened(world: World, sources: Iterable[Source], depth: int = 0) -> Iterator[Source]:
    """Sources, each read as what it reads from."""
    for source in sources:
        read = world.exercise.reads.get(source.name) if source.kind == "read" else None
        if read is not None and depth < 8:
            yield from _opened(world, read.source, depth + 1)
        else:
            yield source


def _items(value: object) -> tuple[Item, ...]:
    """The items of an answer, one or several."""
    many = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(one for one in many if isinstance(one, Item))


__all__ = ["Entries", "bind", "told"]
