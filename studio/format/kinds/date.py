"""date: a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import OneOf, key
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class Date(Step):
    """A day, past or to come."""

    kind: ClassVar[str] = "date"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = '"2026-04-15"'

    only: str = key(
        OneOf(("past", "future")),
        "only days gone and today, or only days from tomorrow on",
        default="",
    )
