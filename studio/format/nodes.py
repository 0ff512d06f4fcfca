"""The tree that the reader makes of a file: texts, lists and mappings that know their places.

Frozen; nothing here decides what a text means. Imports the places and the offset map.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from studio.format.offsets import SourceText, Style
from studio.format.problems import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text. `text` is what YAML makes of it, `place` where it is written.

    `style` tells how: plain, in single or double quotes, or as a literal or folded block.
    `span` is the first line and column, and those behind the last character, from 0: most
    texts are never complained about, so a `Place` is made of it only when one is asked for.
    """

    text: str
    style: Style
    span: tuple[int, int, int, int]
    source: SourceText = field(repr=False, compare=False)

    @property
    def place(self) -> Place:
        """Where the text begins; as wide as the text, or 1 when it goes over several lines."""
        line, column, last, end = self.span
        width = end - column if last == line else 1
        lines = self.source.lines
        if line >= len(lines):
            # A value that is left out at the end of a file is put behind its last line.
            return Place(self.source.file, len(lines), len(lines[-1]) + 1)
        return Place(self.source.file, line + 1, column + 1, width if width > 0 else 1)

    def at(self, offset: int, width: int = 1) -> Place:
        """The place of `text[offset]`, however the text is quoted or folded.

        `width` is in characters of `text`; the place never reaches past the end of its line.
        An offset at or past the end of the text is the place after its last character.
        """
        return self.source.locate(self.text, self.style, self.span, offset, width)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` when it is written in square brackets."""

    items: tuple[Node, ...]
    flow: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a mapping: what stands before the colon, and what after it."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A block of keys, in the order written; a key that stood twice is there once."""

    entries: tuple[Entry, ...]
    flow: bool
    place: Place

    def get(self, key: str) -> Node | None:
        """What stands after `key`, or None."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry.value
        return None


Node = Scalar | Sequence | Mapping
