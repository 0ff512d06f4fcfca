"""What changes when one name of an exercise gets another: the work that all names share.

Imports what is written in a file; opens none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from studio.authoring.edits import Edit
from studio.authoring.written import entries, inside, text_of, written
from studio.format.declared import file_class, keys_in
from studio.format.expressions import Expression
from studio.format.nodes import Entry, Node, Scalar
from studio.format.nodes import Mapping as Block

Fields = Mapping[str, frozenset[str]]  # the fields of each collection, by its short name


class Work:
    """One name and its new one, in one exercise. `root` is its file as nodes."""

    def __init__(self, root: Block, old: str, new: str, fields: Fields) -> None:
        self.root = root
        self.old = old
        self.new = new
        self.fields = fields
        self.found = tuple(keys_in(file_class(root, ""), root))

    def ready(self) -> None:
        """StudioError when there is nothing to rename, or the new name is taken."""
        raise NotImplementedError

    def edits(self) -> Iterator[Edit]:
        """What changes in the exercise."""
        raise NotImplementedError

    def elsewhere(self, path: Path, root: Block, exercise: str) -> Iterator[Edit]:
        """What changes in another file of the pack."""
        raise NotImplementedError

    def written(self) -> Iterator[tuple[Scalar, Expression, int]]:
        """Every expression, the scalar it stands in, and its offset there."""
        yield from written(self.found)


def tests_of(root: Block, exercise: str) -> Iterator[Entry]:
    """The tests of one exercise in a test file, which can hold those of others too."""
    for entry in entries(root.get("tests")):
        if text_of(inside(entry.value, "exercise")) == exercise:
            yield entry


def was_below(key: Scalar, value: Node, old: str) -> Iterator[Edit]:
    """`was:` for a thing that has a name and a label, or a block of keys, behind it."""
    blanks = " " * (key.place.column + 1)
    if isinstance(value, Block):
        if value.get("was") is None:
            yield Edit(key.place.line + 1, 1, 0, f"{blanks}was: {old}\n")
    elif isinstance(value, Scalar):
        at = value.place
        yield Edit(at.line, at.column, 0, f"\n{blanks}was: {old}\n{blanks}label: ")
