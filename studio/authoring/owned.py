"""What somebody on a random walk has kept and done before, made up by chance.

The same chance makes up the same things. Nothing is stored. Imports the engine's rows and how
the practice room reads a filed session.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from studio.engine.own import with_own
from studio.format.exercise import Exercise
from studio.format.expressions import Item
from studio.format.parts import Collection
from studio.practice.context import session_row, strategy_row

START = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)  # when a walk begins


class Owned:
    """Random things that somebody kept: the engine's context, without a store.

    On the first day there were no sessions before; `after` one there is that one.
    """

    def __init__(self, exercise: Exercise, chance: random.Random) -> None:
        self._chance = chance
        self._rows: dict[str, tuple[Item, ...]] = {}
        self._documents: tuple[dict[str, Any], ...] = ()  # newest first
        self._collections = exercise.tables.collections

    def kept(self, collection: str, *, archived: bool) -> Sequence[Item]:
        """None to three items, the same whenever they are asked for."""
        del archived
        if collection not in self._rows:
            found = self._collections.get(collection)
            count = self._chance.choice((0, 1, 2, 3)) if found is not None else 0
            self._rows[collection] = tuple(
                self._item(found, collection, number) for number in range(count) if found
            )
        return self._rows[collection]

    def _item(self, collection: Collection, name: str, number: int) -> Item:
        chance = self._chance
        on = START - timedelta(days=1 + number * chance.randrange(1, 20))
        made: dict[str, object] = {
            "text": "some words of mine", "number": chance.randrange(11),
            "yesno": chance.random() < 0.5, "date": on.date(), "list": ("one", "two"),
        }  # fmt: skip
        told = collection.line.names if collection.line is not None else frozenset()
        fields: dict[str, object] = {
            field: made[one.type]
            for field, one in collection.fields.items()
            if field in told or chance.random() < 0.9
        }
        fields |= {
            "kept_on": on, "day": on.date(), "part_of_day": "evening", "shown_on": None,
            "times_shown": 0,
        }  # fmt: skip
        return Item("", fields=fields, ref=f"{name}-{number}")

    def shown(self, prefix: str) -> Mapping[str, tuple[datetime, int]]:
        """Nothing was shown yet."""
        del prefix
        return {}

    def sessions(self, exercise: str | None) -> Sequence[Item]:
        """The session before, with what its follow-ups have asked so far."""
        later = [one for one in self._documents if one["followup"]]
        return tuple(
            session_row(one, later)
            for one in self._documents
            if not one["followup"] and exercise in (None, one["exercise"])
        )

    def strategies(self) -> Sequence[Item]:
        """What was used before: this exercise, once it was."""
        used = [one for one in self._documents if not one["followup"]]
        return (strategy_row(str(used[0]["exercise"]), used, {}),) if used else ()

    def after(self, document: dict[str, Any], exercise: Exercise, at: datetime) -> Owned:
        """What is there once a session, filed as `document`, has ended."""
        later = Owned(exercise, self._chance)
        later._documents = (document, *self._documents)
        later._rows = dict(self._rows)
        for name in dict.fromkeys(str(one["collection"]) for one in document["changes"]):
            mine = [one for one in document["changes"] if one["collection"] == name]
            rows = self.kept(name, archived=False)
            if name in self._collections:
                rows = tuple(with_own(rows, mine, self._collections[name], at))
            later._rows[name] = tuple(rows)
        return later


__all__ = ["START", "Owned"]
