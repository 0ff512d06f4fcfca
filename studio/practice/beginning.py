"""Beginning a sitting, and taking up one that was left open.

For: gathering what a session has to be told before its first step: what the
schedule entry that brought it looks back on, whether it is asked to go on
coming back, and the draft it goes on from. The desk opens this late, since it
needs the engine. May import the engine, the sitting and what it writes with.
Never writes anything itself.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from studio.engine.again import asks, every_of
from studio.engine.draft import resume
from studio.engine.first import told
from studio.engine.session import Session
from studio.errors import StudioError
from studio.practice.earlier import earlier
from studio.practice.heavy_words import LIST, HeavyWords
from studio.practice.sitting import Sitting
from studio.practice.today import moment_of

if TYPE_CHECKING:
    from studio.format.exercise import Exercise
    from studio.format.parts import Duration
    from studio.practice.desk import Desk


def begin(
    desk: Desk, exercise_id: str, *, followup: str = "", entry: str = "", seed: int | None = None
) -> Sitting:
    """A sitting at its first step; see `Desk.begin`."""
    exercise = desk.exercise(exercise_id)
    planned = _planned(desk, entry)
    first, answers = _first(desk, planned, exercise) if followup else ("", {})
    if followup and followup not in exercise.followups:
        raise StudioError(f"“{exercise.title}” has no follow-up of that name any more.")
    session = Session(
        exercise,
        started=desk.now(),
        seed=int.from_bytes(os.urandom(4)) if seed is None else seed,
        context=desk.context(exercise),
        followup=followup,
        first=answers,
        again=_again(desk, planned),
    )
    return Sitting(
        session,
        desk.store,
        desk.store.new_session_id(),
        monotonic=desk.monotonic,
        settles=entry,
        first=first,
        finished=desk.recent.note,
        heavy=_heavy_words(desk),
    )


def take_up(desk: Desk, draft_id: str) -> Sitting:
    """A sitting exactly where it was left; see `Desk.resume`."""
    draft = next((one for one in desk.store.drafts() if one["id"] == draft_id), None)
    if draft is None:
        raise StudioError("That session is not open any more.", "Look back has it, if it ended.")
    try:
        exercise = desk.library.from_definition(draft["definition"])
        session = resume(draft, exercise, desk.context(exercise), desk.now().tzinfo)
    except (KeyError, TypeError, ValueError, IndexError) as problem:
        raise StudioError(
            "This session cannot be taken up again: part of it cannot be read.",
            "Its answers are kept, and can be read.",
        ) from problem
    sitting = Sitting(
        session,
        desk.store,
        draft_id,
        monotonic=desk.monotonic,
        at=session.now,
        settles=str(draft.get("settles") or ""),
        first=str(draft.get("first_outcome") or ""),
        finished=desk.recent.note,
        heavy=_heavy_words(desk),
    )
    sitting.elsewhere = desk.store.open_elsewhere(draft_id)
    return sitting


def _heavy_words(desk: Desk) -> HeavyWords | None:
    """What looks for a few plain phrases, if the person chose that."""
    return HeavyWords(desk.library.words(LIST)) if desk.settings.heavy_words else None


def _planned(desk: Desk, entry: str) -> dict[str, Any]:
    """An entry of the schedule, or nothing."""
    return next((one for one in desk.store.schedule() if one["id"] == entry), {}) if entry else {}


def _again(desk: Desk, planned: Mapping[str, Any]) -> Duration | None:
    """How often it comes, where it is to ask today whether it goes on."""
    every = every_of(planned.get("every"))
    if every is None:
        return None
    begun = desk.store.outcome(str(planned.get("from"))) or {}
    now = desk.now()
    days = (_day_of(begun.get("ended"), now), _day_of(planned.get("due"), now))
    return every if asks(every, *days, now.date()) else None


def _day_of(moment: object, now: datetime) -> date | None:
    """The day of a stored moment, where the person is; None when it cannot be read."""
    found = moment_of(moment)
    return found.astimezone(now.tzinfo).date() if found is not None else None


def _first(
    desk: Desk, planned: Mapping[str, Any], exercise: Exercise
) -> tuple[str, dict[str, Any]]:
    """The first session that a schedule entry looks back on, and its answers by id.

    An entry that a follow-up set up names the first session, for what lies between may
    have been erased; where it does not, the sessions themselves lead there.
    """
    first = str(planned.get("follows") or planned.get("from") or "")
    outcome = (desk.store.outcome(first) if first else None) or {}
    while outcome.get("followup") and outcome.get("follows"):
        first = str(outcome["follows"])
        outcome = desk.store.outcome(first) or {}
    return first, told(earlier(exercise).outcome(outcome))
