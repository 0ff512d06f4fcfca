"""What an outcome does to the things a person keeps.

Pure rules over plain documents: add, update, archive, shown; `unique` and
`active`. Every rule can be applied again without effect, because each item
remembers the outcomes that touched it last.

May import `union` and `lines`. Never reads a file or a clock: the time is the
outcome's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from studio.store.lines import Document
from studio.store.union import is_newer, is_tombstone, revision

TOUCHED = "touched_by"
REMEMBERED = 16
"""Outcomes an item remembers. A crash leaves one or two drafts to apply again;
sixteen later sessions that all touch the same item do not fit in between."""

ALSO = "also"
"""Refs of later `add`s that `unique` found to be this item again."""

NTH = "nth"
"""The place of an item among all that its session kept: items of one session share their moment."""

AGAIN = "again_from"
"""The outcome that kept an item once more; `from` is the one that made it."""

OF_EXERCISES = "strategies"
"""The collection of what a person says of exercises: an item is its exercise's id, and begins
with the first thing said of it."""

Items = dict[str, Document]


def apply(items: Items, collection: str, outcome: Document, rule: Mapping[str, Any]) -> Items:
    """The items of `collection` that an outcome's `changes` make new or different.

    `items` are all items of the collection by id, tombstones included. `rule`
    is the collection's `unique` (field names) and `active` (a number), both
    optional. Changes that name an erased or unknown item are passed over.
    """
    by = str(outcome["id"])
    now = dict(items)
    mine = {key for key, one in items.items() if touched(one, by)}
    for nth, change in enumerate(told(outcome, "changes")):
        if change.get("collection") == collection:
            _one(now, {**change, "nth": nth}, outcome, rule, mine)
    _retire(now, rule.get("active"), by, mine)
    return {key: one for key, one in now.items() if items.get(key) is not one}


def told(outcome: Document, name: str) -> list[Document]:
    """The documents in a list of the outcome; whatever else is in it is passed over.

    An outcome that was marked done has to be filed, even if a bit flipped in
    it: one odd entry must not stop every later start.
    """
    found = outcome.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _one(
    now: Items, change: Document, outcome: Document, rule: Mapping[str, Any], mine: set[str]
) -> None:
    by = str(outcome["id"])
    ref = resolve(now, str(change.get("ref")))
    fields = change.get("fields") or {}
    match change.get("op"):
        case "add":
            same = _same(now, fields, rule.get("unique") or ())
            if ref in now or (same is not None and same in mine):
                return
            if same is None:
                made = new_item(ref, str(change.get("collection")), fields, outcome)
                now[ref] = {**made, NTH: change["nth"]}
            else:
                also = [*(now[same].get(ALSO) or []), ref]
                since = now[same].get("since") or now[same].get("kept_on")
                again = _when(outcome) | {
                    "archived": False, ALSO: also, "since": since, AGAIN: by, NTH: change["nth"],
                }  # fmt: skip
                now[same] = _changed(now[same], by, fields, again)
        case "update" if change.get("collection") == OF_EXERCISES and ref not in now:
            now[ref] = new_item(ref, OF_EXERCISES, fields, outcome)
        case "update" if change.get("collection") == OF_EXERCISES and is_tombstone(now[ref]):
            # What was said before is erased for good; what is said since is another thing.
            key = f"{ref}~{by}"
            now[key] = {**new_item(key, OF_EXERCISES, fields, outcome), ALSO: [ref]}
        case "update" if _usable(now, ref, mine):
            now[ref] = _changed(now[ref], by, fields, {})
        case "archive" if _usable(now, ref, mine):
            now[ref] = _changed(now[ref], by, {}, {"archived": True})


def resolve(items: Items, ref: str) -> str:
    """The id of the item a ref means: `unique` may have put it into an older one, and what is
    said of an exercise after it was erased stands in a new one."""
    if ref in items and not is_tombstone(items[ref]):
        return ref
    known_as = (key for key, one in items.items() if ref in (one.get(ALSO) or ()))
    return next((key for key in known_as if not is_tombstone(items[key])), ref)


def _usable(now: Items, ref: str, mine: set[str]) -> bool:
    one = now.get(ref)
    return one is not None and ref not in mine and not is_tombstone(one) and not is_newer(one)


def _same(now: Items, fields: Document, unique: Iterable[str]) -> str | None:
    """The item that `unique` says is this one again."""
    names = list(unique)
    if not names:
        return None
    wanted = [_folded(fields.get(name)) for name in names]
    for key, one in now.items():
        kept = one.get("fields")
        if is_tombstone(one) or is_newer(one) or not isinstance(kept, dict):
            continue
        if [_folded(kept.get(name)) for name in names] == wanted:
            return key
    return None


def _folded(value: object) -> object:
    """A word is the same word with another capital or a space around it."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def _retire(now: Items, active: object, by: str, mine: set[str]) -> None:
    """Put the oldest away until `active` are left; they are never lost."""
    if not isinstance(active, int):
        return
    # Of several kept in one session the later ones stay: they are what it came to.
    order = newest(now)
    latest = sorted(order, key=lambda key: _nth(now[key]), reverse=True)
    places = {by: n for n, by in enumerate(dict.fromkeys(map(_kept_by, order.values())))}
    latest.sort(key=lambda key: places[_kept_by(now[key])])
    for key in latest[active:]:
        one = now[key]
        if key not in mine and not is_newer(one):
            now[key] = _changed(one, by, {}, {"archived": True})


def newest(items: Items, archived: bool = False) -> Items:
    """Living items, the latest kept first; archived ones only if asked for.

    Those of one session stand in the order in which they were kept.
    """
    shown = [
        (key, one)
        for key, one in items.items()
        if not is_tombstone(one) and (archived or not one.get("archived"))
    ]
    # Sessions that ended in one second do not mix: the one filed later comes first.
    filed = {by: n for n, by in enumerate(dict.fromkeys(_kept_by(one) for _, one in shown))}
    shown.sort(key=lambda pair: _nth(pair[1]))
    shown.sort(key=lambda pair: (_instant(pair[1]), filed[_kept_by(pair[1])]), reverse=True)
    return dict(shown)


def new_item(ref: str, collection: str, fields: Document, outcome: Document) -> Document:
    """A kept item as it begins."""
    return {
        "id": ref,
        "v": 1,
        "rev": 1,
        "kind": "item",
        "collection": collection,
        "fields": dict(fields),
        **_when(outcome),
        "shown_on": None,
        "times_shown": 0,
        "archived": False,
        "from": outcome["id"],
        TOUCHED: [outcome["id"]],
    }


def _when(outcome: Document) -> Document:
    ended = str(outcome.get("ended"))
    try:
        local = datetime.fromisoformat(ended)
    except ValueError:
        return {"kept_on": ended, "day": ended[:10], "part_of_day": "night"}
    day, part = local.date().isoformat(), part_of_day(local.hour)
    return {"kept_on": ended, "day": day, "part_of_day": part}


def part_of_day(hour: int) -> str:
    """morning from 5, afternoon from 12, evening from 17, night from 22."""
    if 5 <= hour < 12:
        return "morning"
    if 12 <= hour < 17:
        return "afternoon"
    return "evening" if 17 <= hour < 22 else "night"


def seen(one: Document, outcome: Document) -> Document | None:
    """`one` after this outcome showed it; None if that is already counted."""
    by = f"shown:{outcome['id']}"
    if touched(one, by) or is_tombstone(one) or is_newer(one):
        return None
    count = one.get("times_shown")
    times = (count if isinstance(count, int) else 0) + 1
    return _changed(one, by, {}, {"shown_on": outcome.get("ended"), "times_shown": times})


def reworded(one: Document, fields: Document, by: str) -> Document:
    """`one` with some fields as the person has changed them outside any session."""
    return _changed(one, by, fields, {})


def touched(one: Document, by: str) -> bool:
    """True if the item remembers this outcome."""
    return by in (one.get(TOUCHED) or ())


def _changed(one: Document, by: str, fields: Document, more: Document) -> Document:
    """The next revision. What an earlier program did not know stays in it."""
    others = [name for name in one.get(TOUCHED) or [] if name != by]
    new = {**one, **more, "rev": revision(one) + 1, TOUCHED: [*others, by][-REMEMBERED:]}
    if fields:
        new["fields"] = {**(one.get("fields") or {}), **fields}
    return new


def _nth(one: Document) -> int:
    nth = one.get(NTH)
    return nth if isinstance(nth, int) else 0


def _kept_by(one: Document) -> str:
    return str(one.get(AGAIN) or one.get("from") or "")


def _instant(one: Document) -> float:
    try:
        return datetime.fromisoformat(str(one.get("kept_on"))).timestamp()
    except ValueError:
        return 0.0
