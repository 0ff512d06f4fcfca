"""One option of a question under another name, and every comparison with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studio.authoring.edits import Edit
from studio.authoring.rename_work import Fields, Work, tests_of, was_below
from studio.authoring.written import at, entries, inside, parts, text_of, within, words
from studio.errors import StudioError
from studio.format.expressions.tree import Compare, Dot, Listed, Literal, Name
from studio.format.expressions.tree import Node as Part
from studio.format.keys import OptionsFrom
from studio.format.nodes import Mapping as Block
from studio.format.nodes import Node
from studio.format.nodes import Sequence as Listing
from studio.format.problems import nearest
from studio.format.reading_values import SPELLED


class OptionWork(Work):
    """One option of a question that writes its options out."""

    def __init__(self, root: Block, question: str, old: str, new: str, fields: Fields) -> None:
        super().__init__(root, old, new, fields)
        self.question = question
        self.blocks = [
            one.entry.value
            for one in self.found
            if isinstance(one.reads, OptionsFrom)
            and isinstance(one.entry.value, Block)
            and text_of(one.block.get("id")) == question
        ]

    def ready(self) -> None:
        """StudioError when there is no such option, or the new name is taken."""
        there = {entry.key.text for block in self.blocks for entry in block.entries}
        if self.old not in there:
            close = nearest(self.old, there)
            raise StudioError(
                f"`{self.question[:60]}` writes out no option `{self.old[:60]}`.",
                f"Did you mean `{self.question}.{close}`?"
                if close
                else "Options of a shared list are renamed in their list.",
            )
        if not SPELLED["snake"].fullmatch(self.new) or self.new in there:
            raise StudioError(
                f"“{self.new[:60]}” cannot be the name of this option.",
                "Small letters, digits and `_`, a letter first, and no option of that name.",
            )

    def edits(self) -> Iterator[Edit]:
        """The option, and every comparison of its question with it."""
        for block in self.blocks:
            for entry in block.entries:
                if entry.key.text == self.old:
                    yield at(entry.key, self.new)
                    yield from was_below(entry.key, entry.value, self.old)
        for scalar, made, offset in self.written():
            for part in parts(made.tree):
                if isinstance(part, Compare):
                    for literal in self._compared(part):
                        yield within(
                            scalar, offset + literal.at, len(self.old) + 2, f"'{self.new}'"
                        )

    def _compared(self, part: Compare) -> Iterator[Literal]:
        sides = (part.left, part.right)
        if not any(self._is_question(one) for one in sides):
            return
        for side in sides:
            items = side.items if isinstance(side, Listed) else (side,)
            yield from (one for one in items if isinstance(one, Literal) and one.value == self.old)

    def _is_question(self, part: Part) -> bool:
        """Whether a side is the answer, here or in a row: `where`, `item.where`."""
        if isinstance(part, Dot):
            return part.field == self.question
        return isinstance(part, Name) and part.name == self.question

    def elsewhere(self, path: Path, root: Block, exercise: str) -> Iterator[Edit]:
        """Answers of tests."""
        if not path.name.endswith(".test.yml"):
            return
        for test in tests_of(root, exercise):
            yield from self._test(test.value)

    def _test(self, node: Node) -> Iterator[Edit]:
        """Answers to the question, in rounds too, but those of another exercise before or later."""
        for entry in entries(node):
            if entry.key.text == self.question:
                yield from (at(one, self.new) for one in words(entry.value) if one.text == self.old)
            items = entry.value.items if isinstance(entry.value, Listing) else ()
            for one in (entry.value, *items):
                if inside(one, "exercise") is None:
                    yield from self._test(one)
