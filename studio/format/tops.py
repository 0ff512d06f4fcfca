"""The top of a file: a block of keys, written for a format this program knows.

Also the names and words below a key, before anything judges them. Imports the nodes.
"""

from __future__ import annotations

from studio.format import reading_values as values
from studio.format.problems import Problems, nearest
from studio.format.reading_values import Node
from studio.format.source import Mapping, Scalar, Sequence

FORMAT = 1


def root_of(node: Node | None, problems: Problems) -> Mapping | None:
    """The top of a file, which must be a block of keys."""
    if node is None or isinstance(node, Mapping):
        return node
    problems.error(
        "P203",
        node.place,
        f"A file begins with keys, and {values.shape(node)} stands here.",
        "Begin it with `format: 1`.",
    )
    return None


def check_format(root: Mapping, problems: Problems) -> bool:
    """Whether the file is written for a format this program knows."""
    node = root.get("format")
    if node is None:
        keys = [entry.key.text for entry in root.entries]
        close = nearest("format", keys)
        problems.error(
            "P214",
            root.place,
            "The file does not say its format.",
            f"Did you mean `format` by `{close}`?" if close else "Begin it with `format: 1`.",
        )
        return False
    if not (isinstance(node, Scalar) and node.text.isascii() and node.text.isdigit()):
        problems.error("P214", node.place, "`format` takes a whole number.", "Write `format: 1`.")
        return False
    if len(node.text) > 4 or int(node.text) > FORMAT:
        problems.error(
            "P215",
            node.at(0, len(node.text)),
            f"This file is written for format {node.text[:8]}, and this program knows {FORMAT}.",
            "Update the program, or write `format: 1`.",
        )
        return False
    if node.text != str(FORMAT):
        problems.error(
            "P214",
            node.at(0, len(node.text)),
            f"There is no format {node.text}.",
            "Write `format: 1`.",
        )
        return False
    return True


def names_in(node: Node, key: str) -> frozenset[str]:
    """The names a mapping below `key` gives, unread."""
    inner = node.get(key) if isinstance(node, Mapping) else None
    if not isinstance(inner, Mapping):
        return frozenset()
    return frozenset(entry.key.text for entry in inner.entries)


def words_in(node: Node, key: str) -> tuple[str, ...]:
    """The words of a list below `key`, unread."""
    inner = node.get(key) if isinstance(node, Mapping) else None
    if not isinstance(inner, Sequence):
        return ()
    return tuple(one.text for one in inner.items if isinstance(one, Scalar))
