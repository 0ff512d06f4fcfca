"""What a session has kept so far, among what was kept before.

The store files a session's things once it has ended; until then the flow sees
a collection as it will be: what was just kept is in it, the same thing again
is one thing, what was put away is gone. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from studio.engine.scope import Scope
from studio.format.expressions import Item
from studio.format.parts import Collection
from studio.format.piping import fill_text

PARTS = ((5, "night"), (12, "morning"), (17, "afternoon"), (22, "evening"), (24, "night"))
BESIDE = "beside:"
"""Under which a row carries what its collection puts beside it; no field can be called so."""


def part_of_day(hour: int) -> str:
    """Morning from 5, afternoon from 12, evening from 17, night from 22."""
    return next(name for end, name in PARTS if hour < end)


def folded(value: object) -> object:
    """A word is the same word with another capital or a space around it."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def same(rows: Iterable[Item], fields: Mapping[str, object], unique: Iterable[str]) -> Item | None:
    """The row that `unique` says is this thing again."""
    names = list(unique)
    wanted = [folded(fields.get(name)) for name in names]
    if not names:
        return None
    return next(
        (row for row in rows if [folded(row.fields.get(name)) for name in names] == wanted), None
    )


def with_own(
    rows: Iterable[Item],
    changes: Iterable[Mapping[str, Any]],
    collection: Collection,
    at: datetime,
    *,
    archived: bool = False,
) -> list[Item]:
    """Rows of a collection, newest first, after the changes a session made to it so far.

    What it kept comes first, in the order in which it was kept.
    """
    found, mine = list(rows), 0  # so many of those found are this session's own
    for change in changes:
        fields = {name: _value(value) for name, value in change["fields"].items()}
        ref = change["ref"]
        if change["op"] == "add":
            again = same(found, fields, collection.unique)
            if again is not None:
                mine -= found.index(again) < mine
                found.remove(again)
            known = dict(again.fields) if again is not None else {}
            stamp = {"kept_on": at, "day": at.date(), "part_of_day": part_of_day(at.hour)}
            fresh: dict[str, object] = {"shown_on": None, "times_shown": 0}
            kept = {**fresh, **known, **fields, **stamp}
            known_as = again.ref if again is not None and again.ref else ref
            found.insert(mine, lined(collection, kept, known_as))
            mine += 1
            continue
        place = next((n for n, row in enumerate(found) if row.ref == ref), None)
        if place is None:
            continue
        if change["op"] == "update":
            found[place] = lined(collection, {**found[place].fields, **fields}, ref)
        elif not archived:
            del found[place]
            mine -= place < mine
    active = collection.active
    if archived or not active:
        return found
    # As the store does: of several kept in one session the later ones stay.
    return found[max(0, mine - active) : mine] + found[mine : max(mine, active)]


def lined(collection: Collection, fields: Mapping[str, object], ref: str | None) -> Item:
    """A kept thing with its one line, as its collection writes it."""
    names = Scope(names=dict(fields))
    line = fill_text(collection.line, names) if collection.line else ""
    beside = fill_text(collection.beside, names).strip() if collection.beside else ""
    home: dict[str, object] = {"collection": Item(collection.label, value=collection.name)}
    if beside:
        home[BESIDE] = beside
    return Item(line, fields={**home, **fields}, ref=ref)


def _value(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


__all__ = ["BESIDE", "folded", "lined", "part_of_day", "same", "with_own"]
