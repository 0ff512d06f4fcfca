"""How many things somebody goes through at most, where a file says: entries, options, rounds.

What has no limit counts as `SOME`. Imports the format only.
"""

from __future__ import annotations

from collections.abc import Mapping

from studio.format.answers import list_options, options_of
from studio.format.exercise import Exercise
from studio.format.kinds.choices import Choices
from studio.format.kinds.list import ListStep
from studio.format.kinds.picks import Picks
from studio.format.kinds.repeat import Repeat
from studio.format.parts import Source
from studio.format.step import Step

SOME = 3  # as many as most people have of what has no limit
DEEP = 4  # rounds over rounds over rounds: nobody writes more


def entries(step: Step, exercise: Exercise) -> int:
    """How many things one answer holds at most; 1 where it holds no list."""
    if isinstance(step, Choices):
        there = len(options_of(step.options, exercise.tables)) or SOME
        return min(step.max or max(SOME, step.min or 0), there)
    if isinstance(step, (ListStep, Picks)):
        return step.max or max(SOME, step.min or 0)
    return 1


def rounds(step: Repeat, exercise: Exercise, asked: Mapping[str, Step]) -> int:
    """How often a repeat over something goes round at most; `asked` are steps by id."""
    met: dict[tuple[Source, int], int] = {}
    return sum(_rows(one, exercise, asked, 0, met) for one in step.over) or 1


def _rows(
    source: Source,
    exercise: Exercise,
    asked: Mapping[str, Step],
    depth: int,
    met: dict[tuple[Source, int], int],
) -> int:
    """The rows of one source; `met` has those that were looked at, each once however it is read."""
    at = (source, depth)
    if at not in met:
        met[at] = _new_rows(source, exercise, asked, depth, met)
    return met[at]


def _new_rows(
    source: Source,
    exercise: Exercise,
    asked: Mapping[str, Step],
    depth: int,
    met: dict[tuple[Source, int], int],
) -> int:
    tables = exercise.tables
    read = exercise.reads.get(source.name) if source.kind == "read" else None
    if read is not None and depth < DEEP:
        rows = sum(_rows(one, exercise, asked, depth + 1, met) for one in read.source)
        return read.limit or rows
    if source.kind == "list" and source.name in tables.lists:
        return len(list_options(tables.lists[source.name])) or SOME
    if source.kind == "collection" and source.name in tables.collections:
        return tables.collections[source.name].active or SOME
    step = asked.get(source.name) if source.kind == "answer" else None
    if isinstance(step, Repeat) and step.over and depth < DEEP:
        return sum(_rows(one, exercise, asked, depth + 1, met) for one in step.over)
    if isinstance(step, Repeat):
        return step.max or SOME
    return entries(step, exercise) if step is not None else SOME
