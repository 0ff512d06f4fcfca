"""What can happen to a session: frozen events, and their form in a draft.

A front end makes these and sends them with the seconds since the session
began; `Session` says in its view which are allowed now. Imports nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class Event:
    """Something that happened. `name` is its word in `View.allowed` and in drafts."""

    name: ClassVar[str] = ""


@dataclass(frozen=True)
class Answer(Event):
    """The person answered the step in view.

    `value` is plain data in the shape the prompt of that kind documents
    (`studio/engine/prompts.py`).
    """

    name: ClassVar[str] = "answer"
    value: Any


@dataclass(frozen=True)
class Next(Event):
    """On, from something that was read, a step whose time is over, or an earlier
    value that was shown after its pair."""

    name: ClassVar[str] = "next"


@dataclass(frozen=True)
class Back(Event):
    """One back: the part before in a timed step, else the step before."""

    name: ClassVar[str] = "back"


@dataclass(frozen=True)
class Skip(Event):
    """Past this step without an answer: stored as no data."""

    name: ClassVar[str] = "skip"


@dataclass(frozen=True)
class SkipPart(Event):
    """Past this part of a timed step."""

    name: ClassVar[str] = "skip_part"


@dataclass(frozen=True)
class EndStep(Event):
    """End this whole timed step; its seconds so far count."""

    name: ClassVar[str] = "end_step"


@dataclass(frozen=True)
class OwnPace(Event):
    """Let the pace of a breath go; the step's total time goes on."""

    name: ClassVar[str] = "own_pace"


@dataclass(frozen=True)
class Pause(Event):
    """Stand still: the clock of a timed step stops, and the minutes too."""

    name: ClassVar[str] = "pause"


@dataclass(frozen=True)
class Resume(Event):
    """Go on after a pause."""

    name: ClassVar[str] = "resume"


@dataclass(frozen=True)
class Stop(Event):
    """Leave early: a normal end. What was answered is kept, minutes count."""

    name: ClassVar[str] = "stop"


@dataclass(frozen=True)
class Cut(Event):
    """The program went away here (kill, power, hang-up) and has come back.

    A timed step goes back to the start of the part it was in, and is paused.
    Sent when a draft is taken up again, never by a person.
    """

    name: ClassVar[str] = "cut"


EVENTS: dict[str, type[Event]] = {
    cls.name: cls
    for cls in (Answer, Next, Back, Skip, SkipPart, EndStep, OwnPace, Pause, Resume, Stop, Cut)
}
