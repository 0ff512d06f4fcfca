"""The type that each function gives, and what it needs in its brackets.

One small rule a function, found by its name in `CALLS`. Imports the types and the tree; the
checker that adds problems is handed in, so that this module and `checking` do not need
each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from studio.format.expressions import codes
from studio.format.expressions import types as kinds
from studio.format.expressions.tree import Call, Node
from studio.format.expressions.types import (
    Choice,
    Date,
    Item,
    ListOf,
    Number,
    Text,
    Type,
    YesNo,
)


class Tells(Protocol):
    """What a rule needs of the checker."""

    def error(self, code: str, node: Node, message: str, hint: str = "") -> None: ...

    def needs_number(self, node: Node, kind: Type | None) -> Type | None: ...


Found = Sequence[Type | None]
Rule = Callable[[Tells, Call, Found], Type | None]


def _is_maybe(found: Found) -> bool:
    return any(kind is not None and kind.maybe for kind in found)


def _needs_list(tells: Tells, node: Call, kind: Type | None) -> ListOf | None:
    """The list in the brackets; a problem and None where it is none."""
    if kind is None or isinstance(kind, ListOf):
        return kind
    hint = "answered(x) tells whether there is an answer." if node.function == "count" else ""
    if isinstance(kind, Number):
        hint = "A single number needs no function."
    tells.error(
        codes.WRONG_TYPE, node.arguments[0], f"`{node.function}` needs a list of things.", hint
    )
    return None


def _parts_maybe(several: ListOf) -> bool:
    return several.maybe or (several.of is not None and several.of.maybe)


def _answered(_tells: Tells, _node: Call, _found: Found) -> Type:
    return YesNo()


def _count(tells: Tells, node: Call, found: Found) -> Type:
    _needs_list(tells, node, found[0])
    return Number()


def _sum(tells: Tells, node: Call, found: Found) -> Type:
    several = _needs_list(tells, node, found[0])
    if several is not None and several.of is not None:
        tells.needs_number(node.arguments[0], several.of)
    return Number()


def _middle(tells: Tells, node: Call, found: Found) -> Type:
    several = _needs_list(tells, node, found[0])
    if several is None:
        return Number(maybe=True)
    if several.of is not None:
        tells.needs_number(node.arguments[0], several.of)
    return Number(_parts_maybe(several))


def _outermost(tells: Tells, node: Call, found: Found) -> Type | None:
    if len(found) == 1:
        several = _needs_list(tells, node, found[0])
        if several is None or several.of is None:
            return None
        found, missing = [several.of], _parts_maybe(several)
    else:
        # A missing one among several is passed over.
        missing = all(kind is None or kind.maybe for kind in found)
    if any(isinstance(kind, Date) for kind in found):
        if all(kind is None or isinstance(kind, Date) for kind in found):
            return Date(missing)
        tells.error(codes.WRONG_TYPE, node, "Dates and other things cannot be put in order.")
        return None
    for argument, kind in zip(node.arguments, found, strict=True):
        if kind is not None and tells.needs_number(argument, kind) is None:
            return None
    return Number(missing)


def _first(tells: Tells, node: Call, found: Found) -> Type | None:
    several = _needs_list(tells, node, found[0])
    if several is None or several.of is None:
        return None
    return kinds.maybe(several.of, several.maybe)


def _join(tells: Tells, node: Call, found: Found) -> Type:
    several = _needs_list(tells, node, found[0])
    return Text(several is None or _parts_maybe(several))


def _number(tells: Tells, node: Call, found: Found) -> Type:
    kind = found[0]
    if kind is None or isinstance(kind, (Number, Item)):
        return Number(kind is not None and kind.maybe)
    if isinstance(kind, Choice):
        # Own words have no number, so an answer in own words counts as missing here.
        return Number(kind.maybe or kind.words_ok)
    tells.error(
        codes.WRONG_TYPE,
        node.arguments[0],
        "`number` needs a choice whose options have a `number`.",
        "For a list use count(list) or sum(list).",
    )
    return Number()


def _days(tells: Tells, node: Call, found: Found) -> Type:
    for argument, kind in zip(node.arguments, found, strict=True):
        if kind is not None and not isinstance(kind, Date):
            tells.error(
                codes.WRONG_TYPE,
                argument,
                "`days` needs two dates.",
                "Every kept item and every past session has a `day`.",
            )
    return Number(_is_maybe(found))


def _on_days(tells: Tells, node: Call, found: Found) -> Type:
    several = _needs_list(tells, node, found[0])
    if several is not None and not isinstance(several.of, (Item, Date, type(None))):
        tells.error(
            codes.WRONG_TYPE,
            node.arguments[0],
            "`on_days` needs a list of kept items, of past sessions or of dates.",
        )
    return Number()


def _marks(tells: Tells, node: Call, found: Found) -> Type:
    kind = found[0]
    if kind is not None and isinstance(kind, (Number, YesNo, Date)):
        tells.error(codes.WRONG_TYPE, node.arguments[0], "`marks` needs a text.")
    return Number(kind is not None and kind.maybe)


def _either(_tells: Tells, _node: Call, found: Found) -> Type | None:
    known = [kind for kind in found if kind is not None]
    if len(known) < len(found) or not known:
        return None
    missing = all(kind.maybe for kind in known)
    first = known[0]
    if all(kind.__class__ is first.__class__ for kind in known):
        if isinstance(first, Choice):
            return _one_choice([kind for kind in known if isinstance(kind, Choice)], missing)
        return kinds.maybe(kinds.sure(first), missing)
    words = all(isinstance(kind, (Text, Choice, Item)) for kind in known)
    return Text(missing) if words else None


def _one_choice(choices: list[Choice], missing: bool) -> Choice:
    values: frozenset[str] | None = frozenset()
    for choice in choices:
        values = None if values is None or choice.values is None else values | choice.values
    return Choice(values, any(choice.words_ok for choice in choices), maybe=missing)


def _given(tells: Tells, node: Call, found: Found) -> Type | None:
    if found[0] is not None and not isinstance(found[0], YesNo):
        tells.error(
            codes.WRONG_TYPE,
            node.arguments[0],
            "`given` needs a yes or no first.",
            "Such as `given(count(list) > 2, answer)`.",
        )
    return None if found[1] is None else kinds.maybe(found[1])


CALLS: dict[str, Rule] = {
    "answered": _answered,
    "count": _count,
    "sum": _sum,
    "mean": _middle,
    "median": _middle,
    "min": _outermost,
    "max": _outermost,
    "first": _first,
    "join": _join,
    "number": _number,
    "days": _days,
    "on_days": _on_days,
    "marks": _marks,
    "either": _either,
    "given": _given,
}
