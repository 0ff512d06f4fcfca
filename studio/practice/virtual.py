"""What a session without a person runs on, and what was seen of it.

Time that passes when it is told to, and the facts that an exercise's own tests
look at. For line mode, which plays a test, and for the author's tools, which judge
it. Imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta


class VirtualTime:
    """Time that passes only when told to: what a session without a person runs on."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._elapsed = 0.0

    def now(self) -> datetime:
        """The moment, with its zone."""
        return self._start + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        """Seconds that have passed."""
        return self._elapsed

    def go_on(self, seconds: float) -> None:
        """Let `seconds` pass at once."""
        self._elapsed += max(0.0, seconds)


@dataclass(frozen=True)
class Look:
    """One look at a step: its name, the round it stands in (from 1; 0 for none), its words."""

    name: str
    round: int
    words: str


@dataclass
class Seen:
    """What was seen of a session that was played.

    `path` are the steps met, by id; `looks` what stood at each step, in the order in which
    it was met; `taken` the answers that were to be refused and were not, by id and number.
    """

    path: list[str] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    taken: list[tuple[str, int]] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)
