"""What is asked at the end of a session that comes back every so often: whether it goes on.

A `schedule` step of the session's own that brings back the same thing asks that
already, and its answer counts. Imports the format's declarations; decides nothing
about when: that is the schedule's.
"""

from __future__ import annotations

from datetime import date

from studio.engine.phrases import spoken
from studio.format.exercise import Exercise
from studio.format.kinds import Choice, Schedule
from studio.format.parts import Duration, Option, Options
from studio.format.piping import Template

DAY = 24 * 3600  # seconds
WEEK = 7 * DAY
FORTNIGHT = 14  # days
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


def asks(every: Duration, begun: date | None, due: date | None, today: date) -> bool:
    """Whether what comes every so often asks today whether it goes on.

    What comes once a week or less often asks each time. A daily minute that asked each day
    would be a minute and a question; it asks when two weeks have gone by since it `begun`, and
    every two weeks from there. `due` is the day that it came for.
    """
    if every.months or every.seconds >= WEEK or begun is None or due is None:
        return True
    before = (due - begun).days - max(1, every.seconds // DAY)
    return (today - begun).days // FORTNIGHT > max(0, before) // FORTNIGHT


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
