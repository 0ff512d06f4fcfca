"""Collections (what a person keeps) and what was shown when.

May import `shelf`, `changes`, `union`, `layout`. Never decides what a
collection is: its rules come with the outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from studio.store import changes, layout, union
from studio.store.lines import Document, dump
from studio.store.place import Place
from studio.store.shelf import Shelf

Rules = Mapping[str, Mapping[str, Any]]


class Kept:
    """Kept items, and the count of how often anything was shown."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.items = Shelf(place, place.layout.kept, "items")
        self.cards = Shelf(place, place.layout.shown, "shown")
        self._shelves = (self.cards, self.items)

    # Reading -----------------------------------------------------------

    def newest(self, collection: str, archived: bool = False) -> list[Document]:
        """The items of a collection, the latest kept first."""
        return list(changes.newest(self._collection(collection), archived).values())

    def counts(self) -> dict[str, int]:
        """Every collection that has items, and how many are not archived."""
        found: dict[str, int] = {}
        for one in union.living(self.items.read()).values():
            name = str(one.get("collection"))
            found[name] = found.get(name, 0) + (not one.get("archived"))
        return dict(sorted(found.items()))

    def said_of_exercises(self) -> dict[str, Document]:
        """What a person said of each exercise, its fields by the exercise's id. Reads little."""
        name = changes.OF_EXERCISES
        stems = self.place.stems(name)
        merged = union.merge(pair for stem in stems for pair in self.items.peek(stem).items())
        latest_last = reversed(changes.newest(merged, archived=True).items())
        return {
            str((one.get(changes.ALSO) or [key])[0]): one["fields"]
            for key, one in latest_last
            if one.get("collection") == name and isinstance(one.get("fields"), dict)
        }

    def shown(self, prefix: str) -> dict[str, Document]:
        """`{key: {"shown_on", "times_shown"}}` for keys that begin so. Parses no others.

        Kept items count under their ids.
        """
        begin = b'"' + dump(prefix)[1:-1]
        found = [shelf.told_on(lambda line: line.startswith(begin)) for shelf in self._shelves]
        return {
            key: {"shown_on": one.get("shown_on"), "times_shown": one.get("times_shown", 0)}
            for key, one in union.living({**found[0], **found[1]}).items()
            if key.startswith(prefix) and one.get("times_shown")
        }

    def _collection(self, collection: str) -> dict[str, Document]:
        found = self.items.read_all(self.place.stems(collection))
        return {
            key: one
            for key, one in found.items()
            if union.is_tombstone(one) or one.get("collection") == collection
        }

    # Writing -----------------------------------------------------------

    def apply(self, outcome: Document, rules: Rules, *, locked: bool) -> None:
        """Do what the outcome's `changes` and `shown` say. Again is without effect."""
        named = [one.get("collection") for one in changes.told(outcome, "changes")]
        for collection in dict.fromkeys(str(name) for name in named):
            before = self._collection(collection)
            after = changes.apply(before, collection, outcome, rules.get(collection, {}))
            self.items.write(self.place.stem(collection), after, locked=locked)
        if isinstance(outcome.get("shown"), list):
            self._count(outcome, locked=locked)

    def _count(self, outcome: Document, *, locked: bool) -> None:
        """Mark what was shown, once an outcome, however often it was on screen."""
        told = [str(key) for key in outcome["shown"]]
        needles = [dump(key) for key in told]
        # An item that was kept again has the ids of the later times in it, and counts for them.
        items, cards = (
            shelf.told_on(lambda line: any(one in line for one in needles))
            for shelf in (self.items, self.cards)
        )
        by_stem: dict[str, dict[str, Document]] = {}
        marked: dict[str, Document] = {}
        keys = [changes.resolve(items, key) for key in told]
        for key in dict.fromkeys(keys):
            if key in items:
                new = changes.seen(items[key], outcome)
                if new is not None:
                    stem = self.place.stem(str(new.get("collection")))
                    by_stem.setdefault(stem, {})[key] = new
                continue
            card = {"id": key, "v": 1, "rev": 0, "kind": "shown", "times_shown": 0}
            new = changes.seen(cards.get(key, card), outcome)
            if new is not None:
                marked[key] = new
        for stem, documents in by_stem.items():
            self.items.write(stem, documents, locked=locked)
        self.cards.write("shown", marked, locked=locked)

    def erase(self, identity: str, *, locked: bool) -> bool:
        """A tombstone for one item; its text leaves our own files. False if none."""
        found = self._find(identity)
        if found is None:
            return False
        stem, one = found
        stone = union.tombstone(identity, self.place.now(), one)
        # The name of its file tells this too, but not in a sealed folder.
        stone["collection"] = one.get("collection")
        self.items.bury(stem, {identity: stone}, locked=locked)
        return True

    def reword(self, identity: str, fields: Document, by: str, *, locked: bool) -> bool:
        """Change some fields of one item; `by` names who did. False if there is none.

        One that a newer program wrote is left as it is.
        """
        found = self._find(identity)
        if found is None or union.is_newer(found[1]):
            return False
        stem, one = found
        self.items.write(stem, {identity: changes.reworded(one, fields, by)}, locked=locked)
        return True

    def _find(self, identity: str) -> tuple[str, Document] | None:
        """A living item and the stem of its files."""
        for path in self.items.files():
            stem = layout.stem_in(path.name)
            one = self.items.read(stem).get(identity) if self._holds(path, identity) else None
            if one is not None and not union.is_tombstone(one):
                return stem, one
        return None

    def _holds(self, path: Path, identity: str) -> bool:
        return bool(self.items.holding([path], identity))

    def from_outcome(self, identity: str) -> list[str]:
        """The ids of living items that came out of one outcome."""
        living = union.living(self.items.read())
        return [key for key, one in living.items() if one.get("from") == identity]
