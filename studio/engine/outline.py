"""How far an exercise goes: the number in "7 of about 16"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.format.kinds import Branch, End, Pick, Picks, Repeat, Review, Use
from studio.format.parts import Fragment
from studio.format.step import Step


@dataclass
class Frame:
    """A list of steps being walked, and where in it the walk is."""

    steps: Sequence[Step]
    at: int = 0


def estimate(steps: Sequence[Step], fragments: dict[str, Fragment]) -> tuple[int, bool]:
    """Screens ahead in a list of steps, and whether a turn makes that a guess.

    Of a branch the longest arm counts: a number that shrinks is kinder than
    one that grows.
    """
    total, about = 0, False
    for step in steps:
        count, guess = _one(step, fragments)
        total += count
        about = about or guess or step.when is not None
    return total, about


def _one(step: Step, fragments: dict[str, Fragment]) -> tuple[int, bool]:
    if isinstance(step, End):
        return 0, False
    if isinstance(step, Branch):
        arms = [estimate(case.steps, fragments)[0] for case in step.cases]
        return max([*arms, estimate(step.otherwise, fragments)[0]]), True
    if isinstance(step, Repeat):
        return estimate(step.steps, fragments)[0], True
    if isinstance(step, Use):
        fragment = fragments.get(step.fragment)
        return (estimate(fragment.steps, fragments)[0] if fragment else 0), True
    if isinstance(step, (Pick, Picks, Review)):
        return 1, bool(step.otherwise)
    return 1, False


def ahead(frames: Sequence[Frame], fragments: dict[str, Fragment]) -> tuple[int, bool]:
    """Screens after the one in view, over every list being walked."""
    total, about = 0, False
    for frame in frames:
        count, guess = estimate(frame.steps[frame.at + 1 :], fragments)
        total += count
        about = about or guess
    return total, about
