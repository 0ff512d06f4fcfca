"""The minutes an exercise promises against those that its paths take: care for whoever has four.

What is told is gross alone, as people read and write at very different speeds. Imports the
paths and the format; reports warnings through `problems`.
"""

from __future__ import annotations

from studio.authoring.paths import Paths
from studio.format.exercise import Exercise
from studio.format.nodes import Mapping
from studio.format.problems import Problems

TIMES = 2  # so many times the longest way is promised too much
APART = 3  # minutes; less between the two is nothing to plan by


def promised(exercise: Exercise, root: Mapping, problems: Problems) -> None:
    """Advice where no way through an exercise comes near to what `minutes` says."""
    low, high = exercise.minutes
    written = root.get("minutes")
    ways = Paths(exercise).all()
    if not high or written is None or not ways.count:
        return
    if any(one.code == "P415" for one in problems.all):
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
