"""What another version of a pack means for a person: other words, and answers of before.

Two versions are compared as texts (`words`) and as answers (`answers`). Outcomes and
drafts carry what was asked, so nothing kept is ever changed by a pack: what is said here
is what can still be compared, and what is not asked any more. Imports the shapes and
the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from studio.authoring.check import Check
from studio.authoring.edits import difference
from studio.authoring.locking import exercises_of
from studio.authoring.packs.carried import Carried
from studio.authoring.shapes_lock import Asked, asked
from studio.errors import StudioError
from studio.format.exercise import Exercise, Pack
from studio.format.problems import Problems
from studio.format.source import read
from studio.format.spoken import spoken
from studio.format.unseen import cannot_say

Sessions = Callable[[str], int | None]
"""How many past sessions of an exercise there are; None when that cannot be seen now."""


@dataclass(frozen=True)
class Reading:
    """A pack as it can be read: its exercises by id, None when one of them has mistakes."""

    pack: Pack | None
    exercises: Mapping[str, Exercise] | None


@dataclass(frozen=True)
class Change:
    """One text: the file, the words before ("" for new ones) and now ("" for none)."""

    file: str
    before: str
    now: str


def reading_of(folder: Path, folders: Iterable[Path] = ()) -> Reading:
    """Read the pack in a folder that is called as the pack."""
    run = Check([folder], date.min, folders=folders)
    shelf = run.library.shelf_for(folder)
    source = shelf.packs.get(folder.resolve().name)
    if source is None:
        return Reading(None, None)
    read = source.read(shelf)
    found = None
    if not cannot_say(source, "exercises"):
        found = exercises_of(folder, source.exercises, run.draught)
    if found is None:
        return Reading(read, None)
    made = {name: one.exercise for name, one in found.items() if one.exercise is not None}
    return Reading(read, made)


@contextmanager
def laid_out(pack: Carried) -> Iterator[Path]:
    """A pack in a folder of its own that is gone afterwards, for reading only."""
    with TemporaryDirectory(prefix="studio-pack-") as made:
        home = Path(made) / pack.id
        try:
            home.mkdir()
            for name, data in pack.files.items():
                (home / name).parent.mkdir(exist_ok=True)
                (home / name).write_bytes(data)
        except OSError as problem:
            raise StudioError(
                f"{made} could not be written: {problem.strerror or 'unknown reason'}.",
                "Free some room there and try again.",
            ) from problem
        yield home


def files(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """The files that are not the same: how ("new", "gone", "changed") and which."""
    found = []
    for name in sorted({*before, *now}):
        if name not in before:
            found.append(("new", name))
        elif name not in now:
            found.append(("gone", name))
        elif before[name] != now[name]:
            found.append(("changed", name))
    return found


def lines(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> str:
    """Every changed line, as a unified diff."""
    return "".join(
        difference(name, before.get(name, b""), now.get(name, b""))
        for _, name in files(before, now)
    )


def words(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> list[Change]:
    """The texts a person reads that are not the same, file by file, in their order."""
    found = []
    for _, name in files(before, now):
        if not name.endswith(".yml") or name.endswith(".test.yml"):
            continue
        one, two = (_texts(found_in.get(name, b""), name) for found_in in (before, now))
        matcher = SequenceMatcher(None, one, two, autojunk=False)
        for sort, low, high, first, last in matcher.get_opcodes():
            if sort == "equal":
                continue
            old, new = one[low:high], two[first:last]
            for at in range(max(len(old), len(new))):
                was = old[at] if at < len(old) else ""
                found.append(Change(name, was, new[at] if at < len(new) else ""))
    return found


def _texts(data: bytes, name: str) -> list[str]:
    root = read(data, name, Problems()) if data else None
    return [" ".join(scalar.text.split()) for _, scalar in spoken(root)]


def answers(before: Reading, now: Reading, sessions: Sessions) -> list[str]:
    """What becomes of answers of before, a sentence each; none when all goes on as it was."""
    if before.exercises is None or now.exercises is None:
        return ["Some exercises cannot be read, so it cannot be said what becomes of answers."]
    was = {one.was: one for one in now.exercises.values() if one.was}
    told = []
    for name, old in before.exercises.items():
        new = now.exercises.get(name) or was.get(name)
        if new is None:
            told.append(
                f"{name} is gone: {_sessions(sessions(name))} can still be read, "
                "and it is not offered any more."
            )
            continue
        if new.id != name:
            told.append(f"{name} is called {new.id} now; its sessions are found there.")
        rows = list(_of_exercise(asked(old), asked(new)))
        if rows:
            told.append(f"{new.id}, {_sessions(sessions(name))}:")
            told += [f"  {row}" for row in rows]
    told += _kept(before.pack, now.pack)
    return told


def _sessions(count: int | None) -> str:
    if count is None:
        return "its past sessions"
    return "no past sessions" if not count else f"{count} past session{'s' if count > 1 else ''}"


def _of_exercise(before: Mapping[str, Asked], now: Mapping[str, Asked]) -> Iterator[str]:
    was = {one.was: name for name, one in now.items() if one.was}
    for name, old in before.items():
        new = now.get(name)
        if new is None and name in was:
            yield f"`{name}` is called `{was[name]}` now; earlier answers are read under that."
            new = now[was[name]]
        elif new is None:
            yield f"`{name}` is not asked any more; earlier answers stay in their sessions."
        if new is not None:
            yield from _of_answer(name, old, new)
    fresh = [f"`{one}`" for one in now if one not in before and now[one].was not in before]
    if fresh:
        yield f"New: {', '.join(fresh[:8])}{' and more' if len(fresh) > 8 else ''}."


def _of_answer(name: str, old: Asked, new: Asked) -> Iterator[str]:
    one, two = old.shape, new.shape
    if one["kind"] != two["kind"]:
        yield (
            f"`{name}` was a {one['kind']} and is a {two['kind']} now; earlier answers stay as "
            "they were given."
        )
        return
    gone = set(one.get("values", ())) - set(two.get("values", ())) - new.options_was
    if gone and two.get("values"):
        yield (
            f"`{name}` has no {', '.join(f'`{value}`' for value in sorted(gone))} any more; "
            "where it was chosen, it stays."
        )
    if one.get("range") != two.get("range"):
        yield f"`{name}` has another range now; earlier ratings stay as they were given."
    lost = [field for field in one.get("each", {}) if field not in two.get("each", {})]
    if lost:
        yield f"Items of `{name}` have no {', '.join(f'`{field}`' for field in lost)} any more."


def _kept(before: Pack | None, now: Pack | None) -> list[str]:
    if before is None or now is None:
        return []
    return [
        f"Nothing is put into “{collection.label}” any more; what is kept there stays."
        for name, collection in before.collections.items()
        if name not in now.collections
    ]
