"""breathe: a pattern of breath, by the clock or at one's own pace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import Formula, Named, Whole, YesNo, key
from studio.format.parts import Phase
from studio.format.step import Step

if TYPE_CHECKING:
    from studio.format.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Breathe(Step):
    """A pattern repeated for `minutes` or `cycles`; no holds unless written."""

    kind: ClassVar[str] = "breathe"
    stores: ClassVar[str] = '{"seconds": n, "cycles": n}'

    phases: dict[str, Phase] = key(
        Named("phase"), "the pattern: in, hold, out", required=True, default={}
    )
    minutes: Expression | None = key(Formula("number"), "for so long")
    cycles: int | None = key(Whole(1, 200), "or so many breaths")
    own_pace: bool = key(YesNo(), "no clock for the breath", default=False)
