"""The clock of a sitting, inside the app's loop.

For: waking when the sitting next wants to be told the time, and noticing that
the program was asleep. It counts nothing: the sitting asks its own clock. May
import textual and the sitting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump
from textual.timer import Timer

if TYPE_CHECKING:
    from studio.practice.sitting import Sitting

IN_TOUCH = 5.0
"""Seconds between two looks at whether the program was asleep, while a step's time runs."""


class StepTime:
    """`moved` is called when time took the sitting on, `away` when it waited for a sleeper."""

    def __init__(
        self,
        pump: MessagePump,
        sitting: Sitting,
        *,
        moved: Callable[[], None],
        away: Callable[[], None],
    ) -> None:
        self._pump = pump
        self._sitting = sitting
        self._moved = moved
        self._away = away
        self._due: Timer | None = None
        self._touch: Timer | None = None

    def wind(self) -> None:
        """Ask to be woken at the sitting's next deadline; nothing runs when it has none."""
        self.stop()
        wanted = self._sitting.deadline
        if wanted is not None:
            self._due = self._pump.set_timer(max(0.0, wanted), self.tick)
            self._touch = self._pump.set_interval(IN_TOUCH, self.in_touch)

    def stop(self) -> None:
        """Wake no more."""
        for timer in (self._due, self._touch):
            if timer is not None:
                timer.stop()
        self._due = self._touch = None

    def tick(self) -> None:
        """The deadline has come, or a timer was early: ask the sitting."""
        if self._sitting.seen():
            self._away()
        elif self._sitting.advance():
            self._moved()
        else:
            self.wind()

    def in_touch(self) -> None:
        """Note that the program is awake."""
        if self._sitting.seen():
            self._away()
