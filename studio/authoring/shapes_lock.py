"""`shapes.lock`: what the answers of a pack looked like when it was last given to others.

Sessions are kept for years, so an id that is gone, or that holds another kind of answer
than before, needs `was:` or a new version. New wording needs nothing. The lock is JSON,
made from the exercises; it is compared by `check` and written when asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.format.exercise import Exercise
from studio.format.kinds.compose import Compose
from studio.format.kinds.scale import Scale
from studio.format.parts import Each, Option, Options
from studio.format.problems import Place, Problems, nearest
from studio.format.step import Step
from studio.format.walk import every

FILE = "shapes.lock"
LAYOUT = 1
LARGEST = 1024 * 1024

Shape = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One answer: where its question stands, its shape, and the names it had before."""

    place: Place
    shape: Shape
    was: str = ""
    options_was: frozenset[str] = frozenset()


def shape_of(exercise: Exercise) -> Shape:
    """What an exercise's answers look like, as the lock has it."""
    ids = {name: one.shape for name, one in sorted(asked(exercise).items())}
    return {"version": exercise.version, "ids": ids}


def asked(exercise: Exercise) -> dict[str, Asked]:
    """Every answer of an exercise and its follow-ups, by id; fragments of others are theirs."""
    flows = [exercise.steps, *(one.steps for one in exercise.followups.values())]
    flows += [
        one.steps
        for full, one in exercise.tables.fragments.items()
        if full.startswith(f"{exercise.pack}/")
    ]
    found: dict[str, Asked] = {}
    for step in (step for flow in flows for step in every(flow)):
        for name, one in _of_step(step, exercise):
            # Arms of a branch may share an id; together they are what it can hold.
            found[name] = _joined(found[name], one) if name in found else one
    return found


def _of_step(step: Step, exercise: Exercise) -> Iterator[tuple[str, Asked]]:
    if isinstance(step, Compose):
        for name, slot in step.slots.items():
            kind = "choice" if slot.options is not None else "text"
            yield name, Asked(slot.place, {"kind": kind}, slot.was)
    if not step.id or not (step.asks or step.kind in ("repeat", "timed", "breathe")):
        return
    shape: Shape = {"kind": step.kind}
    was: frozenset[str] = frozenset()
    options = getattr(step, "options", None)
    if isinstance(options, Options):
        written = _written(options, exercise)
        if written:
            shape["values"] = sorted(written)
            was = frozenset(one.was for one in written.values() if one.was)
    bounds = _range(step, exercise)
    if bounds is not None:
        shape["range"] = list(bounds)
    each: Mapping[str, Each] = getattr(step, "each", {})
    if each:
        shape["each"] = {name: one.type for name, one in sorted(each.items())}
    yield step.id, Asked(step.place, shape, step.was, was)


def _written(options: Options, exercise: Exercise) -> dict[str, Option]:
    """Options that stand in the exercise, or in a list of its own pack."""
    if options.inline:
        return {one.name: one for one in options.inline}
    if not options.list.startswith(f"{exercise.pack}/"):
        return {}
    shared = exercise.tables.lists.get(options.list)
    if shared is None:
        return {}
    found = dict(shared.options)
    for group in shared.groups.values():
        found |= group.options
    return found


def _range(step: Step, exercise: Exercise) -> tuple[int, int] | None:
    if not isinstance(step, Scale):
        return None
    measure = exercise.tables.measures.get(step.measure)
    if measure is not None:
        return measure.min, measure.max
    return (
        0 if step.min is None else step.min,
        10 if step.max is None else step.max,
    )


def _joined(one: Asked, other: Asked) -> Asked:
    values = sorted({*one.shape.get("values", ()), *other.shape.get("values", ())})
    shape = {**other.shape, **one.shape, **({"values": values} if values else {})}
    return Asked(one.place, shape, one.was or other.was, one.options_was | other.options_was)


def text_of(exercises: Mapping[str, Exercise]) -> bytes:
    """The lock of a pack, the same bytes for the same shapes."""
    shapes = {name: shape_of(one) for name, one in sorted(exercises.items())}
    data = {"layout": LAYOUT, "exercises": shapes}
    return (json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def read_lock(data: bytes, file: str, problems: Problems) -> dict[str, Shape] | None:
    """The shapes of a lock, by exercise; None when it cannot be read."""
    text = data[:LARGEST].decode("utf-8", "replace")
    problems.remember_source(file, text.split("\n"))
    try:
        found = json.loads(text)
        if found["layout"] > LAYOUT:
            raise ValueError("newer")
        return {str(name): _sound(one) for name, one in found["exercises"].items()}
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        place = Place(file, 1, 1)
    problems.error(
        "P625",
        place,
        f"{FILE} cannot be read.",
        "Take it from the last version you gave away, or write it anew: studio check --lock .",
    )
    return None


def _sound(one: Any) -> Shape:  # noqa: ANN401 - whatever JSON held
    ids = {str(name): dict(shape) for name, shape in one["ids"].items()}
    return {"version": int(one["version"]), "ids": ids}


def compare(
    lock: Mapping[str, Shape], exercises: Mapping[str, Exercise], at: Place, problems: Problems
) -> None:
    """What has changed since, so that sessions of before would not be understood.

    `exercises` are those of the pack by id; `at` is the place of its list.
    """
    was = {one.was: one for one in exercises.values() if one.was}
    for name, shape in lock.items():
        exercise = exercises.get(name) or was.get(name)
        if exercise is None:
            close = nearest(name, exercises)
            problems.warning(
                "P620",
                at,
                f"The exercise `{name}` was given to others, and is gone.",
                f"If it is now `{close}`, write `was: {name}` there."
                if close
                else "If it has another id now, write `was:` there; else its sessions stay as "
                "they are.",
            )
        elif exercise.version <= shape["version"]:
            _compare_ids(shape["ids"], exercise, problems)


def _compare_ids(ids: Mapping[str, Shape], exercise: Exercise, problems: Problems) -> None:
    now = asked(exercise)
    was = {one.was: one for one in now.values() if one.was}
    mend = f"or write `version: {exercise.version + 1}`, if it is meant as something new."
    for name, before in ids.items():
        one = now.get(name) or was.get(name)
        if one is None:
            close = nearest(name, now)
            problems.error(
                "P621",
                exercise.place,
                f"Earlier sessions have answers under `{name}`, and it is gone.",
                f"Write `was: {name}` at the step that asks it now"
                f"{f' (`{close}`?)' if close else ''}, {mend}",
            )
            continue
        _compare_one(name, before, one, mend, problems)


def _compare_one(name: str, before: Shape, one: Asked, mend: str, problems: Problems) -> None:
    if one.shape["kind"] != before.get("kind"):
        problems.error(
            "P622",
            one.place,
            f"`{name}` was a {before.get('kind')} and is a {one.shape['kind']} now.",
            f"Give it another id, {mend}",
        )
        return
    gone = set(before.get("values", ())) - set(one.shape.get("values", ())) - one.options_was
    # Options that come from elsewhere now are not compared: nobody can say what they will be.
    if gone and one.shape.get("values"):
        first = min(gone)
        problems.error(
            "P623",
            one.place,
            f"`{name}` could be answered with `{first}`, and cannot any more.",
            f"Write `was: {first}` at the option that means it now, {mend}",
        )
    if before.get("range") and one.shape.get("range") != before["range"]:
        low, high = (*before["range"], 0, 0)[:2]
        problems.error(
            "P624",
            one.place,
            f"`{name}` went from {low} to {high} before.",
            f"Give it another id, {mend}",
        )
    for field, kind in dict(before.get("each", {})).items():
        if one.shape.get("each", {}).get(field) != kind:
            problems.error(
                "P622",
                one.place,
                f"Each item of `{name}` had a {kind} `{field}`, and has none now.",
                f"Ask it again, {mend}",
            )


def lock_path(folder: Path) -> Path:
    """Where the lock of a pack lies."""
    return folder / FILE
