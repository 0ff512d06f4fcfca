"""The steps inside a step, and all steps of a flow.

Said once, for every check that has to go through a whole exercise. Imports the
kinds only.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio.format.kinds.branch import Branch
from studio.format.kinds.pick import Pick
from studio.format.kinds.picks import Picks
from studio.format.kinds.repeat import Repeat
from studio.format.kinds.review import Review
from studio.format.step import Step


def inner(step: Step) -> tuple[tuple[Step, ...], ...]:
    """The flows inside a step: arms, rounds, what happens when there is nothing."""
    if isinstance(step, Branch):
        return (*(case.steps for case in step.cases), step.otherwise)
    if isinstance(step, Repeat):
        return (step.steps, step.otherwise)
    if isinstance(step, (Pick, Picks, Review)):
        return (step.otherwise,)
    return ()


def every(steps: tuple[Step, ...]) -> Iterator[Step]:
    """All steps, in the order of the file. What a `use` inserts is not followed."""
    for step in steps:
        yield step
        for flow in inner(step):
            yield from every(flow)
