"""The parts of an expression, as read: small frozen nodes that know where they stand.

Imports nothing of ours. `at` is the offset of a node's first character in the expression,
`end` the offset behind its last; both count characters of `Expression.source`. Nodes are named
tuples, since ten dataclasses would cost more to import than an exercise costs to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Literal(NamedTuple):
    """A number, or a stored value in straight quotes."""

    value: int | float | str
    at: int
    end: int


class Name(NamedTuple):
    """An answer, a read, a name that the place of the expression brings along."""

    name: str
    at: int
    end: int


class Dot(NamedTuple):
    """A field of a thing; of a list, the list of those fields. `named` is where its name is."""

    of: Node
    field: str
    at: int
    named: int
    end: int


class Listed(NamedTuple):
    """Things in square brackets, for `in`."""

    items: tuple[Node, ...]
    at: int
    end: int


class Call(NamedTuple):
    """One of the functions of the format."""

    function: str
    arguments: tuple[Node, ...]
    at: int
    end: int


class Not(NamedTuple):
    """The opposite of a yes or no."""

    of: Node
    at: int
    end: int


class Minus(NamedTuple):
    """A number below zero."""

    of: Node
    at: int
    end: int


class Logic(NamedTuple):
    """`and` or `or`."""

    word: str
    left: Node
    right: Node
    at: int
    end: int


class Compare(NamedTuple):
    """One of `== != < <= > >= in` and `not in`; `sign_at` is the place of the sign."""

    sign: str
    left: Node
    right: Node
    at: int
    sign_at: int
    end: int


class Sum(NamedTuple):
    """One of `+ - * /`."""

    sign: str
    left: Node
    right: Node
    at: int
    sign_at: int
    end: int


Node = Literal | Name | Dot | Listed | Call | Not | Minus | Logic | Compare | Sum


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that could be read. `names` are the names it begins from, without fields.

    `at` is the offset at which it stands in the text it is piped into, 0 on its own.
    """

    source: str
    tree: Node
    names: frozenset[str]
    at: int = 0


def path(node: Node) -> str | None:
    """`a.b.c` for a name and its fields, None for anything else."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Dot):
        inner = path(node.of)
        return None if inner is None else f"{inner}.{node.field}"
    return None
