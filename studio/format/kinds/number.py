"""number: a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import Formula, Label, key
from studio.format.step import Step

if TYPE_CHECKING:
    from studio.format.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Number(Step):
    """A count. A limit may be an expression, such as an earlier count."""

    kind: ClassVar[str] = "number"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = "number"

    min: Expression | None = key(Formula("number"), "lowest number, 0 if not given")
    max: Expression | None = key(Formula("number"), "highest number")
    unit: str = key(Label(), "what is counted", default="")
