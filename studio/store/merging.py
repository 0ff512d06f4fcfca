"""Taking in what another data folder or a backup holds: the union by id.

Only what is new here is written, into our own files, so that taking in the
same thing twice changes nothing, and no order of folders makes a difference.
What was erased on either side stays erased.

May import the rooms, `union`, `lines`, `layout`, `sources`. Never changes what
it takes from, never drops a document it cannot use.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from studio.store import layout, union
from studio.store.drafts import DONE, HEAD, draft_in, ended_in, moment_of
from studio.store.faults import StoreError
from studio.store.keys import EARLIER
from studio.store.lines import Document, decode_file, encode_file
from studio.store.place import FORMAT, SEALED_FORMAT, Place, named
from studio.store.rooms import Rooms
from studio.store.sealing import AN_AGE_FILE, Unopenable
from studio.store.settings import closed_settings, opened_settings
from studio.store.shelf import Shelf
from studio.store.sources import Source
from studio.store.turning import adopted

Documents = dict[str, Document]


class Taken(NamedTuple):
    """What a merge did: counts of what was new here, and what could not be read.

    `sessions` and `things` are new documents of history and of the other
    rooms, `changed` later revisions of what was here, `erased` what the other
    side had erased, `drafts` sessions left open. `unread` names files, or
    parts of files, that gave nothing.
    """

    sessions: int = 0
    things: int = 0
    changed: int = 0
    erased: int = 0
    drafts: int = 0
    unread: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """True if everything was here already."""
        return not (self.sessions or self.things or self.changed or self.erased or self.drafts)


def take_in(rooms: Rooms, source: Source) -> Taken:
    """Take in all that `source` has. Raises StoreError.

    Can be cut off at any moment and done again: what was written holds.
    """
    _refuse_newer(source)
    adopted(rooms.place, source.plain("store.json") or {}, source.names("keys"), source.read)
    rooms.place.prepare()
    rooms.place.seal.need_open()
    taken = Taken()
    unread: list[str] = []
    for shelf in rooms.shelves:
        for stem, names in sorted(_by_stem(source, shelf).items()):
            theirs = _documents(source, shelf, names, unread)
            taken = _added(taken, _take_stem(shelf, stem, theirs), shelf is rooms.history)
    drafts = _take_drafts(rooms, source, unread)
    _take_plain(rooms, source)
    return taken._replace(drafts=drafts, unread=tuple(dict.fromkeys([*unread, *source.unread])))


def _refuse_newer(source: Source) -> None:
    head = source.plain("store.json")
    version = (head or {}).get("format", FORMAT)
    known = SEALED_FORMAT if (head or {}).get("sealed") else FORMAT
    if isinstance(version, (int, float)) and version > known:
        raise StoreError(
            f"A newer version of this program wrote {source.path}, so it is not taken in.",
            "Update this program, then try again.",
            kind="newer",
        )


# Documents -------------------------------------------------------------


def _by_stem(source: Source, shelf: Shelf) -> dict[str, list[str]]:
    """The source's files of a room by stem; names that tell no month go under ""."""
    found: dict[str, list[str]] = {}
    for name in source.names(shelf.folder.name):
        stem = layout.stem_in(name)
        if shelf.table == "outcomes" and layout.month_of_name(name) is None:
            stem = ""
        found.setdefault(stem, []).append(name)
    return found


def _documents(source: Source, shelf: Shelf, names: list[str], unread: list[str]) -> Documents:
    """The union of some files of the source; what could not be read is noted."""
    copies: list[tuple[str, Document]] = []
    for name in names:
        where = f"{shelf.folder.name}/{name}"
        data = source.read(where)
        if data is None:
            continue
        reading = decode_file(data, shelf.table, layout.is_table, shelf.place.seal)
        if reading.lost or not reading.whole:
            unread.append(where)
        table = reading.tables.get(shelf.table)
        opened = {}
        for key, line in table.items() if isinstance(table, dict) else ():
            try:
                opened[key] = dict(line)
            except Unopenable:
                unread.append(where)
                break
        copies += named(opened.items(), shelf.table).items()
    return union.merge(copies)


def _take_stem(shelf: Shelf, stem: str, theirs: Documents) -> dict[str, int]:
    """Write what is new of one stem; how much was new, changed, erased."""
    counts = {"new": 0, "changed": 0, "erased": 0}
    for home, found in _homes(shelf, stem, theirs).items():
        with shelf.place.writing() as locked:
            mine = shelf.read_all(_stems(shelf, home, found))
            news = {key: one for key, one in found.items() if _holds_over(mine.get(key), one)}
            for key, one in news.items():
                if not union.is_tombstone(one):
                    counts["changed" if key in mine else "new"] += 1
                elif key in mine:
                    counts["erased"] += 1
            _write(shelf, home, news, mine, locked=locked)
    return counts


def _homes(shelf: Shelf, stem: str, theirs: Documents) -> dict[str, Documents]:
    """Documents by the stem they belong to here: a file with a free name tells none.

    Collections have other stems in a sealed folder than in a plain one.
    """
    found: dict[str, Documents] = {}
    if shelf.folder == shelf.place.layout.kept:
        for key, one in theirs.items():
            collection = one.get("collection")
            home = shelf.place.stem(str(collection)) if collection else stem
            found.setdefault(home, {})[key] = one
        return found
    if stem:
        return {stem: theirs}
    for key, one in theirs.items():
        found.setdefault(layout.month_of(one.get("ended")) or "0000-00", {})[key] = one
    return found


def _stems(shelf: Shelf, home: str, found: Documents) -> tuple[str, ...]:
    """Every stem under which documents of `home` can lie here."""
    names = {str(one["collection"]) for one in found.values() if one.get("collection")}
    if shelf.folder != shelf.place.layout.kept or len(names) != 1:
        return (home,)
    return tuple(dict.fromkeys((home, *shelf.place.stems(names.pop()))))


def _holds_over(mine: Document | None, theirs: Document) -> bool:
    return mine is None or union.preferred(mine, theirs) is not mine


def _write(shelf: Shelf, stem: str, news: Documents, mine: Documents, *, locked: bool) -> None:
    stones = {key: one for key, one in news.items() if union.is_tombstone(one)}
    if stones:
        shelf.bury(stem, stones, locked=locked)
    living = {key: one for key, one in news.items() if key not in stones}
    if locked:
        for path in shelf.own_files(stem) if living.keys() & mine.keys() else []:
            here = {key: one for key, one in living.items() if shelf.holding([path], key)}
            if here:
                shelf.put(path, here)
            living = {key: one for key, one in living.items() if key not in here}
    shelf.fill(stem, living, locked=locked)


def _added(taken: Taken, counts: dict[str, int], history: bool) -> Taken:
    field = "sessions" if history else "things"
    return taken._replace(
        **{field: getattr(taken, field) + counts["new"]},
        changed=taken.changed + counts["changed"],
        erased=taken.erased + counts["erased"],
    )


# Drafts, settings, keys ------------------------------------------------


def _take_drafts(rooms: Rooms, source: Source, unread: list[str]) -> int:
    """Bring sessions left open that are not here, or that went on elsewhere since."""
    here = {one["id"]: moment_of(one.get("saved_at")) for one in rooms.drafts.open()}
    over = {one.identity for one in rooms.drafts.done()}
    taken = 0
    for name in source.names(rooms.drafts.folder.name):
        where = f"{rooms.drafts.folder.name}/{name}"
        data = source.read(where)
        if data is None:
            continue
        try:
            found = _draft_facts(data, rooms.place)
        except Unopenable:
            found = None
        if found is None:
            unread.append(where)
            continue
        identity, saved, done = found
        if identity in over or rooms.history.knows(identity):
            continue
        if not done and saved <= here.get(identity, -1.0):
            continue
        with rooms.place.writing():
            # Never over a file: a session that is open here goes on being written.
            rooms.place.disk.replace(
                rooms.drafts.side_path(layout.stem_of(identity)), _as_here(data, rooms.place)
            )
        here[identity] = saved
        over |= {identity} if done else set()
        taken += 1
    return taken


def _as_here(data: bytes, place: Place) -> bytes:
    """A file sealed or plain as this folder is."""
    if not place.seal.sealed and AN_AGE_FILE.encode() not in data:
        return data
    return encode_file(decode_file(data, HEAD, layout.is_table, place.seal).tables, place.seal)


def _draft_facts(data: bytes, place: Place) -> tuple[str, float, bool] | None:
    """The id of a draft, when it was saved, and whether the session is finished and waits to be
    filed; None if it cannot be told."""
    tables = decode_file(data, HEAD, layout.is_table, place.seal).tables
    draft, done = draft_in(tables), bool(ended_in(tables))
    if draft is not None:
        return str(draft["id"]), moment_of(draft.get("saved_at")), done
    for one in tables.get(DONE, {}).values():
        return str(one.get("id")), moment_of(one.get("saved")), done
    return None


def _take_plain(rooms: Rooms, source: Source) -> None:
    """Settings, and identities that older files are sealed to, where they are not here.

    Never over what is here, and never the keys in use: another identity in
    their place would lock what is here for good.
    """
    place = rooms.place
    if place.disk.modified(place.layout.settings) is None:
        found = source.plain("settings.json")
        if found is not None:
            settings = opened_settings(found, place.seal)
            place.write_json(place.layout.settings, closed_settings(settings, None, place.seal))
    for one in source.names("keys"):
        data = source.read(f"keys/{one}") if one.startswith(EARLIER) else None
        if data is not None:
            place.disk.create(place.layout.keys / one, data)


def joined(rooms: Rooms) -> Iterator[Path]:
    """Files in this folder that another device wrote, or that a syncer copied."""
    tags = rooms.place.tags
    for shelf in (*rooms.shelves, rooms.drafts):
        for path in shelf.files():
            if not layout.is_own(path.name, *tags):
                yield path
