"""Exercises and packs, as read: what the engine is handed.

Everything an exercise leans on has been found by name and stands beside it in
`tables`, so that the engine and a draft need nothing else. Frozen; imports
the parts only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.format.keys import (
    Blocks,
    Formula,
    Label,
    Minutes,
    Name,
    Named,
    Names,
    Steps,
    Whole,
    Words,
    YesNo,
    key,
)
from studio.format.parts import (
    CADENCES,
    FLAGS,
    NOWHERE,
    CareRule,
    Citation,
    Collection,
    Followup,
    Fragment,
    Indicator,
    ListDef,
    Measure,
    OutcomeValue,
    Programme,
    Read,
)
from studio.format.problems import Place

if TYPE_CHECKING:
    from studio.format.piping import Template
    from studio.format.step import Step

__all__ = ["Blocks", "Exercise", "Formula", "Pack", "Tables"]


@dataclass(frozen=True)
class Tables:
    """What an exercise leans on, by full name ("common/distress")."""

    measures: dict[str, Measure] = field(default_factory=dict)
    lists: dict[str, ListDef] = field(default_factory=dict)
    collections: dict[str, Collection] = field(default_factory=dict)
    fragments: dict[str, Fragment] = field(default_factory=dict)
    care: tuple[CareRule, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise, checked and ready to run.

    `flags` here are the exercise's and its pack's together. `tables.care`
    holds only the rules whose flag the exercise carries, in order.
    `definition` is the text of every file it was read from, by name, enough to
    read it again (drafts carry it); `digest` is a short hash of that.
    """

    place: Place = field(default=NOWHERE, compare=False, repr=False)
    pack: str = ""
    tables: Tables = field(default_factory=Tables, compare=False, repr=False)
    definition: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    digest: str = ""
    language: str = "en"

    id: str = key(Name("kebab"), "the exercise's name", required=True, default="")
    version: int = key(Whole(1, 100000), "goes up when answers change", required=True, default=1)
    title: str = key(Label(), "what it is called", required=True, default="")
    quick: bool = key(YesNo(), "a quick capture, drawn on one screen", default=False)
    optional: bool = key(
        YesNo(), "offered only to those who choose it in the settings", default=False
    )
    purpose: str = key(Label(), "what it is for", default="")
    minutes: tuple[int, int] = key(Minutes(), "how long", default=(0, 0))
    cadence: tuple[str, ...] = key(Names(CADENCES), "how often", default=())
    covers: tuple[str, ...] = key(Names(), "practices it covers", default=())
    flags: tuple[str, ...] = key(Names(FLAGS), "what to take care about", default=())
    evidence: tuple[str, ...] = key(Names(), "keys of the references", default=())
    claim: str = key(Label(), "the honest line about what is known", default="")
    measures: dict[str, Measure] = key(Named("measure"), "its own measures", default={})
    reads: dict[str, Read] = key(Named("read"), "queries with names", default={})
    steps: tuple[Step, ...] = key(Steps(), "the steps", required=True, default=())
    closing: Template | None = key(Words(), "the last line: one thing the person did")
    outcome: dict[str, OutcomeValue] = key(
        Named("outcome"), "values computed at the end", default={}
    )
    followups: dict[str, Followup] = key(Named("followup"), "small flows for later", default={})
    was: str = key(Name("kebab"), "an earlier id", default="")


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A folder of exercises, with what they share."""

    place: Place = field(default=NOWHERE, compare=False, repr=False)
    id: str = key(Name("kebab"), "the pack's name", required=True, default="")
    version: int = key(Whole(1, 100000), "goes up with every change", required=True, default=1)
    title: str = key(Label(), "what it is called", required=True, default="")
    summary: str = key(Label(), "a line about it", default="")
    language: str = key(Name("kebab"), "the language it is written in", required=True, default="en")
    licence: str = key(Label(), "how it may be used", default="")
    authors: str = key(Label(), "who wrote it", default="")
    uses: tuple[str, ...] = key(Names(), "packs it leans on", default=())
    flags: tuple[str, ...] = key(Names(FLAGS), "flags of all its exercises", default=())
    exercises: tuple[str, ...] = key(Names(), "its exercises, in order", required=True, default=())
    measures: dict[str, Measure] = key(Named("measure"), "measures", default={})
    lists: dict[str, ListDef] = key(Named("list-def"), "shared lists", default={})
    collections: dict[str, Collection] = key(Named("collection"), "what is kept", default={})
    fragments: dict[str, Fragment] = key(Named("fragment"), "steps with a name", default={})
    care: dict[str, CareRule] = key(Named("care-rule"), "rules of care", default={})
    indicators: dict[str, Indicator] = key(Named("indicator"), "values over time", default={})
    programmes: dict[str, Programme] = key(Named("programme", "kebab"), "paths", default={})
    references: dict[str, Citation] = key(Named("reference"), "works leaned on", default={})
