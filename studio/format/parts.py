"""The parts that steps and files are made of: options, groups, phases, fields.

Frozen facts as an author wrote them, with names already resolved to full names
("common/distress"). Imports the key declarations and the reader's types only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import (
    Assignments,
    Block,
    Blocks,
    Decimal,
    Formula,
    Label,
    ListNames,
    Minutes,
    Name,
    Named,
    Names,
    OneOf,
    OptionsFrom,
    Pieces,
    Reference,
    SourceOf,
    Span,
    Steps,
    Whole,
    Words,
    YesNo,
    key,
)
from studio.format.problems import Place

if TYPE_CHECKING:
    from studio.format.expressions import Expression
    from studio.format.piping import Template
    from studio.format.step import Step

NOWHERE = Place("", 0, 0)
FLAGS = ("breath", "body", "activating", "danger", "memory", "lonely", "body-image")
CADENCES = (
    "once",
    "when_needed",
    "daily",
    "several_a_week",
    "weekly",
    "fortnightly",
    "monthly",
)
DAY_PARTS = ("morning", "afternoon", "evening", "night")


@dataclass(frozen=True)
class Duration:
    """A stretch of time: whole seconds, and whole months apart (they differ in length)."""

    seconds: int = 0
    months: int = 0


@dataclass(frozen=True, kw_only=True)
class Part:
    """What every part has: the name it was given, and where it stands in the file."""

    part: ClassVar[str] = ""
    name: str = ""
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Option(Part):
    """One thing to choose. `name` is stored; `label` is read."""

    part: ClassVar[str] = "option"
    label: str = key(
        Label(), "what the person reads, stored as it stands: no `${…}`", required=True, default=""
    )
    hint: str = key(Label(), "a quieter word beside it, as it stands too", default="")
    number: float | None = key(Decimal(), "a number for `number(id)`")
    alone: bool = key(YesNo(), "excludes the others and takes no `each`", default=False)
    opens: str = key(Reference("exercise"), "the exercise offered afterwards", default="")
    was: str = key(Name(), "an earlier name", default="")


@dataclass(frozen=True, kw_only=True)
class Group(Part):
    """Options under one heading."""

    part: ClassVar[str] = "group"
    label: str = key(Label(), "the heading", required=True, default="")
    options: dict[str, Option] = key(Named("option"), "the options", required=True, default={})


@dataclass(frozen=True)
class Options:
    """Where a question's options come from; exactly one of the three is filled.

    `inline` as written; `list` the full name of a shared list; `answer` the id
    of an earlier `choices`, of which what was chosen is offered (and its own
    options when it was skipped).
    """

    inline: tuple[Option, ...] = ()
    list: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Source:
    """Where rows come from. `kind` is one of

    "collection", "list", "exercise", "read", "answer", "sessions", "strategies".
    `name` is the full name where there is one ("common/readings"), else as written.
    """

    kind: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Each(Part):
    """One small question asked of every item. `name` is the field it fills."""

    part: ClassVar[str] = "each"
    type: str = key(
        OneOf(("scale", "choice", "text", "number")), "the kind", required=True, default=""
    )
    text: Template | None = key(Words(), "the question", required=True)
    options: Options | None = key(OptionsFrom(), "for a choice")
    own: str = key(Label(), "offers own words, under this label", default="")
    min: Expression | None = key(Formula("number"), "lowest number")
    max: Expression | None = key(Formula("number"), "highest number")
    low: str = key(Label(), "what the lowest means", default="")
    high: str = key(Label(), "what the highest means", default="")
    lines: int = key(Whole(1, 40), "several lines for a text", default=1)


@dataclass(frozen=True, kw_only=True)
class Version(Part):
    """One draft of a composed text."""

    part: ClassVar[str] = "version"
    label: str = key(Label(), "what it is called", required=True, default="")
    parts: tuple[Template, ...] = key(Pieces(), "its sentences", required=True, default=())


@dataclass(frozen=True, kw_only=True)
class Slot(Part):
    """A blank in a composed text, filled on the same screen; an answer from then on."""

    part: ClassVar[str] = "slot"
    label: str = key(Label(), "how the blank begins", required=True, default="")
    options: Options | None = key(OptionsFrom(), "choose instead of writing")
    was: str = key(Name(), "an earlier name", default="")


@dataclass(frozen=True, kw_only=True)
class Phase(Part):
    """A stretch of a timed step or of a breath."""

    part: ClassVar[str] = "phase"
    label: str = key(Label(), "what it is called", default="")
    seconds: int | None = key(Whole(1, 3600), "how long")
    text: Template | None = key(Words(), "the line on the screen", required=True)
    breath: str = key(OneOf(("in", "hold", "out")), "which part of a breath", default="")


@dataclass(frozen=True, kw_only=True)
class When(Part):
    """One answer to 'come back when?'; exactly one of in, every, cue."""

    part: ClassVar[str] = "when-option"
    label: str = key(Label(), "what the person reads", default="")
    after: Duration | None = key(Span(), "once, this much later", name="in")
    every: Duration | None = key(Span(), "again and again, this far apart")
    cue: str = key(Label(), "with something the person does, such as before bed", default="")
    part_of_day: str = key(
        OneOf(DAY_PARTS),
        "when in the day it is due: from 8, 14, 19 or 21 o'clock on",
        default="",
    )


@dataclass(frozen=True, kw_only=True)
class Case(Part):
    """One arm of a branch."""

    part: ClassVar[str] = "case"
    when: Expression | None = key(Formula("yes/no"), "taken when this is true", required=True)
    steps: tuple[Step, ...] = key(Steps(), "the steps of this arm", required=True, default=())


@dataclass(frozen=True, kw_only=True)
class KeepItem(Part):
    """Something to keep: a new item, a change to one, or one put away."""

    part: ClassVar[str] = "keep-item"
    to: str = key(Reference("collection"), "the collection it goes to", default="")
    update: str = key(
        Reference("answer"), "the item to change: of a pick, a round, a keep", default=""
    )
    archive: str = key(Reference("answer"), "the item to put away", default="")
    when: Expression | None = key(Formula("yes/no"), "left out unless true")
    over: str = key(Reference("answer"), "one item for each of this list", default="")
    called: str = key(Name(), "what each is called (else `item`)", default="", name="as")
    fields: dict[str, Expression] = key(
        Assignments(), "`to`: those not named as an answer; `update`: all that change", default={}
    )


@dataclass(frozen=True, kw_only=True)
class OrderTerm(Part):
    """One rule of an order; exactly one key."""

    part: ClassVar[str] = "order-term"
    first: Expression | None = key(Formula("yes/no"), "rows for which this is true come first")
    highest: Expression | None = key(Formula(), "highest first")
    lowest: Expression | None = key(Formula(), "lowest first")
    newest: Expression | None = key(Formula(), "newest first")
    oldest: Expression | None = key(Formula(), "oldest first, never before all")
    shuffled: bool = key(YesNo(), "shuffled, the same for one session", default=False)


@dataclass(frozen=True, kw_only=True)
class Read(Part):
    """A query with a name."""

    part: ClassVar[str] = "read"
    source: tuple[Source, ...] = key(
        SourceOf(), "where the rows come from", required=True, default=(), name="from"
    )
    where: Expression | None = key(Formula("yes/no"), "rows to keep; the row is `item`")
    within: Duration | None = key(Span(), "newer than this")
    order: tuple[OrderTerm, ...] = key(
        Blocks("order-term"), "newest first, if not given", default=()
    )
    limit: int | None = key(Whole(1, 1000), "at most so many")
    archived: bool = key(YesNo(), "archived items too", default=False)


@dataclass(frozen=True, kw_only=True)
class ListDef(Part):
    """A shared list: options, groups of options, or words to mark."""

    part: ClassVar[str] = "list-def"
    label: str = key(Label(), "what it is called", required=True, default="")
    options: dict[str, Option] = key(Named("option"), "the options", default={})
    groups: dict[str, Group] = key(Named("group"), "or groups of them", default={})
    words: tuple[str, ...] = key(Names(), "or words, for `lint` and `marks`", default=())


@dataclass(frozen=True, kw_only=True)
class Field(Part):
    """A field of a collection."""

    part: ClassVar[str] = "field"
    label: str = key(Label(), "what it is called", required=True, default="")
    type: str = key(
        OneOf(("text", "number", "yesno", "date", "list")), "text, if not given", default="text"
    )
    was: str = key(Name(), "an earlier name", default="")


@dataclass(frozen=True, kw_only=True)
class Collection(Part):
    """A kind of thing that is kept. `name` is the full name."""

    part: ClassVar[str] = "collection"
    label: str = key(Label(), "what it is called", required=True, default="")
    line: Template | None = key(Words(), "how one item reads on one line", required=True)
    beside: Template | None = key(
        Words(), "quieter words beside it where it is picked; its day, if not given"
    )
    unique: tuple[str, ...] = key(Names(), "fields; the same again updates the item", default=())
    active: int | None = key(Whole(1, 1000), "so many stay in use; older ones are archived")
    fields: dict[str, Field] = key(Named("field"), "its fields", required=True, default={})


@dataclass(frozen=True, kw_only=True)
class Measure(Part):
    """A question asked again in the same words. `name` is the full name."""

    part: ClassVar[str] = "measure"
    label: str = key(Label(), "what charts call it", required=True, default="")
    text: Template | None = key(Words(), "the question", required=True)
    low: str = key(Label(), "what the lowest means", default="")
    high: str = key(Label(), "what the highest means", default="")
    min: int = key(Whole(-100, 100), "lowest number, 0 if not given", default=0)
    max: int = key(Whole(-100, 100), "highest number, 10 if not given", default=10)
    better: str = key(
        OneOf(("higher", "lower", "neither")), "which way is better", required=True, default=""
    )
    credit: str = key(
        Label(), "who wrote it; the help of its question, if none is given", default=""
    )


@dataclass(frozen=True, kw_only=True)
class Fragment(Part):
    """Steps with a name, used from several places. `name` is the full name."""

    part: ClassVar[str] = "fragment"
    takes: tuple[str, ...] = key(Names(), "names that `with` gives values to", default=())
    steps: tuple[Step, ...] = key(Steps(), "the steps", required=True, default=())


@dataclass(frozen=True, kw_only=True)
class CareRule(Part):
    """A rule that looks after the person. `name` is the full name."""

    part: ClassVar[str] = "care-rule"
    at: str = key(OneOf(("start", "rating", "finish")), "when it looks", required=True, default="")
    flag: str = key(OneOf(FLAGS), "only where this flag is carried", default="")
    measure: str = key(Reference("measure"), "the rating it looks at", default="")
    reads: dict[str, Read] = key(Named("read"), "what it reads", default={})
    when: Expression | None = key(Formula("yes/no"), "steps in when this is true")
    once: Duration | None = key(Span(), "at most so often")
    steps: tuple[Step, ...] = key(Steps(), "what happens then", required=True, default=())


@dataclass(frozen=True, kw_only=True)
class OutcomeValue(Part):
    """A value computed when a session ends."""

    part: ClassVar[str] = "outcome"
    label: str = key(Label(), "what it is called", required=True, default="")
    value: Expression | None = key(Formula(), "what it is", required=True)
    better: str = key(
        OneOf(("higher", "lower", "neither")), "which way is better", required=True, default=""
    )
    words: Template | None = key(Words(), "a line that says it")
    when: Expression | None = key(Formula("yes/no"), "left out unless true")


@dataclass(frozen=True, kw_only=True)
class Indicator(Part):
    """A value over many sessions."""

    part: ClassVar[str] = "indicator"
    label: str = key(Label(), "what it is called", required=True, default="")
    reads: dict[str, Read] = key(Named("read"), "what it reads", required=True, default={})
    value: Expression | None = key(Formula(), "what it is")
    better: str = key(OneOf(("higher", "lower", "neither")), "which way is better", default="")
    words: Template | None = key(Words(), "a line that says it", required=True)
    when: Expression | None = key(Formula("yes/no"), "left out unless true")


@dataclass(frozen=True, kw_only=True)
class Followup(Part):
    """A small flow that comes later and sees the first session's answers."""

    part: ClassVar[str] = "followup"
    title: str = key(Label(), "what it is called", required=True, default="")
    minutes: tuple[int, int] = key(Minutes(), "how long", required=True, default=(1, 1))
    steps: tuple[Step, ...] = key(Steps(), "its steps", required=True, default=())
    closing: Template | None = key(Words(), "its last line", required=True)


@dataclass(frozen=True, kw_only=True)
class PlanEntry(Part):
    """One entry of a programme."""

    part: ClassVar[str] = "plan-entry"
    after: Duration | None = key(Span(), "this long after its start")
    every: Duration | None = key(Span(), "again and again")
    times: int = key(Whole(1, 100), "so often, from its day on or in that span", default=1)
    exercise: tuple[str, ...] = key(
        Reference("exercise", many=True), "one of these exercises", default=()
    )
    pack: str = key(Name("kebab"), "or a whole pack", default="")
    note: str = key(Label(), "a word beside it", default="")


@dataclass(frozen=True, kw_only=True)
class Programme(Part):
    """An ordered path; its dates are suggestions."""

    part: ClassVar[str] = "programme"
    title: str = key(Label(), "what it is called", required=True, default="")
    summary: str = key(Label(), "a line about it", default="")
    flags: tuple[str, ...] = key(Names(FLAGS), "flags of the whole path", default=())
    plan: tuple[PlanEntry, ...] = key(
        Blocks("plan-entry"), "its entries", required=True, default=()
    )


@dataclass(frozen=True, kw_only=True)
class Citation(Part):
    """A work that an exercise leans on."""

    part: ClassVar[str] = "reference"
    citation: str = key(Label(), "authors, year, title, where", required=True, default="")
    link: str = key(Label(), "where to find it", default="")
    status: str = key(
        OneOf(("verified", "verified-2")), "how it was checked", required=True, default=""
    )


PARTS: dict[str, type[Part]] = {
    cls.part: cls
    for cls in (
        Option, Group, Each, Version, Slot, Phase, When, Case, KeepItem, OrderTerm, Read,
        ListDef, Collection, Field, Measure, Fragment, CareRule, OutcomeValue, Indicator,
        Followup, Programme, PlanEntry, Citation,
    )
}  # fmt: skip

__all__ = [
    *(cls.__name__ for cls in PARTS.values()),
    "Block",
    "Duration",
    "ListNames",
    "Options",
    "Source",
]
