"""Reading everything that is kept, and saying what is not as it was written.

Looking changes nothing, not even a copy of a damaged file is made. Mending
does: damaged originals are put aside, what can be read is written anew, what
was erased elsewhere leaves our files, finished sessions are filed.

May import the rooms, `lines`, `union`, `layout`, `tidy`. Never rewrites a file
of another device or of a newer program.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from studio.store import layout, union
from studio.store.drafts import draft_in, ended_in
from studio.store.durable import TEMP_SUFFIX
from studio.store.faults import StoreError
from studio.store.lines import ALTERED, decode_file
from studio.store.rooms import Rooms
from studio.store.sealing import Unopenable
from studio.store.shelf import Shelf
from studio.store.tidy import drop_stale_temps


class Flaw(NamedTuple):
    """A file that is not as it was written.

    `where` is the file below the data folder, `lost` and `altered` count
    documents, `ours` tells whether this device may mend it, `why` is a
    sentence for what could not be read at all.
    """

    where: str
    lost: int
    altered: int
    ours: bool
    why: str = ""


class Report(NamedTuple):
    """What was found. Counts are of documents unless they say otherwise.

    `sessions` and `things` are those that hold (not erased), `erased` those
    that were; `unerased` are texts that another device erased and that are
    still in our files; `newer` are of a newer program; `altered` were changed
    before and are kept with a mark. `aside` names damaged originals.
    """

    files: int = 0
    sessions: int = 0
    things: int = 0
    drafts: int = 0
    erased: int = 0
    unerased: int = 0
    newer: int = 0
    altered: int = 0
    unfiled: int = 0
    temps: int = 0
    flaws: tuple[Flaw, ...] = ()
    aside: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def fine(self) -> bool:
        """True if there is nothing to mend."""
        return not (self.flaws or self.unerased or self.unfiled)


def examine(rooms: Rooms) -> Report:
    """Read everything and change nothing. Raises StoreError if the folder is unsafe."""
    place = rooms.place
    if not place.disk.trust(place.layout.root):
        return Report()
    place.head()
    place.seal.need_open()
    report = _plain_files(rooms, Report())
    for shelf in rooms.shelves:
        report = _shelf(rooms, shelf, report)
    report = _drafts(rooms, report)
    aside = tuple(place.disk.names(place.layout.quarantine))
    temps = sum(
        name.startswith(".") and name.endswith(TEMP_SUFFIX)
        for folder in (place.layout.root, *place.layout.folders)
        for name in place.disk.names(folder)
    )
    return report._replace(aside=aside, temps=temps, strange=tuple(_strange(rooms)))


def mend(rooms: Rooms) -> Report:
    """Put right what this device can, then read everything again. Raises StoreError."""
    place = rooms.place
    place.prepare()
    for flaw in examine(rooms).flaws:
        path = place.layout.root / flaw.where
        if not flaw.ours or flaw.why:
            continue
        if path.parent == place.layout.root:
            place.read_json(path)  # puts it aside; the next write begins it anew
            with place.writing():
                place.disk.unlink(path)
            place.prepare()
        elif path.parent == rooms.drafts.folder:
            _rewrite_draft(rooms, path)
        else:
            shelf = next(one for one in rooms.shelves if one.folder == path.parent)
            with place.writing() as locked:
                if locked:
                    shelf.put(path, {})  # what reads is written; the original is put aside
    with place.writing() as locked:
        for shelf in rooms.shelves if locked else ():
            shelf.obey(everything=True)
    drop_stale_temps(place)
    return examine(rooms)


def _rewrite_draft(rooms: Rooms, path: Path) -> None:
    """A draft is mended by the next step that is saved; here its original is put aside."""
    tables = rooms.place.peek_tables(path, rooms.drafts.table)
    if not tables:
        rooms.place.disk.unlink(path)  # nothing in it reads; the original is aside
        return
    rooms.drafts.rewrite(path, tables)


# Reading ---------------------------------------------------------------


def _plain_files(rooms: Rooms, report: Report) -> Report:
    place = rooms.place
    for path in (place.layout.store, place.layout.settings):
        data = place.disk.read(path)
        if data is None:
            continue
        report = report._replace(files=report.files + 1)
        if not _is_object(data):
            flaw = Flaw(path.name, 1, 0, ours=not place.newer)
            report = report._replace(flaws=(*report.flaws, flaw))
    return report


def _is_object(data: bytes) -> bool:
    import json

    try:
        return isinstance(json.loads(data), dict)
    except (ValueError, RecursionError):
        return False


def _shelf(rooms: Rooms, shelf: Shelf, report: Report) -> Report:
    """The union of a room, as small facts about each id."""
    tags = rooms.place.tags
    best: dict[str, tuple[bool, int, bool, bool]] = {}
    texts: dict[str, int] = {}  # ids with their text in a file of ours
    flaws: list[Flaw] = []
    files = 0
    for path in shelf.files():
        files += 1
        ours = layout.is_own(path.name, *tags) and not rooms.place.newer
        found, flaw = _file(rooms, path, shelf.table, ours=ours)
        if flaw is not None:
            flaws.append(flaw)
        for key, facts in found.items():
            best[key] = max(best.get(key, facts), facts)
            if ours and not facts[0]:
                texts[key] = texts.get(key, 0) + 1
    living = [facts for facts in best.values() if not facts[0]]
    field = "sessions" if shelf is rooms.history else "things"
    return report._replace(
        **{field: getattr(report, field) + len(living)},
        files=report.files + files,
        erased=report.erased + len(best) - len(living),
        unerased=report.unerased + sum(best[key][0] for key in texts),
        altered=report.altered + sum(not facts[2] for facts in living),
        newer=report.newer + sum(facts[3] for facts in living),
        flaws=(*report.flaws, *flaws),
    )


def _file(
    rooms: Rooms, path: Path, table: str, *, ours: bool
) -> tuple[dict[str, tuple[bool, int, bool, bool]], Flaw | None]:
    """Facts of each document (erased, revision, intact, newer), and what is wrong."""
    where = str(path.relative_to(rooms.place.layout.root))
    try:
        data = rooms.place.disk.read(path)
    except StoreError as problem:
        return {}, Flaw(where, 0, 0, ours, str(problem))
    if data is None:
        return {}, None
    reading = decode_file(data, table, layout.is_table, rooms.place.seal)
    found: dict[str, tuple[bool, int, bool, bool]] = {}
    documents = reading.tables.get(table)
    for key, line in documents.items() if isinstance(documents, dict) else ():
        try:
            one = dict(line)
        except Unopenable:
            return found, Flaw(where, 0, 0, False, "sealed with a key that is not here.")
        facts = (
            union.is_tombstone(one), union.revision(one), ALTERED not in one, union.is_newer(one)
        )  # fmt: skip
        found[str(one.get("id", key))] = facts
    if reading.whole and not reading.changed:
        return found, None
    return found, Flaw(where, reading.lost, reading.changed, ours)


def _drafts(rooms: Rooms, report: Report) -> Report:
    shelf = rooms.drafts
    flaws = list(report.flaws)
    living: set[str] = set()
    done: set[str] = set()
    files = 0
    for path in shelf.files():
        files += 1
        where = str(path.relative_to(rooms.place.layout.root))
        ours = layout.is_own(path.name, *rooms.place.tags) and not rooms.place.newer
        try:
            data = rooms.place.disk.read(path)
        except StoreError as problem:
            flaws.append(Flaw(where, 0, 0, ours, str(problem)))
            continue
        if data is None:
            continue
        reading = decode_file(data, shelf.table, layout.is_table, rooms.place.seal)
        try:
            draft = draft_in(reading.tables)
        except Unopenable:
            flaws.append(Flaw(where, 0, 0, False, "sealed with a key that is not here."))
            continue
        if draft is not None:
            living.add(str(draft["id"]))
        done |= ended_in(reading.tables)
        if not reading.whole or reading.changed:
            flaws.append(Flaw(where, reading.lost, reading.changed, ours))
    return report._replace(
        files=report.files + files, drafts=len(living - done), unfiled=len(done),
        flaws=tuple(flaws),
    )  # fmt: skip


def _strange(rooms: Rooms) -> Iterator[str]:
    """Files in our rooms that are no documents: left alone, but told."""
    place = rooms.place
    for folder in place.layout.folders:
        for name in place.disk.names(folder):
            if not layout.is_document_file(name) and not name.startswith("."):
                yield f"{folder.name}/{name}"
