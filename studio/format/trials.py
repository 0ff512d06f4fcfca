"""An author's tests of an exercise: `<exercise>.test.yml`, read and checked in shape.

What they expect is run elsewhere; here each key is known, and every id and
exercise that is named exists. Imports the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from studio.format.exercise import Exercise
from studio.format.flow_state import ids_of
from studio.format.keys import (
    Anything,
    Block,
    Blocks,
    Label,
    Name,
    Named,
    Names,
    OneOf,
    Reference,
    Span,
    Whole,
    key,
)
from studio.format.linking import Scope
from studio.format.nodes import Mapping, Node, Scalar, Sequence
from studio.format.packs import Shelf, check_format, root_of
from studio.format.parts import PARTS, Duration, Part
from studio.format.problems import Place, Problems, nearest
from studio.format.reading import ALSO, Reader, Sites
from studio.format.source import read
from studio.format.walk import every

IMPLICIT = "helped"  # the one question that every exercise gets by itself
ENDS = ("done", "eased_out", "stopped")


@dataclass(frozen=True, kw_only=True)
class Stop(Part):
    """Leaving early."""

    part: ClassVar[str] = "stop"
    at: str = key(Name(), "the step at which it stops", required=True, default="")
    after: Duration | None = key(Span(), "so long into it")


@dataclass(frozen=True, kw_only=True)
class Expect(Part):
    """What must have happened."""

    part: ClassVar[str] = "expect"
    path: tuple[str, ...] = key(Names(), "the ids met, in order", default=())
    not_path: tuple[str, ...] = key(Names(), "ids that are not met", default=())
    ends: str = key(OneOf(ENDS), "how it ends", default="")
    text: str = key(Label(), "its last line", default="")
    outcome: dict[str, Any] = key(Anything(), "outcome values", default={})
    kept: dict[str, Any] = key(Anything(), "items kept, by collection", default={})
    not_kept: tuple[str, ...] = key(Names(), "collections that get nothing", default=())
    shows: list[Any] = key(Anything(), "words that are seen at a step", default=[])
    scheduled: list[Any] = key(Anything(), "what comes back, and when", default=[])
    opens: str = key(Reference("exercise"), "what is offered afterwards", default="")
    minutes: str = key(Label(), "how long it takes", default="")


@dataclass(frozen=True, kw_only=True)
class Then(Part):
    """What happens later on."""

    part: ClassVar[str] = "then"
    after: Duration | None = key(Span(), "how much later", required=True)
    followup: str = key(Name(), "a follow-up of the exercise", default="")
    exercise: str = key(Reference("exercise"), "or another exercise", default="")
    answers: dict[str, Any] = key(Anything(), "answers, by id", default={})
    skips: tuple[str, ...] = key(Names(), "questions that are skipped", default=())
    care: dict[str, Any] = key(Anything(), "answers to care rules, by rule", default={})
    takes: dict[str, Any] = key(Anything(), "how long questions take, by id", default={})
    stops: Stop | None = key(Block("stop"), "leaving early")
    expect: Expect | None = key(Block("expect"), "what must have happened", required=True)


@dataclass(frozen=True, kw_only=True)
class Trial(Part):
    """One test."""

    part: ClassVar[str] = "test"
    exercise: str = key(Reference("exercise"), "the exercise", required=True, default="")
    seed: int = key(Whole(), "what shuffles are drawn from", default=0)
    now: str = key(Label(), "when it begins, such as 2026-04-10 09:00", required=True, default="")
    language: str = key(Label(), "the language it runs in", default="")
    kept: dict[str, Any] = key(Anything(), "what is kept before, by collection", default={})
    past: list[Any] = key(Anything(), "sessions before", default=[])
    answers: dict[str, Any] = key(Anything(), "answers, by id", default={})
    skips: tuple[str, ...] = key(Names(), "questions that are skipped", default=())
    care: dict[str, Any] = key(Anything(), "answers to care rules, by rule", default={})
    takes: dict[str, Any] = key(Anything(), "how long questions take, by id", default={})
    stops: Stop | None = key(Block("stop"), "leaving early")
    expect: Expect | None = key(Block("expect"), "what must have happened", required=True)
    then: tuple[Then, ...] = key(Blocks("then"), "what happens later on", default=())


@dataclass(frozen=True, kw_only=True)
class TrialFile:
    """A whole test file."""

    place: object = field(default=None, compare=False)
    tests: dict[str, Trial] = key(Named("test"), "the tests, by name", required=True, default={})


for _cls in (Stop, Expect, Then, Trial):
    PARTS[_cls.part] = _cls
ALSO[TrialFile] = ("format",)


def read_trials(
    data: bytes,
    file: str,
    find: Callable[[str], Exercise | None],
    shelf: Shelf,
    problems: Problems,
) -> tuple[Trial, ...]:
    """The tests of a file. `find` gives an exercise by id, or None when it is not there."""
    root = root_of(read(data, file, problems), problems)
    if root is None or not check_format(root, problems):
        return ()
    reader = Reader(Scope(owner="", shelf=shelf, pack=None), problems, Sites())
    found = reader.block(TrialFile, root, what="A test file")
    trials = tuple(found.tests.values()) if found is not None else ()
    written = root.get("tests")
    for trial in trials:
        node = written.get(trial.name) if isinstance(written, Mapping) else None
        if isinstance(node, Mapping):
            check_trial(trial, node, find, shelf, problems)
    return trials


def check_trial(
    trial: Trial,
    node: Mapping,
    find: Callable[[str], Exercise | None],
    shelf: Shelf,
    problems: Problems,
) -> None:
    """The exercise that a test goes through, and every id it names."""
    exercise = find(trial.exercise)
    if exercise is None:
        close = nearest(trial.exercise, shelf.exercise_ids)
        problems.error(
            "P801",
            place_of(node.get("exercise"), trial.place),
            f"There is no exercise `{trial.exercise}` to test that can be read.",
            f"Did you mean `{close}`?" if close else "Mend the exercise, or the name here.",
        )
        return
    check_ids(node, exercise, problems)
    later = node.get("then")
    for one in later.items if isinstance(later, Sequence) else ():
        if isinstance(one, Mapping):
            check_later(one, exercise, problems)


def check_ids(node: Mapping, exercise: Exercise, problems: Problems) -> None:
    """Every id that a test names is one of the exercise's."""
    known = set(ids_of(exercise.steps, exercise.tables, ()))
    known |= {one.address for one in every(exercise.steps)} | set(exercise.reads)
    rules = {rule.name.rpartition("/")[2] for rule in exercise.tables.care}
    expect = node.get("expect")
    named = [*names_in(node, "answers", "skips", "takes")]
    if isinstance(expect, Mapping):
        named += names_in(expect, "path", "not_path")
    unknown(named, known | {IMPLICIT}, "step", problems)
    unknown(names_in(node, "care"), rules, "care rule", problems)


def check_later(node: Mapping, exercise: Exercise, problems: Problems) -> None:
    """The same for what a test does later on."""
    followup = node.get("followup")
    if isinstance(followup, Scalar):
        unknown([followup], exercise.followups, "follow-up", problems)
    if node.get("exercise") is None:
        known = set(ids_of(exercise.steps, exercise.tables, ())) | {IMPLICIT}
        for one in exercise.followups.values():
            known |= set(ids_of(one.steps, exercise.tables, ()))
            known |= {step.address for step in every(one.steps)}
        unknown(names_in(node, "answers", "skips"), known, "step", problems)


def names_in(node: Mapping, *keys: str) -> list[Scalar]:
    """The names below some keys: those of a block, or the words of a list."""
    found: list[Scalar] = []
    for name in keys:
        inner = node.get(name)
        if isinstance(inner, Mapping):
            found += [entry.key for entry in inner.entries]
        elif isinstance(inner, Sequence):
            found += [one for one in inner.items if isinstance(one, Scalar)]
    return found


def place_of(node: Node | None, otherwise: Place) -> Place:
    """Where something was written, as wide as it is."""
    return node.at(0, max(1, len(node.text))) if isinstance(node, Scalar) else otherwise


def unknown(names: Iterable[Scalar], known: Iterable[str], what: str, problems: Problems) -> None:
    """Note the names that the exercise does not have."""
    there = set(known)
    for name in names:
        if name.text not in there:
            close = nearest(name.text, there)
            problems.error(
                "P802",
                place_of(name, name.place),
                f"The exercise has no {what} `{name.text[:60]}`, which this test names.",
                f"Did you mean `{close}`?" if close else "Take it out of the test.",
            )
