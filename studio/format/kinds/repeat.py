"""repeat: once for each, or again until."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import Formula, Name, SourceOf, Steps, Whole, key
from studio.format.parts import Source
from studio.format.step import Step

if TYPE_CHECKING:
    from studio.format.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Repeat(Step):
    """Steps again: over the items of a list, or until something is true (`max` times)."""

    kind: ClassVar[str] = "repeat"
    asks: ClassVar[bool] = True
    draws: ClassVar[bool] = False
    stores: ClassVar[str] = "[{…answers of one round}, …]"

    over: tuple[Source, ...] = key(SourceOf(), "what to go over", default=())
    called: str = key(Name(), "what one is called (else `item`)", default="", name="as")
    until: Expression | None = key(Formula("yes/no"), "ends when this is true after a round")
    max: int | None = key(Whole(1, 20), "at most so many rounds")
    steps: tuple[Step, ...] = key(Steps(), "the steps of a round", required=True, default=())
    otherwise: tuple[Step, ...] = key(
        Steps(or_skip=True), "steps for when there is nothing", default=(), name="else"
    )
