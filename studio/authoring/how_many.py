"""How many things somebody goes through at most, where a file says: entries, options, rounds.

What has no limit counts as `SOME`. Imports the format only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

    def rows(sources: Sequence[Source], depth: int) -> int:
        """The rows of some sources; each is looked at once, however many read it."""
        for source in sources:
            if (source, depth) not in met:
                met[source, depth] = one(source, depth)
        return sum(met[source, depth] for source in sources)

    def one(source: Source, depth: int) -> int:
        tables = exercise.tables
        read = exercise.reads.get(source.name) if source.kind == "read" else None
        if read is not None and depth < DEEP:
            return read.limit or rows(read.source, depth + 1)
        if source.kind == "list" and source.name in tables.lists:
            return len(list_options(tables.lists[source.name])) or SOME
        if source.kind == "collection" and source.name in tables.collections:
            return tables.collections[source.name].active or SOME
        answer = asked.get(source.name) if source.kind == "answer" else None
        if isinstance(answer, Repeat) and answer.over and depth < DEEP:
            return rows(answer.over, depth + 1)
        if isinstance(answer, Repeat):
            return answer.max or SOME
        return entries(answer, exercise) if answer is not None else SOME

    return rows(step.over, 0) or 1
