"""What a flow sees and what it leaves behind while it is walked.

Sees: the exercise and its tables, when the session began, its seed, the rows
of the context (each query asked once and remembered). Leaves: things to keep,
things to come back to, what was shown, what is offered next. Walking the same
answers again from the top leaves the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zlib import crc32

from studio.engine.own import folded, same, with_own
from studio.engine.query import Context, Query
from studio.engine.scope import Scope
from studio.engine.sources import Sources
from studio.format.exercise import Exercise
from studio.format.expressions import Item, evaluate
from studio.format.expressions.wording import SPOKEN
from studio.format.markdown import unstyled
from studio.format.parts import Collection, Duration, Followup, ListDef, Read, Source
from studio.format.piping import Template, fill_text, prose
from studio.format.step import Step

# What a past session's values are called and how each read, beside the values themselves;
# no answer can have these names.
LABELS, WORDS = "~labels", "~words"
# When a kept thing was kept first, however often it was kept again.
SINCE = "~since"


@dataclass
class Effects:
    """What a walk leaves behind, in order.

    `rows` has, by address, the references of what the rounds of a repeat went over and
    of what a review showed; None for what has none. `declined` are the addresses of
    schedule steps that were answered with "no"; `settled_again` is whether this session has
    asked if it comes back, `lets_go` whether what brought it back ends with it.
    """

    changes: list[dict[str, Any]] = field(default_factory=list)
    scheduled: list[dict[str, Any]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    care: list[str] = field(default_factory=list)
    rows: dict[str, list[str | None]] = field(default_factory=dict)
    opens: str = ""
    eased_out: bool = False
    declined: list[str] = field(default_factory=list)
    settled_again: bool = False
    lets_go: bool = False


class World(Sources):
    """The exercise, the context and the effects, behind one narrow door."""

    def __init__(
        self,
        exercise: Exercise,
        started: datetime,
        seed: int,
        context: Context,
        followup: Followup | None = None,
        again: Duration | None = None,
    ) -> None:
        super().__init__(exercise.tables, context, started, seed)
        self.exercise = exercise
        self.started = started
        self.followup = followup
        self.again = again
        self.steps: tuple[Step, ...] = followup.steps if followup else exercise.steps
        self.effects = Effects()
        self.used: set[str] = set()
        self.private: set[str] = set()
        self.asked: dict[str, str] = {}
        self.root = Scope(last=self._last)

    # What is read

    def ask(
        self, key: str, asked: Query, scope: Scope, *, archived: bool = False
    ) -> tuple[Item, ...]:
        """As `Sources.ask`. What is asked after this session has kept something there is
        remembered for just that: going back can change it."""
        self.asked[key] = self._key(key, asked)
        return super().ask(self.asked[key], asked, scope, archived=archived)

    def read(self, key: str, read: Read, scope: Scope) -> object:
        """As `Sources.read`: what it gave when it was first needed holds to the end."""
        if key not in self.asked:
            self.asked[key] = self._key(key, read)
        rows = super().ask(self.asked[key], read, scope, archived=read.archived)
        if read.limit == 1:
            return rows[0] if rows else None
        return rows

    def _key(self, key: str, asked: Query) -> str:
        changes = [one for source in asked.source for one in self._own(source)]
        if not changes:
            return key
        return f"{key}~{crc32(json.dumps(changes, sort_keys=True).encode()):x}"

    def found(self, key: str) -> tuple[Item, ...]:
        """The rows that a query gave where it was last asked in this walk."""
        return self.lookups[self.asked[key]]

    def rows(self, source: Source, scope: Scope, *, archived: bool = False) -> Iterable[Item]:
        """As `Sources.rows`, a collection with what this session kept in it so far."""
        rows = super().rows(source, scope, archived=archived)
        changes = self._own(source)
        definition = self.tables.collections.get(source.name)
        if not changes or definition is None:
            return rows
        return with_own(rows, changes, definition, self.started, archived=archived)

    def _own(self, source: Source) -> list[dict[str, Any]]:
        if source.kind != "collection":
            return []
        return [one for one in self.effects.changes if one["collection"] == source.name]

    def there(self, collection: Collection, fields: Mapping[str, object]) -> Item | None:
        """What was kept before this session and `unique` calls the same, put away or not."""
        if not collection.unique:
            return None
        wanted = json.dumps([folded(fields.get(name)) for name in collection.unique], default=str)
        key = f"there~{collection.name}~{crc32(wanted.encode()):x}"
        if key not in self.lookups:
            rows = self.context.kept(collection.name, archived=True)
            again = same(rows, fields, collection.unique)
            self.lookups[key] = () if again is None else (again,)
        return next(iter(self.lookups[key]), None)

    def so_far(self) -> Item:
        """This session among past ones: the values it computes, as far as they are known."""
        fields: dict[str, object] = {}
        labels: dict[str, object] = {}
        words: dict[str, object] = {}
        for name, one in self.exercise.outcome.items():
            if one.when is not None and evaluate(one.when, self.root) is not True:
                continue
            value = evaluate(one.value, self.root) if one.value is not None else None
            if value is not None and value != ():
                fields[name] = value
                labels[name] = one.label
                words[name] = fill_text(one.words, self.root) if one.words is not None else ""
        fields |= {"kept_on": self.started, "day": self.started.date()}
        fields |= {LABELS: Item("", fields=labels), WORDS: Item("", fields=words)}
        return Item(self.exercise.title, fields=fields)

    # Names

    def _last(self, name: str) -> object:
        """Names that no answer has: reads, word lists as `list:NAME`, and the language."""
        if name.startswith("list:"):
            found = self.word_list(name[5:])
            return found.words if found else None
        if name == SPOKEN:
            return self.exercise.language
        read = self.exercise.reads.get(name)
        if read is not None:
            self.used.add(name)
        return self.read(name, read, self.root) if read else None

    def word_list(self, name: str) -> ListDef | None:
        """A shared list by full name, or by the end of it."""
        if name in self.tables.lists:
            return self.tables.lists[name]
        for full, one in self.tables.lists.items():
            if full.endswith(f"/{name}"):
                return one
        return None

    def text(self, template: Template | None, scope: Scope) -> str:
        """A template filled in as plain text; what it pipes counts as shown."""
        return "" if template is None else fill_text(template, self.showing(scope))

    def prose(self, template: Template | None, scope: Scope) -> tuple[Any, ...]:
        """A template filled in as lines of spans; what it pipes counts as shown."""
        return () if template is None else tuple(prose(template, self.showing(scope)))

    def kept_words(self, template: Template | None, scope: Scope) -> str:
        """A text as it is kept with an answer: without the lines a private answer stands in."""
        if template is None:
            return ""
        return unstyled(prose(template, lambda name: None if name in self.private else scope(name)))

    def showing(self, scope: Scope) -> Any:  # noqa: ANN401 - a lookup
        """A look-up that marks every kept item it gives as shown."""

        def look(name: str) -> object:
            value = scope(name)
            self.show(value)
            return value

        return look

    def show(self, value: object) -> None:
        """Mark an item, or each of several, as shown."""
        for item in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(item, Item) and item.ref and item.ref not in self.effects.shown:
                self.effects.shown.append(item.ref)

    def question(self, answer: str) -> Step | None:
        """The step of this flow, or of the exercise, that asks for an answer."""
        for step in every_step((*self.steps, *self.exercise.steps)):
            if step.id == answer:
                return step
        for fragment in self.tables.fragments.values():
            for step in every_step(fragment.steps):
                if step.id == answer:
                    return step
        return None


def inner_steps(step: Step) -> Iterator[tuple[Step, ...]]:
    """The lists of steps directly inside a step."""
    for name in ("steps", "otherwise"):
        inside = getattr(step, name, ())
        if inside:
            yield inside
    for case in getattr(step, "cases", ()):
        yield case.steps


def every_step(steps: Sequence[Step]) -> Iterator[Step]:
    """Every step of a flow, those inside others too, in the order written."""
    for step in steps:
        yield step
        for inside in inner_steps(step):
            yield from every_step(inside)


__all__ = ["Effects", "World", "every_step", "inner_steps"]
