"""A whole exercise, or one entry of a pack, before anything runs.

Puts the flow check, the pairs and what stands around the steps together.
Imports the checks; reports through `problems`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from studio.format import pairs
from studio.format.answers import line_fields, row_type
from studio.format.circles import comes_back, deep
from studio.format.exercise import Exercise, Tables
from studio.format.expressions import ItemType, Number, Type
from studio.format.flow import Flow
from studio.format.flow_private import values_keep
from studio.format.kinds.schedule import Schedule
from studio.format.linking import Scope
from studio.format.parts import CareRule, Collection, Fragment, Indicator, Part, Read
from studio.format.problems import Problems
from studio.format.reading_steps import DEEP
from studio.format.sites import Sites
from studio.format.walk import every

RATED: dict[str, Type] = {"start": Number(), "now": Number(), "ratings": Number()}


def exercise(found: Exercise, scope: Scope, sites: Iterable[Sites], problems: Problems) -> None:
    """The steps, what is read and computed around them, and the follow-ups."""
    if not come_to_an_end(found.reads, problems):
        return
    sites = tuple(sites)
    tables = found.tables
    flow = Flow(tables, scope, found.reads, sites, problems)
    flow.run(found.steps)
    if not scope.lost.gaps and not flow.unclear:
        pairs.check(found.steps, tables, problems)
    after = Flow(tables, scope, found.reads, sites, problems, first=flow.every)
    reads(found.reads, after)
    for value in found.outcome.values():
        after.condition(value.when)
        if value.value is not None:
            after.expression(value.value, "")
        if value.words is not None:
            after.template(value.words)
    after.private = flow.private
    values_keep(after, found)
    if found.closing is not None:
        after.template(found.closing, vanish=True)
    there = sure_in_followups(found, flow)
    for name, followup in found.followups.items():
        later = Flow(
            tables, scope, found.reads, sites, problems, first=flow.every, there=there[name]
        )
        later.run(followup.steps)
        if not scope.lost.gaps and not later.unclear:
            pairs.check(followup.steps, tables, problems)
        if followup.closing is not None:
            later.template(followup.closing, vanish=True)


def sure_in_followups(found: Exercise, flow: Flow) -> dict[str, frozenset[str]]:
    """The first session's answers that are surely there in each follow-up.

    They are what was sure at every step that sets it up. A follow-up that another one sets
    up has at least what that one had.
    """
    leads: dict[str, list[str]] = {name: [] for name in found.followups}
    for name, followup in found.followups.items():
        for step in every(followup.steps):
            if isinstance(step, Schedule) and step.followup in leads:
                leads[name].append(step.followup)
    there: dict[str, frozenset[str]] = {}
    for name in found.followups:
        if ways := flow.leads.get(name, ()):
            there[name] = ways[0].intersection(*ways[1:])
    waiting = [*there]
    while waiting:
        one = waiting.pop()
        for other in leads[one]:
            fewer = there.get(other, there[one]) & there[one]
            if fewer != there.get(other):  # it can only get less, so this comes to an end
                there[other] = fewer
                waiting.append(other)
    return {name: there.get(name, frozenset()) for name in found.followups}


def reads(found: Mapping[str, Read], flow: Flow) -> None:
    """The queries with names; each row is `item`."""
    for read in found.values():
        row = row_type(read.source, flow.tables, flow.known, found)
        flow.uses(read, row=row)
        for source in read.source:
            if source.kind == "answer" and flow.known(source.name) is None:
                flow.unknown_source(source, read.place)


def come_to_an_end(found: Mapping[str, Read], problems: Problems) -> bool:
    """Whether queries that read queries all come to something else in the end."""
    leans = {
        name: [one.name for one in read.source if one.kind == "read"]
        for name, read in found.items()
    }
    depths = deep(leans)
    lost = [name for name in found if name not in depths]
    circle = next((name for name in lost if comes_back(name, leans)), "")
    for name, read in found.items():
        if name == circle:
            problems.error(
                "P423",
                read.place,
                f"`{name}` reads itself, by way of others or directly.",
                "Read something else somewhere in the circle; a collection of the same name is "
                "written with that of its pack, such as `common/wins`.",
            )
        elif depths.get(name, 0) == DEEP + 1:
            problems.error(
                "P423",
                read.place,
                f"Queries read each other more than {DEEP} deep here.",
                "Read what the innermost ones read.",
            )
    return len(depths) == len(found) and max(depths.values(), default=0) <= DEEP


def entry(
    part: Part, tables: Tables, scope: Scope, sites: Iterable[Sites], problems: Problems
) -> None:
    """One entry of a pack, by itself."""
    if isinstance(part, (CareRule, Indicator)) and not come_to_an_end(part.reads, problems):
        return
    if isinstance(part, Fragment):
        given: dict[str, Type] = {name: ItemType() for name in part.takes}
        flow = Flow(tables, scope, {}, sites, problems, given=given)
        flow.inside = (part.name,)
        flow.run(part.steps)
    elif isinstance(part, CareRule):
        given = dict(RATED) if part.at == "rating" else {}
        flow = Flow(tables, scope, part.reads, sites, problems, given=given)
        reads(part.reads, flow)
        flow.condition(part.when)
        flow.run(part.steps)
    elif isinstance(part, Collection) and part.line is not None:
        flow = Flow(tables, scope, {}, sites, problems, given=line_fields(part))
        flow.template(part.line)
        if part.beside is not None:
            flow.template(part.beside)
        for name in part.unique:
            if name not in part.fields and not scope.lost.unsure:
                problems.error(
                    "P236",
                    part.place,
                    f"This collection has no field `{name}`.",
                    flow.near(name, part.fields) or f"Its fields are {', '.join(part.fields)}.",
                )
    elif isinstance(part, Indicator):
        flow = Flow(tables, scope, part.reads, sites, problems)
        reads(part.reads, flow)
        flow.uses(part)
