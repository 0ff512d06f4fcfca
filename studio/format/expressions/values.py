"""What an expression works on while a session runs, and when two such things are the same.

None is missing. Numbers, yes/no, texts and dates are Python's own; a choice, a list entry and
a kept row are an `Item`; lists are tuples or lists. Imports only the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Item:
    """A chosen option, an entry of a list, or a kept row.

    `words` are what a person reads; `value` is what is stored for an option; `number` what
    the author gave the option; `fields` what a dot can read; `ref` the id of a kept row.
    """

    words: str
    value: str | None = None
    number: float | None = None
    fields: Mapping[str, object] = field(default_factory=dict, hash=False)
    ref: str | None = None


def is_missing(value: object) -> bool:
    """True for no answer at all, for an empty text and for an empty list."""
    return value is None or value == "" or (isinstance(value, (tuple, list)) and not value)


def same(left: object, right: object) -> bool:
    """Whether two things that are there are equal.

    A choice equals its stored value, or its words when nothing is stored for it; two items are
    compared by value when both have one, else by reference when both have one, else by words.
    """
    if isinstance(left, Item):
        if isinstance(right, Item):
            if left.value is not None and right.value is not None:
                return left.value == right.value
            if left.ref is not None and right.ref is not None:
                return left.ref == right.ref
            return left.words == right.words
        return isinstance(right, str) and _stands_for(left, right)
    if isinstance(right, Item):
        return isinstance(left, str) and _stands_for(right, left)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, (tuple, list)) and isinstance(right, (tuple, list)):
        return len(left) == len(right) and all(map(same, left, right))
    return left == right


def _stands_for(item: Item, text: str) -> bool:
    return text == (item.words if item.value is None else item.value)
