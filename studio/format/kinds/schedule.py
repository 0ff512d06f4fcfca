"""schedule: come back to it, if that suits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import Label, Named, Reference, key
from studio.format.parts import When
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class Schedule(Step):
    """When to come back: to this exercise, a follow-up of it, or another one.

    "No" is always added, as the value `no`.
    """

    kind: ClassVar[str] = "schedule"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = '{"value": v, "due": time}, or "every", or "cue"'

    options: dict[str, When] = key(
        Named("when-option"), "the times to choose from", required=True, default={}
    )
    own: str = key(Label(), "offers a later day of one's own, under this label", default="")
    followup: str = key(Reference("followup"), "a follow-up of this exercise", default="")
    exercise: str = key(Reference("exercise"), "or another exercise", default="")
