"""Taking packs in: looked at in quarantine, then put in place whole, or not at all.

A pack that does not check is not installed, nor one that would stand in the way of
another: a pack of that name, or an exercise of that id, that is here already. Asking the
person is the caller's. Imports the check, the library and the shelf of packs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from studio.authoring.check import check
from studio.authoring.packs.carried import Carried
from studio.authoring.packs.changes import Reading, reading_of
from studio.authoring.report import Report
from studio.errors import StudioError
from studio.format.nodes import Scalar
from studio.format.packs import PackSource
from studio.format.problems import Problem, nearest
from studio.library.library import NOT_EXERCISES, Library, shipped, shown
from studio.store.pack_shelf import PackShelf, Record, sum_of


@dataclass(frozen=True)
class Incoming:
    """A pack in quarantine. `lacks` is what a pack that is given away should have besides."""

    pack: Carried
    staged: Path
    report: Report
    reading: Reading
    lacks: tuple[Problem, ...] = ()

    @property
    def fine(self) -> bool:
        """Whether it may be put in place."""
        return self.report.fine and self.reading.exercises is not None

    @property
    def mended(self) -> str:
        """The report as text, with the files named as the pack names them."""
        return self.report.text.replace(f"{shown(self.staged)}/", f"{self.pack.id}/")


@dataclass(frozen=True)
class PackRow:
    """A pack that is here. `sort` is "shipped", "installed", "your own" or "python"."""

    id: str
    sort: str
    folder: Path
    title: str = ""
    version: str = ""
    exercises: tuple[str, ...] = ()
    origin: Mapping[str, str] | None = None
    changed_by_hand: tuple[str, ...] = ()


@contextmanager
def incoming(
    pack: Carried, shelf: PackShelf, *, today: date, folders: Iterable[Path] = ()
) -> Iterator[Incoming]:
    """Lay a pack down in quarantine and look at it, while nobody else changes the packs.

    `folders` are further folders of packs, such as those that came with Python packages.
    StudioError when it would stand in the way of something that is here.
    """
    folders = tuple(folders)
    with shelf.changing():
        _refuse_taken(pack, shelf, folders)
        staged = shelf.stage(pack.id, pack.files)
        try:
            around = [shelf.folder, *folders]
            report = check([staged], today=today, folders=around)
            shared = check([staged], today=today, profile="share", folders=around)
            grave = {(one.code, one.place) for one in report.problems if one.severity == "error"}
            lacks = tuple(
                one
                for one in shared.problems
                if one.severity == "error" and (one.code, one.place) not in grave
            )
            yield Incoming(pack, staged, report, reading_of(staged, around), lacks)
        finally:
            # Once put in place it is not there any more, and this does nothing.
            shelf.drop(staged)


def _refuse_taken(pack: Carried, shelf: PackShelf, folders: Iterable[Path]) -> None:
    if (shipped() / pack.id).is_dir():
        raise StudioError(
            f"A pack “{pack.id}” comes with the program, and no other may take its name.",
            "Ask whoever made it to give it another name.",
        )
    if shelf.there(pack.id) and shelf.record(pack.id) is None:
        raise StudioError(
            f"{shelf.folder / pack.id} is a pack of your own, and is not written over.",
            "Give yours another name first: its folder, and `id` in its pack.yml.",
        )
    here = Library([shelf.folder, shipped(), *folders]).packs
    names = {
        name.removesuffix(".yml")
        for name in pack.files
        if name.endswith(".yml") and not name.endswith(".test.yml")
    }
    for other, folder in here.items():
        for name in sorted(names - NOT_EXERCISES):
            if other != pack.id and (folder / f"{name}.yml").is_file():
                raise StudioError(
                    f"The pack “{other}” has an exercise `{name}` already, and one of the two "
                    "would never be found.",
                    "Ask whoever made the pack to give the exercise another id.",
                )


def put(one: Incoming, shelf: PackShelf, now: datetime) -> None:
    """Put a pack that was looked at in its place. StudioError when it is not fine."""
    if not one.fine:
        raise StudioError(f"The pack “{one.pack.id}” does not check.", "It was not installed.")
    record: Record = {
        "id": one.pack.id,
        "version": one.pack.version,
        "from": dict(one.pack.origin),
        "at": now.isoformat(timespec="seconds"),
        "files": {name: sum_of(data) for name, data in one.pack.files.items()},
    }
    shelf.put(one.staged, record)


def installed(shelf: PackShelf, pack_id: str) -> Record:
    """The note of an installed pack. StudioError when it was not installed here."""
    # A word with a slash is no name, and must not lead out of the folder.
    found = shelf.record(pack_id) if pack_id and "/" not in pack_id and pack_id[0] != "." else None
    if found is not None:
        return found
    names = shelf.names()
    close = nearest(pack_id, names)
    if (shipped() / pack_id).is_dir() and pack_id in Library().packs:
        hint = "It comes with the program, and changes with it."
    elif pack_id in Library([shelf.folder]).packs:
        hint = f"It is your own: {shelf.folder / pack_id} is the folder, and yours to change."
    elif close:
        hint = f"Did you mean `{close}`?"
    else:
        hint = "`studio pack list` shows what is here."
    raise StudioError(f"No pack “{pack_id[:60]}” was installed.", hint)


def is_same(record: Record, pack: Carried, shelf: PackShelf) -> bool:
    """Whether an installed pack is just what was brought."""
    sums = {name: sum_of(data) for name, data in pack.files.items()}
    return bool(record["files"] == sums and not shelf.changed_by_hand(pack.id))


def remove(shelf: PackShelf, pack_id: str) -> None:
    """Take an installed pack away. Nothing that was done with it is touched."""
    with shelf.changing():
        installed(shelf, pack_id)
        shelf.take_away(pack_id)


def leaning_on(pack_id: str, shelf: PackShelf, folders: Iterable[Path] = ()) -> list[str]:
    """The packs that use a pack, and would miss it."""
    packs = Library([shelf.folder, shipped(), *folders]).shelf.packs
    return sorted(name for name, one in packs.items() if pack_id in one.uses and name != pack_id)


def rows(shelf: PackShelf, folders: Iterable[Path] = ()) -> list[PackRow]:
    """Every pack that is here: shipped, installed, one's own, and those of Python packages."""
    library = Library([shelf.folder, shipped(), *folders])
    found = []
    for pack_id, folder in library.packs.items():
        source = library.shelf.packs[pack_id]
        record = shelf.record(pack_id) if folder.parent == shelf.folder else None
        sort = "installed" if record else "your own" if folder.parent == shelf.folder else "python"
        found.append(
            PackRow(
                pack_id,
                "shipped" if folder.parent == shipped() else sort,
                folder,
                source.title or pack_id,
                _version(source),
                source.exercises,
                record["from"] if record else None,
                tuple(shelf.changed_by_hand(pack_id)) if record else (),
            )
        )
    order = ("shipped", "installed", "python", "your own")
    return sorted(found, key=lambda one: (order.index(one.sort), one.id))


def _version(source: PackSource) -> str:
    node = source.head.get("version") if source.head is not None else None
    return node.text if isinstance(node, Scalar) else ""
