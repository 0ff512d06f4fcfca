"""Values that take one line and run on over several: the key of the next line is missing.

YAML takes a line that is further in for more of the value above it, so a text whose `text: >-`
is gone is read as the end of an `id`. It is told where it begins, and the value above is read
as it was meant. Imports the declarations and the nodes.
"""

from __future__ import annotations

from collections.abc import Mapping as Mapping_
from dataclasses import replace
from typing import TYPE_CHECKING

from studio.format.keys import (
    Decimal,
    Key,
    ListNames,
    Minutes,
    Name,
    OneOf,
    OptionsFrom,
    Reference,
    SourceOf,
    Span,
    Whole,
    YesNo,
)
from studio.format.problems import Place
from studio.format.source import Mapping, Node, Scalar

if TYPE_CHECKING:
    from studio.format.reading import Reader

ONE_LINE = frozenset(
    (Decimal, ListNames, Minutes, Name, OneOf, OptionsFrom, Reference, SourceOf, Span, Whole, YesNo)
)
LEFT_OUT = ("text", "label")  # what goes over several lines, the likeliest first


def runs_on(node: Node | None) -> bool:
    """Whether a text without quotes goes on in the next line."""
    return isinstance(node, Scalar) and node.style == "plain" and node.span[0] != node.span[2]


def first_line(node: Scalar) -> Scalar:
    """The part of a text that stands on the line of its key."""
    if not runs_on(node):
        return node
    line, column = node.span[:2]
    text = node.source.lines[line][column:].rstrip()
    return Scalar(text, "plain", (line, column, line, column + len(text)), node.source)


def on_one_line(
    reader: Reader, declared: Mapping_[str, tuple[str, Key]], node: Mapping
) -> tuple[Mapping, str]:
    """A block whose values of one line are no longer than that, and the key that is missing.

    "" where none is. What runs on is noted at the line where it does; a step's `type` is such
    a value too.
    """
    found = [entry for entry in node.entries if runs_on(entry.value)]
    taken = [
        entry
        for entry in found
        if entry.key.text == "type"
        or (entry.key.text in declared and type(declared[entry.key.text][1].reads) in ONE_LINE)
    ]
    if not taken:
        return node, ""
    missing = next((key for key in LEFT_OUT if key in declared and node.get(key) is None), "")
    for entry in taken:
        assert isinstance(entry.value, Scalar)
        reader.error(
            "P127",
            _second_line(entry.value),
            f"This line has no key, and is read as more of `{entry.key.text}`.",
            f"Add `{missing}: >-` above it, or take it out."
            if missing
            else "Write its key in front of it, or take it out.",
        )
    entries = tuple(
        replace(one, value=first_line(one.value))
        if one in taken and isinstance(one.value, Scalar)
        else one
        for one in node.entries
    )
    return Mapping(entries, node.flow, node.place), missing


def _second_line(node: Scalar) -> Place:
    line, _, last, _ = node.span
    rows = node.source.lines
    at = next(number for number in range(line + 1, last + 1) if rows[number].strip())
    text = rows[at].strip()
    column = rows[at].index(text) + 1
    return Place(node.source.file, at + 1, column, len(text))
