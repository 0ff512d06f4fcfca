"""A session brought to one of its steps and left there, made without a terminal.

What was answered before is on the disk as if the person had just been there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from studio.practice.desk import Desk
from tests.endtoend.house import House
from tests.engine.drive import drive, v

KEPT_REF = "0f5b7c1e-5a39-5d0c-9b62-2f6f6f0a1b11"
"""The id of the one boundary that `keep_a_boundary` keeps."""

READING = {
    "mode": v("event"),
    "cue": "They walked past without a word.",
    "distress_before": 6,
    "first_reading": "They are angry with me.",
    "first_likely_before": 8,
    "blame": v("mine"),
    "looked_through": [v("timing"), v("mood_load")],
    "alts": [
        {"text": "They were late for a train.", "lens": "timing", "plausible": 7},
        {"text": "They had bad news.", "lens": "mood_load", "plausible": 5},
    ],
    "first_likely_after": 4,
    "stance": v("cannot_tell"),
    "next": v("leave"),
    "distress_after": 4,
    "saved": [{"index": 0}],
}
"""Answers to two-interpretations, by the last part of their address."""

UNFAIR = READING | {"stance": v("may_be_right"), "fair": v("people")}

WORDS = {
    "less_safe": v("safe"),
    "boundary": "No messages after nine",
    "with_whom": v("colleague"),
    "confidence_before": 3,
    "fact": "a message comes after nine",
    "emotion": v("tense"),
    "need": "evenings to myself",
    "request": "write before six",
    "consequence": v("mute_chat"),
    "check": [v("mine"), v("safe"), v("small"), v("not_punishment")],
    "tone": v("plain"),
    "draft": {"version": "plain", "slots": {}},
}
"""Answers to boundary-scripting."""

SCAN = {
    "form": v("full"),
    "distress_before": 5,
    "length": v("short"),
    "posture": v("sitting"),
}
"""Answers to body-scan, up to its scan."""

BREATH = {"distress_before": 5, "pace": v("gentle"), "length": v("one")}
"""Answers to grounding-breath, up to its breath."""


@dataclass(frozen=True)
class LeftOff:
    """Where a session stands: an exercise, what was answered, and the step that is open.

    `seconds` is how long it has stood there.
    """

    exercise: str
    answers: dict[str, Any]
    until: str
    seconds: float = 0.0
    kept: dict[str, str] = field(default_factory=dict)

    def make(self, house: House) -> list[Any]:
        """Make it; returns what was answered, as the draft has it."""
        desk = house.desk()
        if self.kept:
            keep_a_boundary(desk, self.kept)
        sitting = desk.begin(self.exercise, seed=5)
        drive(sitting.session, self.answers, until=self.until)
        sitting.session.advance(sitting.session.now + self.seconds)
        sitting.save()
        assert sitting.unsaved is None
        desk.store.let_go(sitting.identity)  # the window it was left off in is gone
        return house.answered() if house.drafts() else []


def keep_a_boundary(desk: Desk, fields: dict[str, str]) -> None:
    """A boundary that an earlier session has kept."""
    ended = datetime.now(UTC).isoformat()
    change = {
        "op": "add",
        "collection": "common/boundaries",
        "ref": KEPT_REF,
        "fields": fields,
    }
    desk.store.finish(desk.store.new_session_id(), {"ended": ended, "changes": [change]})
