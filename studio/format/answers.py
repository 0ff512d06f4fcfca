"""What type an answer has, and what a row of a source can be asked for.

The types are those of `expressions`, known before a session starts. Nearly
every answer may be missing, since nearly every question can be skipped.
Imports the kinds, the tables and the types; checks nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from studio.format.exercise import Tables
from studio.format.expressions import (
    Choice,
    Date,
    ItemType,
    ListOf,
    Number,
    Text,
    Type,
    YesNo,
)
from studio.format.expressions.types import maybe, sure
from studio.format.kinds.breathe import Breathe
from studio.format.kinds.choice import Choice as ChoiceStep
from studio.format.kinds.choices import Choices
from studio.format.kinds.list import ListStep
from studio.format.kinds.pick import Pick
from studio.format.kinds.picks import Picks
from studio.format.kinds.review import Review
from studio.format.kinds.schedule import Schedule
from studio.format.kinds.share import Share
from studio.format.kinds.timed import Timed
from studio.format.parts import DAY_PARTS, Collection, Each, ListDef, Option, Options, Read, Source
from studio.format.step import Step

Known = Callable[[str], Type | None]  # the type of a name of the flow, or None
FIELD_TYPES: dict[str, Type] = {
    "text": Text(True),
    "number": Number(True),
    "yesno": YesNo(True),
    "date": Date(True),
    "list": ListOf(Text(), True),
}
KEPT: dict[str, Type] = {
    "kept_on": Date(),
    "day": Date(),
    "part_of_day": Choice(frozenset(DAY_PARTS)),
    "shown_on": Date(True),
    "times_shown": Number(),
}
OPTION_ROW: dict[str, Type] = {
    "label": Text(),
    "hint": Text(True),
    "number": Number(True),
    "shown_on": Date(True),
    "times_shown": Number(),
}
STRATEGY: dict[str, Type] = {
    "exercise": Text(),
    "title": Text(),
    "uses": Number(),
    "helped": Number(True),
    "decision": Text(True),
}
COUNTED: dict[str, Type] = {
    "label": Text(),
    "by": Text(),
    "count": Number(),
    "mean": Number(True),
}
EMPTY: Mapping[str, Type] = {}


def options_of(options: Options, tables: Tables) -> tuple[Option, ...]:
    """The options as far as the files tell them; those of an earlier answer are not known here."""
    if options.list:
        found = tables.lists.get(options.list)
        return list_options(found) if found is not None else ()
    return options.inline


def list_options(found: ListDef) -> tuple[Option, ...]:
    """All options of a shared list, groups opened."""
    inner = [one for group in found.groups.values() for one in group.options.values()]
    return (*found.options.values(), *inner)


def values_of(options: Options, tables: Tables, known: Known) -> frozenset[str] | None:
    """The values a question can store; None when they are not known before."""
    if options.answer:
        earlier = known(options.answer)
        inner = earlier.of if isinstance(earlier, ListOf) else earlier
        return inner.values if isinstance(inner, Choice) else None
    return frozenset(one.name for one in options_of(options, tables)) or None


def chosen(
    options: Options | None,
    own: str,
    tables: Tables,
    known: Known,
    fields: Mapping[str, Type] = EMPTY,
) -> Type:
    """One chosen option, with what `each` asked about it."""
    if options is None:
        return Choice(None, bool(own), fields=fields)
    return Choice(values_of(options, tables, known), bool(own), fields=fields)


def each_types(each: dict[str, Each], tables: Tables, known: Known) -> dict[str, Type]:
    """The fields that `each` adds."""
    found: dict[str, Type] = {}
    for name, one in each.items():
        if one.type == "choice":
            kind = chosen(one.options, one.own, tables, known)
            found[name] = (
                Choice(kind.values, bool(one.own), True) if isinstance(kind, Choice) else kind
            )
        else:
            found[name] = Text(True) if one.type == "text" else Number(True)
    return found


def answer_type(step: Step, tables: Tables, known: Known, row: Type | None = None) -> Type | None:
    """What a step stores under its id, taken as there; None when it stores nothing.

    `row` is a row of the step's source, where it has one.
    """
    fixed = FIXED.get(step.kind)
    if fixed is not None:
        return fixed
    if isinstance(step, ChoiceStep):
        return chosen(step.options, step.own, tables, known)
    if isinstance(step, Choices):
        return ListOf(
            chosen(step.options, step.own, tables, known, each_types(step.each, tables, known))
        )
    if isinstance(step, ListStep):
        return ListOf(ItemType({"text": Text(), **each_types(step.each, tables, known)}))
    if isinstance(step, Share):
        if step.options.list and step.options.list not in tables.lists:
            return ItemType()  # the list could not be read
        return ItemType({one.name: Number() for one in options_of(step.options, tables)})
    if isinstance(step, Pick):
        return with_own(row or ItemType(), step.own)
    if isinstance(step, Picks):
        picked = with_own(row or ItemType(), step.own)
        return ListOf(with_fields(picked, each_types(step.each, tables, known)))
    if isinstance(step, Review):
        return ListOf(ItemType(COUNTED) if step.shape == "counts" else row or ItemType())
    if isinstance(step, Schedule):
        return Choice(frozenset((*step.options, "no")), bool(step.own), fields={"due": Date(True)})
    if isinstance(step, Timed):
        skipped = Choice(frozenset(step.phases) or None)
        return ItemType({"seconds": Number(), "skipped": ListOf(skipped)})
    if isinstance(step, Breathe):
        return ItemType({"seconds": Number(), "cycles": Number()})
    return None


FIXED: dict[str, Type] = {
    "text": Text(),
    "compose": Text(),
    "scale": Number(),
    "number": Number(),
    "date": Date(),
    "keep": ListOf(ItemType()),
}


def with_own(row: Type, own: str) -> Type:
    """A row that is picked, where own words may stand in its place."""
    return replace(row, words_ok=True) if own and isinstance(row, Choice) else row


def with_fields(row: Type, more: Mapping[str, Type]) -> Type:
    """A row with further fields."""
    if isinstance(row, (ItemType, Choice)) and row.fields is not None:
        fields = {**row.fields, **more}
        if isinstance(row, Choice):
            return Choice(row.values, row.words_ok, row.maybe, fields)
        return ItemType(fields, row.maybe)
    return row


def row_type(
    sources: tuple[Source, ...],
    tables: Tables,
    known: Known,
    reads: Mapping[str, Read],
) -> Type:
    """One row of these sources: with the fields of all of them, if there are several."""
    rows = [one_row(one, tables, known) for one in opened(sources, reads)]
    if not rows:
        return ItemType()  # they could not be read
    if len(rows) == 1:
        return rows[0]
    fields: dict[str, Type] = {}
    has: Counter[str] = Counter()
    for row in rows:
        if not isinstance(row, (ItemType, Choice)) or row.fields is None:
            return ItemType()
        fields |= row.fields
        has.update(name for name, one in row.fields.items() if not one.maybe)
    # A field that not all of them surely have may be missing.
    return ItemType({name: maybe(one, has[name] < len(rows)) for name, one in fields.items()})


def opened(sources: Iterable[Source], reads: Mapping[str, Read]) -> list[Source]:
    """The sources that are no reads, and those of the reads among them, each once."""
    found: dict[Source, None] = {}
    met: set[str] = set()
    waiting = list(sources)[::-1]
    while waiting:
        one = waiting.pop()
        read = reads.get(one.name) if one.kind == "read" else None
        if read is None:
            found[one] = None
        elif one.name not in met:
            met.add(one.name)
            waiting += read.source[::-1]
    return list(found)


def one_row(source: Source, tables: Tables, known: Known) -> Type:
    """A row of one source that is no read."""
    if source.kind == "collection":
        found = tables.collections.get(source.name)
        return collection_row(found) if found is not None else ItemType()
    if source.kind == "list":
        shared = tables.lists.get(source.name)
        if shared is None:
            return ItemType()
        names = frozenset(one.name for one in list_options(shared))
        return Choice(names, fields=OPTION_ROW) if names else ItemType(OPTION_ROW)
    if source.kind == "strategies":
        return ItemType(STRATEGY)
    if source.kind == "answer":
        kind = known(source.name)
        inner = kind.of if isinstance(kind, ListOf) else kind
        return sure(inner) if inner is not None else ItemType()
    return ItemType()


def collection_row(found: Collection) -> Type:
    """A kept item. What it is called by is there: without it there is nothing to show of it."""
    fields = {name: FIELD_TYPES[one.type] for name, one in found.fields.items()}
    named = found.line.names if found.line is not None else frozenset()
    for called_by in (named, found.unique):
        fields |= {name: sure(fields[name]) for name in called_by
                   if len(called_by) == 1 and name in fields}  # fmt: skip
    return ItemType({**KEPT, **fields})


def line_fields(found: Collection) -> dict[str, Type]:
    """What a collection's `line` can name."""
    return {**KEPT, **{name: FIELD_TYPES[one.type] for name, one in found.fields.items()}}


def read_type(read: Read, tables: Tables, known: Known, reads: Mapping[str, Read]) -> Type:
    """What a read's name stands for: its rows, or the one row with `limit: 1`."""
    row = row_type(read.source, tables, known, reads)
    # A shared list is never empty; everything else may hold nothing yet.
    always = (
        all(one.kind == "list" for one in read.source) and read.where is None and not read.within
    )
    if read.limit == 1:
        return row if always else maybe(row)
    return ListOf(row, not always)
