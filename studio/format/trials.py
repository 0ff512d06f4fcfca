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
from studio.format.packs import Shelf, check_format, root_of
from studio.format.parts import PARTS, Duration, Part
from studio.format.problems import Problems, nearest
from studio.format.reading import ALSO, Reader, Sites
from studio.format.source import read
from studio.format.walk import every

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
    for trial in trials:
        exercise = find(trial.exercise)
        if exercise is None:
            close = nearest(trial.exercise, shelf.exercise_ids)
            problems.error(
                "P801",
                trial.place,
                f"There is no exercise `{trial.exercise}` to test that can be read.",
                f"Did you mean `{close}`?" if close else "Mend the exercise, or the name here.",
            )
            continue
        check_ids(trial, exercise, problems)
    return trials


def check_ids(trial: Trial, exercise: Exercise, problems: Problems) -> None:
    """Every id that a test names is one of the exercise's."""
    known = set(ids_of(exercise.steps, exercise.tables, ()))
    known |= {one.address for one in every(exercise.steps)}
    later = set(known)
    for followup in exercise.followups.values():
        later |= set(ids_of(followup.steps, exercise.tables, ()))
    rules = {rule.name.rpartition("/")[2] for rule in exercise.tables.care}
    named = [*trial.answers, *trial.skips, *trial.takes]
    if trial.expect is not None:
        named += [*trial.expect.path, *trial.expect.not_path]
    unknown(named, known | set(exercise.reads), "step", trial, problems)
    unknown(trial.care, rules, "care rule", trial, problems)
    for then in trial.then:
        if then.followup and then.followup not in exercise.followups:
            unknown([then.followup], exercise.followups, "follow-up", trial, problems)
        if not then.exercise:
            unknown([*then.answers, *then.skips], later, "step", trial, problems)


def unknown(
    names: Iterable[str], known: Iterable[str], what: str, trial: Trial, problems: Problems
) -> None:
    """Note the names that the exercise does not have."""
    there = set(known)
    for name in names:
        if name not in there:
            close = nearest(name, there)
            problems.error(
                "P802",
                trial.place,
                f"The exercise has no {what} `{name}`, which this test names.",
                f"Did you mean `{close}`?" if close else "Take it out of the test.",
            )
