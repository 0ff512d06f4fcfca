"""share: points shared out over causes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import Label, OptionsFrom, Whole, key
from studio.format.parts import Options
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class Share(Step):
    """A number of points shared out over options; all of them, no more."""

    kind: ClassVar[str] = "share"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = "{v: points, …}"

    options: Options = key(
        OptionsFrom(), "what the points are shared over", required=True, default=Options()
    )
    total: int = key(Whole(1, 100), "how many points", required=True, default=10)
    unit: str = key(Label(), "what the points are called", default="")
