"""`studio pack list` and `diff`: what is here, and how it differs from something else."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from studio.authoring.packs import changes, installing, origins
from studio.authoring.packs.carried import Carried
from studio.authoring.packs.changes import Reading, Sessions, laid_out, reading_of
from studio.authoring.packs.folders import from_folder
from studio.authoring.packs.installing import PackRow
from studio.cli.arguments import Given
from studio.cli.outcry import FINE
from studio.cli.pack_words import changed
from studio.cli.streams import door, say_json, say_lines
from studio.errors import StudioError
from studio.library.provided import provided
from studio.practice.desk import open_desk
from studio.store.home import data_folder
from studio.store.pack_shelf import PackShelf

SORTS = {
    "shipped": "With the program",
    "installed": "Installed",
    "python": "With Python packages",
    "your own": "Your own",
}


def shelf() -> PackShelf:
    """The packs of this person."""
    return PackShelf(data_folder() / "packs")


def session_count() -> Sessions:
    """How many past sessions there are of an exercise; nobody knows while they are locked."""
    desk = open_desk()
    if desk.store.locked:
        return lambda _: None
    counts = Counter(str(one.get("exercise")) for one in desk.store.outcomes())
    return lambda name: counts[name]


def listing(given: Given) -> int:
    """Every pack that can be seen, and where it came from."""
    found = installing.rows(shelf(), provided())
    if given.has("json"):
        say_json([_as_json(one) for one in found])
        return FINE
    lines = []
    sort = ""
    for one in found:
        if one.sort != sort:
            lines += ([""] if sort else []) + [SORTS[one.sort]]
            sort = one.sort
        count = len(one.exercises)
        exercises = f"{count} exercise{'' if count == 1 else 's'}"
        lines.append(f"  {one.id}, version {one.version}: {one.title}, {exercises}")
        if one.origin:
            lines.append(f"    from {origins.told(one.origin)}")
        if one.changed_by_hand:
            lines.append(f"    changed here: {', '.join(one.changed_by_hand[:5])}")
    say_lines(lines, hang=6)
    return FINE


def _as_json(one: PackRow) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "version": int(one.version) if one.version.isdecimal() else None,
        "sort": one.sort,
        "folder": str(one.folder),
        "exercises": list(one.exercises),
        "from": dict(one.origin) if one.origin else None,
        "changed_here": list(one.changed_by_hand),
    }


def diff(given: Given) -> int:
    """What would change from a pack that is here to another, or to what its origin has now."""
    here = shelf()
    rows = {one.id: one for one in installing.rows(here, provided())}
    name = given.words[0]
    row = rows.get(name)
    if row is None:
        installing.installed(here, name)  # says what there is instead
        raise StudioError(f"The pack “{name[:60]}” cannot be read.", "`studio pack list`")
    if len(given.words) > 1:
        other = origins.fetched(given.words[1], given.value("folder"))
    elif row.origin is not None:
        other = origins.fetched_again(row.origin)
    else:
        raise StudioError(
            f"The pack “{name}” has no origin to be compared with.",
            f"Name one: studio pack diff {name} FOLDER, ZIP or ADDRESS",
        )
    old = from_folder(row.folder)
    if given.has("lines"):
        out = door()
        for line in changes.lines(old.files, other.files).splitlines():
            out.line(line)
        return FINE
    around = [here.folder, *provided()]
    with ExitStack() as stack:
        new = _read(stack, other, around)
        before = (old, reading_of(row.folder, around))
        say_lines(changed(before, (other, new), session_count()), hang=4)
    return FINE


def _read(stack: ExitStack, pack: Carried, around: list[Path]) -> Reading:
    return reading_of(stack.enter_context(laid_out(pack)), around)
