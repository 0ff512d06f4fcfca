"""What is written where: the words, blocks and expressions of a file, each with its scalar.

For tools that change a file in its own words. Imports the nodes, the declarations
and the edits; opens no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studio.authoring.edits import Edit
from studio.format import expressions
from studio.format.declared import Found
from studio.format.expressions import Expression
from studio.format.expressions.tree import Call, Listed
from studio.format.expressions.tree import Node as Part
from studio.format.keys import Assignments, Formula, Pieces, Words
from studio.format.nodes import Entry, Mapping, Node, Scalar
from studio.format.nodes import Sequence as Listing
from studio.format.piping import parse_template
from studio.format.problems import Problems


def written(found: Iterable[Found]) -> Iterator[tuple[Scalar, Expression, int]]:
    """Every expression of some keys, the scalar it stands in, and its offset there."""
    for one in found:
        reads, node = one.reads, one.entry.value
        if isinstance(reads, Formula) and isinstance(node, Scalar):
            yield from _formula(node)
        elif isinstance(reads, Assignments) and isinstance(node, Mapping):
            for entry in node.entries:
                if isinstance(entry.value, Scalar):
                    yield from _formula(entry.value)
        elif isinstance(reads, Words) and isinstance(node, Scalar):
            yield from _template(node)
        elif isinstance(reads, Pieces) and isinstance(node, Listing):
            for item in node.items:
                if isinstance(item, Scalar):
                    yield from _template(item)


def _formula(node: Scalar) -> Iterator[tuple[Scalar, Expression, int]]:
    made = expressions.parse(node.text, node.at, Problems())
    if made is not None:
        yield node, made, 0


def _template(node: Scalar) -> Iterator[tuple[Scalar, Expression, int]]:
    for made in parse_template(node, Problems()).expressions:
        yield node, made, made.at


def parts(node: Part) -> Iterator[Part]:
    """Every part of an expression."""
    yield node
    inner = [getattr(node, name, None) for name in ("left", "right", "of")]
    if isinstance(node, Call):
        inner += node.arguments
    if isinstance(node, Listed):
        inner += node.items
    for one in inner:
        if one is not None:
            yield from parts(one)


def at(node: Node, text: str) -> Edit:
    """A whole scalar, inside its quotes, becomes `text`."""
    assert isinstance(node, Scalar)
    return within(node, 0, len(node.text), text)


def within(scalar: Scalar, offset: int, width: int, text: str) -> Edit:
    """A stretch of a scalar becomes `text`."""
    place = scalar.at(offset, max(1, width))
    return Edit(place.line, place.column, place.width, text)


def last_line(node: Node) -> int:
    """The last line of a node."""
    if isinstance(node, Scalar):
        return node.span[2] + 1
    inner = node.items if isinstance(node, Listing) else [one.value for one in node.entries]
    return max([node.place.line, *(last_line(one) for one in inner)])


def inside(node: Node | None, key: str) -> Node | None:
    """What stands below a key of a block, if it is one."""
    return node.get(key) if isinstance(node, Mapping) else None


def text_of(node: Node | None) -> str:
    """The text of a scalar; "" for anything else."""
    return node.text if isinstance(node, Scalar) else ""


def entries(node: Node | None) -> tuple[Entry, ...]:
    """The entries of a block; none for anything else."""
    return node.entries if isinstance(node, Mapping) else ()


def words(node: Node | None) -> list[Scalar]:
    """The scalars of a list, or the one that stands alone."""
    if isinstance(node, Scalar):
        return [node]
    items = node.items if isinstance(node, Listing) else ()
    return [one for one in items if isinstance(one, Scalar)]


def blocks(node: Node | None) -> Iterator[Mapping]:
    """Every block of keys in a tree, outermost first."""
    if isinstance(node, Mapping):
        yield node
        for entry in node.entries:
            yield from blocks(entry.value)
    elif isinstance(node, Listing):
        for one in node.items:
            yield from blocks(one)
