"""Every rating before has its rating after, on every path that reaches the bottom.

A path is what a person can take through branches, conditions and ends. Choices
are followed by the values they can still have, so that two branches on the same
answer agree. Imports the kinds and the expression tree; reports through
`problems`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from studio.format.answers import options_of
from studio.format.exercise import Tables
from studio.format.expressions.tree import Call, Compare, Listed, Literal, Logic, Name, Node
from studio.format.kinds.branch import Branch
from studio.format.kinds.choice import Choice
from studio.format.kinds.end import End
from studio.format.kinds.pick import Pick
from studio.format.kinds.picks import Picks
from studio.format.kinds.repeat import Repeat
from studio.format.kinds.review import Review
from studio.format.kinds.scale import Scale
from studio.format.kinds.use import Use
from studio.format.problems import Place, Problems
from studio.format.step import Step

MOST = 128  # paths followed apart; beyond that, what is known of choices is forgotten
RATED = "a rating"  # what a rating is known as once it was given; no option is called so
Values = frozenset[str | None]


@dataclass(frozen=True)
class Way:
    """One way so far: the ratings still open, and the values choices can have on it."""

    open: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    values: Mapping[str, Values] = field(default_factory=dict)

    def asked_anew(self, name: str) -> Way:
        """The same way, with nothing known any more of an answer that is asked now."""
        if name not in self.values:
            return self
        values = {one: known for one, known in self.values.items() if one != name}
        return Way(self.open, self.seen, values)

    def key(self) -> tuple[object, ...]:
        """What makes two ways the same."""
        return (self.open, self.seen, frozenset(self.values.items()))


class Pairs:
    """Follows one flow."""

    def __init__(self, tables: Tables, problems: Problems) -> None:
        self.tables = tables
        self.problems = problems
        self.places: dict[str, Place] = {}
        self.befores: dict[str, str] = {}
        self.domains: dict[str, Values] = {}  # what an answer can be before anything narrows it
        self.inside: tuple[str, ...] = ()

    def check(self, steps: tuple[Step, ...]) -> None:
        """Note every pair that can be left open at the bottom."""
        bottom = self.follow(steps, [Way()])
        for measure in sorted({one for way in bottom for one in way.open}):
            name = measure.rpartition("/")[2]
            self.problems.error(
                "P401",
                self.places[measure],
                f"`{name}` is asked before, and on some path to the end not after.",
                "Ask it again with `at: after` on every path, or stop that path with `end`.",
            )

    def follow(self, steps: tuple[Step, ...], ways: list[Way]) -> list[Way]:
        """The ways that come out below some steps."""
        for step in steps:
            if step.when is not None:
                taken, left = self.split(ways, step.when.tree)
                ways = [*self.one(step, taken), *left]
            else:
                ways = self.one(step, ways)
            if self.befores:
                ways = [self.without_skipped(way) for way in ways]
            if len(ways) > 1:
                ways = fewer(ways)
        return ways

    def without_skipped(self, way: Way) -> Way:
        """A rating before that was skipped needs no rating after."""
        skipped = {
            measure
            for name, measure in self.befores.items()
            if way.values.get(name) == frozenset([None])
        }
        return Way(way.open - skipped, way.seen, way.values) if skipped & way.open else way

    def one(self, step: Step, ways: list[Way]) -> list[Way]:
        """The ways that come out below one step."""
        if isinstance(step, End):
            return []
        if isinstance(step, Scale) and step.measure and step.at:
            return self.rating(step, ways)
        if isinstance(step, Choice) and step.id:
            found = [one.name for one in options_of(step.options, self.tables)]
            if found:
                none = [] if step.required else [None]
                self.domains[step.id] = frozenset([*found, *(["own"] if step.own else []), *none])
                return [way.asked_anew(step.id) for way in ways]
        if isinstance(step, Branch):
            return self.branch(step, ways)
        if isinstance(step, Repeat):
            rounds = self.follow(step.steps, ways)
            return [*rounds, *self.follow(step.otherwise, ways)] if step.over else rounds
        if isinstance(step, (Pick, Picks, Review)):
            return [*ways, *self.follow(step.otherwise, ways)]
        if isinstance(step, Use) and step.fragment not in self.inside:
            fragment = self.tables.fragments.get(step.fragment)
            if fragment is not None:
                outer, self.inside = self.inside, (*self.inside, step.fragment)
                ways = self.follow(fragment.steps, ways)
                self.inside = outer
        return ways

    def rating(self, step: Scale, ways: list[Way]) -> list[Way]:
        """A rating opens its pair, or closes it."""
        if step.at == "before":
            self.places.setdefault(step.measure, step.place)
            self.befores[step.id] = step.measure
            self.domains[step.id] = frozenset([RATED] if step.required else [RATED, None])
            measure = frozenset([step.measure])
            ways = [way.asked_anew(step.id) for way in ways]
            return [Way(way.open | measure, way.seen | measure, way.values) for way in ways]
        if ways and not any(step.measure in way.seen for way in ways):
            self.problems.warning(
                "P402",
                step.place,
                "This rating after has no rating before to stand beside.",
                "Ask the same measure with `at: before` first, or leave `at` out.",
            )
        return [Way(w.open - {step.measure}, w.seen, w.values) for w in ways]

    def split(self, ways: Iterable[Way], condition: Node) -> tuple[list[Way], list[Way]]:
        """The ways on which a condition can be true, and those on which it can be false."""
        true, false = [], []
        for way in ways:
            yes, no = limits(condition, {**self.domains, **way.values})
            if yes is not None:
                true.append(Way(way.open, way.seen, {**way.values, **yes}) if yes else way)
            if no is not None:
                false.append(Way(way.open, way.seen, {**way.values, **no}) if no else way)
        return true, false

    def branch(self, step: Branch, ways: list[Way]) -> list[Way]:
        """The first case that is true, else the rest."""
        out: list[Way] = []
        for case in step.cases:
            if case.when is None:
                continue
            taken, ways = self.split(ways, case.when.tree)
            out += self.follow(case.steps, taken)
        return [*out, *self.follow(step.otherwise, ways)]


Limits = Mapping[str, Values] | None  # None: it cannot come out so


def limits(node: Node, known: Mapping[str, Values]) -> tuple[Limits, Limits]:
    """What a condition says of choices when it is true, and when it is false."""
    if isinstance(node, Logic) and node.word == "and":
        yes, left_no = limits(node.left, known)
        if yes is None:
            return None, left_no
        right, right_no = limits(node.right, {**known, **yes})
        both = None if right is None else {**yes, **right}
        return both, (None if left_no is None and right_no is None else {})
    if isinstance(node, Call) and node.function == "answered":
        asked = node.arguments[0]
        if isinstance(asked, Name) and asked.name in known:
            there = known[asked.name] - {None}
            gone = known[asked.name] & {None}
            return ({asked.name: there} if there else None), ({asked.name: gone} if gone else None)
    found = compared(node)
    # Of a rating nothing is followed but whether it was given: any number may be it.
    if found is None or RATED in known.get(found[0], (RATED,)):
        return {}, {}
    name, values = found
    true: Values = frozenset(one for one in known[name] if one in values)
    false = known[name] - true
    if isinstance(node, Compare) and node.sign in ("!=", "not in"):
        true, false = false, true
    return ({name: true} if true else None), ({name: false} if false else None)


def compared(node: Node) -> tuple[str, frozenset[str]] | None:
    """`x == 'a'` or `x in ['a', 'b']` as a name and its values; None for anything else."""
    if not isinstance(node, Compare) or not isinstance(node.left, Name):
        return None
    if node.sign in ("==", "!=") and isinstance(node.right, Literal):
        return node.left.name, frozenset([str(node.right.value)])
    if node.sign in ("in", "not in") and isinstance(node.right, Listed):
        items = [one for one in node.right.items if isinstance(one, Literal)]
        if len(items) == len(node.right.items):
            return node.left.name, frozenset(str(one.value) for one in items)
    return None


def fewer(ways: list[Way]) -> list[Way]:
    """The same ways, each once; with too many, only what is open counts."""
    apart = {way.key(): way for way in ways}
    if len(apart) > MOST:
        apart = {(way.open, way.seen): Way(way.open, way.seen) for way in ways}
    return list(apart.values())


def check(steps: tuple[Step, ...], tables: Tables, problems: Problems) -> None:
    """Check one flow."""
    Pairs(tables, problems).check(steps)
