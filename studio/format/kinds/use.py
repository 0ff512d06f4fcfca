"""use: the steps of a fragment, here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import Assignments, Reference, key
from studio.format.step import Step

if TYPE_CHECKING:
    from studio.format.expressions import Expression


@dataclass(frozen=True, kw_only=True)
class Use(Step):
    """Inserts a fragment; its ids become ids of this exercise."""

    kind: ClassVar[str] = "use"
    draws: ClassVar[bool] = False
    stores: ClassVar[str] = "the fragment's own answers"

    fragment: str = key(Reference("fragment"), "the fragment", required=True, default="")
    given: dict[str, Expression] = key(
        Assignments(), "values for the names it takes", default={}, name="with"
    )
