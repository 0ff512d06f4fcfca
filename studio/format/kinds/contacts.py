"""contacts: people to call or write to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from studio.format.keys import OneOf, key
from studio.format.step import Step


@dataclass(frozen=True, kw_only=True)
class Contacts(Step):
    """Lines for the person's country, and the person's own contacts; then on."""

    kind: ClassVar[str] = "contacts"

    topic: str = key(
        OneOf(("crisis", "abuse", "young")), "which lines", required=True, default="crisis"
    )
