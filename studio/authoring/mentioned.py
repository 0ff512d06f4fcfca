"""Where an exercise is named by its id: in exercises, in the files of a pack, in tests.

For: an exercise under another name, and the copy of one. Imports the declarations and the
edits; opens no file.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio.authoring.edits import Edit
from studio.authoring.written import at, blocks, words
from studio.format.declared import file_class, keys_in
from studio.format.keys import Names, Reference, SourceOf
from studio.format.nodes import Mapping, Scalar


def in_tests(root: Mapping, old: str, new: str) -> Iterator[Edit]:
    """Every `exercise` and `opens` of a test file that names it."""
    for block in blocks(root):
        for key in ("exercise", "opens"):
            node = block.get(key)
            if isinstance(node, Scalar) and node.text == old:
                yield at(node, new)


def in_file(root: Mapping, stem: str, old: str, new: str) -> Iterator[Edit]:
    """Where it is named by `opens`, `exercise`, `from` and in lists of a pack."""
    for found in keys_in(file_class(root, stem), root):
        reads = found.reads
        named = isinstance(reads, Reference) and reads.to == "exercise"
        listed = isinstance(reads, Names) and found.name == "exercises"
        if named or listed or isinstance(reads, SourceOf):
            for one in words(found.entry.value):
                if one.text == old:
                    yield at(one, new)
