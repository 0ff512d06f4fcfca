"""scale: a rating, with words at both ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import Label, OneOf, Reference, Whole, key
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class Scale(Step):
    """A rating, 0 to 10 unless said otherwise; never starts on a value.

    With `measure` the wording, range and words at the ends come from the
    measure (full name here), and `id` is the measure's own name, with
    `_before` or `_after` when `at` is given.
    """

    kind: ClassVar[str] = "scale"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = "number"

    measure: str = key(Reference("measure"), "the measure that is asked", default="")
    at: str = key(OneOf(("before", "after")), "one of a pair", default="")
    min: int | None = key(Whole(-100, 100), "lowest number, 0 if not given")
    max: int | None = key(Whole(-100, 100), "highest number, 10 if not given")
    low: str = key(Label(), "what the lowest means", default="")
    high: str = key(Label(), "what the highest means", default="")
