"""choice: one of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import Label, OptionsFrom, key
from studio.format.parts import Options
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class Choice(Step):
    """One of a list, or own words."""

    kind: ClassVar[str] = "choice"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = '{"value": v} or {"own": "…"}'

    options: Options = key(
        OptionsFrom(),
        "the options: written here, a shared list, or what was chosen earlier",
        required=True,
        default=Options(),
    )
    own: str = key(Label(), "offers own words, under this label", default="")
