"""Why a step was never come to: where it stands, and what led past it.

For: an author's test that answers a question which was not asked. Goes through the steps of
the exercise with what encloses each. Imports the format's steps; plays nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from studio.format.exercise import Exercise
from studio.format.kinds.branch import Branch
from studio.format.kinds.compose import Compose
from studio.format.kinds.repeat import Repeat
from studio.format.kinds.use import Use
from studio.format.step import Step
from studio.format.walk import inner


@dataclass(frozen=True)
class Stand:
    """A step, what it stands in from the outside in, and the steps beside it there."""

    step: Step
    within: tuple[tuple[Step, tuple[Step, ...]], ...] = ()


def why_not(exercise: Exercise, steps: tuple[Step, ...], name: str, met: Set[str]) -> str:
    """Where the step of a name stands, and why it was not met; "" when there is none.

    `met` are the names of the steps that were.
    """
    stand = next((one for one in _stands(steps, exercise, ()) if _is(one.step, name)), None)
    if stand is None:
        return ""
    for outer, flow in stand.within:
        if not any(_name(one) in met for one in _all(flow, exercise)):
            return _passed(outer, flow)
    if _name(stand.step) != name and _name(stand.step) in met:
        return (
            f"It is a blank of `{_name(stand.step)}`, on line {stand.step.place.line} of the "
            "exercise, and the draft that was taken there does not have it."
        )
    if isinstance(stand.step, Repeat) and stand.step.over and stand.step.when is None:
        where = f"on line {stand.step.place.line} of the exercise"
        return f"It is the repeat {where}, and {_over(stand.step)}."
    if stand.step.when is not None:
        return (
            f"Its `when: {stand.step.when.source}`, on line {stand.step.place.line} of the "
            "exercise, was not true."
        )
    return f"It stands on line {stand.step.place.line} of the exercise."


def _passed(outer: Step, flow: tuple[Step, ...]) -> str:
    """What it means that nothing of a flow inside a step was met."""
    where = f"on line {outer.place.line} of the exercise"
    called = f"`{outer.id}` " if outer.id else ""
    if outer.when is not None and not isinstance(outer, Branch):
        return f"It stands in the {outer.kind} {called}{where}, whose `when` was not true."
    if isinstance(outer, Repeat) and flow is outer.steps:
        return f"It stands in the repeat {called}{where}, and {_over(outer)}."
    if isinstance(outer, Branch):
        case = next((one for one in outer.cases if one.steps is flow), None)
        if case is not None and case.when is not None:
            return (
                f"It stands in the branch {where}, in the arm `{case.when.source}`, which was "
                "not taken."
            )
        return f"It stands under `else` of the branch {where}, which was not taken."
    if isinstance(outer, Use):
        return f"It stands in the fragment that is used {where}, which was not come to."
    return (
        f"It stands under `else` of the {outer.kind} {called}{where}, which had something to show."
    )


def _over(step: Repeat) -> str:
    names = [f"`{one.name.rpartition('/')[2]}`" for one in step.over]
    return f"{' and '.join(names) or 'it'} had nothing to go over"


def _stands(
    steps: tuple[Step, ...],
    exercise: Exercise,
    within: tuple[tuple[Step, tuple[Step, ...]], ...],
) -> Iterator[Stand]:
    for step in steps:
        yield Stand(step, within)
        for flow in _flows(step, exercise):
            if len(within) < 16:  # fragments may lead back to themselves
                yield from _stands(flow, exercise, (*within, (step, flow)))


def _flows(step: Step, exercise: Exercise) -> tuple[tuple[Step, ...], ...]:
    if isinstance(step, Use):
        fragment = exercise.tables.fragments.get(step.fragment)
        return (fragment.steps,) if fragment is not None else ()
    return inner(step)


def _all(steps: tuple[Step, ...], exercise: Exercise) -> Iterator[Step]:
    return (one.step for one in _stands(steps, exercise, ()))


def _name(step: Step) -> str:
    return step.address.rpartition(".")[2]


def _is(step: Step, name: str) -> bool:
    return _name(step) == name or (isinstance(step, Compose) and name in step.slots)
