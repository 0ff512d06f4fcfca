"""Advice an author gets on top of errors: care, promises, and what is not there yet.

Only looked at by `check`; an exercise runs without it. Imports the kinds and
the nodes' places; reports warnings through `problems`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.format.exercise import Exercise
from studio.format.kinds.breathe import Breathe
from studio.format.kinds.scale import Scale
from studio.format.kinds.timed import Timed
from studio.format.kinds.use import Use
from studio.format.linking import Scope
from studio.format.piping import Template
from studio.format.problems import Place, Problems
from studio.format.step import Step
from studio.format.walk import every

# Promises, and words that judge: blueprint sections 7.7 and 8.
UNWISE = re.compile(
    r"\b(cures?|guarantee[sd]?|you failed|streaks?|you broke|you missed|heals? you)\b",
    re.IGNORECASE,
)


def advise(exercise: Exercise, scope: Scope, problems: Problems) -> None:
    """All advice on one exercise."""
    steps = tuple(all_steps(exercise))
    care(exercise, steps, problems)
    watched(exercise, problems)
    hides(exercise, scope, problems)
    unwise_words(exercise, steps, problems)
    mentions(scope, problems)


def mentions(scope: Scope, problems: Problems) -> None:
    """Exercises that are named and that no pack lists."""
    known = scope.shelf.exercise_ids
    for name, place in scope.mentions:
        if name not in known:
            problems.warning(
                "P233",
                place,
                f"No installed pack lists an exercise `{name}`.",
                "It is not offered until one does. If it is misspelled, mend the name.",
            )


def all_steps(exercise: Exercise) -> Iterator[Step]:
    """The steps of an exercise and of its follow-ups, as its own file has them."""
    yield from every(exercise.steps)
    for followup in exercise.followups.values():
        yield from every(followup.steps)


def care(exercise: Exercise, steps: tuple[Step, ...], problems: Problems) -> None:
    """Flags against what the steps do, and time against the minutes promised."""
    fragments = [
        step
        for use in steps
        if isinstance(use, Use) and use.fragment in exercise.tables.fragments
        for step in every(exercise.tables.fragments[use.fragment].steps)
    ]
    rated = any(isinstance(one, Scale) and one.measure for one in (*steps, *fragments))
    if "activating" in exercise.flags and not rated:
        problems.warning(
            "P905",
            exercise.place,
            "This exercise is flagged `activating` and never asks how upset the person is.",
            "Ask `measure: distress` before and after, so that the care rules can look.",
        )
    for step in steps:
        if isinstance(step, Breathe) and "breath" not in exercise.flags:
            problems.warning(
                "P906",
                step.place,
                "A breathing step stands in an exercise without the flag `breath`.",
                "Add `flags: [breath]`, so that people are told when not to do it.",
            )
        if isinstance(step, Timed) and step.factor is None and exercise.minutes[1]:
            seconds = step.seconds or sum(one.seconds or 0 for one in step.phases.values())
            if seconds > exercise.minutes[1] * 60:
                problems.warning(
                    "P415",
                    step.place,
                    f"This step alone takes {seconds // 60} minutes, more than `minutes` says.",
                    "Shorten it, or write the longer time under `minutes`.",
                )


def watched(exercise: Exercise, problems: Problems) -> None:
    """An own measure that looks like the one care rules watch."""
    names = {rule.measure.rpartition("/")[2] for rule in exercise.tables.care if rule.measure}
    for name, one in exercise.measures.items():
        if name in names:
            problems.warning(
                "P902",
                one.place,
                f"The care rules watch another `{name}`, not this one of your own.",
                "Take this one out to use the shared one, or give it another name.",
            )


def hides(exercise: Exercise, scope: Scope, problems: Problems) -> None:
    """A name of the exercise that hides one of a pack."""
    if scope.pack is None:
        return
    packs = (scope.pack, *scope.shelf.used_by(scope.pack))
    for name, one in exercise.measures.items():
        for pack in packs:
            if name in pack.section("measures"):
                hidden(problems, one.place, f"{pack.id}/{name}")
    for name, read in exercise.reads.items():
        for pack in packs:
            if name in pack.section("collections") or name in pack.section("lists"):
                hidden(problems, read.place, f"{pack.id}/{name}")


def hidden(problems: Problems, place: Place, full: str) -> None:
    """Say what is hidden."""
    problems.warning(
        "P232",
        place,
        f"This name hides `{full}`.",
        f"Give it another name, or write `{full}` where the other one is meant.",
    )


def unwise_words(exercise: Exercise, steps: tuple[Step, ...], problems: Problems) -> None:
    """Promises and judgements in what a person reads."""
    texts: list[tuple[Place, str]] = [
        (exercise.place, text) for text in (exercise.purpose, exercise.claim, exercise.title)
    ]
    if exercise.closing is not None:
        texts.append((exercise.place, exercise.closing.source))
    for step in steps:
        made = (step.text, step.help)
        texts += [(step.place, one.source) for one in made if isinstance(one, Template)]
    for place, text in texts:
        found = UNWISE.search(text)
        if found:
            problems.warning(
                "P904",
                place,
                f"“{found.group()}” promises or judges.",
                "Say what the person did, or what is known, and no more.",
            )
