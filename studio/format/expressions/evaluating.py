"""What an expression comes to, while a session runs.

Pure: the same names give the same result. None is missing, and nothing raises for it: a sum
with a missing answer is missing, a comparison with one is false, counts and sums of it are 0;
`!=` and `not in` are the opposites of `==` and `in`, so they are true of a missing answer.
Hot: whole exercises are walked again and again, so a node is found by its class.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from studio.format.expressions.marking import marked
from studio.format.expressions.tree import (
    Call,
    Compare,
    Dot,
    Expression,
    Listed,
    Literal,
    Logic,
    Minus,
    Name,
    Not,
    Sum,
)
from studio.format.expressions.values import Item, is_missing, same

Names = Callable[[str], object]


def evaluate(expression: Expression, names: Names) -> object:
    """The value of `expression`; None when it is missing.

    `names(name)` gives the value of a name, None when it has none; `names("list:NAME")` gives
    the words of a word list, for `marks`.
    """
    tree = expression.tree
    return _WALK[tree.__class__](tree, names)


def _value(node: object, names: Names) -> object:
    return _WALK[node.__class__](node, names)


def _literal(node: Literal, _names: Names) -> object:
    return node.value


def _name(node: Name, names: Names) -> object:
    return names(node.name)


def _dot(node: Dot, names: Names) -> object:
    return _field(_value(node.of, names), node.field)


def _field(thing: object, field: str) -> object:
    """A field of an item; of a list the fields that are there, lists among them opened."""
    if isinstance(thing, Item):
        return thing.fields.get(field)
    if not isinstance(thing, (tuple, list)):
        return None
    found: list[object] = []
    for part in thing:
        value = _field(part, field)
        if isinstance(value, (tuple, list)):
            found.extend(value)
        elif value is not None:
            found.append(value)
    return tuple(found)


def _listed(node: Listed, names: Names) -> object:
    return tuple(_value(item, names) for item in node.items)


def _not(node: Not, names: Names) -> object:
    return not _true(_value(node.of, names))


def _true(value: object) -> bool:
    return value is True


def _minus(node: Minus, names: Names) -> object:
    value = _value(node.of, names)
    return -value if _is_number(value) else None  # type: ignore[operator]


def _is_number(value: object) -> bool:
    kind = value.__class__
    return kind is int or kind is float


def _logic(node: Logic, names: Names) -> object:
    left = _true(_value(node.left, names))
    if node.word == "and":
        return left and _true(_value(node.right, names))
    return left or _true(_value(node.right, names))


def _compare(node: Compare, names: Names) -> object:
    left = _value(node.left, names)
    right = _value(node.right, names)
    sign = node.sign
    if sign == "==":
        return _equal(left, right)
    if sign == "!=":
        return not _equal(left, right)
    if sign == "in":
        return _contains(right, left)
    if sign == "not in":
        return not _contains(right, left)
    pair = _ordered(left, right)
    if pair is None:
        return False
    one, other = pair
    if sign == "<":
        return one < other
    if sign == "<=":
        return one <= other
    if sign == ">":
        return one > other
    return one >= other


def _equal(left: object, right: object) -> bool:
    return left is not None and right is not None and same(left, right)


def _contains(several: object, one: object) -> bool:
    if one is None or not isinstance(several, (tuple, list)):
        return False
    return any(part is not None and same(part, one) for part in several)


def _ordered(left: object, right: object) -> tuple[float, float] | None:
    """Two numbers, or two dates as numbers of days or seconds; None when they do not order."""
    if _is_number(left) and _is_number(right):
        return left, right  # type: ignore[return-value]
    if isinstance(left, date) and isinstance(right, date):
        if isinstance(left, datetime) and isinstance(right, datetime):
            return _moment(left, right)
        return left.toordinal(), right.toordinal()
    return None


def _moment(left: datetime, right: datetime) -> tuple[float, float]:
    """Two moments on one line. Where one has no zone, both are read as told by the clock."""
    if (left.tzinfo is None) != (right.tzinfo is None):
        left, right = left.replace(tzinfo=None), right.replace(tzinfo=None)
    return 0.0, (right - left).total_seconds()


def _sum(node: Sum, names: Names) -> object:
    left = _value(node.left, names)
    right = _value(node.right, names)
    if not (_is_number(left) and _is_number(right)):
        return None
    return _reckon(node.sign, left, right)  # type: ignore[arg-type]


def _reckon(sign: str, left: float, right: float) -> float | None:
    try:
        if sign == "+":
            result = left + right
        elif sign == "-":
            result = left - right
        elif sign == "*":
            result = left * right
        else:
            result = left / right
    except (ZeroDivisionError, OverflowError):
        return None
    return result if abs(result) != float("inf") else None


def _call(node: Call, names: Names) -> object:
    function = node.function
    if function == "either":
        for argument in node.arguments:
            value = _value(argument, names)
            if not is_missing(value):
                return value
        return None
    first = _value(node.arguments[0], names)
    if function == "given":
        return _value(node.arguments[1], names) if _true(first) else None
    if function == "marks":
        return _marks(first, _value(node.arguments[1], names), names)
    if function == "join":
        return _joined(first, names)
    if len(node.arguments) == 1:
        return _OF_ONE[function](first)
    rest = [_value(argument, names) for argument in node.arguments[1:]]
    if function == "days":
        return _days(first, rest[0])
    return _OF_ONE[function]((first, *rest))


def _there(value: object) -> list[object]:
    """The parts of a list that are there; of a single thing, that thing."""
    if value is None:
        return []
    if isinstance(value, (tuple, list)):
        return [part for part in value if part is not None]
    return [value]


def _numbers(value: object) -> list[float]:
    return [part for part in _there(value) if _is_number(part)]  # type: ignore[misc]


def _total(value: object) -> float | None:
    numbers = _numbers(value)
    try:
        return sum(numbers)
    except OverflowError:
        return None


def _mean(value: object) -> float | None:
    numbers = _numbers(value)
    total = _total(numbers)
    return _reckon("/", total, len(numbers)) if numbers and total is not None else None


def _median(value: object) -> float | None:
    numbers = sorted(_numbers(value))
    if not numbers:
        return None
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return _reckon("/", numbers[middle - 1] + numbers[middle], 2)


def _outermost(value: object, sign: str) -> object:
    """The least (`<`) or greatest (`>`) of numbers, or of dates."""
    best: object = None
    for part in _there(value):
        if best is None:
            best = part if _is_number(part) or isinstance(part, date) else None
            continue
        pair = _ordered(part, best)
        if pair is not None and (pair[0] < pair[1] if sign == "<" else pair[0] > pair[1]):
            best = part
    return best


def _first(value: object) -> object:
    parts = _there(value)
    return parts[0] if parts else None


def _number(value: object) -> object:
    if isinstance(value, Item):
        return value.number
    return value if _is_number(value) else None


def _day(value: object) -> date | None:
    """The calendar day of a date, a moment, or a row that has one."""
    if isinstance(value, Item):
        value = value.fields.get("day") or value.fields.get("kept_on")
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _days(left: object, right: object) -> int | None:
    one, other = _day(left), _day(right)
    if one is None or other is None:
        return None
    return abs(other.toordinal() - one.toordinal())


def _on_days(value: object) -> int:
    return len({day for day in map(_day, _there(value)) if day is not None})


def _joined(value: object, names: Names) -> str | None:
    from studio.format.expressions.wording import in_words, spoken_in

    parts = _there(value)
    return in_words(tuple(parts), spoken_in(names)) if parts else None


def _marks(text: object, words: object, names: Names) -> int | None:
    if isinstance(text, Item):
        text = text.words
    if isinstance(text, (tuple, list)):
        text = "\n".join(part.words if isinstance(part, Item) else str(part) for part in text)
    listed = names(f"list:{words}")
    if not isinstance(text, str) or not isinstance(listed, Sequence):
        return None
    return len(marked(text, [w.words if isinstance(w, Item) else str(w) for w in listed]))


_OF_ONE: dict[str, Callable[[object], object]] = {
    "answered": lambda value: not is_missing(value),
    "count": lambda value: len(_there(value)),
    "sum": _total,
    "mean": _mean,
    "median": _median,
    "min": lambda value: _outermost(value, "<"),
    "max": lambda value: _outermost(value, ">"),
    "first": _first,
    "number": _number,
    "on_days": _on_days,
}

_WALK: dict[type, Callable[..., object]] = {
    Literal: _literal,
    Name: _name,
    Dot: _dot,
    Listed: _listed,
    Call: _call,
    Not: _not,
    Minus: _minus,
    Logic: _logic,
    Compare: _compare,
    Sum: _sum,
}
