"""Where the rows of a query come from: kept things, past sessions, lists.

For: what a session reads, and what an indicator reads over many of them. Each
query is asked once and remembered. May import the format and `query`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from studio.engine import query
from studio.engine.own import lined
from studio.engine.query import Context, Query
from studio.engine.scope import Scope
from studio.format.exercise import Tables
from studio.format.expressions import Item
from studio.format.parts import ListDef, Option, Read, Source


class Sources:
    """Rows by source, over a context at one moment.

    `at` is the moment that `within` counts back from, and `seed` what shuffling
    follows.
    """

    def __init__(self, tables: Tables, context: Context, at: datetime, seed: int = 0) -> None:
        self.tables = tables
        self.context = context
        self.at = at
        self.seed = seed
        self.lookups: dict[str, tuple[Item, ...]] = {}

    def read(self, key: str, read: Read, scope: Scope) -> object:
        """The rows of a named query; with `limit: 1` that one item, or nothing."""
        rows = self.ask(key, read, scope, archived=read.archived)
        if read.limit == 1:
            return rows[0] if rows else None
        return rows

    def ask(
        self, key: str, asked: Query, scope: Scope, *, archived: bool = False
    ) -> tuple[Item, ...]:
        """A query's rows, looked up when first needed and the same ever after.

        Rows of an answer are as that answer is now: it can be given anew.
        """
        if key not in self.lookups or all(one.kind == "answer" for one in asked.source):
            self.lookups[key] = query.run(
                asked,
                lambda source: self.rows(source, scope, archived=archived),
                scope,
                self.at,
                f"{self.seed}/{key}",
            )
        return self.lookups[key]

    def rows(self, source: Source, scope: Scope, *, archived: bool = False) -> Iterable[Item]:
        """Every row of one source, newest first."""
        if source.kind == "collection":
            items = self.context.kept(source.name, archived=archived)
            definition = self.tables.collections.get(source.name)
            if definition is None:
                return items
            return (lined(definition, item.fields, item.ref) for item in items)
        if source.kind == "list":
            return self._options_as_rows(source.name)
        if source.kind in ("exercise", "sessions"):
            return self.context.sessions(source.name if source.kind == "exercise" else None)
        if source.kind == "strategies":
            return self.context.strategies()
        value = scope(source.name)
        if isinstance(value, Item):
            return [value]
        return list(value) if isinstance(value, (list, tuple)) else []

    def _options_as_rows(self, name: str) -> list[Item]:
        shown = self.context.shown(f"{name}/")
        rows = []
        for option, _ in options_in(self.tables.lists[name]):
            ref = f"{name}/{option.name}"
            on, times = shown.get(ref, (None, 0))
            told = {"label": option.label, "hint": option.hint or None, "number": option.number}
            fields: dict[str, object] = {
                **{name: one for name, one in told.items() if one is not None},
                "shown_on": on,
                "times_shown": times,
            }
            rows.append(
                Item(option.label, value=option.name, number=option.number, fields=fields, ref=ref)
            )
        return rows


def options_in(one: ListDef) -> Iterator[tuple[Option, str]]:
    """Every option of a shared list, with its group's heading."""
    for option in one.options.values():
        yield option, ""
    for group in one.groups.values():
        for option in group.options.values():
            yield option, group.label
