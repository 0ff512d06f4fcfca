"""The card of an exercise: what a person reads before they begin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from studio.engine.world import every_step
from studio.format.exercise import Exercise
from studio.format.kinds import Keep
from studio.library.summaries import Summary
from studio.practice.recent import Recent
from studio.practice.today import moment_of, since_words

# What each kind asks of a person, in a verb; said once each, in order.
ACTS = {
    "text": "write a line or two",
    "scale": "rate it",
    "choice": "choose",
    "choices": "mark what fits",
    "list": "make a list",
    "share": "share out counters",
    "compose": "put words together",
    "timed": "follow a few minutes of guidance",
    "breathe": "breathe along, if it suits",
    "pick": "pick from what you kept",
}
MOST_ACTS = 4


@dataclass(frozen=True)
class Card:
    """An exercise before it begins. Every line is plain text, some may be empty."""

    id: str
    pack_title: str
    title: str
    minutes: str
    purpose: str
    you_will: str
    keeps: str
    last_time: str
    claim: str


def card_of(
    exercise: Exercise, summaries: Iterable[Summary], recent: Recent, now: datetime
) -> Card:
    """The card of an exercise."""
    titles = {one.id: one.pack_title for one in summaries}
    low, high = exercise.minutes
    minutes = f"{low}" if low == high else f"{low} to {high}"
    return Card(
        exercise.id,
        titles.get(exercise.id, ""),
        exercise.title,
        f"about {minutes} minute{'' if minutes == '1' else 's'}" if high else "",
        exercise.purpose,
        _acts(exercise),
        _keeps(exercise),
        _last_time(exercise.id, recent, now),
        exercise.claim,
    )


def _acts(exercise: Exercise) -> str:
    kinds = dict.fromkeys(step.kind for step in every_step(exercise.steps) if step.kind in ACTS)
    return ", ".join([ACTS[kind] for kind in kinds][:MOST_ACTS])


def _keeps(exercise: Exercise) -> str:
    names = []
    for step in every_step(exercise.steps):
        if isinstance(step, Keep):
            for item in step.items:
                definition = exercise.tables.collections.get(item.to)
                if definition is None:
                    continue
                # Small letters within a sentence are a custom of English.
                english = exercise.language.startswith("en")
                name = definition.label.lower() if english else definition.label
                if name not in names:
                    names.append(name)
    line = "your answers on this computer"
    return f"{line}; {', '.join(names)} if you say so" if names else line


def _last_time(exercise_id: str, recent: Recent, now: datetime) -> str:
    seen = recent.seen.get(exercise_id)
    ended = moment_of(seen.get("ended")) if seen else None
    if not seen or ended is None:
        return ""
    since = since_words(ended, now)
    when = f"today, {since}" if ":" in since else since
    minutes = round(float(seen.get("minutes") or 0))
    return f"{when}, {minutes} minute{'' if minutes == 1 else 's'}" if minutes else when
