"""end: stop kindly here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import Reference, YesNo, key
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class End(Step):
    """Ends the session here; its `text` stands in for the closing."""

    kind: ClassVar[str] = "end"
    draws: ClassVar[bool] = False
    stores: ClassVar[str] = "how it ended"

    opens: str = key(Reference("exercise"), "the exercise offered afterwards", default="")
    eased_out: bool = key(YesNo(), "stored as eased out", default=False)
