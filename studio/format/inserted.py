"""How many steps fragments put in, all in all, and how deep they lie in each other.

Every check, and the session itself, goes through a fragment at each of its uses, so ten that
each use the next one twice are a thousand steps. What would be too many is noted where it
becomes so, and handed on to nobody. Imports the kinds; looks at each fragment once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from studio.format.circles import comes_back, in_order
from studio.format.kinds.use import Use
from studio.format.parts import Fragment
from studio.format.problems import Place, Problems
from studio.format.reading_steps import DEEP
from studio.format.step import Step
from studio.format.walk import every

MOST = 400  # steps that fragments put into one flow; nobody goes through as many
MOST_TOLD = 20  # of the fragments in circles

Found = Callable[[str], tuple[Fragment, Problems] | None]


def used_in(steps: tuple[Step, ...]) -> list[str]:
    """The fragments that some steps use, as often as they do."""
    return [one.fragment for one in every(steps) if isinstance(one, Use)]


class Inserted:
    """The sizes of fragments by full name. `find` gives a fragment and where to note things."""

    def __init__(self, find: Found) -> None:
        self._find = find
        self._sizes: dict[str, int | None] = {}
        self._depths: dict[str, int] = {}

    def size(self, full: str) -> int | None:
        """The steps that a fragment puts in; None where they are too many, or without end."""
        if full not in self._sizes:
            self._measure(full)
        return self._sizes[full]

    def fits(self, flows: Iterable[tuple[Step, ...]], place: Place, problems: Problems) -> bool:
        """Whether what fragments put into some flows is not too much; noted at `place` if so."""
        sizes = (self.size(one) for steps in flows for one in used_in(steps))
        size = sum(one or 0 for one in sizes)
        if size > MOST:
            problems.error(
                "P422",
                place,
                f"Fragments put {size:,} steps in here, those of fragments in fragments too.",
                f"Use fewer of them, or shorter ones: {MOST} steps are read.",
            )
        return size <= MOST

    def _measure(self, full: str) -> None:
        """A fragment, and all those in it that were not looked at before."""
        found = dict(self._below(full))
        leans = {name: used_in(part.steps) for name, (part, _) in found.items()}
        ordered = in_order(leans)
        for name in ordered:
            self._sizes[name] = self._one(name, *found[name], leans[name])
        ends = set(ordered)
        endless = [name for name in found if name not in ends]
        circles = (name for name in endless if comes_back(name, leans))
        for name in islice(circles, MOST_TOLD):
            part, problems = found[name]
            problems.error(
                "P407",
                part.place,
                "This fragment uses itself, by way of others or directly.",
                "Take one `use` out of the circle.",
            )
        self._sizes.update(dict.fromkeys(endless))
        self._sizes.setdefault(full, 0)  # there is none, and that is told where it is used

    def _below(self, full: str) -> Iterator[tuple[str, tuple[Fragment, Problems]]]:
        met, waiting = {full}, [full]
        while waiting:
            name = waiting.pop()
            found = self._find(name) if name not in self._sizes else None
            if found is None:
                continue
            yield name, found
            new = [one for one in dict.fromkeys(used_in(found[0].steps)) if one not in met]
            met.update(new)
            waiting += new

    def _one(self, name: str, part: Fragment, problems: Problems, inside: list[str]) -> int | None:
        """One whose own fragments have been measured. It is told of the first that goes too far."""
        sizes = [self._sizes.get(one, 0) for one in inside]
        depth = 1 + max((self._depths.get(one, 0) for one in inside), default=0)
        self._depths[name] = depth
        if None in sizes:
            return None
        if depth > DEEP:
            problems.error(
                "P408",
                part.place,
                f"Fragments are put into each other more than {DEEP} deep here.",
                "Write the steps of the innermost ones into those that use them.",
            )
            return None
        if not self.fits((part.steps,), part.place, problems):
            return None
        return sum(1 for _ in every(part.steps)) + sum(one or 0 for one in sizes)
