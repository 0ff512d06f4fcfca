"""A timed or breathing step while its time goes: its plan, its breaths, what it stores.

`timer` knows seconds and parts and nothing else; here is what they mean for
the step in view. May import the prompts and `timer`. Never decides what comes
next: that is the session's.
"""

from __future__ import annotations

from typing import Any

from studio.engine.prompts import BreathePrompt, TimedPrompt
from studio.engine.screen import Given, Screen
from studio.engine.timer import Timer

TIMED = ("timed", "breathe")


def runs_at_once(screen: Screen) -> bool:
    """Whether the time of a step begins as it is met, and not with Next."""
    if screen.step.kind == "breathe":
        return True
    is_timed = isinstance(screen.prompt, TimedPrompt)
    return is_timed and not (screen.step.__dict__["phases"] and screen.text)


class TimedStep:
    """The step of `prompt`, whose time begins `at` so many seconds into the session."""

    def __init__(self, prompt: TimedPrompt | BreathePrompt, at: float) -> None:
        self.prompt = prompt
        self.timer = _timer(prompt, at)
        # Whole breaths done when the pace became the person's own, after which none is counted.
        self._counted = 0 if isinstance(prompt, BreathePrompt) and prompt.own_pace else None

    @property
    def own_pace(self) -> bool:
        """Whether the breath goes at its own pace."""
        return self._counted is not None

    def let_pace_go(self, at: float) -> None:
        """From now on at its own pace, for the time that is left."""
        timer = self.timer
        self._counted = self.breaths()
        self.timer = Timer((timer.total_left(at),), since=at, active=timer.seconds(at))

    def breaths(self) -> int:
        """Whole breaths done in a breathing step."""
        assert isinstance(self.prompt, BreathePrompt)
        if self._counted is not None:
            return self._counted
        done = len(self.timer.plan) if self.timer.over else max(0, self.timer.part)
        return done // max(1, len(self.prompt.phases))

    def given(self, now: float) -> Given:
        """What the step stores when it is left."""
        value: dict[str, Any] = {"seconds": round(self.timer.seconds(now), 1)}
        if isinstance(self.prompt, TimedPrompt):
            value["skipped"] = [self.prompt.parts[i].name for i in self.timer.skipped]
        else:
            value["cycles"] = self.breaths()
        return Given(value, answered=True)


def _timer(prompt: TimedPrompt | BreathePrompt, at: float) -> Timer:
    if isinstance(prompt, TimedPrompt):
        return Timer.started(tuple(part.seconds for part in prompt.parts), at, prompt.lead_in)
    if prompt.own_pace:
        return Timer.started((prompt.seconds,), at)
    pattern = tuple(phase.seconds or 0.0 for phase in prompt.phases)
    return Timer.started(pattern * prompt.cycles, at)
