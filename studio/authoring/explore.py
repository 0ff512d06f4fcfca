"""Random walks through an exercise: what can be met, and what can go wrong on the way.

A walk is a session with a seed, random kept things and random answers; the same seed
walks the same way again. Nothing is stored. Imports the engine; plays no front end.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from studio.authoring.coverage import Coverage
from studio.authoring.wander import event
from studio.engine import prompts as pr
from studio.engine.first import told
from studio.engine.session import Session
from studio.engine.view import View
from studio.format.exercise import Exercise
from studio.format.expressions import Item
from studio.format.parts import Collection
from studio.format.problems import Place, Problems
from studio.format.step import Step
from studio.format.walk import inner

START = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
MOST = 3000  # events in one walk: `repeat` is bounded, so a walk comes to an end
SHOWN_WORDS = frozenset(("say", "timed"))  # kinds whose screen is their words


@dataclass
class Walks:
    """What came of some walks: the problems, and what was covered."""

    problems: Problems
    coverage: Coverage
    done: int = 0
    longest: int = 0
    blank: set[str] = field(default_factory=set)


class Owned:
    """Random things that somebody kept: the engine's context, without a store."""

    def __init__(self, exercise: Exercise, chance: random.Random) -> None:
        self._chance = chance
        self._rows: dict[str, tuple[Item, ...]] = {}
        self._collections = exercise.tables.collections

    def kept(self, collection: str, *, archived: bool) -> Sequence[Item]:
        """None to three items, the same whenever they are asked for."""
        del archived
        if collection not in self._rows:
            found = self._collections.get(collection)
            count = self._chance.choice((0, 1, 2, 3)) if found is not None else 0
            self._rows[collection] = tuple(
                self._item(found, collection, number) for number in range(count) if found
            )
        return self._rows[collection]

    def _item(self, collection: Collection, name: str, number: int) -> Item:
        chance = self._chance
        on = START - timedelta(days=1 + number * chance.randrange(1, 20))
        made: dict[str, object] = {
            "text": "some words of mine", "number": chance.randrange(11),
            "yesno": chance.random() < 0.5, "date": on.date(), "list": ("one", "two"),
        }  # fmt: skip
        told = collection.line.names if collection.line is not None else frozenset()
        fields: dict[str, object] = {
            field: made[one.type]
            for field, one in collection.fields.items()
            if field in told or chance.random() < 0.9
        }
        fields |= {
            "kept_on": on, "day": on.date(), "part_of_day": "evening", "shown_on": None,
            "times_shown": 0,
        }  # fmt: skip
        return Item("", fields=fields, ref=f"{name}-{number}")

    def shown(self, prefix: str) -> Mapping[str, tuple[datetime, int]]:
        """Nothing was shown yet."""
        del prefix
        return {}

    def sessions(self, exercise: str | None) -> Sequence[Item]:
        """No sessions before."""
        del exercise
        return ()

    def strategies(self) -> Sequence[Item]:
        """Nothing was used before."""
        return ()


def explore(exercise: Exercise, walks: int, seed: int) -> Walks:
    """Walk through an exercise `walks` times. The same seed walks the same ways."""
    found = Walks(Problems(), Coverage(exercise))
    for number in range(walks):
        _walk(exercise, f"{exercise.id}/{seed}/{number}", found)
        found.done += 1
    if walks:
        _unreached(found)
    return found


def _walk(exercise: Exercise, name: str, found: Walks) -> None:
    chance = random.Random(name)
    first = Session(
        exercise, started=START, seed=chance.randrange(1000), context=Owned(exercise, chance)
    )
    _go(first, chance, found, exercise)
    for followup in exercise.followups:
        later = Session(
            exercise,
            started=START + timedelta(days=3),
            seed=first.seed,
            context=first.context,
            followup=followup,
            first=told(first.outcome.as_data()) if first.outcome is not None else {},
        )
        _go(later, chance, found, exercise)


def _go(session: Session, chance: random.Random, found: Walks, exercise: Exercise) -> None:
    now = 0.0
    for number in range(MOST):
        if session.over:
            break
        view = session.view
        if _stuck(view):
            _is_stuck(session, found)
            break
        _look(session, view, found)
        # Near the end of a long walk nothing is taken back any more.
        session.send(event(view, chance.randrange, wander=number < MOST // 3), now)
        now += chance.choice((0.0, 1.0, 30.0))
        found.longest = max(found.longest, number)
    found.coverage.add(session, exercise)


def _stuck(view: View) -> bool:
    """Whether nothing that fits can be answered, and nothing else goes on."""
    if "skip" in view.allowed or "answer" not in view.allowed:
        return False
    prompt = view.prompt
    if isinstance(prompt, (pr.ChoicePrompt, pr.ChoicesPrompt)):
        there = len(prompt.options) + bool(prompt.own)
    elif isinstance(prompt, (pr.PickPrompt, pr.PicksPrompt)):
        there = len(prompt.things) + bool(prompt.own)
    else:
        return False
    return there < max(1, getattr(prompt, "min", 1) or 1)


def _is_stuck(session: Session, found: Walks) -> None:
    screen = session.screen
    assert screen is not None
    found.problems.error(
        "P842",
        screen.step.place,
        "On a random walk there was too little to choose from here, and no way to skip.",
        "Take `required` out, make `min` smaller, or ask this only `when` enough was chosen.",
    )


def _look(session: Session, view: View, found: Walks) -> None:
    """Note a screen that shows no word."""
    screen = session.screen
    if screen is None or view.kind not in SHOWN_WORDS or view.clock is not None:
        return
    words = "".join(span.text for line in view.text for span in line).strip()
    if not words and not getattr(screen.prompt, "parts", ()):
        found.problems.warning(
            "P840",
            screen.step.place,
            "On a random walk this screen had no words: every answer in it was missing.",
            "Add a line that needs no answer, or a `when` to the step.",
        )


def _unreached(found: Walks) -> None:
    exercise = found.coverage.exercise
    for steps in (exercise.steps, *(one.steps for one in exercise.followups.values())):
        for one in _outermost(steps, found.coverage.steps):
            found.problems.warning(
                "P841",
                one.place,
                f"No walk of {found.done} has come to this step.",
                "Look at the conditions around it; if they are right, walk more often.",
            )


def _outermost(steps: Sequence[Step], met: set[Place]) -> Iterator[Step]:
    """The steps that were never met, without those inside one of them."""
    for step in steps:
        if step.place not in met:
            yield step
        else:
            for flow in inner(step):
                yield from _outermost(flow, met)


__all__ = ["Owned", "Walks", "explore"]
