"""timed: a stretch of time with lines to follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import Formula, Named, Whole, key
from studio.format.parts import Phase
from studio.format.step import Step

if TYPE_CHECKING:
    from studio.format.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Timed(Step):
    """One stretch (`seconds` and `text`), or several `phases` after `text` was read."""

    kind: ClassVar[str] = "timed"
    stores: ClassVar[str] = '{"seconds": n, "skipped": [phase, …]}'

    seconds: int | None = key(Whole(1, 7200), "how long, for a single stretch")
    phases: dict[str, Phase] = key(Named("phase"), "or its parts, in order", default={})
    factor: Expression | None = key(Formula("number"), "stretches every part")
    lead_in: int = key(Whole(0, 120), "seconds of quiet before the first", default=0)
