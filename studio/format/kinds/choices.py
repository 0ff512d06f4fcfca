"""choices: several of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import Label, Named, OptionsFrom, Whole, key
from studio.format.parts import Each, Options
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class Choices(Step):
    """Several of a list, each with a small question if `each` is given."""

    kind: ClassVar[str] = "choices"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = '[{"value": v, …each}, …]'

    options: Options = key(
        OptionsFrom(),
        "the options: written here, a shared list, or what was chosen earlier",
        required=True,
        default=Options(),
    )
    own: str = key(Label(), "offers own words, under this label", default="")
    min: int | None = key(Whole(0, 100), "at least so many")
    max: int | None = key(Whole(1, 100), "at most so many")
    each: dict[str, Each] = key(Named("each"), "a small question for each", default={})
