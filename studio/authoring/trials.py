"""`studio test`: an author's tests, played through the whole program under virtual time.

A test has a desk of its own: a store in a folder that is gone afterwards, the packs
of the author before those that are shipped. Who plays is handed in, since front ends
stand beside this room; what was seen is judged by `expectations`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from studio.authoring import expectations
from studio.authoring.check import files_of
from studio.authoring.coverage import Coverage
from studio.errors import StudioError
from studio.format.exercise import Exercise
from studio.format.language_tags import tag
from studio.format.nodes import Mapping, Node, Scalar
from studio.format.nodes import Sequence as Listed
from studio.format.parts import Duration
from studio.format.problems import Place, Problem, Problems
from studio.format.trials import Broken, Find, Test, read_trials
from studio.library.library import NOT_EXERCISES, Library, contents, shipped, shown
from studio.practice.desk import Desk, open_desk
from studio.practice.sitting import Sitting
from studio.practice.virtual import Seen, VirtualTime

Play = Callable[[Mapping, Sitting, Desk, VirtualTime, Problems], Seen | None]
LONGEST = 16  # digits of a number; more are a text, as in other files
MONTH = 30  # days, where a test says months: virtual time has no calendar of its own


@dataclass(frozen=True)
class Result:
    """One test: its name, and the problems it met (none: it passed)."""

    file: str
    name: str
    exercise: str
    problems: tuple[Problem, ...]


@dataclass
class Run:
    """Every test of some files: results in order, problems of the files, what was covered."""

    files: list[str] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    covered: dict[str, Coverage] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that was found, by file, line and column."""
        found = [*self.unreadable, *(one for result in self.results for one in result.problems)]
        return tuple(
            sorted(found, key=lambda one: (one.place.file, one.place.line, one.place.column))
        )

    @property
    def fine(self) -> bool:
        """Whether every file could be read and every test passed."""
        return all(one.severity == "warning" for one in self.problems)


def test_files(paths: Iterable[Path]) -> list[Path]:
    """The tests of some files and folders: an exercise stands for the tests beside it."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for file in sorted((*path.glob("*.test.yml"), *path.glob("*/*.test.yml"))):
                found[file] = None
        elif path.name.endswith(".test.yml") and path.is_file():
            found[path] = None
        elif path.is_file():
            beside = path.with_name(f"{path.stem}.test.yml")
            if not beside.is_file():
                raise StudioError(
                    f"{path} has no test beside it.", f"Write one into {beside.name}."
                )
            found[beside] = None
        else:
            raise StudioError(
                f"There is no file or folder {path}.", "Check the spelling of the path."
            )
    if not found:
        raise StudioError(
            "There are no tests there.", "A test stands beside its exercise, as NAME.test.yml."
        )
    return list(found)


def exercise_files(paths: Iterable[Path]) -> list[Path]:
    """The exercises of some files and folders. StudioError when there are none."""
    found = [
        file
        for file in files_of(paths)
        if file.stem not in NOT_EXERCISES and not file.name.endswith(".test.yml")
    ]
    if not found:
        raise StudioError("There are no exercises there.", "Name a .yml file, or a pack.")
    return found


def run(
    paths: Iterable[Path],
    play: Play,
    *,
    told: Callable[[Result], None] | None = None,
    installed: Iterable[Path] = (),
) -> Run:
    """Play every test of some files.

    `told` hears of each as it ends; `installed` are further folders of packs, such as those
    of the person, behind the ones beside the tests.
    """
    files = test_files(paths)
    done = Run([shown(file) for file in files])
    near = (file.resolve().parent.parent for file in files)
    folders = list(dict.fromkeys([*near, *installed]))
    library = Library([*folders, shipped()])
    for file in files:
        problems = Problems()
        tests = read_trials(contents(file), shown(file), finder(library), library.shelf, problems)
        done.unreadable += problems.all
        broken = {id(one.node) for one in tests if within(one.node, problems.errors)}
        for test in tests:
            if id(test.node) in broken:
                continue
            result = play_test(test, shown(file), folders, play, done.covered)
            done.results.append(result)
            if told is not None:
                told(result)
    return done


def finder(library: Library) -> Find:
    """Finds an exercise by its id; Broken where it has mistakes, None where there is none."""

    def find(exercise_id: str) -> Exercise | Broken | None:
        path = library.path(exercise_id)
        if path is None:
            return None
        draught = library.draught(path)
        if draught.exercise is not None and draught.fine:
            return draught.exercise
        return Broken(draught.cause)

    return find


def within(node: Mapping, problems: Sequence[Problem]) -> bool:
    """Whether one of the problems stands inside a test."""
    first, last = node.place.line, _last_line(node)
    return any(first <= one.place.line <= last for one in problems)


def _last_line(node: Node) -> int:
    if isinstance(node, Scalar):
        return node.span[2] + 1
    inner: tuple[Node, ...] = (
        node.items if isinstance(node, Listed) else tuple(one.value for one in node.entries)
    )
    return max((node.place.line, *(_last_line(one) for one in inner)))


def play_test(
    test: Test, file: str, folders: Iterable[Path], play: Play, covered: dict[str, Coverage]
) -> Result:
    """One test, with a store and a time of its own."""
    problems = Problems()
    problems.remember_source(file, test.lines)
    with TemporaryDirectory(prefix="studio-test-") as made:
        try:
            Stage(test, Path(made), folders, play, problems, covered).run()
        except StudioError as problem:
            problems.error("P811", test.place, problem.message, problem.hint)
        except OverflowError:
            problems.error(
                "P811",
                test.place,
                "A moment of this test lies before the year 1 or after the year 9999.",
                "Look at `now`, at `ago` and at `after`.",
            )
    return Result(file, test.name, test.trial.exercise, problems.all)


class Failed(Exception):
    """A session of the test did not get to its end; the problem is noted."""


class Stage:
    """One test being played: a desk of its own and the time on its wall."""

    def __init__(
        self,
        test: Test,
        home: Path,
        folders: Iterable[Path],
        play: Play,
        problems: Problems,
        covered: dict[str, Coverage],
    ) -> None:
        self.test = test
        self.play = play
        self.problems = problems
        self.covered = covered
        self.start = datetime.fromisoformat(test.trial.now)
        if self.start.tzinfo is None:
            self.start = self.start.replace(tzinfo=UTC)
        begins = max((seconds_of(one.ago) for one in test.trial.past), default=0)
        self.time = VirtualTime(self.start - timedelta(seconds=begins))
        self.desk = open_desk(
            home=home,
            folders=folders,
            wall=self.time.now,
            monotonic=self.time.monotonic,
            language=tag(test.trial.language),
            system="",  # what a test reads does not depend on who plays it
        )
        self.desk.change(country="GB", seen_first_run=True)

    def run(self) -> None:
        """What was before, the session, and what comes later."""
        try:
            self.past()
            self.keep()
            self.session(self.test.node, self.begin(self.test.trial.exercise))
            self.later()
        except Failed:
            return

    def begin(self, exercise: str) -> Sitting:
        """A session of an exercise, with the seed of the test."""
        return self.desk.begin(exercise, seed=self.test.trial.seed)

    def past(self) -> None:
        """The sessions before, the earliest first."""
        listed = _items(self.test.node.get("past"))
        pairs = sorted(
            zip(self.test.trial.past, listed, strict=True),
            key=lambda pair: -seconds_of(pair[0].ago),
        )
        for one, node in pairs:
            self.go_to(self.start - timedelta(seconds=seconds_of(one.ago)))
            self.session(node, self.begin(one.exercise or self.test.trial.exercise))
        self.go_to(self.start)

    def go_to(self, moment: datetime) -> None:
        """Let the time pass until then."""
        self.time.go_on((moment - self.time.now()).total_seconds())

    def keep(self) -> None:
        """Put things into collections, as if they had been kept a day before."""
        for name, items in self.test.trial.kept.items():
            changes = [
                {
                    "op": "add",
                    "collection": self.collection(name),
                    "ref": self.desk.store.new_session_id(),
                    "fields": {key: as_kept(value) for key, value in fields.items()},
                }
                for fields in items
            ]
            ended = (self.start - timedelta(days=1)).isoformat()
            outcome = {"exercise": self.test.trial.exercise, "ended": ended, "changes": changes}
            identity = self.desk.store.new_session_id()
            self.desk.store.finish(identity, outcome)
            self.desk.store.erase(identity)  # the things stay; no session was before

    def collection(self, name: str) -> str:
        """The full name of a collection, as the exercise sees it."""
        return expectations.collection(name, self.test.exercise)

    def later(self) -> None:
        """What comes later: follow-ups when they are due, or another exercise."""
        nodes = _items(self.test.node.get("then"))
        for one, node in zip(self.test.trial.then, nodes, strict=True):
            self.time.go_on(seconds_of(one.after))
            if one.exercise:
                self.session(node, self.begin(one.exercise))
                continue
            entries = self.desk.store.due(self.time.now())
            planned = self.desk.store.schedule()
            due = [entry for entry in entries if entry.get("followup") == one.followup]
            if not due:
                self.problems.error(
                    "P812",
                    _at(node, "followup"),
                    f"`{one.followup}` is not due by then: it is {moment(self.time.now())}.",
                    when_due([e for e in planned if e.get("followup") == one.followup]),
                )
                raise Failed
            exercise, entry = str(due[0]["exercise"]), str(due[0]["id"])
            self.session(node, self.desk.begin(exercise, followup=one.followup, entry=entry))

    def session(self, node: Mapping, sitting: Sitting) -> None:
        """One session, played and judged."""
        sitting.drafts = False
        before = len(self.problems.errors)
        seen = self.play(node, sitting, self.desk, self.time, self.problems)
        self.cover(sitting)
        if seen is None or len(self.problems.errors) > before:
            raise Failed
        for name in seen.unmet:
            self.problems.error(
                "P813",
                _at(node, "stops"),
                f"`{name}` was never come to.",
                "Another answer led past it; take it out, or change that one.",
            )
        for name, number in seen.taken:
            refused = node.get("refused")
            one = refused.get(name) if isinstance(refused, Mapping) else None
            items = one.items if isinstance(one, Listed) else ()
            self.problems.error(
                "P831",
                items[number].place if number < len(items) else node.place,
                f"This was to be refused at `{name}`, and is taken.",
                "Take it out here, or narrow the question.",
            )
        expect = node.get("expect")
        if isinstance(expect, Mapping):
            expectations.judge(expect, sitting, seen, self.desk, self.problems)

    def cover(self, sitting: Sitting) -> None:
        """Note what of its exercise the session went through."""
        exercise = sitting.session.exercise
        found = self.covered.setdefault(exercise.id, Coverage(exercise))
        found.add(sitting.session, exercise)


def when_due(entries: Sequence[Mapping_[str, Any]]) -> str:
    """When a follow-up comes back, if it was planned at all."""
    days = [str(one["due"]) for one in entries if one.get("due")]
    if days:
        return f"It is due on {moment(datetime.fromisoformat(min(days)))}; look at `after`."
    if entries:
        return "It has no day: it comes with a cue."
    return "Nothing has planned it: look at what the `schedule` step was answered with."


def moment(at: datetime) -> str:
    """A moment as a test writes it."""
    return f"{at:%Y-%m-%d %H:%M}"


def seconds_of(span: Duration | None) -> float:
    """A duration in seconds of virtual time."""
    return 0.0 if span is None else span.seconds + span.months * MONTH * 86_400.0


def _items(node: Node | None) -> list[Mapping]:
    return [one for one in getattr(node, "items", ()) if isinstance(one, Mapping)]


def _at(node: Mapping, key: str) -> Place:
    found = node.get(key)
    return node.place if found is None else found.place


def as_kept(value: Any) -> Any:  # noqa: ANN401 - a value of a test file
    """A typed value as a collection holds it: a number, a yes or no, or the text."""
    if not isinstance(value, str):
        return value
    digits = value.removeprefix("-")
    if digits.isascii() and len(digits) < LONGEST and digits.replace(".", "", 1).isdigit():
        return float(value) if "." in value else int(value)
    return {"yes": True, "no": False}.get(value, value)
