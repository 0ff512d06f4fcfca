"""Expressions: what stands in `when`, `where`, `until`, `value` and inside `${…}`.

In reading order: `tree` (the parts), `codes` (problems, functions, reserved words), `reading`
(text to tree), `types` and `checking` (before a session), `values` and `evaluating` (while one
runs). A closed language: no loops, no assignment, no Python is ever evaluated.

`Item` is the value that stands for a choice, an entry or a kept row; the type of such a value
is `types.Item`, here `ItemType`.
"""

from __future__ import annotations

from studio.format.expressions.checking import check
from studio.format.expressions.codes import FUNCTIONS, KEYWORDS, RESERVED
from studio.format.expressions.evaluating import Names, evaluate
from studio.format.expressions.marking import marked
from studio.format.expressions.reading import Locate, parse
from studio.format.expressions.tree import Expression
from studio.format.expressions.types import Choice, Date, ListOf, Number, Text, Type, Unknown, YesNo
from studio.format.expressions.types import Item as ItemType
from studio.format.expressions.values import Item, is_missing, same

__all__ = [
    "FUNCTIONS",
    "KEYWORDS",
    "RESERVED",
    "Choice",
    "Date",
    "Expression",
    "Item",
    "ItemType",
    "ListOf",
    "Locate",
    "Names",
    "Number",
    "Text",
    "Type",
    "Unknown",
    "YesNo",
    "check",
    "evaluate",
    "is_missing",
    "marked",
    "parse",
    "same",
]
