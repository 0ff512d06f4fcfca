"""`studio fix`: mends what has one right answer, in the file as the author wrote it.

Every change is tried on a copy in memory and checked; it stays when its problem is
gone and nothing worse has come. Comments, blanks and everything else stay byte for
byte. Imports `check` and the repairs; writes nothing itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from studio.authoring.check import Report, check, files_of
from studio.authoring.edits import ENDS, edited
from studio.authoring.repairs import Way, ways
from studio.errors import StudioError
from studio.format.problems import Problem
from studio.library.library import NOT_EXERCISES, contents, shown

MOST = 200  # changes to one file
MOST_LOOKS = 150
"""Versions of a file that are looked at: more than any that was written by hand has wanted, and few
enough that a file of nothing but mistakes is answered within two seconds. Run again, it goes on."""
BLIND = "P1"  # problems that keep a file from being read at all begin so


@dataclass
class Fixed:
    """One file: as it was, as it would be, what was mended, what is left.

    `elsewhere` are the errors in other files that keep it from being read whole.
    """

    path: Path
    before: bytes
    after: bytes
    mended: list[Problem] = field(default_factory=list)
    left: tuple[Problem, ...] = ()
    elsewhere: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was mended."""
        return self.before != self.after


def fix(
    path: Path,
    *,
    today: date,
    folders: Iterable[Path] = (),
    unsaved: Mapping[Path, bytes] | None = None,
) -> Fixed:
    """Mend one file as far as it goes. StudioError when it cannot be opened, or would get worse.

    `folders` are further folders of packs; `unsaved` are other files as they would be.
    """
    data = contents(path)

    looks = 0

    def look(made: bytes) -> Report:
        nonlocal looks
        looks += 1
        files = {**(unsaved or {}), path.resolve(): made}
        return check([path], today=today, folders=folders, unsaved=files, beside=False)

    found = Fixed(path, data, data)
    report = look(data)
    start = report
    hopeless: set[tuple[str, str, int]] = set()
    while len(found.mended) < MOST and looks < MOST_LOOKS:
        step = _one(path, found.after, report, look, hopeless)
        if step is None:
            break
        problem, found.after, report = step
        found.mended.append(problem)
    found.left = own(report, path)
    found.elsewhere = tuple(
        one for one in report.problems if one.severity == "error" and one not in found.left
    )
    if found.changed and not _no_worse(start, report, path):
        raise StudioError(
            f"{shown(path)} would not get better by what could be changed in it.",
            "Mend the first problem that `studio check` shows, then try again.",
        )
    return found


def fix_all(paths: Iterable[Path], *, today: date, folders: Iterable[Path] = ()) -> list[Fixed]:
    """Mend several files, those that others lean on first; StudioError as for one."""
    folders = tuple(folders)
    unsaved: dict[Path, bytes] = {}
    done = []
    for path in sorted(files_of(paths), key=lambda one: one.stem not in NOT_EXERCISES):
        found = fix(path, today=today, folders=folders, unsaved=unsaved)
        if found.changed:
            unsaved[path.resolve()] = found.after
        done.append(found)
    return done


def own(report: Report, path: Path) -> tuple[Problem, ...]:
    """The problems that stand in the file itself."""
    name = shown(path)
    return tuple(one for one in report.problems if one.place.file == name)


def _one(
    path: Path,
    data: bytes,
    report: Report,
    look: Callable[[bytes], Report],
    hopeless: set[tuple[str, str, int]],
) -> tuple[Problem, bytes, Report] | None:
    """The first problem that a change mends, the file with it, and what is then left."""
    rows = ENDS.split(data.decode("utf-8-sig", "replace"))
    before = own(report, path)
    for problem in before:
        key = (problem.code, problem.message, problem.place.line)
        if key in hopeless:
            continue
        tried = [made for way in ways(problem, rows) if (made := _made(data, way)) is not None]
        looked = [(made, look(made)) for made in dict.fromkeys(tried)]
        fit = [pair for pair in looked if better(before, own(pair[1], path), problem)]
        if fit:
            # Of several ways the one that leaves the least to do; the likeliest, if alike.
            made, after = min(fit, key=lambda pair: _weight(own(pair[1], path)))
            return problem, made, after
        hopeless.add(key)
    return None


def _weight(problems: tuple[Problem, ...]) -> tuple[int, int, int]:
    """How much is left to do: what cannot be read at all weighs most."""
    errors = sum(1 for one in problems if one.severity == "error")
    return len(blind(problems)), errors, len(problems)


def _made(data: bytes, way: Way) -> bytes | None:
    """The file with a change; None when it changes nothing or cannot be made."""
    try:
        made = edited(data, way)
    except ValueError:
        return None
    return made if made != data else None


def blind(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The errors that keep a file from being read."""
    return tuple(one for one in problems if one.severity == "error" and one.code.startswith(BLIND))


def better(before: tuple[Problem, ...], after: tuple[Problem, ...], mended: Problem) -> bool:
    """Whether a problem is gone, and nothing came that was not hidden behind it."""
    blind_before, blind_after = blind(before), blind(after)
    if blind_before:
        if not blind_after:
            return True
        if len(blind_after) < len(blind_before):
            return True
        return len(blind_after) == len(blind_before) and _first(blind_after) > _first(blind_before)
    if blind_after:
        return False
    was, now = _count(before), _count(after)
    key = (mended.code, mended.message)
    if now[key] >= was[key]:
        return False
    # A word that was misspelt can hide what stands around it; that comes to light elsewhere.
    new = now - was
    come = [one for one in after if new[one.code, one.message] and one.severity == "error"]
    if mended.code in UNPARSED:
        # An expression is read up to its first mistake; the next one stands behind it.
        place = mended.place
        return all((one.place.line, one.place.column) > (place.line, place.column) for one in come)
    near = [one for one in come if one.place.line == mended.place.line]
    return not near and len(come) <= (4 if mended.code in UNCOVERING else 0)


UNCOVERING = frozenset(("P201", "P208", "P209", "P214", "P218"))  # what is below is read only then
UNPARSED = frozenset(("P301", "P302", "P303", "P310"))


def _first(problems: tuple[Problem, ...]) -> int:
    return min(one.place.line for one in problems)


def _count(problems: tuple[Problem, ...]) -> Counter[tuple[str, str]]:
    return Counter((one.code, one.message) for one in problems)


def _no_worse(before: Report, after: Report, path: Path) -> bool:
    """Whether the file as a whole can be read at least as well as it was."""
    was, now = own(before, path), own(after, path)
    if blind(was) and not blind(now):
        return True
    errors = [sum(1 for one in each if one.severity == "error") for each in (was, now)]
    return errors[1] <= errors[0]
