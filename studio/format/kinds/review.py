"""review: read back what is kept, earlier sessions, or how it went over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import (
    Blocks,
    Formula,
    Name,
    Names,
    OneOf,
    SourceOf,
    Span,
    Steps,
    Whole,
    key,
)
from studio.format.parts import Duration, OrderTerm, Source
from studio.format.step import Step

if TYPE_CHECKING:
    from studio.format.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Review(Step):
    """Rows to read: as lines, counts, a trend, or the last two compared."""

    kind: ClassVar[str] = "review"
    stores: ClassVar[str] = "rows shown, by reference"

    source: tuple[Source, ...] = key(
        SourceOf(), "where the rows come from", required=True, default=(), name="from"
    )
    where: Expression | None = key(Formula("yes/no"), "which rows; the row is `item`")
    within: Duration | None = key(Span(), "newer than this")
    order: tuple[OrderTerm, ...] = key(
        Blocks("order-term"), "newest first, if not given", default=()
    )
    limit: int | None = key(Whole(1, 1000), "at most so many")
    shape: str = key(
        OneOf(("lines", "counts", "trend", "compare")), "how", default="lines", name="as"
    )
    of: tuple[str, ...] = key(Names(), "outcome values or measures, for a trend", default=())
    by: tuple[str, ...] = key(Names(), "fields to count by", default=())
    mean_of: str = key(Name(), "a field to average", default="")
    otherwise: tuple[Step, ...] = key(
        Steps(or_skip=True),
        "steps for when there is nothing",
        required=True,
        default=(),
        name="else",
    )
