"""A person's data as a whole: check, back up, take in, erase, in plain words.

The commands and the screen say the same, so the words are here. May import the
desk and the store. Never asks anything: whoever calls has asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from studio.practice.desk import Desk
from studio.store.backup import back_up
from studio.store.erasing import Erased, erase_everything, erase_exercise, out_of_reach
from studio.store.merging import Taken, take_in
from studio.store.sources import Archive, open_source
from studio.store.verify import Report, examine, mend

OUT_OF_REACH = (
    "Out of reach from here: backups and exports made before, copies on other "
    "computers until they are joined again, snapshots of the disk."
)
NOTHING_WRITTEN = "Nothing was changed by looking."


class Told(NamedTuple):
    """What was done, line by line, and whether nothing is left to mend."""

    lines: tuple[str, ...]
    fine: bool = True


def folder(desk: Desk) -> Path:
    """Where the data lies."""
    return desk.store.root


# Checking --------------------------------------------------------------


def check(desk: Desk, *, repair: bool = False) -> Told:
    """Read everything; mend what can be mended, if asked. Raises StoreError."""
    if repair:
        desk.store.sweep()
    report = (mend if repair else examine)(desk.store.rooms)
    return Told(tuple(_report_lines(report, repaired=repair)), report.fine)


def _report_lines(report: Report, *, repaired: bool) -> Iterator[str]:
    if not report.files:
        yield "Nothing is kept yet."
        return
    yield (
        f"{_count(report.files, 'file')} read: {_count(report.sessions, 'session')}, "
        f"{_count(report.things, 'kept thing')}, {report.drafts} left open."
    )
    for flaw in report.flaws:
        yield f"{flaw.where}: {flaw.why or _damage(flaw.lost, flaw.altered)}"
        if not flaw.ours:
            yield "  Another device wrote it; that device mends it, or its next write does."
    if report.unerased:
        yield f"{_count(report.unerased, 'text')} that another device erased: still in files here."
    if report.unfiled:
        yield f"{_count(report.unfiled, 'session')} finished and not filed yet."
    if report.altered:
        yield f"{_count(report.altered, 'document')} changed by hand or by the disk, and marked so."
    if report.newer:
        yield f"{_count(report.newer, 'document')} of a newer studio: shown, never changed."
    if report.aside:
        yield f"{_count(len(report.aside), 'damaged original')} put aside in quarantine."
    for name in report.strange[:5]:
        yield f"{name}: not a file of this program, and left alone."
    mine = any(flaw.ours for flaw in report.flaws) or report.unerased or report.unfiled
    if report.fine:
        yield "All of it is as it was written." if not repaired else "Nothing is left to mend."
    elif repaired or not mine:
        yield "What could be mended here is mended." if repaired else NOTHING_WRITTEN
    else:
        yield NOTHING_WRITTEN
        yield "`studio data verify --repair` mends it; damaged originals are put aside first."


def _damage(lost: int, altered: int) -> str:
    parts = [f"{_count(lost, 'line')} could not be read"] if lost else []
    parts += [f"{_count(altered, 'document')} not as written"] if altered else []
    return ", ".join(parts) + "." if parts else "not whole, yet every document in it reads."


# Copies ----------------------------------------------------------------


def make_backup(desk: Desk, target: Path) -> Told:
    """One zip at `target`, or in it if it is a folder. Raises StoreError."""
    made = back_up(desk.store.rooms.place, target.expanduser())
    lines = [f"{_count(made.files, 'file')} are in {made.path}, readable by you alone."]
    if made.files == 1:
        lines = [f"1 file is in {made.path}, readable by you alone."]
    lines += [f"{name}: not a file of this program, and left out." for name in made.left_out[:5]]
    return Told(tuple(lines))


def take_from(desk: Desk, source: Path) -> Told:
    """Take in a backup or another data folder: what is here stays. Raises StoreError."""
    found = open_source(source.expanduser(), desk.store.rooms.place.disk)
    try:
        taken = take_in(desk.store.rooms, found)
    finally:
        if isinstance(found, Archive):
            found.close()
    desk.store.sweep()
    desk.forget_lately()
    desk.forget_settings()
    return Told(tuple(_taken_lines(taken)), not taken.unread)


def _taken_lines(taken: Taken) -> Iterator[str]:
    if taken.nothing:
        yield "Everything in it was here already."
    else:
        yield (
            f"New here: {_count(taken.sessions, 'session')}, "
            f"{_count(taken.things, 'kept thing')}, {taken.drafts} left open."
        )
    if taken.changed:
        yield f"Newer there than here, and taken over: {taken.changed}."
    if taken.erased:
        yield f"Erased there, and now here: {taken.erased}."
    for name in taken.unread[:5]:
        yield f"{name}: part of it could not be read."
    if taken.unread:
        yield "The rest was taken in. Another copy may have what is missing."


# Erasing ---------------------------------------------------------------


def erase_session(desk: Desk, identity: str, *, with_kept: bool = False) -> Told:
    """Erase one session, past or open. Raises StoreError."""
    if not desk.store.erase(identity, with_kept=with_kept):
        return Told(("There is no such session.",), False)
    desk.forget_lately()
    return Told(_erased_lines(Erased(1, 0, out_of_reach(desk.store.rooms, {identity}))))


def erase_all_of(desk: Desk, exercise: str, *, with_kept: bool = False) -> Told:
    """Erase every session of one exercise. Raises StoreError."""
    erased = erase_exercise(desk.store.rooms, exercise, with_kept=with_kept)
    desk.forget_lately()
    if not erased.sessions:
        return Told((f"There is no session of “{exercise}”.",), False)
    return Told(_erased_lines(erased))


def erase_all(desk: Desk) -> Told:
    """Erase everything there is, settings included. Raises StoreError."""
    erased = erase_everything(desk.store.rooms)
    desk.forget_lately()
    desk.forget_settings()
    return Told(_erased_lines(erased))


def _erased_lines(erased: Erased) -> tuple[str, ...]:
    things = f" and {_count(erased.things, 'thing')} kept from it" if erased.things else ""
    lines = [f"Erased: {_count(erased.sessions, 'session')}{things}."]
    lines += [
        f"{name}: another device wrote it, and erases it at its next write."
        for name in erased.out_of_reach[:5]
    ]
    return (*lines, OUT_OF_REACH)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
