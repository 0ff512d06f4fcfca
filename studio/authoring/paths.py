"""The paths through an exercise: how many there are, and how long the shortest and longest.

Counted, not walked, so that a thousand paths cost no more than one. Time is that of
timed steps, of reading at `READ` words a minute, and a little for each answer. The longest
way goes round for everything that may be in a list, and writes as long as a text has minutes.
Imports the format only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from studio.authoring.how_many import entries, rounds
from studio.format.answers import options_of
from studio.format.exercise import Exercise
from studio.format.expressions import Expression
from studio.format.expressions.tree import Call, Compare, Literal, Name
from studio.format.kinds.branch import Branch
from studio.format.kinds.breathe import Breathe
from studio.format.kinds.compose import Compose
from studio.format.kinds.end import End
from studio.format.kinds.pick import Pick
from studio.format.kinds.picks import Picks
from studio.format.kinds.repeat import Repeat
from studio.format.kinds.review import Review
from studio.format.kinds.text import Text
from studio.format.kinds.timed import Timed
from studio.format.kinds.use import Use
from studio.format.pairs import compared
from studio.format.parts import Option, Options
from studio.format.piping import Template
from studio.format.step import Step
from studio.format.walk import every

READ = 200  # words a minute
WRITES = {"text": 30, "list": 45, "compose": 30}  # seconds for an answer in own words
CHOOSES = 6  # seconds for any other answer
COUNTED = 1_000_000_000  # ways that are told apart; rounds in rounds have more than a number holds


@dataclass(frozen=True)
class Length:
    """One way through some steps: seconds, words read, screens met."""

    seconds: float = 0.0
    words: int = 0
    screens: int = 0

    def __add__(self, other: Length) -> Length:
        return Length(
            self.seconds + other.seconds, self.words + other.words, self.screens + other.screens
        )

    def times(self, count: int) -> Length:
        """The same so many times."""
        return Length(self.seconds * count, self.words * count, self.screens * count)

    @property
    def minutes(self) -> float:
        """Minutes, to a tenth."""
        return round(self.seconds / 60, 1)


@dataclass(frozen=True)
class Ways:
    """Every way through some steps: how many, the shortest and the longest.

    `count` 0: there is none. Shortest and longest go by their seconds.
    """

    count: int = 0
    least: Length = field(default_factory=Length)
    most: Length = field(default_factory=Length)

    def __or__(self, other: Ways) -> Ways:
        """These ways or those."""
        if not self.count or not other.count:
            return self if self.count else other
        return Ways(
            min(self.count + other.count, COUNTED),
            min(self.least, other.least, key=_long),
            max(self.most, other.most, key=_long),
        )

    def then(self, other: Ways) -> Ways:
        """These ways, each gone on with each of those."""
        if not self.count or not other.count:
            return Ways()
        count = min(self.count * other.count, COUNTED)
        return Ways(count, self.least + other.least, self.most + other.most)


def _long(one: Length) -> tuple[float, int, int]:
    return one.seconds, one.screens, one.words


STRAIGHT = Ways(1)


@dataclass(frozen=True)
class Through:
    """The ways that go on behind some steps, and those that have ended in them."""

    on: Ways = STRAIGHT
    ended: Ways = field(default_factory=Ways)

    @property
    def all(self) -> Ways:
        """All of them."""
        return self.on | self.ended


class Paths:
    """The paths of one exercise."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        later = (one.steps for one in exercise.followups.values())
        self._steps = {
            one.id: one for steps in (exercise.steps, *later) for one in every(steps) if one.id
        }

    def all(self) -> Ways:
        """Every way from the first step to the end."""
        return self.flow(self.exercise.steps).all

    def flow(self, steps: tuple[Step, ...]) -> Through:
        """The ways through a list of steps."""
        on, ended = STRAIGHT, Ways()
        for group in groups(steps):
            one = self.step(group[0])
            if group[1:]:
                one = _either([*(self._taken(step) for step in group), Through()])
            ended = ended | on.then(one.ended)
            on = on.then(one.on)
        return Through(on, ended)

    def step(self, step: Step) -> Through:
        """The ways through one step; left out is one of them where it has a `when`."""
        found = self._taken(step)
        if step.when is None:
            return found
        return Through(found.on | STRAIGHT, found.ended)

    def _taken(self, step: Step) -> Through:
        if isinstance(step, End):
            return Through(Ways(), STRAIGHT)
        if isinstance(step, Branch):
            arms = [self.flow(case.steps) for case in step.cases]
            return _either([*arms, self.flow(step.otherwise)])
        if isinstance(step, Repeat):
            return self._repeat(step)
        if isinstance(step, Use):
            fragment = self.exercise.tables.fragments.get(step.fragment)
            return self.flow(fragment.steps) if fragment is not None else Through()
        screen = Through(self._screen(step))
        if isinstance(step, (Pick, Picks, Review)):
            return _either([screen, self.flow(step.otherwise)])
        return screen

    def _repeat(self, step: Repeat) -> Through:
        once = self.flow(step.steps)
        if step.over:
            most = once.on.most.times(rounds(step, self.exercise, self._steps))
            again = Through(replace(once.on, most=most), once.ended)
            return _either([again, self.flow(step.otherwise)])
        found, ended, on = Ways(), Ways(), STRAIGHT
        for _ in range(step.max or 1):
            ended = ended | on.then(once.ended)
            on = on.then(once.on)
            found = found | on
        return Through(found, ended)

    def _screen(self, step: Step) -> Ways:
        words = words_of(step, self.exercise)
        low, high = self.seconds(step)
        read = words * 60 / READ
        one = Length(read, words, 1)
        return Ways(1, one + Length(low), one + Length(high))

    def seconds(self, step: Step) -> tuple[float, float]:
        """How long a step takes besides reading it: at least, and at most."""
        if isinstance(step, Timed):
            base = step.seconds or sum(one.seconds or 0 for one in step.phases.values())
            low, high = self.values(step.factor) if step.factor else (1.0, 1.0)
            return base * low + step.lead_in, base * high + step.lead_in
        if isinstance(step, Breathe):
            cycle = sum(one.seconds or 0 for one in step.phases.values())
            if step.minutes is not None:
                low, high = self.values(step.minutes)
                return low * 60, high * 60
            return float((step.cycles or 1) * cycle), float((step.cycles or 1) * cycle)
        if not step.asks:
            return 0.0, 0.0
        takes = float(WRITES.get(step.kind, CHOOSES))
        low = takes if step.required else 0.0
        if isinstance(step, Text) and step.minutes is not None:
            return low, max(takes, step.minutes * 60.0)
        each = getattr(step, "each", {})
        asks = sum(WRITES["text"] if one.type == "text" else CHOOSES for one in each.values())
        return low, takes + asks * entries(step, self.exercise)

    def values(self, expression: Expression) -> tuple[float, float]:
        """What an expression can come to, where that can be said; 1 where it cannot."""
        tree = expression.tree
        if isinstance(tree, Literal) and isinstance(tree.value, (int, float)):
            return float(tree.value), float(tree.value)
        if isinstance(tree, Call) and tree.function == "number":
            (asked,) = tree.arguments
            step = self._steps.get(asked.name) if isinstance(asked, Name) else None
            options = _options(step, self.exercise) if step is not None else ()
            numbers = [one.number for one in options if one.number is not None]
            if numbers:
                return min(numbers), max(numbers)
        return 1.0, 1.0

    def listed(self, most: int) -> Iterator[tuple[str, ...]]:
        """The paths themselves, as the ids met; no more than `most`."""
        for number, path in enumerate(self._paths(self.exercise.steps, lambda: iter([()]))):
            if number == most:
                return
            yield path

    def _paths(
        self, steps: tuple[Step, ...], behind: Callable[[], Iterator[tuple[str, ...]]]
    ) -> Iterator[tuple[str, ...]]:
        """The paths through some steps and what comes behind them."""
        if not steps:
            yield from behind()
            return
        group = groups(steps)[0]
        rest = steps[len(group) :]

        def then() -> Iterator[tuple[str, ...]]:
            return self._paths(rest, behind)

        for step in group:
            yield from self._paths_of(step, then)
        if group[0].when is not None:
            yield from then()

    def _paths_of(
        self, step: Step, then: Callable[[], Iterator[tuple[str, ...]]]
    ) -> Iterator[tuple[str, ...]]:
        if isinstance(step, End):
            yield ("end",)
        elif isinstance(step, Branch):
            for steps in (*(case.steps for case in step.cases), step.otherwise):
                yield from self._paths(steps, then)
        elif isinstance(step, Repeat):
            yield from self._paths(step.steps, then)
            if step.over:
                yield from self._paths(step.otherwise, then)
        elif isinstance(step, Use):
            fragment = self.exercise.tables.fragments.get(step.fragment)
            yield from self._paths(fragment.steps if fragment else (), then)
        else:
            for path in then():
                yield (step.address, *path)
            if isinstance(step, (Pick, Picks, Review)):
                yield from self._paths(step.otherwise, then)


def groups(steps: tuple[Step, ...]) -> list[tuple[Step, ...]]:
    """Steps in a row that ask the same choice for different values: one of them at most is met."""
    found: list[tuple[Step, ...]] = []
    for step in steps:
        asks = _asks(step)
        before = [_asks(one) for one in found[-1]] if found else [None]
        if asks is not None and all(
            one is not None and one[0] == asks[0] and not one[1] & asks[1] for one in before
        ):
            found[-1] = (*found[-1], step)
        else:
            found.append((step,))
    return found


def _asks(step: Step) -> tuple[str, frozenset[str]] | None:
    """`when: x == 'a'` as the choice and its values; None for any other condition."""
    tree = step.when.tree if step.when is not None else None
    if not isinstance(tree, Compare) or tree.sign not in ("==", "in"):
        return None
    return compared(tree)


def _either(found: list[Through]) -> Through:
    on, ended = Ways(), Ways()
    for one in found:
        on, ended = on | one.on, ended | one.ended
    return Through(on, ended)


def words_of(step: Step, exercise: Exercise) -> int:
    """How many words a person reads at a step, those of its options too."""
    texts = [step.text.source if step.text is not None else ""]
    measure = exercise.tables.measures.get(getattr(step, "measure", ""))
    if step.text is None and measure is not None and measure.text is not None:
        texts.append(measure.text.source)
    texts += [one.label for one in _options(step, exercise)]
    phases: Mapping[str, object] = getattr(step, "phases", {})
    texts += [_source(getattr(one, "text", None)) for one in phases.values()]
    if isinstance(step, Compose):
        texts += [_source(one) for one in step.parts]
        first = next(iter(step.versions.values()), None)
        texts += [_source(one) for one in first.parts] if first is not None else []
    return sum(len(text.split()) for text in texts)


def _options(step: Step, exercise: Exercise) -> tuple[Option, ...]:
    options = getattr(step, "options", None)
    return options_of(options, exercise.tables) if isinstance(options, Options) else ()


def _source(text: object) -> str:
    return text.source if isinstance(text, Template) else ""
