"""The time of a timed step: parts one after another, told the time, never asking.

All times are seconds since the session began. `advance` crosses as many ends
of parts as lie behind `now`, each at its own moment, so that one late call
equals many small ones. The idea of saying when to be called next is that of a
protocol engine without a clock of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Timer:
    """A running plan. `plan` holds the seconds of each part, in order.

    `part` counts from 0; with a lead-in it begins at -1. `since` is when the
    part last began or went on, None while paused or over. `spent` is what was
    used of the part before that; `active` all seconds of parts gone by.
    """

    plan: tuple[float, ...]
    lead_in: float = 0.0
    part: int = 0
    since: float | None = None
    spent: float = 0.0
    active: float = 0.0
    skipped: list[int] = field(default_factory=list)
    over_at: float | None = None

    @classmethod
    def started(cls, plan: tuple[float, ...], now: float, lead_in: float = 0.0) -> Timer:
        """A timer that begins now."""
        return cls(plan, lead_in, part=-1 if lead_in else 0, since=now)

    @property
    def over(self) -> bool:
        """Whether the last part has ended."""
        return self.over_at is not None

    def length(self, part: int) -> float:
        """The seconds of a part; of the lead-in for -1."""
        return self.lead_in if part < 0 else self.plan[part]

    @property
    def deadline(self) -> float | None:
        """When the part ends, if nothing happens; None while paused or over."""
        if self.since is None or self.over:
            return None
        return self.since + self.length(self.part) - self.spent

    def advance(self, now: float) -> None:
        """Cross every end of a part up to and including `now`."""
        while (due := self.deadline) is not None and due <= now:
            if self.part >= 0:
                self.active += self.length(self.part)
            self._begin(self.part + 1, due)

    def _begin(self, part: int, at: float) -> None:
        self.part, self.spent, self.since = part, 0.0, at
        if part >= len(self.plan):
            self.part, self.since, self.over_at = len(self.plan) - 1, None, at

    def used(self, now: float) -> float:
        """Seconds used of the part in hand."""
        running = 0.0 if self.since is None else max(0.0, now - self.since)
        return self.spent + running

    def seconds(self, now: float) -> float:
        """Seconds the person really spent in parts, up to now."""
        if self.over or self.part < 0:
            return self.active
        return self.active + self.used(now)

    def pause(self, now: float) -> None:
        """Stand still."""
        if self.since is not None:
            self.spent, self.since = self.used(now), None

    def go_on(self, now: float) -> None:
        """Run again."""
        if not self.over and self.since is None:
            self.since = now

    def skip(self, now: float) -> None:
        """End the part in hand now and begin the next."""
        if self.over:
            return
        if self.part >= 0:
            self.active += self.used(now)
            self.skipped.append(self.part)
        was_paused = self.since is None
        self._begin(self.part + 1, now)
        if was_paused and not self.over:
            self.since = None

    def back(self, now: float) -> bool:
        """To the start of the part before; False when there is none."""
        if self.part <= 0:
            return False
        running = self.since is not None or self.over
        if not self.over:
            self.active += self.used(now)
            target = self.part - 1
        else:
            target = self.part
        self.over_at = None
        self.skipped = [one for one in self.skipped if one != target]
        self.part, self.spent, self.since = target, 0.0, now if running else None
        return True

    def cut(self) -> None:
        """To the start of the part in hand, paused."""
        if not self.over:
            self.spent, self.since = 0.0, None

    def part_left(self, now: float) -> float:
        """Seconds left of the part in hand."""
        return 0.0 if self.over else max(0.0, self.length(self.part) - self.used(now))

    def total_left(self, now: float) -> float:
        """Seconds left in all."""
        return 0.0 if self.over else self.part_left(now) + sum(self.plan[self.part + 1 :])
