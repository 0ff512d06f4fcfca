"""Erasing: one session, one exercise, everything, and saying what is out of reach.

Where this folder is joined with those of other devices, marks stay behind
that take the text out of theirs as well. A mark carries an id and a time and
nothing else. Where it is not, nothing stays.

May import the rooms, `union`, `tidy`, `merging`. Never claims more than was done.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from studio.store import layout, union
from studio.store.lines import Document
from studio.store.merging import joined
from studio.store.rooms import Rooms
from studio.store.shelf import Shelf
from studio.store.tidy import scrub_quarantine


class Erased(NamedTuple):
    """What was erased, and the files in this folder that only their owner can clean.

    `sessions` counts past and open ones, `things` what came out of them.
    """

    sessions: int = 0
    things: int = 0
    out_of_reach: tuple[str, ...] = ()


def erase_exercise(rooms: Rooms, exercise: str, *, with_kept: bool = False) -> Erased:
    """Erase every session of an exercise, open ones and times to come back too.

    What they put into collections stays, unless `with_kept`. Raises StoreError.
    """
    rooms.place.head()
    rooms.place.seal.need_open()
    months: dict[str, dict[str, Document]] = {}
    for month in sorted({layout.month_of_name(name) or "" for name in rooms.history.names()}):
        read = union.living(rooms.history.read(month or None))
        months[month] = {key: one for key, one in read.items() if one.get("exercise") == exercise}
    open_ones = [one["id"] for one in rooms.drafts.open() if one.get("exercise") == exercise]
    sessions = {key for found in months.values() for key in found} | set(open_ones)
    # Sessions last: what came out of them is found by them, also after a kill.
    things = _kept_of(rooms, sessions) if with_kept else 0
    planned = {
        key: one
        for key, one in union.living(rooms.schedule.read()).items()
        if one.get("exercise") == exercise
    }
    _bury(rooms, rooms.schedule, "schedule", planned)
    for month, found in months.items():
        _bury(rooms, rooms.history, month, found)
    for identity in open_ones:
        _drop_draft(rooms, identity)
    rooms.schedule.tell_due()
    return Erased(len(sessions), things, out_of_reach(rooms, sessions))


def erase_everything(rooms: Rooms) -> Erased:
    """Erase all there is: history, open sessions, kept things, plans, settings.

    Raises StoreError; what was erased before that stays erased.
    """
    place = rooms.place
    if not place.disk.trust(place.layout.root):
        return Erased()
    place.refuse_newer()
    place.seal.need_open()
    rooms.history.months.clear()
    shared = any(True for _ in joined(rooms))
    counts = [0, 0]
    ids: set[str] = set()
    for shelf in rooms.shelves:
        for stem in sorted({layout.stem_in(name) for name in shelf.names()}):
            living = union.living(shelf.read(stem))
            counts[shelf is not rooms.history] += len(living)
            ids |= living.keys()
            if shared:
                month = shelf is not rooms.history or layout.month_of_name(f"{stem}.")
                _bury(rooms, shelf, stem if month else "", living)
    drafts = {one["id"] for one in rooms.drafts.open()} - ids
    with place.writing():
        # Drafts last: until then a session that ended is in one of the two.
        for folder in _emptied(rooms, shared=shared):
            for name in place.disk.names(folder):
                place.disk.unlink(folder / name)
        if not shared:
            place.disk.unlink(place.layout.settings)
            place.disk.unlink(place.layout.flag)
    rooms.schedule.tell_due()
    return Erased(counts[0] + len(drafts), counts[1], out_of_reach(rooms, ids | drafts))


def _emptied(rooms: Rooms, *, shared: bool) -> list[Path]:
    place = rooms.place.layout
    if shared:
        return [place.quarantine, place.backups, place.drafts]
    return [
        place.quarantine,
        place.backups,
        *(one for one in place.folders if one != place.drafts),
        place.drafts,
    ]


def out_of_reach(rooms: Rooms, ids: set[str]) -> tuple[str, ...]:
    """Files of other devices in this folder that still hold one of these ids."""
    root = rooms.place.layout.root
    needles = [identity.encode() for identity in ids]
    found = []
    for path in joined(rooms):
        data = rooms.place.disk.read(path) or b""
        if any(needle in data for needle in needles):
            found.append(str(path.relative_to(root)))
    return tuple(found)


def _bury(rooms: Rooms, shelf: Shelf, stem: str, living: dict[str, Document]) -> list[str]:
    """Put tombstones in the place of documents; the ids."""
    if not living:
        return []
    now = rooms.place.now()
    stones = {key: union.tombstone(key, now, one) for key, one in living.items()}
    for key, stone in stones.items():
        if "collection" in living[key]:  # a sealed file's name does not tell it
            stone["collection"] = living[key]["collection"]
    homes: dict[str, dict[str, Document]] = {stem: stones} if stem else {}
    for key, stone in stones.items() if not stem else ():
        month = layout.month_of(living[key].get("ended")) or f"{rooms.place.clock():%Y-%m}"
        homes.setdefault(month, {})[key] = stone
    with rooms.place.writing() as locked:
        for home, found in homes.items():
            shelf.bury(home, found, locked=locked)
    for key in living:
        scrub_quarantine(rooms.place, shelf.folder, key)
        rooms.drafts.drop(key)
    return list(living)


def _drop_draft(rooms: Rooms, identity: str) -> None:
    rooms.drafts.drop(identity)
    scrub_quarantine(rooms.place, rooms.drafts.folder, identity)


def _kept_of(rooms: Rooms, sessions: set[str]) -> int:
    living = union.living(rooms.kept.items.read())
    mine: dict[str, dict[str, Document]] = {}
    for key, one in living.items():
        if str(one.get("from")) in sessions:
            mine.setdefault(rooms.place.stem(str(one.get("collection"))), {})[key] = one
    for stem, found in mine.items():
        _bury(rooms, rooms.kept.items, stem, found)
    return sum(map(len, mine.values()))
