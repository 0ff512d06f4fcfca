"""What is sure without any answer: names that a condition vouches for, outcomes it must have.

`answered(x) and x != 'a'` reads `x` only where it is there; `count(x) >= 0` is true whatever
was answered. Imports the tree and, for fixed numbers, the evaluation; adds no problems.
"""

from __future__ import annotations

from studio.format.expressions.tree import (
    Call,
    Compare,
    Expression,
    Listed,
    Literal,
    Logic,
    Minus,
    Node,
    Not,
    Sum,
    path,
)

_OPPOSITE = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def makes_sure(node: Node, outcome: bool) -> frozenset[str]:
    """The names that are surely there where `node` came out as `outcome`."""
    if isinstance(node, Logic):
        if node.word == ("and" if outcome else "or"):
            return makes_sure(node.left, outcome) | makes_sure(node.right, outcome)
        return frozenset()
    if isinstance(node, Not):
        return makes_sure(node.of, not outcome)
    if isinstance(node, Call):
        return _named(node.arguments[0]) if outcome and node.function == "answered" else frozenset()
    if not isinstance(node, Compare):
        return frozenset()
    if node.sign in ("!=", "not in"):
        return frozenset() if outcome else _named(node.left) | _named(node.right)
    if not outcome:
        return frozenset()
    return _named(node.left) | _named(node.right) | _counted(node)


def _named(node: Node) -> frozenset[str]:
    """The names that must be there for `node` to be there."""
    name = path(node)
    if name is not None:
        return frozenset([name])
    if isinstance(node, Sum):
        return _named(node.left) | _named(node.right)
    if isinstance(node, Minus):
        return _named(node.of)
    return frozenset()


def _counted(node: Compare) -> frozenset[str]:
    """`x` in `count(x) > 0` and in other counts that an empty list does not pass."""
    left, sign, right = node.left, node.sign, node.right
    if isinstance(right, Call):
        left, sign, right = right, _OPPOSITE.get(sign, sign), left
    if not (isinstance(left, Call) and left.function == "count" and isinstance(right, Literal)):
        return frozenset()
    number = right.value
    if isinstance(number, str):
        return frozenset()
    enough = (sign == ">" and number >= 0) or (sign in (">=", "==") and number > 0)
    return _named(left.arguments[0]) if enough else frozenset()


def always(node: Node) -> bool | None:
    """True or false where a condition needs no answer at all; None where it can be either."""
    if not isinstance(node, Compare):
        return None
    if _is_fixed(node.left) and _is_fixed(node.right):
        from studio.format.expressions.evaluating import evaluate

        return evaluate(Expression("", node, frozenset()), lambda _name: None) is True
    name = path(node.left)
    if name is not None and name == path(node.right):
        return node.sign in ("==", "<=", ">=")
    left, sign, right = node.left, node.sign, node.right
    if isinstance(right, Call):
        left, sign, right = right, _OPPOSITE.get(sign, sign), left
    if isinstance(left, Call) and left.function in ("count", "on_days", "marks"):
        return _count_against(sign, right)
    return None


def _count_against(sign: str, node: Node) -> bool | None:
    """A count is 0 or more."""
    number = node.value if isinstance(node, Literal) else None
    if isinstance(node, Minus) and isinstance(node.of, Literal) and node.of.value:
        number = -1
    if number is None or isinstance(number, str):
        return None
    if sign == ">=" and number <= 0:
        return True
    if sign == "<" and number <= 0:
        return False
    if number < 0:
        return sign in (">", "!=")
    return None


def _is_fixed(node: Node) -> bool:
    if isinstance(node, Literal):
        return True
    if isinstance(node, Minus):
        return _is_fixed(node.of)
    if isinstance(node, Listed):
        return all(map(_is_fixed, node.items))
    return isinstance(node, Sum) and _is_fixed(node.left) and _is_fixed(node.right)
