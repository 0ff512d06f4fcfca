"""The last screen: what was done, what moved, what was kept, what comes back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from studio.engine.outcome import (
    computed_values,
    ending_of,
    leaves_nothing,
    minutes_of,
    rated_pairs,
)
from studio.engine.phrases import change_words
from studio.engine.prompts import EndPrompt, Pair
from studio.engine.rows import shown_value

if TYPE_CHECKING:
    from studio.engine.session import Session


def end_prompt(session: Session) -> EndPrompt:
    """Everything the last screen can say of a session that is over."""
    world = session.world
    counts: dict[str, int] = {}
    for change in world.effects.changes:
        definition = world.tables.collections.get(change["collection"])
        if change["op"] == "add" and definition is not None:
            counts[definition.label] = counts.get(definition.label, 0) + 1
    return EndPrompt(
        ending_of(session),
        tuple(
            Pair(
                one.label, one.before, one.after, one.min, one.max,
                change_words(one.before, one.after),
            )
            for one in rated_pairs(session)
        ),
        tuple(one["words"] for one in computed_values(session).values() if one.get("words")),
        tuple((count, label) for label, count in counts.items()),
        tuple(
            (one["title"] or session.exercise.title, _when(one["due"], one["cue"]))
            for one in world.effects.scheduled
        ),
        world.effects.opens,
        minutes_of(session),
        leaves_nothing(session),
    )  # fmt: skip


def _when(due: str | None, cue: str | None) -> str:
    if due:
        return shown_value(datetime.fromisoformat(due).date())
    return cue or ""
