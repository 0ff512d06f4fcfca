"""The minutes an exercise promises against those that its paths take: care for whoever has four.

What is told is gross alone, as people read and write at very different speeds. Imports the
paths and the format; reports warnings through `problems`.
"""

from __future__ import annotations

from studio.authoring.paths import Paths
from studio.format.exercise import Exercise
from studio.format.nodes import Mapping, Node
from studio.format.problems import Problems
from studio.format.step import Step
from studio.format.walk import every

TIMES = 2  # so many times the longest way is promised too much
APART = 3  # minutes; less between the two is nothing to plan by


def promised(exercise: Exercise, root: Mapping, problems: Problems) -> None:
    """Advice where no way through an exercise, or a follow-up, comes near to its `minutes`."""
    paths = Paths(exercise)
    _held(exercise.steps, exercise.minutes, root, paths, problems)
    later = root.get("followups")
    for name, one in exercise.followups.items():
        written = later.get(name) if isinstance(later, Mapping) else None
        _held(one.steps, one.minutes, written, paths, problems)


def _held(
    steps: tuple[Step, ...],
    minutes: tuple[int, int],
    block: Node | None,
    paths: Paths,
    problems: Problems,
) -> None:
    """What is promised for one flow, as `block` has it, against its ways."""
    low, high = minutes
    written = block.get("minutes") if isinstance(block, Mapping) else None
    ways = paths.flow(steps).all
    if not high or written is None or not ways.count:
        return
    here = {one.place for one in every(steps)}
    if any(one.code == "P415" and one.place in here for one in problems.all):
        return  # one step is too long by itself, and that was said
    most, least = ways.most.minutes, ways.least.minutes
    if low > TIMES * most and low - most >= APART:
        said = f"`minutes` promises {low}, and the longest way takes about {max(1, round(most))}."
    elif least > high:
        said = f"`minutes` promises {high}, and the shortest way takes about {round(least)}."
    else:
        return
    problems.warning(
        "P421",
        written.place,
        said,
        "Write the time it takes under `minutes`; `studio map` shows what it is made of.",
    )
