"""`studio map` as text: every step in its place, with its words, and the sum of the paths."""

from __future__ import annotations

from collections.abc import Iterator

from studio.authoring.paths import CHOOSES, READ, WRITES, Paths, words_of
from studio.format.exercise import Exercise
from studio.format.kinds.branch import Branch
from studio.format.kinds.repeat import Repeat
from studio.format.kinds.use import Use
from studio.format.step import Step

MANY = 10_000  # beyond that the number of paths says nothing any more


def summary(exercise: Exercise) -> list[str]:
    """How many paths there are, and how long they are: a few lines."""
    ways = Paths(exercise).all()
    count = f"{ways.count:,}" if ways.count <= MANY else f"more than {MANY:,}"
    paths = "1 path" if ways.count == 1 else f"{count} paths"
    low, high = exercise.minutes
    promised = (f"{low} promised" if low == high else f"{low}-{high} promised") if high else "quick"
    return [
        f"{exercise.id}: {exercise.title}",
        f"{paths}, {span(ways.least.screens, ways.most.screens)} screens, "
        f"{span(ways.least.words, ways.most.words)} words, "
        f"{span(ways.least.minutes, ways.most.minutes)} minutes ({promised})",
        f"Reading counts {READ} words a minute, a choice {CHOOSES} seconds, a text "
        f"{WRITES['text']}; the shortest way skips what can be skipped, the longest goes through "
        "all that a list may hold.",
    ]


def span(low: float, high: float) -> str:
    """`3 to 10`, or `3`."""
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def flow(exercise: Exercise) -> list[str]:
    """Every step of an exercise and its follow-ups, a line each."""
    rows = [" line  words", *_rows(exercise.steps, exercise, 0)]
    for name, one in exercise.followups.items():
        rows += ["", f"follow-up {name}", *_rows(one.steps, exercise, 0)]
    return rows


def _rows(steps: tuple[Step, ...], exercise: Exercise, depth: int) -> Iterator[str]:
    for step in steps:
        yield _row(step, exercise, depth)
        for named, inner in arms(step):
            if named:
                yield " " * 14 + "  " * depth + named
            yield from _rows(inner, exercise, depth + 1)


def _row(step: Step, exercise: Exercise, depth: int) -> str:
    words = str(words_of(step, exercise)) if step.draws else ""
    when = f"   when {step.when.source.strip()}" if step.when is not None else ""
    return f"{step.place.line:5}  {words:>5}  {'  ' * depth}{called(step)}{when}"


def called(step: Step) -> str:
    """A step in a word or two: its kind, and its id."""
    if isinstance(step, Use):
        return f"use {step.fragment.rpartition('/')[2]}"
    if isinstance(step, Repeat):
        over = ", ".join(one.name.rpartition("/")[2] for one in step.over)
        turn = f"over {over}" if over else f"up to {step.max} times"
        return f"repeat {step.id} {turn}".replace("  ", " ")
    return f"{step.kind} {step.id}".rstrip()


def arms(step: Step) -> list[tuple[str, tuple[Step, ...]]]:
    """The lists of steps inside a step, each with what leads there."""
    found = []
    if isinstance(step, Branch):
        found = [
            (f"when {one.when.source.strip()}" if one.when else "when", one.steps)
            for one in step.cases
        ]
    elif isinstance(step, Repeat):
        found = [("", step.steps)]
    otherwise: tuple[Step, ...] = getattr(step, "otherwise", ())
    if otherwise:
        found.append(("else" if isinstance(step, Branch) else "when there is nothing", otherwise))
    return found


def listed(exercise: Exercise, most: int) -> list[str]:
    """The paths, a line each; the last line says when there are more."""
    rows = [" > ".join(path) or "(nothing)" for path in Paths(exercise).listed(most)]
    count = Paths(exercise).all().count
    left = f"{count - len(rows):,}" if count <= MANY else f"more than {MANY:,}"
    return [*rows, f"and {left} more"] if count > len(rows) == most else rows
