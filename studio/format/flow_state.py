"""What is so at one place of a flow, and what is left where several ways meet.

Imports the kinds and the types of expressions; checks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from studio.format.exercise import Tables
from studio.format.expressions import Choice, ItemType, ListOf, Type
from studio.format.expressions.types import maybe
from studio.format.kinds.compose import Compose
from studio.format.kinds.use import Use
from studio.format.problems import Place
from studio.format.step import Step
from studio.format.walk import inner


@dataclass
class State:
    """What is so at one place of a flow: readable answers, ids given out, whether it ended.

    `there` are names that may be missing elsewhere and are not here: a condition has seen to it.
    """

    types: dict[str, Type] = field(default_factory=dict)
    taken: dict[str, Place] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    ended: bool = False
    there: frozenset[str] = frozenset()

    def copy(self) -> State:
        """The same, to go on from in another direction."""
        return replace(self, types=dict(self.types), taken=dict(self.taken))

    def sure(self) -> frozenset[str]:
        """The names that are surely there."""
        asked = (name for name, kind in self.types.items() if not kind.maybe)
        return self.there.union(asked)


@dataclass
class Implied:
    """With an answer comes what was surely there wherever it was asked."""

    around: dict[str, frozenset[str]] = field(default_factory=dict)

    def asked(self, name: str, there: frozenset[str]) -> None:
        """Note what was there where `name` was asked; of several places, what was at all."""
        self.around[name] = self.around.get(name, there) & there - {name}

    def by(self, names: Iterable[str]) -> frozenset[str]:
        """Names that are there, and what comes with them."""
        found = frozenset(names)
        return found.union(*(self.around.get(name, frozenset()) for name in found))


def join(states: list[State]) -> State:
    """Where several ways meet: what only some of them asked may be missing.

    Those that have ended do not come here, and are passed over.
    """
    live = [one for one in states if not one.ended]
    if not live:
        ended = states[0].copy()
        ended.ended = True
        return ended
    types: dict[str, Type] = {}
    for name in dict.fromkeys(name for one in live for name in one.types):
        found = [one.types[name] for one in live if name in one.types]
        kind = found[0]
        for other in found[1:]:
            kind = unified(kind, other)
        types[name] = maybe(kind, len(found) < len(live))
    taken = {name: place for one in live for name, place in one.taken.items()}
    there = frozenset.intersection(*(one.sure() for one in live))
    return State(types, taken, live[0].elsewhere, there=there)


def unified(one: Type, other: Type) -> Type:
    """What can be said of an answer that is either of two types."""
    missing = one.maybe or other.maybe
    if one is other or maybe(one) == maybe(other):
        return maybe(one, missing)
    if isinstance(one, Choice) and isinstance(other, Choice):
        both = one.values | other.values if one.values and other.values else None
        return Choice(
            both,
            one.words_ok or other.words_ok,
            missing,
            {**(one.fields or {}), **(other.fields or {})},
        )
    if type(one) is type(other) and not isinstance(one, (ListOf, ItemType)):
        return maybe(one, missing)
    if isinstance(one, ListOf) and isinstance(other, ListOf):
        same = one.of is not None and other.of is not None
        return ListOf(unified(one.of, other.of) if same and one.of and other.of else None, missing)
    return ItemType(None, missing)


def ids_of(steps: tuple[Step, ...], tables: Tables, inside: tuple[str, ...]) -> Iterator[str]:
    """Every id that some steps give out, those of used fragments among them."""
    for step in steps:
        if step.id:
            yield step.id
        if isinstance(step, Compose):
            yield from step.slots
        if isinstance(step, Use) and step.fragment not in inside:
            fragment = tables.fragments.get(step.fragment)
            if fragment is not None:
                yield from ids_of(fragment.steps, tables, (*inside, step.fragment))
        for flow in inner(step):
            yield from ids_of(flow, tables, inside)


def names_of(
    steps: tuple[Step, ...], tables: Tables, inside: tuple[str, ...] = ()
) -> Iterator[str]:
    """Every name that a test may call a step by: its id, else its place, such as `keep_1`.

    Those of used fragments are among them, and the blanks of a compose.
    """
    for step in steps:
        yield step.address.rpartition(".")[2]
        if isinstance(step, Compose):
            yield from step.slots
        if isinstance(step, Use) and step.fragment not in inside:
            fragment = tables.fragments.get(step.fragment)
            if fragment is not None:
                yield from names_of(fragment.steps, tables, (*inside, step.fragment))
        for flow in inner(step):
            yield from names_of(flow, tables, inside)
