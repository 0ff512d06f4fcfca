"""What a front end draws: one frozen picture of a session at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from studio.engine.prompts import Prompt, Prose


@dataclass(frozen=True)
class Pin:
    """An earlier answer that stays in sight: a short label and its words."""

    label: str
    text: str


@dataclass(frozen=True)
class Progress:
    """Where in the exercise: "7 of about 16" when a turn lies ahead, else "7 of 16"."""

    step: int
    of: int
    about: bool

    def __str__(self) -> str:
        return f"{self.step} of {'about ' if self.about else ''}{self.of}"


@dataclass(frozen=True)
class Clock:
    """The time of a timed step, at the last moment the session was told.

    `part` counts from 0 (-1 while leading in) and `parts` is how many; all
    lengths in seconds. `cycle` counts breaths from 0. `over` is true once the
    time has run out and the step waits for Next on its last line.
    """

    part: int
    parts: int
    part_seconds: float
    part_left: float
    total_left: float
    cycle: int = 0
    cycles: int = 0
    own_pace: bool = False
    over: bool = False


@dataclass(frozen=True)
class View:
    """What is on the screen.

    `address` names the step in this run ("rounds[1].others"); it changes when
    the screen changes. `kind` is the step's kind, or "end". `earlier` is the
    answer given before, after going back or resuming, in the shape the prompt
    takes. `revealed` is `(earlier, now)` once an "after" rating is fixed.
    `sheet` is true where a digit acts at once (a care rule's offer, first
    option marked). `before_begin` is true for care that comes before the
    first step. `skip` is the word on the skip key. `allowed` holds event
    names; help and leaving are always there.
    """

    exercise: str
    title: str
    address: str
    kind: str
    text: Prose
    prompt: Prompt
    allowed: frozenset[str]
    help: Prose = ()
    pins: tuple[Pin, ...] = ()
    progress: Progress | None = None
    earlier: Any = None
    revealed: tuple[int, int] | None = None
    clock: Clock | None = None
    paused: bool = False
    required: bool = False
    private: bool = False
    asked_again: bool = False
    sheet: bool = False
    before_begin: bool = False
    quick: bool = False
    skip: str = ""
