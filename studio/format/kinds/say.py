"""say: a few lines to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class Say(Step):
    """A few lines to read, then on."""

    kind: ClassVar[str] = "say"
