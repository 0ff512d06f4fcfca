"""picks: several of the things kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import Blocks, Formula, Label, Named, SourceOf, Span, Steps, Whole, key
from studio.format.parts import Duration, Each, OrderTerm, Source
from studio.format.step import Step

if TYPE_CHECKING:
    from studio.format.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Picks(Step):
    """Several of the things kept; `otherwise` (`else`) is what happens when there is nothing."""

    kind: ClassVar[str] = "picks"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = '[{"ref": item, …fields, …each}, …]'

    source: tuple[Source, ...] = key(
        SourceOf(), "where the things come from", required=True, default=(), name="from"
    )
    where: Expression | None = key(Formula("yes/no"), "which to offer; the row is `item`")
    within: Duration | None = key(Span(), "newer than this")
    order: tuple[OrderTerm, ...] = key(
        Blocks("order-term"), "newest first, if not given", default=()
    )
    limit: int | None = key(Whole(1, 1000), "at most so many")
    own: str = key(Label(), "offers own words, under this label", default="")
    otherwise: tuple[Step, ...] = key(
        Steps(or_skip=True),
        "steps for when there is nothing",
        required=True,
        default=(),
        name="else",
    )
    min: int | None = key(Whole(0, 100), "at least so many")
    max: int | None = key(Whole(1, 100), "at most so many")
    each: dict[str, Each] = key(Named("each"), "a small question for each", default={})
