"""What is asked at the end of a session that comes back every so often: whether it goes on.

A `schedule` step of the session's own that brings back the same thing asks that
already, and its answer counts. Imports the format's declarations; decides nothing
about when: that is the schedule's.
"""

from __future__ import annotations

from studio.engine.phrases import spoken
from studio.format.exercise import Exercise
from studio.format.kinds import Choice, Schedule
from studio.format.parts import Duration, Option, Options
from studio.format.piping import Template

ID = "comes_again"
LET_GO = "no"
OPTIONS = Options(
    inline=(
        Option(name="yes", label="yes, it goes on"),
        Option(name=LET_GO, label="no, let it go"),
    )
)


def every_words(length: Duration) -> str:
    """How often, in words: "once a day", "every 7 days"."""
    return "once a day" if length == Duration(24 * 3600) else f"every {spoken(length)}"


def question(every: Duration) -> Choice:
    """The step that asks. Skipped, it goes on."""
    words = f"This comes back {every_words(every)}. Shall it go on?"
    return Choice(
        address=ID,
        id=ID,
        label="Coming back",
        text=Template(((words,),), words),
        options=OPTIONS,
    )


def asks_itself(step: Schedule, exercise: Exercise, followup: str) -> bool:
    """Whether a step brings back just what is being done: this exercise, or this follow-up."""
    return (step.exercise or exercise.id, step.followup) == (exercise.id, followup)


def every_of(entry: object) -> Duration | None:
    """How often an entry of the schedule comes, as it is stored there; None for once."""
    if isinstance(entry, dict):
        months = entry.get("months")
        return Duration(0, int(months)) if isinstance(months, int) and months > 0 else None
    if isinstance(entry, (int, float)) and not isinstance(entry, bool) and entry > 0:
        return Duration(int(entry))
    return None
