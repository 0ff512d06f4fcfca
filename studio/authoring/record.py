"""`studio preview --record`: the way a session took becomes a test beside its exercise.

What is written is played before and after, and what a test cannot say stands in it as a
comment. Private answers are in none (`stand_ins`). Who plays, and who puts answers into
the form of a test, is handed in, since front ends stand beside this room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

from studio.authoring import appended
from studio.authoring.edits import write
from studio.authoring.expectations import in_words
from studio.authoring.later import First
from studio.authoring.preview import Begun, Preview
from studio.authoring.recorded import Played, differing, played
from studio.authoring.stand_ins import with_stand_ins
from studio.authoring.trials import Play
from studio.authoring.way import Way, passed_in, way_of
from studio.authoring.yaml_rows import rows
from studio.engine.events import Stop
from studio.engine.outcome import leaves_nothing
from studio.engine.prompts import TimedPrompt
from studio.engine.screen import Given, Screen
from studio.engine.session import Session
from studio.engine.timed_step import runs_at_once
from studio.errors import StudioError
from studio.format.problems import Problem
from studio.format.reading_values import SPELLED
from studio.library.library import contents, shown
from studio.practice.desk import Desk
from studio.practice.filing import lasting_id, rules_of
from studio.practice.noted import Noted

Note = Callable[[Iterable[tuple[Screen, Given]], Screen | None], Noted]

PRIVATE = "`{}` is private: this is the first answer that leads the same way, whatever was given."
BEGAN = "It was left while the time of `{}` ran; the test leaves it before that begins."
PARTS = "Parts of `{}` were skipped before it was left, which a test cannot say."
DIFFERS = "`{}` is not answered in just the same way when this is played."
UNPLANNED = "The follow-up `{}` is not in this test: the session before it did not plan it."
BY_HAND = (
    "This way cannot be recorded: an answer in it is private, and nothing else leads the same way.",
    "Write this test by hand.",
)


@dataclass(frozen=True)
class Recorded:
    """What was written: the file, and what came of playing it (no problems: it passes).

    `remarks` are what the test cannot say of the session; they stand in it as well.
    """

    file: Path
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


class Recorder:
    """A place for a test that is to be: `name`, beside the exercise at `path`.

    StudioError when nothing can be written there under that name.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.file = path.with_name(f"{path.stem}.test.yml")
        self.name = name
        if not SPELLED["snake"].fullmatch(name):
            raise StudioError(
                f"“{name[:60]}” cannot be the name of a test.",
                "Small letters, digits and underscores, a letter first, such as `a_hard_day`.",
            )
        self._with(["exercise: x"], "x")

    def _with(self, body: list[str], exercise: str) -> bytes:
        """The test file with the test in it. StudioError when the name is taken by now."""
        there = self.file.exists()
        data = contents(self.file) if there else appended.head(exercise)
        if self.name in appended.names(data, shown(self.file)):
            raise StudioError(
                f"{shown(self.file)} has a test `{self.name}` already.",
                "Choose another name; nothing is written over.",
            )
        return appended.with_test(data, shown(self.file), self.name, body)

    def record(self, source: Preview, note: Note, play: Play) -> Recorded:
        """Write the test of what was gone through, played; a session in hand is stopped.

        A follow-up comes after the session before it. The desk of `source` takes what was
        kept. StudioError when there is no test of it, Unwritten when there is one and the
        file does not take it.
        """
        session = source.sitting.session
        if not session.over:
            session.send(Stop(), session.now)
        first = source.first
        told = tell(
            first.session if first is not None else session, source.begun, source.desk, note
        )
        if first is not None and session.passed:
            told = with_followup(told, session, first, note)
        try:
            return self._write(told, session.exercise.id, play)
        except StudioError as problem:
            raise Unwritten(problem, self.name, told) from problem

    def _write(self, told: Told, exercise: str, play: Play) -> Recorded:
        before = played(self._with([*told.rows()], exercise), self.file, self.name, play)
        for way, session in zip(told.ways, before.sessions, strict=False):
            told = told.with_remarks(DIFFERS, differing(way, session))
        write(self.file, self._with([*told.rows()], exercise))
        after: Played = played(contents(self.file), self.file, self.name, play)
        return Recorded(self.file, after.problems, told.remarks)


class Unwritten(StudioError):
    """A test that could not be written. `rows` are its own, so that nothing is lost."""

    def __init__(self, problem: StudioError, name: str, told: Told) -> None:
        super().__init__(problem.message, problem.hint)
        self.rows = (f"  {name}:", *(f"    {row}" if row else "" for row in told.rows()))


@dataclass(frozen=True)
class Told:
    """A session as a test: its keys in order, and what it cannot say.

    `ways` are those of the session and, if there is one, of the follow-up after it.
    """

    ways: tuple[Way, ...]
    keys: dict[str, Any]
    remarks: tuple[str, ...]

    def with_remarks(self, words: str, names: Iterable[str]) -> Told:
        """The same, with a remark on some steps."""
        return Told(self.ways, self.keys, (*self.remarks, *(words.format(one) for one in names)))

    def rows(self) -> Iterator[str]:
        """The rows of the test, below its name."""
        for remark in self.remarks:
            yield from (f"# {row}" for row in wrap(remark, 92, break_long_words=False))
        yield from rows(self.keys)


def tell(session: Session, begun: Begun, desk: Desk, note: Note) -> Told:
    """A session that is over, as a test. StudioError where a private answer forbids it."""
    way, taken, remarks = _taken(session, desk, note)
    keys: dict[str, Any] = {
        "exercise": session.exercise.id,
        "seed": str(begun.seed) if begun.seed else "",
        "now": begun.now,
        "language": begun.language,
        "kept": begun.kept,
        "past": begun.past,
    }
    return Told((way,), _said(keys | taken), remarks)


def with_followup(told: Told, session: Session, first: First, note: Note) -> Told:
    """The same test with a follow-up that is over after it."""
    if not first.after:
        return told.with_remarks(UNPLANNED, [first.followup])
    way, taken, remarks = _taken(session, first.desk, note)
    keys = _said({"after": first.after, "followup": first.followup} | taken)
    every = tuple(dict.fromkeys((*told.remarks, *remarks)))
    return Told((*told.ways, way), told.keys | {"then": [keys]}, every)


def _said(keys: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in keys.items() if value}


def _taken(session: Session, desk: Desk, note: Note) -> tuple[Way, dict[str, Any], tuple[str, ...]]:
    """The way of a session, its answers and what comes of them, and what cannot be said."""
    way, instead = with_stand_ins(session)
    if way is None:
        raise StudioError(*BY_HAND)
    noted = note(way.passed, way.left)
    nearest = {number: Given(value, answered=True) for number, value in noted.nearest.items()}
    if nearest:
        # What the test says in their place may lead elsewhere: playing it tells.
        way = way_of(session, instead | nearest) or way
    stops, remarks = _stops(session, way)
    private = [
        PRIVATE.format(screen.address.rpartition(".")[2])
        for number, (screen, _) in enumerate(way.passed)
        if number in instead
    ]
    keys: dict[str, Any] = {
        "answers": noted.answers,
        "care": noted.care,
        "skips": list(noted.skips),
        "stops": stops,
        "expect": {"ends": way.ends, "path": way.path},
    }
    if kept := kept_by(way, session, desk):
        keys["expect"]["kept"] = kept
    return way, keys, tuple(dict.fromkeys((*private, *noted.remarks, *remarks)))


def _stops(session: Session, way: Way) -> tuple[dict[str, str], list[str]]:
    """Where it was left, how long into it, and what cannot be said of that."""
    left = way.left
    if left is None:
        return {}, []
    name = left.address.rpartition(".")[2]
    if len(session.passed) == len(passed_in(session)):
        return {"at": name}, []
    spent = session.passed[-1][1].value
    if not runs_at_once(left):
        return {"at": name}, [BEGAN.format(name)]
    lead_in = left.prompt.lead_in if isinstance(left.prompt, TimedPrompt) else 0
    remarks = [PARTS.format(name)] if spent.get("skipped") else []
    seconds = int(spent["seconds"] + lead_in)
    return {"at": name} | ({"after": f"{seconds} seconds"} if seconds else {}), remarks


def kept_by(way: Way, session: Session, desk: Desk) -> dict[str, list[dict[str, str]]]:
    """What is kept once the session is filed, by collection, as a test expects it."""
    if leaves_nothing(session) or not way.changes:
        return {}
    identity = desk.store.new_session_id()
    new = {
        one["ref"]: lasting_id(identity, one["ref"]) for one in way.changes if one["op"] == "add"
    }
    changes = [{**one, "ref": new.get(one["ref"], one["ref"])} for one in way.changes]
    outcome = {
        "exercise": session.exercise.id,
        "ended": session.started.isoformat(),
        "changes": changes,
    }
    desk.store.finish(identity, outcome, rules_of(session.exercise))
    known = session.exercise.tables.collections
    kept: dict[str, list[dict[str, str]]] = {}
    for change in changes:
        full = change["collection"]
        if full not in known or change["op"] == "archive":
            continue
        fields = {name: in_words(value) for name, value in change["fields"].items()}
        items = kept.setdefault(_short(full, known), [])
        # A later change, or a collection that is full, may have taken it away again.
        if fields and fields not in items and _is_there(fields, desk.store.kept(full)):
            items.append(fields)
    return {name: items for name, items in kept.items() if items}


def _is_there(fields: dict[str, str], items: Iterable[dict[str, Any]]) -> bool:
    there = ({name: in_words(value) for name, value in one["fields"].items()} for one in items)
    return any(one | fields == one for one in there)


def _short(full: str, known: Iterable[str]) -> str:
    """The name of a collection as a test writes it: short where only one is called so."""
    short = full.rpartition("/")[2]
    first = next(one for one in known if one.rpartition("/")[2] == short)
    return short if first == full else full
