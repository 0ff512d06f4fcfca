"""keep: put something into a collection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import Blocks, YesNo, key
from studio.format.parts import KeepItem
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class Keep(Step):
    """Asks first, on one screen for all its items, unless `ask: no`."""

    kind: ClassVar[str] = "keep"
    stores: ClassVar[str] = '[{"to": collection, "ref": item}, …]'

    items: tuple[KeepItem, ...] = key(
        Blocks("keep-item"), "what to keep, and where", required=True, default=()
    )
    ask: bool = key(YesNo(), "asks first", default=True)
