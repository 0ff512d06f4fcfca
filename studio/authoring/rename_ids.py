"""An id, a read or a slot under another name.

Everything that reads it changes with it: expressions, pipes, references, keep items
that took it by its name, tests, and what other exercises read of past sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from studio.authoring.edits import Edit
from studio.authoring.rename_work import Fields, Work, tests_of, was_below
from studio.authoring.written import (
    at,
    entries,
    inside,
    last_line,
    parts,
    text_of,
    within,
    words,
    written,
)
from studio.errors import StudioError
from studio.format.declared import Found, file_class, keys_in
from studio.format.expressions import RESERVED
from studio.format.expressions.tree import Dot, Name
from studio.format.keys import (
    ListNames,
    Named,
    OptionsFrom,
    Reference,
    SourceOf,
)
from studio.format.keys import Name as NameKey
from studio.format.nodes import Entry, Node, Scalar
from studio.format.nodes import Mapping as Block
from studio.format.nodes import Sequence as Listing
from studio.format.problems import nearest
from studio.format.reading_values import SPELLED

BY_ID = ("answers", "takes", "refused")  # blocks of a test, by id
IDS = ("skips", "path", "not_path")  # lists of ids in a test
NAMING = ("slots", "reads")  # keys whose entries are names in expressions too


class IdWork(Work):
    """An id, a read or a slot."""

    def __init__(self, root: Block, old: str, new: str, fields: Fields) -> None:
        super().__init__(root, old, new, fields)
        self.ids = [one for one in self.found if _is_id(one) and text_of(one.entry.value) == old]
        self.names = [
            entry
            for one in self.found
            if one.name in NAMING and isinstance(one.reads, Named)
            for entry in entries(one.entry.value)
            if entry.key.text == old
        ]
        # The repeats in whose rounds the answer is given: `rounds.near`.
        self.rounds = {
            text_of(block.get("id"))
            for one in self.ids
            for block in one.inside
            if text_of(block.get("type")) == "repeat"
        } - {""}

    def ready(self) -> None:
        """StudioError when there is nothing to rename, or the new name is taken."""
        there = self._there()
        if not self.ids and not self.names:
            close = nearest(self.old, there)
            raise StudioError(
                f"There is no id `{self.old[:60]}` in this exercise.",
                f"Did you mean `{close}`?" if close else f"There are {', '.join(sorted(there))}.",
            )
        if not SPELLED["snake"].fullmatch(self.new) or self.new in RESERVED:
            raise StudioError(
                f"“{self.new[:60]}” cannot be a name here.",
                "Small letters, digits and `_`, a letter first, and no word of the format.",
            )
        if self.new in there:
            raise StudioError(f"`{self.new}` is taken already.", "Choose another name.")

    def _is_slot(self, entry: Entry) -> bool:
        slots = [one.entry.value for one in self.found if one.name == "slots"]
        return any(entry in entries(node) for node in slots)

    def _there(self) -> set[str]:
        names = {text_of(one.entry.value) for one in self.found if _is_id(one)}
        for one in self.found:
            if one.name in NAMING and isinstance(one.reads, Named):
                names |= {entry.key.text for entry in entries(one.entry.value)}
        return names - {""}

    def edits(self) -> Iterator[Edit]:
        """What changes in the exercise."""
        for one in self.ids:
            yield at(one.entry.value, self.new)
            yield from self._was(one)
        for entry in self.names:
            yield at(entry.key, self.new)
            if self._is_slot(entry):
                yield from was_below(entry.key, entry.value, self.old)
        yield from self._past(self.found, text_of(self.root.get("id")))
        for one in self.found:
            yield from self._references(one)
            yield from self._kept_by_name(one)
        for scalar, made, offset in self.written():
            for part in parts(made.tree):
                if isinstance(part, Name) and part.name == self.old:
                    yield within(scalar, offset + part.at, len(self.old), self.new)
                elif isinstance(part, Dot) and part.field == self.old and self._row(part, scalar):
                    yield within(scalar, offset + part.named, len(self.old), self.new)

    def _was(self, one: Found) -> Iterator[Edit]:
        if one.block.get("was") is not None:
            return
        line = one.entry.key.place.line
        blanks = " " * (one.entry.key.place.column - 1)
        yield Edit(line + 1, 1, 0, f"{blanks}was: {self.old}\n")

    def _references(self, one: Found) -> Iterator[Edit]:
        reads, node = one.reads, one.entry.value
        answers = isinstance(reads, Reference) and reads.to == "answer"
        if answers or isinstance(reads, (OptionsFrom, SourceOf, ListNames)):
            yield from self._same(words(node))
        elif isinstance(reads, NameKey) and one.name == "as" and text_of(node) == self.old:
            yield at(node, self.new)

    def _kept_by_name(self, one: Found) -> Iterator[Edit]:
        """A keep item takes answers of the names of its fields: it is told the new one."""
        if one.name != "to" or one.block.get("over") is not None or not self._asked_before(one):
            return
        fields = one.block.get("fields")
        if isinstance(fields, Block):
            if fields.get(self.old) is None and self._field(text_of(one.entry.value)):
                first = fields.entries[0].key.place
                blanks = " " * (first.column - 1)
                yield Edit(first.line, 1, 0, f"{blanks}{self.old}: {self.new}\n")
        elif self._field(text_of(one.entry.value)):
            key = one.entry.key.place
            blanks = " " * (key.column - 1)
            yield Edit(key.line + 1, 1, 0, f"{blanks}fields:\n{blanks}  {self.old}: {self.new}\n")

    def _asked_before(self, keep: Found) -> bool:
        """Whether the answer is there when a keep item takes it: above it, in its own flow."""
        flow = self._flow(keep)
        return any(
            one.entry.key.place.line < keep.entry.key.place.line and self._flow(one) in (None, flow)
            for one in self.ids
        )

    def _flow(self, one: Found) -> Block | None:
        """The follow-up that something stands in, or None for the exercise itself."""
        later = [entry.value for entry in entries(self.root.get("followups"))]
        return next((block for block in one.inside if block in later), None)

    def _field(self, collection: str) -> bool:
        return self.old in self.fields.get(collection.rpartition("/")[2], frozenset())

    def _row(self, part: Dot, scalar: Scalar) -> bool:
        """Whether a dot reads the answer out of the rounds of a repeat."""
        base = part.of
        if not isinstance(base, Name) or not self.rounds:
            return False
        return base.name in self.rounds or base.name in self._called(scalar)

    def _called(self, scalar: Scalar) -> set[str]:
        """What a round is called where `scalar` stands: there it goes over those rounds."""
        names = set()
        for one in self.found:
            over = one.block.get("over")
            if one.name == "over" and text_of(over) in self.rounds:
                called = text_of(one.block.get("as")) or "item"
                first, last = one.block.place.line, last_line(one.block)
                if first <= scalar.place.line <= last:
                    names.add(called)
        return names

    def elsewhere(self, path: Path, root: Block, exercise: str) -> Iterator[Edit]:
        """Tests of the exercise, and whatever reads its past sessions."""
        if path.name.endswith(".test.yml"):
            yield from self._tests(root, exercise)
            return
        yield from self._past(tuple(keys_in(file_class(root, path.stem), root)), exercise)

    def _past(self, found: Iterable[Found], exercise: str) -> Iterator[Edit]:
        """Where past sessions of the exercise are read: as `item`, or by the name of a read."""
        found = tuple(found)
        rows_of = {exercise, *self.rounds}  # what has the answer in its rows
        reads = [
            entry for one in found if one.name == "reads" for entry in entries(one.entry.value)
        ]
        readers: set[str] = set()
        for _ in reads:  # a read can read a read
            readers |= {
                one.key.text for one in reads if (rows_of | readers) & set(_sources(one.value))
            }
        over = [one.block for one in found if one.name == "from"]
        over = [block for block in over if (rows_of | readers) & set(_sources(block))]
        for one in found:
            if one.name == "of" and one.block in over:
                yield from self._same(words(one.entry.value))
        for scalar, made, offset in written(found):
            rows = {"item"} if _stands_in(scalar, over) else set()
            for part in parts(made.tree):
                if not isinstance(part, Dot) or part.field != self.old:
                    continue
                if isinstance(part.of, Name) and part.of.name in readers | rows:
                    yield within(scalar, offset + part.named, len(self.old), self.new)

    def _same(self, scalars: Iterable[Scalar]) -> Iterator[Edit]:
        """Every scalar that is the old name."""
        for one in scalars:
            if one.text == self.old:
                yield at(one, self.new)

    def _tests(self, root: Block, exercise: str) -> Iterator[Edit]:
        for entry in tests_of(root, exercise):
            yield from self._test(entry.value)

    def _test(self, node: Node) -> Iterator[Edit]:
        if not isinstance(node, Block):
            return
        for entry in node.entries:
            key, value = entry.key.text, entry.value
            if key in BY_ID:
                yield from self._keys(value)
            elif key in IDS:
                yield from self._same(words(value))
            elif key == "at" and text_of(value) == self.old:
                yield at(value, self.new)
            elif key in ("expect", "stops"):
                yield from self._test(value)
            elif key in ("then", "past", "shows", "scheduled") and isinstance(value, Listing):
                for one in value.items:
                    if inside(one, "exercise") is None:
                        yield from self._test(one)

    def _keys(self, node: Node) -> Iterator[Edit]:
        """The keys of a block of answers, and of the rounds in it."""
        for entry in entries(node):
            if entry.key.text == self.old:
                yield at(entry.key, self.new)
            if isinstance(entry.value, Listing):
                for one in entry.value.items:
                    yield from self._keys(one)


def _is_id(one: Found) -> bool:
    return one.name == "id" and isinstance(one.reads, NameKey) and one.reads.style == "snake"


def _sources(node: Node) -> list[str]:
    """What a query reads from."""
    return [one.text for one in words(inside(node, "from"))]


def _stands_in(scalar: Scalar, over: list[Block]) -> bool:
    line = scalar.place.line
    return any(block.place.line <= line <= last_line(block) for block in over)
