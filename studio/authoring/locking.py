"""shapes.lock at work: held against the exercises of a pack, and written when it is asked for.

What a shape is and what has changed of it is said by `shapes_lock`; here are the files.
A lock is never written over what it says of the same version, unless that is asked for and
no session is there (docs/decisions/0021). Imports the library; asks for sessions what it
is handed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from studio.authoring import shapes_lock
from studio.authoring.edits import write
from studio.authoring.shapes_lock import Shape
from studio.errors import StudioError
from studio.format.assemble import Draught
from studio.format.exercise import Exercise
from studio.format.packs import PackSource
from studio.format.problems import Place, Problem, Problems
from studio.format.unseen import cannot_say
from studio.library.library import NOT_EXERCISES, Library, contents, shipped, shown

# What the lock says against the exercises: it goes when they are locked anew.
AGAINST = frozenset(("P620", "P621", "P622", "P623", "P624", "P625", "P626"))
DraughtOf = Callable[[Path], Draught]
Sessions = Callable[[str, int], int]  # how many there are of an exercise in a version


@dataclass(frozen=True)
class Held:
    """A lock, and the exercises it is held against, by id; with their files for what is told."""

    folder: Path
    lock: dict[str, Shape] | None
    exercises: dict[str, Exercise]
    places: Mapping[str, Place]

    def compare(self, at: Place, problems: Problems) -> None:
        """Note what has changed; `at` is the place of the pack's list."""
        for exercise in self.exercises.values():
            file = Path(exercise.place.file)
            data = contents(file) if file.is_file() else b""
            rows = data.decode("utf-8", "replace").split("\n")
            problems.remember_source(exercise.place.file, rows)
        if self.lock is not None:
            shapes_lock.compare(self.lock, self.exercises, self.places, at, problems)


def exercises_of(
    folder: Path, names: Iterable[str], draught: DraughtOf
) -> dict[str, Draught] | None:
    """Those that have a file, by id; None when one of them cannot be read."""
    found: dict[str, Draught] = {}
    for name in names:
        file = folder / f"{name}.yml"
        if not file.is_file():
            continue
        found[name] = draught(file)
        if not found[name].fine:
            return None
    return found


def held(
    folder: Path,
    names: Iterable[str],
    lock: dict[str, Shape] | None,
    draught: DraughtOf,
) -> Held | None:
    """Some exercises of a folder beside its lock; None when one of them cannot be read."""
    found = exercises_of(folder, names, draught)
    if found is None:
        return None
    exercises = {name: one.exercise for name, one in found.items() if one.exercise is not None}
    return Held(folder, lock, exercises, {name: _version(one) for name, one in found.items()})


def _version(draught: Draught) -> Place:
    """Where an exercise says its version: what is to be raised, or left."""
    for entry in draught.root.entries if draught.root is not None else ():
        if entry.key.text == "version":
            return entry.key.at(0, len("version"))
    return draught.exercise.place if draught.exercise is not None else Place("", 1, 1)


def look(
    folder: Path,
    pack: PackSource,
    only: str,
    draught: DraughtOf,
    data: bytes | None,
    problems: Problems,
) -> bool:
    """Note what has changed since the lock; whether the lock is that of this version.

    `only` is the one exercise that is asked for, or "" for all that the pack lists; `data`
    is what is in the lock, None when there is none.
    """
    if data is None:
        return not pack.exercises
    if cannot_say(pack, "exercises"):
        return True
    lock = shapes_lock.read_lock(data, shown(shapes_lock.lock_path(folder)), problems)
    if lock is None:
        return True  # which is noted
    listed = set(pack.exercises)
    if only:
        lock = {name: shape for name, shape in lock.items() if name == only}
    found = held(folder, [only] if only else pack.exercises, lock, draught)
    if found is None:
        return True  # it has to be mended first
    # What the pack lists and has no file is noted where it is listed.
    gone = {name for name in lock if name in listed and name not in found.exercises}
    known = Held(folder, {n: s for n, s in lock.items() if n not in gone}, found.exercises,
                 found.places)  # fmt: skip
    at = pack.head.place if pack.head is not None else Place(pack.named("pack.yml"), 1, 1)
    noted = len(problems.all)
    known.compare(at, problems)
    if only or len(problems.all) > noted:
        return True
    return shapes_lock.text_of(found.exercises) == data


def apart(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that locking anew does not take away."""
    return tuple(one for one in problems if one.code not in AGAINST)


def locked(
    paths: Iterable[Path], *, anew: bool = False, sessions: Sessions | None = None
) -> list[str]:
    """Write the locks of packs; what was written. StudioError for none.

    A folder stands for every exercise of its pack, a file for that exercise alone; what the
    lock says of others stays. With `anew` what it said of the same version is written over,
    unless `sessions` knows of some.
    """
    written = []
    for folder, names in _asked(paths):
        library = Library([folder.resolve().parent, shipped()])
        pack = library.shelf_for(folder).packs[folder.resolve().name]
        file = shapes_lock.lock_path(folder)
        before = _before(file)
        found = held(folder, names or pack.exercises, before, library.draught)
        if found is None:
            continue
        if anew and sessions is not None:
            _free(found, sessions)
        kept = before if names else {}
        made = {name: shapes_lock.shape_of(one) for name, one in found.exercises.items()}
        write(file, shapes_lock.text_of_shapes({**kept, **made}))
        written.append(shown(file) + (f": {', '.join(names)}" if names else ""))
    if not written:
        raise StudioError("There is no pack there.", "Name the folder of a pack.")
    return written


def _asked(paths: Iterable[Path]) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Each pack among some paths, with the exercises that are named; none for all."""
    found: dict[Path, list[str] | None] = {}
    for path in paths:
        folders = [path, *sorted(one for one in path.glob("*"))] if path.is_dir() else [path.parent]
        alone = path.is_file() and path.stem not in NOT_EXERCISES
        for folder in folders:
            if not (folder / "pack.yml").is_file():
                continue
            names = found.setdefault(folder, [])
            if not alone:
                found[folder] = None
            elif names is not None:
                names.append(path.stem.removesuffix(".test"))
    for folder, names in found.items():
        yield folder, tuple(dict.fromkeys(names or ()))


def _before(file: Path) -> dict[str, Shape]:
    """What a lock says; nothing when there is none, or none that can be read."""
    if not file.is_file():
        return {}
    return shapes_lock.read_lock(contents(file), shown(file), Problems()) or {}


def _free(found: Held, sessions: Sessions) -> None:
    """StudioError when sessions on this machine have the answers that would be forgotten."""
    for name, exercise in found.exercises.items():
        before = (found.lock or {}).get(name)
        if before is None or exercise.version > before["version"]:
            continue
        problems = Problems()
        lock = {name: before}
        Held(found.folder, lock, {name: exercise}, found.places).compare(exercise.place, problems)
        count = sessions(name, before["version"]) if problems.all else 0
        if count:
            there = "1 session" if count == 1 else f"{count} sessions"
            raise StudioError(
                f"There {'is' if count == 1 else 'are'} {there} of `{name}` in version "
                f"{before['version']} on this machine, with answers as shapes.lock has them.",
                f"Write `version: {before['version'] + 1}`, or `was:` where an id has changed. If "
                "you only tried it out, erase the sessions in My data first.",
            )
