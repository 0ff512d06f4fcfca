"""An author's tests of an exercise: `<exercise>.test.yml`, read and checked in shape.

What they expect is run elsewhere; here each key is known, and every id and
exercise that is named exists. Imports the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from studio.format.exercise import Exercise
from studio.format.flow_state import names_of
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
from studio.format.problems import Place, Problem, Problems, nearest
from studio.format.reading import ALSO, Reader
from studio.format.sites import Sites
from studio.format.source import read

BY_NAME = ("answers", "care", "takes", "refused", "kept")
IMPLICIT = frozenset({"helped", "comes_again"})  # what an exercise asks by itself
ENDS = ("done", "eased_out", "stopped")


@dataclass(frozen=True, kw_only=True)
class Stop(Part):
    """Leaving early."""

    part: ClassVar[str] = "stop"
    at: str = key(
        Name(), "the step at which it stops; in rounds, when all is answered", required=True,
        default="",
    )  # fmt: skip
    after: Duration | None = key(Span(), "so long into it")


@dataclass(frozen=True, kw_only=True)
class Shown(Part):
    """Words that are seen at a step."""

    part: ClassVar[str] = "shown"
    at: str = key(Name(), "the step", required=True, default="")
    text: str = key(Label(), "some of what can be read there", required=True, default="")
    round: int = key(Whole(1), "in which round of its repeat; in any, if not given", default=0)


@dataclass(frozen=True, kw_only=True)
class Coming(Part):
    """Something that comes back."""

    part: ClassVar[str] = "coming"
    followup: str = key(Name(), "a follow-up of the exercise", default="")
    exercise: str = key(Reference("exercise"), "or another exercise", default="")
    due: str = key(Label(), "the day, such as 2026-04-15, perhaps with the time", default="")
    cue: str = key(Label(), "or what it comes with, such as before bed", default="")


@dataclass(frozen=True, kw_only=True)
class Expect(Part):
    """What must have happened."""

    part: ClassVar[str] = "expect"
    path: tuple[str, ...] = key(
        Names(),
        "the ids met, in order, of any kind of step; one without an id does not count",
        default=(),
    )
    not_path: tuple[str, ...] = key(Names(), "ids that are not met", default=())
    ends: str = key(OneOf(ENDS), "how it ends", default="")
    text: str = key(Label(), "words of its last screen", default="")
    outcome: dict[str, Any] = key(Anything(), "outcome values", default={})
    kept: dict[str, Any] = key(Anything(), "items kept, by collection", default={})
    not_kept: tuple[str, ...] = key(Names(), "collections that get nothing", default=())
    shows: tuple[Shown, ...] = key(Blocks("shown"), "words that are seen at a step", default=())
    scheduled: tuple[Coming, ...] = key(
        Blocks("coming", or_none=True),
        "what is planned by then, whoever set it up; `[]` for nothing any more",
        default=(),
    )
    opens: str = key(Reference("exercise"), "what is offered afterwards", default="")
    minutes: str = key(Label(), "how long it takes", default="")


@dataclass(frozen=True, kw_only=True)
class Past(Part):
    """A session before, played like the one that is tested."""

    part: ClassVar[str] = "past"
    ago: Duration | None = key(Span(), "how long before", required=True)
    exercise: str = key(Reference("exercise"), "another exercise than the tested one", default="")
    answers: dict[str, Any] = key(Anything(), "answers, by id", default={})
    skips: tuple[str, ...] = key(Names(), "questions that are skipped", default=())
    care: dict[str, Any] = key(Anything(), "answers to care rules, by rule", default={})
    takes: dict[str, Any] = key(Anything(), "how long questions take, by id", default={})
    stops: Stop | None = key(Block("stop"), "leaving early")


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
    refused: dict[str, Any] = key(Anything(), "answers that are not taken, by id", default={})
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
    past: tuple[Past, ...] = key(Blocks("past"), "sessions before", default=())
    answers: dict[str, Any] = key(Anything(), "answers, by id", default={})
    skips: tuple[str, ...] = key(Names(), "questions that are skipped", default=())
    care: dict[str, Any] = key(Anything(), "answers to care rules, by rule", default={})
    takes: dict[str, Any] = key(Anything(), "how long questions take, by id", default={})
    refused: dict[str, Any] = key(Anything(), "answers that are not taken, by id", default={})
    stops: Stop | None = key(Block("stop"), "leaving early")
    expect: Expect | None = key(Block("expect"), "what must have happened", required=True)
    then: tuple[Then, ...] = key(Blocks("then"), "what happens later on", default=())


@dataclass(frozen=True, kw_only=True)
class TrialFile:
    """A whole test file."""

    place: object = field(default=None, compare=False)
    tests: dict[str, Trial] = key(Named("test"), "the tests, by name", required=True, default={})


for _cls in (Stop, Shown, Coming, Expect, Past, Then, Trial):
    PARTS[_cls.part] = _cls
ALSO[TrialFile] = ("format",)


@dataclass(frozen=True)
class Broken:
    """An exercise that is there, and has to be mended before it can be tested.

    `cause` is the first thing to mend; None where the author is told of it anyway.
    """

    cause: Problem | None


Find = Callable[[str], Exercise | Broken | None]


@dataclass(frozen=True)
class Test:
    """One test, ready to be played: what it says, its nodes, the exercise, its file's lines."""

    trial: Trial
    node: Mapping
    exercise: Exercise
    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.trial.name

    @property
    def place(self) -> Place:
        """Where its name stands."""
        return self.trial.place


def read_trials(
    data: bytes,
    file: str,
    find: Find,
    shelf: Shelf,
    problems: Problems,
) -> tuple[Test, ...]:
    """The tests of a file that can be played, and the problems of all.

    `find` gives an exercise by id, `Broken` when it has to be mended first, or None when
    there is none. What is wrong with an exercise is said once, however many tests it has.
    """
    root = root_of(read(data, file, problems), problems)
    if root is None or not check_format(root, problems):
        return ()
    reader = Reader(Scope(owner="", shelf=shelf, pack=None), problems, Sites())
    found = reader.block(TrialFile, root, what="A test file")
    written = root.get("tests")
    if found is None or not isinstance(written, Mapping):
        return ()
    lines = tuple(data.decode("utf-8", "replace").split("\n"))
    tests = []
    told: set[str] = set()
    for trial in found.tests.values():
        node = written.get(trial.name)
        if not isinstance(node, Mapping) or not trial.exercise:
            continue
        exercise = find(trial.exercise)
        if not isinstance(exercise, Exercise):
            if trial.exercise not in told:
                no_exercise(trial, node, exercise, shelf, problems)
            told.add(trial.exercise)
            continue
        check_trial(trial, node, exercise, problems)
        tests.append(Test(trial, node, exercise, lines))
    return tuple(tests)


def no_exercise(
    trial: Trial, node: Mapping, found: Broken | None, shelf: Shelf, problems: Problems
) -> None:
    """The exercise of a test is not there, or has to be mended first."""
    place = place_of(node.get("exercise"), trial.place)
    if found is None:
        close = nearest(trial.exercise, shelf.exercise_ids)
        problems.error(
            "P801",
            place,
            f"There is no exercise `{trial.exercise}` to test.",
            f"Did you mean `{close}`?" if close else "Mend the name here.",
        )
    elif found.cause is not None:
        at = found.cause.place
        problems.error(
            "P801",
            place,
            f"The exercise `{trial.exercise}` has to be mended before it can be tested.",
            f"Begin with {found.cause.code} at {at.file}:{at.line}:{at.column}; "
            "`studio check` says more.",
        )


def check_trial(trial: Trial, node: Mapping, exercise: Exercise, problems: Problems) -> None:
    """The time of a test, every id it names, and the shape of what it keeps."""
    if trial.now and not is_moment(trial.now):
        problems.error(
            "P810",
            place_of(node.get("now"), trial.place),
            "This is not a day and a time.",
            "Write the year first, such as `now: 2026-04-10 09:00`.",
        )
    check_blocks(node, problems)
    check_ids(node, exercise, problems)
    check_kept(node.get("kept"), exercise, problems)
    for one in (node, *nodes_in(node.get("then"))):
        expect = one.get("expect")
        if isinstance(expect, Mapping):
            check_kept(expect.get("kept"), exercise, problems)
    for one in nodes_in(node.get("then")):
        check_later(one, exercise, problems)
    for one in nodes_in(node.get("past")):
        if one.get("exercise") is None:
            check_ids(one, exercise, problems)


def check_blocks(node: Mapping, problems: Problems) -> None:
    """What is told by name is a block of keys, in the test and in what comes before and after."""
    for one in (node, *nodes_in(node.get("then")), *nodes_in(node.get("past"))):
        expect = one.get("expect")
        blocks = [(name, one.get(name)) for name in BY_NAME]
        if isinstance(expect, Mapping):
            blocks += [(name, expect.get(name)) for name in ("outcome", "kept")]
        for name, value in blocks:
            if value is not None and not isinstance(value, Mapping):
                problems.error(
                    "P203",
                    place_of(value, value.place),
                    f"`{name}` takes names, each with what belongs to it.",
                    "Write each on a line of its own, two blanks further in.",
                )


def is_moment(text: str) -> bool:
    """Whether a text is a day, with or without a time."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def nodes_in(node: Node | None) -> tuple[Mapping, ...]:
    """The blocks of a list."""
    items = node.items if isinstance(node, Sequence) else ()
    return tuple(one for one in items if isinstance(one, Mapping))


def check_kept(written: Node | None, exercise: Exercise, problems: Problems) -> None:
    """What is kept: collections by name, each a list of items with fields."""
    if not isinstance(written, Mapping):
        return
    known = {full.rpartition("/")[2]: one for full, one in exercise.tables.collections.items()}
    for entry in written.entries:
        if not isinstance(entry.value, Sequence):
            problems.error(
                "P203",
                entry.value.place,
                f"`{entry.key.text}` takes a list of items.",
                "Begin each with a hyphen, and write its fields below.",
            )
        collection = known.get(entry.key.text.rpartition("/")[2])
        for item in entry.value.items if isinstance(entry.value, Sequence) else ():
            if not isinstance(item, Mapping):
                problems.error(
                    "P203",
                    place_of(item, item.place),
                    "An item is a block of its fields.",
                    "Write each field on a line of its own, a name, a colon and what is kept.",
                )
                continue
            for name in item.entries:
                if collection is not None and name.key.text not in collection.fields:
                    close = nearest(name.key.text, collection.fields)
                    problems.error(
                        "P236",
                        place_of(name.key, name.key.place),
                        f"`{entry.key.text}` has no field `{name.key.text}`.",
                        f"Did you mean `{close}`?"
                        if close
                        else f"Its fields are {', '.join(collection.fields)}.",
                    )


def check_ids(node: Mapping, exercise: Exercise, problems: Problems) -> None:
    """Every id that a test names is one of the exercise's."""
    known = set(names_of(exercise.steps, exercise.tables)) | set(exercise.reads)
    for rule in exercise.tables.care:  # what a rule asks can be skipped too
        known |= set(names_of(rule.steps, exercise.tables))
    rules = {rule.name.rpartition("/")[2] for rule in exercise.tables.care}
    expect = node.get("expect")
    named = [*names_in(node, "answers", "skips", "takes", "refused")]
    if isinstance(expect, Mapping):
        named += names_in(expect, "path", "not_path")
    unknown(named, known | IMPLICIT, "step", problems)
    unknown(names_in(node, "care"), rules, "care rule", problems)


def check_later(node: Mapping, exercise: Exercise, problems: Problems) -> None:
    """The same for what a test does later on."""
    followup = node.get("followup")
    if isinstance(followup, Scalar):
        unknown([followup], exercise.followups, "follow-up", problems)
    if node.get("exercise") is None:
        known = set(names_of(exercise.steps, exercise.tables)) | IMPLICIT
        for steps in (
            *(one.steps for one in exercise.followups.values()),
            *(rule.steps for rule in exercise.tables.care),
        ):
            known |= set(names_of(steps, exercise.tables))
        named = names_in(node, "answers", "skips", "takes", "refused")
        expect = node.get("expect")
        if isinstance(expect, Mapping):
            named += names_in(expect, "path", "not_path")
        unknown(named, known, "step", problems)


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
