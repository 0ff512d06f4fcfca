"""A file as the format declares it: each key with how it is read, whatever is inside it.

Goes through nodes and declarations side by side, so that a tool knows what a word is
(an id, an expression, the name of a list) without reading anything into objects.
What the format does not know is passed over. Imports the declarations and the nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studio.format.exercise import Exercise, Pack
from studio.format.keys import Block, Blocks, Named, OptionsFrom, Reads, Steps, keys_of
from studio.format.nodes import Entry, Mapping, Node, Scalar, Sequence
from studio.format.parts import PARTS
from studio.format.step import kinds


@dataclass(frozen=True)
class Found:
    """One key of a file: the class that declares it, how it is read, its entry.

    `block` is the block it stands in, `inside` the blocks around that, outermost first.
    """

    cls: type
    name: str
    reads: Reads
    entry: Entry
    block: Mapping
    inside: tuple[Mapping, ...]


def keys_in(cls: type, node: Node | None, inside: tuple[Mapping, ...] = ()) -> Iterator[Found]:
    """Every key of a block that is read as `cls`, and of the blocks in it, as written."""
    if not isinstance(node, Mapping):
        return
    declared = keys_of(cls)
    for entry in node.entries:
        found = declared.get(entry.key.text)
        if found is None:
            continue
        reads = found[1].reads
        yield Found(cls, entry.key.text, reads, entry, node, inside)
        yield from _below(reads, entry.value, (*inside, node))


def _below(reads: Reads, node: Node, inside: tuple[Mapping, ...]) -> Iterator[Found]:
    if isinstance(reads, Steps) and isinstance(node, Sequence):
        for one in node.items:
            cls = step_class(one)
            if cls is not None:
                yield from keys_in(cls, one, inside)
    elif isinstance(reads, Block):
        yield from keys_in(PARTS[reads.of], node, inside)
    elif isinstance(reads, Blocks) and isinstance(node, Sequence):
        for one in node.items:
            yield from keys_in(PARTS[reads.of], one, inside)
    elif isinstance(reads, (Named, OptionsFrom)) and isinstance(node, Mapping):
        part = reads.of if isinstance(reads, Named) else "option"
        for entry in node.entries:
            yield from keys_in(PARTS[part], entry.value, inside)


def step_class(node: Node) -> type | None:
    """The kind of a step, by what it says under `type`."""
    written = node.get("type") if isinstance(node, Mapping) else None
    return kinds().get(written.text) if isinstance(written, Scalar) else None


def file_class(root: Mapping, name: str) -> type:
    """What a file is: a pack or a section of one, else an exercise."""
    return Pack if name == "pack" or root.get("id") is None else Exercise
