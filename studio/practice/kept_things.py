"""The things a person keeps, as they read: a line, and every field under its label.

For: looking through collections in both front ends, changing a word, taking a thing out. Where
the pack of a collection is not here, its things still read, by their own names. Imports the
store and the library; the session that kept a thing is never touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from studio.engine.phrases import number_words
from studio.engine.scope import Scope
from studio.format.parts import Collection
from studio.format.piping import fill_text
from studio.library.library import Library
from studio.practice.today import date_words, moment_of
from studio.store.store import Store

OF_EXERCISES = "strategies"
OF_EXERCISES_LABEL = "How exercises helped"
OF_EXERCISES_FIELDS = {"title": "Exercise", "helped": "Helped", "decision": "Decided"}
day_words = date_words
SHORT = 40
"""Letters of a field that still stands beside the day."""


@dataclass(frozen=True)
class Field:
    """One field: its name, its label, how it reads. `changeable` where its words can be changed."""

    name: str
    label: str
    words: str
    changeable: bool


@dataclass(frozen=True)
class Thing:
    """One kept thing: its line, its fields in order, and when it was kept."""

    id: str
    line: str
    fields: tuple[Field, ...]
    kept_on: datetime | None

    def note(self, now: datetime) -> str:
        """What goes with its line, briefly: the day, and what is short."""
        short = [
            f"{one.label}: {one.words}"
            for one in self.fields
            if one.words not in self.line and len(one.words) <= SHORT
        ]
        return " · ".join([*([date_words(self.kept_on, now)] if self.kept_on else []), *short])


def things(store: Store, library: Library, collection: str) -> tuple[Thing, ...]:
    """What is in use of a collection, by its full name, the latest kept first."""
    definition = definition_of(library, collection)
    return tuple(_thing(one, definition, collection) for one in store.kept(collection))


def collections(store: Store, library: Library) -> tuple[tuple[str, str, int], ...]:
    """Every collection with something in use: its full name, what it is called, how many.

    By what they are called, so that one is found; what is said of exercises comes last.
    """
    counts = store.collections().items()
    found = [(name, label(library, name), count) for name, count in counts if count]
    return tuple(sorted(found, key=lambda one: (one[0] == OF_EXERCISES, one[1].casefold())))


def label(library: Library, collection: str) -> str:
    """What a collection is called; its own name when its pack is not here."""
    if collection == OF_EXERCISES:
        return OF_EXERCISES_LABEL
    definition = definition_of(library, collection)
    if definition is not None:
        return definition.label
    return collection.rpartition("/")[2].replace("_", " ").capitalize()


def definition_of(library: Library, collection: str) -> Collection | None:
    """A collection as its pack describes it, or None when the pack is not here."""
    pack_id, _, short = collection.partition("/")
    pack = library.pack(pack_id) if short else None
    return pack.collections.get(short) if pack else None


def _thing(one: Mapping[str, Any], definition: Collection | None, collection: str) -> Thing:
    values = dict(one.get("fields") or {})
    labels = {name: field.label for name, field in definition.fields.items()} if definition else {}
    if collection == OF_EXERCISES:
        labels = OF_EXERCISES_FIELDS
        values = {name: value for name, value in values.items() if name in labels}
    fields = tuple(
        Field(
            name,
            labels.get(name) or name.replace("_", " ").capitalize(),
            words_of(values[name]),
            changeable=isinstance(values[name], str) and collection != OF_EXERCISES,
        )
        for name in dict.fromkeys([*labels, *values])
        if words_of(values.get(name))
    )
    line = ""
    if definition is not None and definition.line is not None:
        line = fill_text(definition.line, Scope(names=values))
    line = line or next((field.words for field in fields), "")
    return Thing(str(one["id"]), line, fields, moment_of(one.get("kept_on")))


def words_of(value: object) -> str:
    """A stored value as it reads."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return number_words(value)
    if isinstance(value, (list, tuple)):
        return "; ".join(words_of(one) for one in value)
    return str(value or "").strip()
