"""What was answered in a session, in the form in which a test says it.

The facts that line mode makes of a session, and that the author's tools write into a
test. Imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Written: TypeAlias = "str | list[Written] | dict[str, Written]"
"""What stands behind a key of a test: a text, a list, or a block of keys."""


@dataclass(frozen=True)
class Noted:
    """The answers of a session by id, those to care rules by rule, and what was skipped.

    `remarks` are sentences on what a test cannot say of it. `nearest` are the answers that
    it says instead, in the engine's shape, by their number on the way.
    """

    answers: Mapping[str, Written] = field(default_factory=dict)
    care: Mapping[str, Written] = field(default_factory=dict)
    skips: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    nearest: Mapping[int, Any] = field(default_factory=dict)
