"""Advice an author gets on top of errors: names, reads that nobody reads, care and words.

Only looked at by `check`; an exercise runs without it. In reading order: this
module (one exercise), `advice_care`, `advice_texts`, `sharing` (what a pack needs
before it is given away). Reports warnings through `problems`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from studio.format import advice_care, advice_texts
from studio.format.exercise import Exercise, Tables
from studio.format.expressions import Expression
from studio.format.linking import Scope
from studio.format.nodes import Mapping
from studio.format.parts import Options, Source
from studio.format.piping import Template
from studio.format.problems import Place, Problems, nearest
from studio.format.step import Step
from studio.format.unseen import cannot_say
from studio.format.walk import every


def advise(exercise: Exercise, root: Mapping, scope: Scope, problems: Problems) -> None:
    """All advice on one exercise; `root` is its file as nodes."""
    steps = tuple(all_steps(exercise))
    advice_care.care(exercise, root, steps, problems)
    advice_care.watched(exercise, problems)
    advice_texts.texts(root, problems)
    hides(exercise, scope, problems)
    unread(exercise, problems)
    mentions(scope, problems)


def mentions(scope: Scope, problems: Problems) -> None:
    """Exercises that are named and that no pack lists."""
    if any(cannot_say(pack, "exercises") for pack in scope.shelf.packs.values()):
        return  # it may be one of those
    known = scope.shelf.exercise_ids
    for name, place in scope.mentions:
        if name not in known:
            close = nearest(name, known)
            later = "It is not offered until one does."
            problems.warning(
                "P233",
                place,
                f"No installed pack lists an exercise `{name}`.",
                f"Did you mean `{close}`? {later}" if close else later,
            )


def all_steps(exercise: Exercise) -> Iterator[Step]:
    """The steps of an exercise and of its follow-ups, as its own file has them."""
    yield from every(exercise.steps)
    for followup in exercise.followups.values():
        yield from every(followup.steps)


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


def unread(exercise: Exercise, problems: Problems) -> None:
    """Queries under `reads` that nothing reads."""
    used = set(names_in(exercise))
    for name, read in exercise.reads.items():
        if name not in used:
            problems.warning(
                "P420",
                read.place,
                f"Nothing reads `{name}`.",
                "Take it out, or name it under `from`, in an expression or in a text.",
            )


def names_in(thing: object) -> Iterator[str]:
    """Every name that a part reads or goes over, and those of the parts inside it."""
    if isinstance(thing, (Expression, Template)):
        yield from thing.names
    elif isinstance(thing, Source):
        yield thing.name
    elif isinstance(thing, Options):
        yield thing.answer
    elif isinstance(thing, dict):
        for one in thing.values():
            yield from names_in(one)
    elif isinstance(thing, tuple):
        for one in thing:
            if isinstance(one, str):
                yield one
            else:
                yield from names_in(one)
    elif is_dataclass(thing) and not isinstance(thing, (Place, Tables)):
        for one in fields(thing):
            value = getattr(thing, one.name)
            if isinstance(value, str):
                if one.name in ("over", "update", "archive", "rewrites", "begin"):
                    yield value
            else:
                yield from names_in(value)


__all__ = ["advise", "all_steps", "mentions"]
