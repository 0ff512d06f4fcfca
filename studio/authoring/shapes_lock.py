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
    return text_of_shapes({name: shape_of(one) for name, one in exercises.items()})


def text_of_shapes(shapes: Mapping[str, Shape]) -> bytes:
    """The lock that holds some shapes, by exercise."""
    data = {"layout": LAYOUT, "exercises": dict(sorted(shapes.items()))}
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
        "Take it from the last version you gave away; if there is none, write it anew: "
        "studio check --lock --anew PACK",
    )
    return None


def _sound(one: Any) -> Shape:  # noqa: ANN401 - whatever JSON held
    ids = {str(name): _sound_id(shape) for name, shape in one["ids"].items()}
    if not isinstance(one["version"], int):
        raise TypeError("version")
    return {"version": one["version"], "ids": ids}


def _sound_id(shape: Any) -> Shape:  # noqa: ANN401 - whatever JSON held
    """What is said of one answer, by what is read of it: TypeError for anything else."""
    made = dict(shape)
    values, bounds, each = made.get("values", []), made.get("range", []), made.get("each", {})
    fits = (
        isinstance(made.get("kind"), str)
        and all(isinstance(one, list) for one in (values, bounds))
        and all(isinstance(one, str) for one in values)
        and all(isinstance(one, int) for one in bounds)
        and isinstance(each, dict)
    )
    if not fits:
        raise TypeError("an answer")
    return made


def compare(
    lock: Mapping[str, Shape],
    exercises: Mapping[str, Exercise],
    versions: Mapping[str, Place],
    at: Place,
    problems: Problems,
) -> None:
    """What has changed since, so that sessions of before would not be understood.

    `exercises` are those of the pack by id, `versions` where each says its version; `at` is
    the place of the pack's list.
    """
    was = {one.was: one for one in exercises.values() if one.was}
    for name, shape in lock.items():
        exercise = exercises.get(name) or was.get(name)
        if exercise is None:
            close = nearest(name, exercises)
            problems.warning(
                "P620",
                at,
                f"{FILE} has an exercise `{name}`, and the pack has none of that id.",
                f"If it is now `{close}`, write `was: {name}` there."
                if close
                else "If it has another id now, write `was:` there; else its sessions stay as "
                "they are.",
            )
        elif exercise.version <= shape["version"]:
            place = versions.get(exercise.id, exercise.place)
            _Told(exercise, shape, place, problems).ids()


@dataclass(frozen=True)
class _Told:
    """One exercise against what the lock says of it."""

    exercise: Exercise
    before: Shape
    version: Place
    problems: Problems

    def problem(self, code: str, place: Place, message: str, mend: str) -> None:
        """Note a change; `mend` is what may be meant besides another version."""
        number, file = self.before["version"], self.exercise.place.file
        self.problems.error(
            code,
            place,
            f"{FILE} says that in version {number} {message}",
            f"{mend} If it is meant as something new, write `version: {number + 1}`. If nobody "
            f"has version {number} yet, lock it anew: studio check --lock --anew {file}",
        )

    def ids(self) -> None:
        """The ids that are gone, and what has become of the others."""
        now = asked(self.exercise)
        was = {one.was: one for one in now.values() if one.was}
        gone = []
        for name, before in self.before["ids"].items():
            one = now.get(name) or was.get(name)
            close = nearest(name, now) if one is None else None
            if one is not None:
                self.one(name, before, one)
            elif close is not None and close not in self.before["ids"]:
                self.problem(
                    "P621",
                    now[close].place,
                    f"`{name}` is asked, and it is not any more.",
                    f"If this is it, write `was: {name}` here.",
                )
            else:
                gone.append(name)
        if gone:
            are = "are asked, and they are" if gone[1:] else "is asked, and it is"
            self.problem(
                "P621",
                self.version,
                f"{_listed(gone)} {are} not any more.",
                f"Where a step has another id now, write `was:` there, such as `was: {gone[0]}`.",
            )

    def one(self, name: str, before: Shape, now: Asked) -> None:
        """An answer that is there: its kind, its options, its range, what is asked of each."""
        kind = now.shape["kind"]
        if kind != before.get("kind"):
            message = f"`{name}` is a {before.get('kind')}, and it is a {kind} now."
            self.problem("P622", now.place, message, "Give it another id.")
            return
        gone = set(before.get("values", ())) - set(now.shape.get("values", ())) - now.options_was
        # Options that come from elsewhere now are not compared: nobody can say what they will be.
        if gone and now.shape.get("values"):
            first = min(gone)
            self.problem(
                "P623",
                now.place,
                f"`{name}` has an option `{first}`, and it has none now.",
                f"Write `was: {first}` at the option that means it now.",
            )
        if before.get("range") and now.shape.get("range") != before["range"]:
            low, high = (*before["range"], 0, 0)[:2]
            message = f"`{name}` goes from {low} to {high}, and it does not now."
            self.problem("P624", now.place, message, "Give it another id.")
        for field, kind in dict(before.get("each", {})).items():
            if now.shape.get("each", {}).get(field) != kind:
                message = f"each item of `{name}` has a {kind} `{field}`, and it has none now."
                self.problem("P622", now.place, message, "Ask it again.")


def _listed(names: list[str]) -> str:
    """Some names; of very many the first."""
    told = [f"`{one}`" for one in names[:6]]
    if names[6:]:
        told.append(f"{len(names) - 6} more")
    return " and ".join([", ".join(told[:-1]), told[-1]] if told[1:] else told)


def lock_path(folder: Path) -> Path:
    """Where the lock of a pack lies."""
    return folder / FILE
