"""What can be read where: each expression and reference against the answers in scope.

Walks a flow from top to bottom as a session would, with the type of every
answer that can be there by then; arms of a branch apart, fragments in place.
Imports the answers' types and the expression checker; knows no files.
"""

from __future__ import annotations

from dataclasses import replace

from studio.format.answers import answer_type, chosen, row_type
from studio.format.expressions import (
    ItemType,
    ListOf,
    Text,
    Type,
)
from studio.format.expressions.types import maybe, sure
from studio.format.flow_compose import something_left
from studio.format.flow_private import hands_in, rounds_keep, step_keeps
from studio.format.flow_state import ids_of, join
from studio.format.flow_uses import Uses
from studio.format.kinds.branch import Branch
from studio.format.kinds.compose import Compose
from studio.format.kinds.end import End
from studio.format.kinds.keep import Keep
from studio.format.kinds.pick import Pick
from studio.format.kinds.picks import Picks
from studio.format.kinds.repeat import Repeat
from studio.format.kinds.review import Review
from studio.format.kinds.schedule import Schedule
from studio.format.kinds.use import Use
from studio.format.step import Step
from studio.format.walk import every


class Flow(Uses):
    """Walks one flow. `first` are the ids of the first session, for a follow-up."""

    def run(self, steps: tuple[Step, ...]) -> None:
        """Check a whole flow."""
        self.later = frozenset(ids_of(steps, self.tables, ()))
        self.addresses = {one.address: one.place for one in every(steps) if not one.id}
        self.walk(steps)

    def walk(self, steps: tuple[Step, ...]) -> None:
        """Check some steps, in order."""
        told = False
        for step in steps:
            if self.state.ended and not told and self.at is None:
                self.problems.warning(
                    "P403",
                    step.place,
                    "This step can never be reached.",
                    "Every path above it has ended; move it up or take it out.",
                )
                told = True
            self.step(step)

    def step(self, step: Step) -> None:
        """Check one step, and what it stores."""
        if step.when is None:
            self.reached(step)
            return
        self.condition(step.when)
        passed_over = self.state.copy()
        self.narrow(passed_over, step.when, False)
        self.narrow(self.state, step.when, True)
        self.reached(step)
        self.state = join([self.state, passed_over])
        inside = frozenset(ids_of((step,), self.tables, self.inside))
        self.state.elsewhere = passed_over.elsewhere | inside - frozenset(self.state.types)

    def reached(self, step: Step) -> None:
        """Check a step where its condition holds."""
        self.by_kind(step)
        if isinstance(step, End):
            self.state.ended = True

    def by_kind(self, step: Step) -> None:
        """Check a step whose condition is known to hold."""
        if isinstance(step, Branch):
            self.uses(step)
            self.branch(step)
        elif isinstance(step, Repeat):
            self.uses(step, skip=("until",))
            self.repeat(step)
        elif isinstance(step, Use):
            self.uses(step)
            self.use(step)
        elif isinstance(step, (Pick, Picks, Review)):
            self.picking(step)
        else:
            self.plain(step)

    def plain(self, step: Step) -> None:
        """A step without steps inside."""
        step_keeps(self, step)
        if isinstance(step, Compose):
            for name, slot in step.slots.items():
                self.uses(slot)
                kind: Type = Text()
                if slot.options is not None:
                    self.answers(slot.options.answer, step)
                    kind = chosen(slot.options, "", self.tables, self.known)
                self.define(name, maybe(kind), slot.place, step)
        self.uses(step)
        if isinstance(step, Compose):
            something_left(self, step)
        if isinstance(step, Keep):
            for item in step.items:
                self.keep_item(item, step)
        if isinstance(step, Schedule) and step.followup:
            # It is there only if this was answered, and with what was sure here.
            sure_here = self.implied.by(self.state.sure()) | {step.id}
            self.leads.setdefault(step.followup, []).append(sure_here - self.private)
        found = answer_type(step, self.tables, self.known)
        if step.id and found is not None:
            self.define(step.id, self.skippable(step, found), step.place, step)

    def skippable(self, step: Step, kind: Type) -> Type:
        """An answer as it stands afterwards: it may be missing unless it is required."""
        return maybe(kind, not step.required or step.when is not None)

    def picking(self, step: Pick | Picks | Review) -> None:
        """A step over rows, and its steps for when there are none."""
        row = row_type(step.source, self.tables, self.known, self.reads)
        if not isinstance(step, Review):
            step_keeps(self, step)
        self.uses(step, row=row)
        for source in step.source:
            self.source(source, step)
        if isinstance(step, Review) and step.shape != "counts" and not step.id:
            found = None
        else:
            found = answer_type(step, self.tables, self.known, row)
        nothing = self.state.copy()
        if step.id and found is not None:
            self.define(step.id, self.skippable(step, found), step.place, step)
        some, self.state = self.state, nothing
        self.walk(step.otherwise)
        self.state = join([some, self.state])

    def branch(self, step: Branch) -> None:
        """Each arm from where the branch stands; afterwards what all or some of them asked."""
        start, before = self.state, self.state.copy()
        arms = [(case.when, case.steps) for case in step.cases]
        ids = [frozenset(ids_of(steps, self.tables, ())) for _, steps in arms]
        last = frozenset(ids_of(step.otherwise, self.tables, ()))
        ends = []
        for number, (when, steps) in enumerate(arms):
            others = last.union(*(one for other, one in enumerate(ids) if other != number))
            self.state = before.copy()
            self.state.elsewhere = (before.elsewhere | others) - ids[number]
            self.condition(when)
            self.narrow(self.state, when, True)
            self.walk(steps)
            ends.append(self.state)
            self.narrow(before, when, False)  # the next arm is tried where this was not so
        self.state = before.copy()
        self.state.elsewhere = (before.elsewhere | frozenset().union(*ids)) - last
        self.walk(step.otherwise)
        ends.append(self.state)
        self.state = join(ends)
        self.state.elsewhere = start.elsewhere | frozenset().union(last, *ids) - frozenset(
            self.state.types
        )

    def repeat(self, step: Repeat) -> None:
        """A round: over the rows of something, or again until."""
        called, private = step.called or "item", rounds_keep(self, step)
        for source in step.over:
            self.source(source, step, over=True)
        before = self.state.copy()
        if step.over:
            row = sure(row_type(step.over, self.tables, self.known, self.reads))
            self.state.types[called] = row
            hidden = {called} - self.private if private else set()
            self.private |= hidden
            self.walk(step.steps)
            self.private -= hidden
            fields = {
                name: kind
                for name, kind in self.state.types.items()
                if name not in before.types or before.types[name] is not kind
            }
            rows = self.rows({**fields, called: row})
            after = replace(before.copy(), taken=self.state.taken)
            self.state = before.copy()
            self.walk(step.otherwise)
            otherwise = self.state
            self.state = join([after, otherwise]) if step.otherwise else after
        else:
            self.walk(step.steps)
            fields = {
                name: kind for name, kind in self.state.types.items() if name not in before.types
            }
            rows = self.rows(fields)
            if step.until is not None:
                self.expression(step.until, "yes/no")
        if step.id:
            self.define(
                step.id, ListOf(rows, bool(step.over) or step.when is not None), step.place, step
            )
            if private:
                self.private.add(step.id)

    def rows(self, fields: dict[str, Type]) -> ItemType:
        """What a round leaves; with steps that could not be read, nobody knows all of it."""
        if self.scope.lost.unsure:
            return ItemType()
        return ItemType({**{name: ItemType() for name in self.scope.lost.ids}, **fields})

    def use(self, step: Use) -> None:
        """The steps of a fragment, with the names it takes."""
        hands_in(self, step)
        fragment = self.tables.fragments.get(step.fragment)
        if fragment is None or step.fragment in self.inside:
            return
        short = step.fragment.rpartition("/")[2]
        for name in step.given:
            if name not in fragment.takes:
                self.problems.error(
                    "P235",
                    step.place,
                    f"The fragment `{short}` takes no `{name}`.",
                    self.near(name, fragment.takes) or "Take it out of `with`.",
                )
        for name in fragment.takes:
            if name not in step.given:
                self.problems.error(
                    "P235",
                    step.place,
                    f"The fragment `{short}` takes `{name}`, and `with` does not give it.",
                    f"Add `{name}:` under `with`.",
                )
        hidden = {name: self.state.types.get(name) for name in fragment.takes}
        sure_outside = self.state.there.intersection(hidden)
        for name in fragment.takes:
            given = step.given.get(name)
            # Whoever uses a fragment answers for what is handed in, by a `when` where needed.
            self.state.types[name] = sure((self.type_of(given) if given else None) or ItemType())
        outer = (self.inside, self.at)
        self.inside, self.at = (*self.inside, step.fragment), self.at or step.place
        self.walk(fragment.steps)
        self.inside, self.at = outer
        self.state.there = self.state.there.difference(hidden) | sure_outside
        for name, kind in hidden.items():
            self.state.types.pop(name, None)
            if kind is not None:
                self.state.types[name] = kind
