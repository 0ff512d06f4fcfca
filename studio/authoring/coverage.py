"""How much of an exercise its tests, or random walks, have gone through.

Steps and the arms of branches, those of follow-ups too; what fragments of other
files bring is theirs. Imports the format and the session; plays nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from studio.engine.flow import ELSE
from studio.engine.session import Session
from studio.format.exercise import Exercise
from studio.format.kinds.branch import Branch
from studio.format.problems import Place
from studio.format.step import Step
from studio.format.walk import every

Arm = tuple[Place, int]


def own_steps(exercise: Exercise) -> tuple[Step, ...]:
    """The steps of an exercise and of its follow-ups, as its file has them."""
    flows = (exercise.steps, *(one.steps for one in exercise.followups.values()))
    return tuple(step for flow in flows for step in every(flow))


def arms_of(step: Branch) -> tuple[int, ...]:
    """The numbers of the arms that are written."""
    cases = tuple(range(len(step.cases)))
    return (*cases, ELSE) if step.otherwise else cases


@dataclass
class Coverage:
    """What of one exercise was met, by place, so that several readings of it add up."""

    exercise: Exercise
    steps: set[Place] = field(default_factory=set)
    arms: set[Arm] = field(default_factory=set)

    def add(self, session: Session, exercise: Exercise) -> None:
        """What a session has gone through. `exercise` is the reading that it ran."""
        walk = session.walk
        for step in own_steps(exercise):
            if id(step) in walk.entered:
                self.steps.add(step.place)
            if isinstance(step, Branch):
                for number in arms_of(step):
                    if (id(step), number) in walk.arms:
                        self.arms.add((step.place, number))

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """Every step there is."""
        return own_steps(self.exercise)

    @property
    def all_arms(self) -> tuple[tuple[Branch, int], ...]:
        """Every arm there is."""
        return tuple(
            (step, number)
            for step in self.all_steps
            if isinstance(step, Branch)
            for number in arms_of(step)
        )

    @property
    def line(self) -> str:
        """`steps 18 of 20, arms 5 of 6`."""
        steps = sum(1 for one in self.all_steps if one.place in self.steps)
        arms = self.all_arms
        text = f"steps {steps} of {len(self.all_steps)}"
        if not arms:
            return text
        met = sum(1 for step, number in arms if (step.place, number) in self.arms)
        return f"{text}, arms {met} of {len(arms)}"

    @property
    def missing(self) -> list[str]:
        """What was never met, a line each: `line 33, step saved`."""
        rows = [
            (one.place.line, f"line {one.place.line}, {_called(one)}")
            for one in self.all_steps
            if one.place not in self.steps
        ]
        for step, number in self.all_arms:
            if step.place in self.steps and (step.place, number) not in self.arms:
                steps = step.otherwise if number == ELSE else step.cases[number].steps
                line = steps[0].place.line if steps else step.place.line
                arm = "the `else`" if number == ELSE else f"case {number + 1}"
                rows.append((line, f"line {line}, {arm} of the branch on line {step.place.line}"))
        return [row for _, row in sorted(rows)]


def _called(step: Step) -> str:
    return f"{step.kind} step `{step.id}`" if step.id else f"{step.kind} step"
