"""list: several items in own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import ListNames, Named, Whole, key
from studio.format.parts import Each, Source
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class ListStep(Step):
    """Items in own words, each with a small question if `each` is given."""

    kind: ClassVar[str] = "list"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = '[{"text": "…", …each}, …]'

    min: int | None = key(Whole(0, 100), "at least so many")
    max: int | None = key(Whole(1, 100), "at most so many")
    each: dict[str, Each] = key(Named("each"), "a small question for each", default={})
    suggest: tuple[Source, ...] = key(
        ListNames(), "lines of lists or collections to take over and change", default=()
    )
