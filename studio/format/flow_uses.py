"""What one step may read: its expressions, its texts, the answers and rows it names.

`Uses` holds the state of a walk and checks against it; `flow` does the walking.
Imports the answers' types and the expression checker; knows no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from studio.format import expressions
from studio.format.answers import read_type
from studio.format.exercise import Tables
from studio.format.expressions import (
    Choice,
    Expression,
    ItemType,
    ListOf,
    Text,
    Type,
    Unknown,
)
from studio.format.expressions.certainty import makes_sure
from studio.format.expressions.types import maybe, sure
from studio.format.flow_state import Implied, State, unified
from studio.format.keys import Assignments, Blocks, Formula, Named, Pieces, Words, keys_of
from studio.format.kinds.keep import Keep
from studio.format.linking import Scope
from studio.format.parts import KeepItem, Read, Source
from studio.format.piping import Template, check_template
from studio.format.problems import Place, Problems, nearest
from studio.format.sites import Sites
from studio.format.source import Scalar
from studio.format.step import Step

ROW_KEYS = frozenset(("where", "order"))  # expressions in which the row is `item`
NO_LOCALS: Mapping[str, Type] = {}


class Uses:
    """The state of a walk, and every check of one step against it."""

    def __init__(
        self,
        tables: Tables,
        scope: Scope,
        reads: Mapping[str, Read],
        sites: Iterable[Sites],
        problems: Problems,
        *,
        given: Mapping[str, Type] = NO_LOCALS,
        first: Mapping[str, Type] = NO_LOCALS,
        there: frozenset[str] = frozenset(),
    ) -> None:
        self.tables, self.scope, self.reads = tables, scope, reads
        self.sites = tuple(sites)
        self.problems = problems
        self.first = first
        held = {name: (sure if name in there else maybe)(kind) for name, kind in first.items()}
        self.state = State({**held, **given})
        self.every: dict[str, Type] = dict(first)
        self.later: frozenset[str] = frozenset()
        self.private: set[str] = set()
        self.implied = Implied()
        # What was sure at each step that sets up a follow-up, by its name.
        self.leads: dict[str, list[frozenset[str]]] = {}
        self.addresses: dict[str, Place] = {}
        self.locals: Mapping[str, Type] = NO_LOCALS
        self.inside: tuple[str, ...] = ()
        self.unclear = False  # whether a condition could not be understood
        self.at: Place | None = None  # where to report what a used fragment brings

    # -- answers

    def define(self, name: str, kind: Type, place: Place, step: Step) -> None:
        """An answer is there from here on; an id that was given out before is noted."""
        where = self.at or place
        earlier = self.state.taken.get(name)
        if earlier is not None:
            also = f", as on line {earlier.line}" if earlier.file == where.file else ""
            if earlier == where and self.at is not None:
                also = " by this fragment"
            self.problems.error(
                "P601",
                where,
                f"The id `{name}` is used twice{also}.",
                "Give one of them another id; only arms of one branch may share one.",
            )
        elif name in self.reads:
            self.problems.error(
                "P601",
                where,
                f"`{name}` is the name of a read too.",
                "Give one of them another name.",
            )
        elif name in self.first:
            self.problems.error(
                "P604",
                where,
                f"`{name}` is an id of the first session.",
                "Give the follow-up's step another id.",
            )
        elif name in self.addresses:
            self.problems.error(
                "P605",
                where,
                f"`{name}` is what a step without an id is called.",
                "Choose another id.",
            )
        self.implied.asked(name, self.state.sure())
        self.state.taken[name] = where
        self.state.types[name] = kind
        self.state.there -= {name}
        self.every[name] = unified(self.every[name], kind) if name in self.every else kind
        if step.private:
            self.private.add(name)

    def known(self, name: str) -> Type | None:
        """The type of a name that can be read here, or None."""
        found = self.locals.get(name)
        if found is not None:
            return found
        found, read = self.state.types.get(name), self.reads.get(name)
        if found is None and read is not None:
            found = read_type(read, self.tables, self.every.get, self.reads)
        return sure(found) if found is not None and name in self.state.there else found

    def lookup(self, name: str) -> Type | Unknown | None:
        """The type of a name, or why it cannot be read here.

        None where it may be that of a step that could not be read: that was told, and nobody
        knows the type.
        """
        if name.startswith("list:"):
            if self.scope.find("lists", name[5:]):
                return ListOf(Text())
            known = frozenset(f"list:{one}" for one in self.scope.known("lists"))
            return Unknown("P304", known)
        found = self.known(name)
        if found is not None:
            return found
        if name in self.scope.lost.ids or (self.scope.lost.unsure and name not in self.later):
            return None
        if name in self.state.elsewhere:
            return Unknown("P306")
        if name in self.later and name not in self.state.taken:
            return Unknown("P305")
        return Unknown("P304", frozenset((*self.locals, *self.state.types, *self.reads)))

    def narrow(self, state: State, when: Expression | None, outcome: bool) -> None:
        """Where a condition came out so, what it vouches for is there."""
        if when is not None:
            state.there |= self.implied.by(makes_sure(when.tree, outcome))

    # -- expressions, templates and references

    def condition(self, when: Expression | None) -> None:
        """A condition must be a yes or no. With a mistake in it nobody knows when it holds."""
        if when is not None:
            mistakes = self.problems.mistakes
            self.expression(when, "yes/no")
            self.unclear = self.unclear or self.problems.mistakes > mistakes

    def uses(self, part: object, *, row: Type | None = None, skip: tuple[str, ...] = ()) -> None:
        """Every expression and text of a step or part, apart from its condition and steps."""
        for name, reads in checked_fields(type(part)):
            value = getattr(part, name)
            if not value or name in skip or (name == "when" and isinstance(part, Step)):
                continue
            if row is not None and name in ROW_KEYS:
                outer, self.locals = self.locals, {**self.locals, "item": sure(row)}
                self.one_use(name, reads, value)
                self.locals = outer
            else:
                self.one_use(name, reads, value)
        if isinstance(part, Step):
            self.referred(part)

    def one_use(self, name: str, reads: object, value: object) -> None:
        """One value, as its key declares it."""
        if isinstance(reads, Formula) and isinstance(value, Expression):
            self.expression(value, reads.wants)
        elif isinstance(reads, Words) and isinstance(value, Template):
            self.template(value, vanish=name == "text")
        elif isinstance(reads, Pieces) and isinstance(value, tuple):
            for one in value:
                self.template(one)
        elif isinstance(reads, Assignments) and isinstance(value, dict):
            for one in value.values():
                self.expression(one, "")
        elif isinstance(value, dict):
            for one in value.values():
                self.uses(one)
        elif isinstance(value, tuple):
            for one in value:
                self.uses(one)

    def type_of(self, made: Expression) -> Type | None:
        """The type of an expression that is checked elsewhere."""
        return expressions.check(made, self.lookup, Problems(), nowhere)

    def expression(self, made: Expression, wants: str) -> Type | None:
        """Check one expression; its type, as far as it is known."""
        scalar = self.scalar(made)
        if scalar is None:
            return None
        return expressions.check(made, self.lookup, self.problems, scalar.at, wants)

    def template(self, made: Template, *, vanish: bool = False) -> None:
        """Check what is piped into a text; with `vanish`, whether anything is sure to stay."""
        scalar = self.scalar(made)
        if scalar is not None:
            check_template(made, self.lookup, self.problems, scalar.at, may_vanish=not vanish)

    def scalar(self, made: object) -> Scalar | None:
        """Where something was written, in this file or a pack's."""
        for sites in self.sites:
            found = sites.scalar(made)
            if found is not None:
                return found
        return None

    def referred(self, step: Step) -> None:
        """The answers a step names."""
        for name in step.show:
            self.answers(name, step)
        for key in ("rewrites", "begin"):
            self.answers(getattr(step, key, ""), step)
        options = getattr(step, "options", None)
        answer = getattr(options, "answer", "")
        if answer and self.answers(answer, step):
            kind = self.known(answer)
            if kind is not None and not (
                isinstance(kind, ListOf) and isinstance(kind.of, (Choice, ItemType))
            ):
                self.problems.error(
                    "P418",
                    self.where(answer, step.place),
                    f"`{answer}` holds nothing to choose from.",
                    "Name an earlier `choices` or `picks`.",
                )
        for one in getattr(step, "each", {}).values():
            if one.options is not None:
                self.answers(one.options.answer, step)

    def where(self, name: str, place: Place) -> Place:
        """The place at which an answer is named."""
        for sites in self.sites:
            found = sites.reference(name, place)
            if found != place:
                return found
        return place

    def answers(self, name: str, step: Step) -> bool:
        """Whether an answer that is named can be there; noted if not."""
        if not name:
            return True
        found = self.lookup(name)
        if not isinstance(found, Unknown):
            return True
        self.not_there(name, found, self.where(name, step.place))
        return False

    def not_there(self, name: str, found: Unknown, place: Place) -> None:
        """Say why a name cannot be read here."""
        if found.code == "P305":
            self.problems.error(
                "P305",
                place,
                f"`{name}` is asked further down.",
                "Move this behind that step, or move the step up.",
            )
        elif found.code == "P306":
            self.problems.error(
                "P306",
                place,
                f"`{name}` is not asked on this path: it stands in another arm.",
                "Ask it before the branch.",
            )
        else:
            self.problems.error(
                "P304",
                place,
                f"There is no answer `{name}` here.",
                self.near(name, found.known) or "Ask it above, or mend the name.",
            )

    def near(self, name: str, known: Iterable[str]) -> str:
        """A hint with the nearest name."""
        close = nearest(name, known)
        return f"Did you mean `{close}`?" if close else ""

    def source(self, source: Source, step: Step, *, over: bool = False) -> None:
        """A source that is an answer must be there, and hold rows where it is gone over."""
        if source.kind != "answer":
            return
        found = self.lookup(source.name)
        place = self.source_place(source, step.place)
        if isinstance(found, Unknown):
            self.unknown_source(source, step.place)
        elif found is not None and not isinstance(found, (ListOf, ItemType, Choice)):
            self.problems.error(
                "P418",
                place,
                f"`{source.name}` holds nothing to go over.",
                "Name a list, a collection or a repeat.",
            )

    def source_place(self, source: Source, place: Place) -> Place:
        """Where a source was written."""
        scalar = self.scalar(source)
        return scalar.at(0, len(source.name)) if scalar is not None else place

    def unknown_source(self, source: Source, place: Place) -> None:
        """Say why a source cannot be read here."""
        found = self.lookup(source.name)
        place = self.source_place(source, place)
        if not isinstance(found, Unknown):
            return
        if found.code != "P304":
            self.not_there(source.name, found, place)
            return
        known = [*found.known, *self.scope.known("collections"), *self.scope.known("lists")]
        self.problems.error(
            "P230",
            place,
            f"There is no collection, list or answer `{source.name}`.",
            self.near(source.name, known) or "Name a collection of a pack this one uses.",
        )

    def keep_item(self, item: KeepItem, step: Keep) -> None:
        """Fields that exist, things that can be changed, and nothing private."""
        for name in (item.update, item.archive, item.over):
            if name and not self.answers(name, step):
                return
        outer = self.locals
        if item.over:
            kind = self.known(item.over)
            inner_kind = kind.of if isinstance(kind, ListOf) else kind
            self.locals = {**outer, item.called or "item": sure(inner_kind or ItemType())}
        for made in item.fields.values():
            self.expression(made, "")
        if item.when is not None:
            self.condition(item.when)
        self.locals = outer
        collection = self.tables.collections.get(item.to)
        if collection is None:
            return
        for name in item.fields:
            if name not in collection.fields:
                self.problems.error(
                    "P236",
                    self.field_place(item, name),
                    f"`{item.to.rpartition('/')[2]}` has no field `{name}`.",
                    self.near(name, collection.fields)
                    or f"Its fields are {', '.join(collection.fields)}.",
                )
        used = {name for made in item.fields.values() for name in made.names}
        used.add(item.over)  # what each round takes is out of that
        auto = {name for name in collection.fields if name not in item.fields}
        for name in sorted((used | auto) & self.private):
            self.problems.error(
                "P412",
                step.place,
                f"`{name}` is private and would be kept here.",
                "Leave it out, or take `private` from its step.",
            )

    def field_place(self, item: KeepItem, name: str) -> Place:
        """The place of a field, known by the expression beside it."""
        scalar = self.scalar(item.fields[name])
        if scalar is None:
            return item.place
        at = scalar.place
        return Place(at.file, at.line, max(1, at.column - len(name) - 2), len(name))


def nowhere(at: int, width: int = 1) -> Place:
    """The place of what is not reported."""
    return Place("", at, width)


def checked_fields(cls: type) -> tuple[tuple[str, object], ...]:
    """The fields of a class that can hold expressions or texts with pipes."""
    if cls not in CHECKED:
        CHECKED[cls] = tuple(
            (name, key.reads)
            for name, key in keys_of(cls).values()
            if isinstance(key.reads, (Formula, Words, Pieces, Assignments))
            or (isinstance(key.reads, (Named, Blocks)) and key.reads.of in WITH_USES)
        )
    return CHECKED[cls]


CHECKED: dict[type, tuple[tuple[str, object], ...]] = {}
WITH_USES = frozenset(("each", "version", "phase", "order-term"))
