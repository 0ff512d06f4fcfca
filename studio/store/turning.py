"""Turning sealing on and off, for everything that is kept, and surviving a kill.

`store.json` says what is under way, and one write of it decides: before that
write nothing has changed, after it what is written is as it is to be, and the
files that are not yet so are read all the same. Each file is then replaced on
its own. Whatever cuts this off, `carry_on` goes on where it stopped: turning on
needs no passphrase for that, turning off needs the data to be unlocked.

May import `place`, `sealing`, `settings`, `tables` and the floor below. Decides nothing about what
a document means, and never asks anybody anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from studio.store import union
from studio.store.durable import TEMP_SUFFIX
from studio.store.faults import StoreError
from studio.store.layout import is_document_file, is_table, stem_of
from studio.store.lines import Document, decode_file, dump, encode_file
from studio.store.place import FORMAT, JOINT, SEALED_FORMAT, SEALED_SUFFIX, Place
from studio.store.sealing import AGE, Seal, Unopenable, is_sealed
from studio.store.settings import closed_settings, opened_settings
from studio.store.tables import open_database, open_table

Backup = Literal["sealed", "plain", "none"]
TABLE_OF = {
    "history": "outcomes", "drafts": "draft", "kept": "items", "schedule": "entries",
    "programmes": "runs",
}  # fmt: skip


# On and off ------------------------------------------------------------


def turn_on(place: Place, passphrase: str, backup: Backup) -> Path | None:
    """Seal everything. Returns where the backup is, if one was asked for.

    Raises StoreError; before `store.json` says so nothing has changed.
    """
    if place.seal.sealed:
        raise StoreError("This data is sealed already.", "Its passphrase can be changed.")
    with place.writing() as locked:
        _alone(locked)
        secret = place.keys.make(passphrase)
        place.seal.take(secret)
        place.seal.recipients = place.keys.recipients()
        try:
            kept = backed_up(place, backup, "before-sealing")
        except StoreError:
            place.seal.forget()
            raise
        head = {**(place.head() or {}), "format": SEALED_FORMAT, "sealed": True, "turning": "on"}
        place.write_head(head)
        _seal_all(place)
    return kept


def turn_off(place: Place, backup: Backup) -> Path | None:
    """Open everything again. Returns where the backup is, if one was asked for."""
    if not place.seal.sealed:
        raise StoreError("This data is not sealed.", "`studio data encrypt` seals it.")
    place.seal.need_open()
    with place.writing() as locked:
        _alone(locked)
        kept = backed_up(place, backup, "before-opening")
        place.write_head({**(place.head() or {}), "turning": "off"})
        _open_all(place)
    return kept


def carry_on(place: Place) -> None:
    """Go on with a change that was cut off; without effect when there is none."""
    turning = (place.head() or {}).get("turning")
    if not turning or place.newer or (turning == "off" and not place.seal.open):
        return
    with place.writing() as locked:
        if not locked:
            return  # another window is at it
        if turning == "on":
            _seal_all(place)
        else:
            _open_all(place)


def _alone(locked: bool) -> None:
    if not locked:
        raise StoreError(
            "Another window is writing, so this was not begun.",
            "Close it, or try again in a moment.",
        )


def _seal_all(place: Place) -> None:
    # Sealing a collection's file gives it a name that only the identity tells.
    # Without it, those files wait for the first unlocking; all others do not.
    _convert(place)
    _convert_quarantine(place)
    _settings_again(place)
    _drop_temps(place)
    if place.seal.open or not _waiting(place):
        _finish(place)


def _waiting(place: Place) -> bool:
    folder = place.layout.kept
    names = (name for name in place.disk.names(folder) if is_document_file(name))
    return any(not _is_opaque(name.partition(".")[0]) for name in names)


def _drop_temps(place: Place) -> None:
    """Plain words of a write that was cut off. Drafts are left to the next sweep: they
    are written without the lock, so one may be on its way at this moment."""
    for folder in (place.layout.root, *place.layout.folders):
        if folder == place.layout.drafts:
            continue
        for name in place.disk.names(folder):
            if name.startswith(".") and name.endswith(TEMP_SUFFIX):
                place.disk.unlink(folder / name)


def _finish(place: Place) -> None:
    head = {name: value for name, value in (place.head() or {}).items() if name != "turning"}
    place.write_head(head)


def _open_all(place: Place) -> None:
    _convert(place)
    _convert_quarantine(place)
    _settings_again(place)
    head = place.head() or {}
    gone = ("sealed", "turning")
    plain = {name: value for name, value in head.items() if name not in gone}
    place.write_head({**plain, "format": FORMAT})
    place.keys.retire()


def _settings_again(place: Place) -> None:
    found = place.read_json(place.layout.settings)
    if found is None or (AGE in found) == place.seal.writes:
        return
    settings = opened_settings(found, place.seal)
    place.write_json(place.layout.settings, closed_settings(settings, None, place.seal))


# Files -----------------------------------------------------------------


def _convert(place: Place) -> None:
    for folder in place.layout.folders:
        table = TABLE_OF.get(folder.name, folder.name)
        for name in place.disk.names(folder):
            if not is_document_file(name):
                continue
            path = folder / name
            target = _renamed(place, path)
            if target == path:
                _rewrite(place, path, table)
            else:
                _move(place, path, target, table)


def _rewrite(place: Place, path: Path, table: str) -> None:
    data = place.disk.read(path)
    if data is None or not needs(data, place.seal):
        return
    storage: Any = open_database(path, table, place.disk, place.damaged, place.seal).storage
    storage.write(storage.read() or {})


def needs(data: bytes, seal: Seal) -> bool:
    """Whether a file has documents that are not as they are to be written."""
    reading = decode_file(data, "outcomes", is_table)
    tables = reading.tables.values()
    found = [
        is_sealed(one) for table in tables if isinstance(table, dict) for one in table.values()
    ]
    if not seal.writes:
        return any(found)
    plain = not all(found) or any(not isinstance(table, dict) for table in tables)
    return plain or not reading.whole


def _renamed(place: Place, path: Path) -> Path:
    """Where a collection's file belongs now; every other file stays where it is."""
    if path.parent != place.layout.kept:
        return path
    stem, dot, rest = path.name.partition(".")
    if place.seal.writes:
        if _is_opaque(stem) or not place.seal.open:
            return path
        return path.with_name(place.seal.name(stem) + dot + rest)
    if not _is_opaque(stem):
        return path
    found = place.documents(path, "items").values()
    names = {stem_of(str(one["collection"])) for one in found if one.get("collection")}
    plain = next((name for name in sorted(names) if place.seal.name(name) == stem), stem)
    return path.with_name(plain + dot + rest)


def _is_opaque(stem: str) -> bool:
    return len(stem) == 24 and set(stem) <= set("0123456789abcdef")


def _move(place: Place, path: Path, target: Path, table: str) -> None:
    whole = open_table(path, table, place.disk, place.damaged, place.seal).unopened()
    documents = place.looked_into(path, whole)
    if len(documents) < len(whole):
        _rewrite(place, path, table)  # what no key here opens stays where it is
        return
    known = place.documents(target, table)
    merged = union.merge([*known.items(), *documents.items()])
    open_table(target, table, place.disk, place.damaged, place.seal).put(merged)
    place.disk.unlink(path)


def _convert_quarantine(place: Place) -> None:
    """Damaged originals are sealed as whole files, their old names inside."""
    folder, disk, seal = place.layout.quarantine, place.disk, place.seal
    for name in disk.names(folder):
        data = None if name.startswith(".") else disk.read(folder / name)
        if data is None or name.endswith(SEALED_SUFFIX) == seal.writes:
            continue
        if name.startswith("store.json."):
            continue
        if seal.writes:
            if name.startswith(f"kept{JOINT}"):
                shown = f"kept{JOINT}file.{name.rpartition('.')[2]}{SEALED_SUFFIX}"
            else:
                shown = name + SEALED_SUFFIX
            disk.replace(folder / shown, seal.close(data))
        else:
            try:
                disk.replace(folder / name.removesuffix(SEALED_SUFFIX), seal.opened(data))
            except Unopenable:
                continue  # an earlier key's: it stays as it is
        disk.unlink(folder / name)


# A backup of what was there ---------------------------------------------


def backed_up(place: Place, how: Backup, why: str) -> Path | None:
    """A backup as the person chose, in `backups/`; None if nothing is kept yet.

    "plain" can be read by anybody, "sealed" has every document sealed and the
    keys with it. Either is a backup like any other, and can be restored.
    """
    if how == "none":
        return None
    files = {name: data for name in _names(place) if (data := _read(place, name)) is not None}
    if not any("/" in name for name in files):
        return None
    writes, place.seal.writes = place.seal.writes, how == "sealed"
    try:
        files = dict(_as_backed_up(place, name, data) for name, data in files.items())
    finally:
        place.seal.writes = writes
    head = {name: one for name, one in (place.head() or {}).items() if name != "turning"}
    sealed = {"format": SEALED_FORMAT, "sealed": True}
    plain = {name: one for name, one in head.items() if name != "sealed"} | {"format": FORMAT}
    files["store.json"] = dump(head | sealed if how == "sealed" else plain) + b"\n"
    if how == "sealed":
        for name in place.disk.names(place.layout.keys):
            files[f"keys/{name}"] = place.disk.read(place.layout.keys / name) or b""
    stamp = place.clock().strftime("%Y-%m-%d-%H%M%S")
    path = place.layout.backups / f"{stamp}-{why}.zip"
    place.disk.replace(path, _zip(files, place.now()))
    return path


def _names(place: Place) -> list[str]:
    from studio.store.backup import names
    from studio.store.sources import is_member

    return [name for name in names(place) if is_member(name) and not name.startswith("keys/")]


def _read(place: Place, name: str) -> bytes | None:
    return place.disk.read(place.layout.root / name)


def _as_backed_up(place: Place, name: str, data: bytes) -> tuple[str, bytes]:
    """A file's name and bytes as they are in a folder that is sealed, or plain."""
    seal = place.seal
    if name == "settings.json":
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            found = {}
        if not isinstance(found, dict):
            found = {}
        return name, dump(closed_settings(opened_settings(found, seal), None, seal)) + b"\n"
    folder, slash, file = name.partition("/")
    if not slash:
        return name, data
    table = TABLE_OF.get(folder, folder)
    tables = decode_file(data, table, is_table, seal).tables
    if folder == place.layout.kept.name:
        file = _renamed(place, place.layout.root / name).name
    return f"{folder}/{file}", encode_file(tables, seal)


def _zip(files: dict[str, bytes], made: str) -> bytes:
    import hashlib
    import io
    import zipfile

    from studio.store.sources import MANIFEST, MANIFEST_FORMAT

    told = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
    }
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr(MANIFEST, dump({"format": MANIFEST_FORMAT, "made": made, "files": told}))
    return into.getvalue()


# Taking over a sealed folder ----------------------------------------------


def adopted(
    place: Place, head: Document, keys: list[str], read: Callable[[str], bytes | None]
) -> None:
    """Make an empty folder sealed as the backup is that is about to be taken in.

    Without effect when the backup is plain, or when something is here already.
    The passphrase is the backup's own, and is wanted next.
    """
    empty = not any(
        is_document_file(name) for one in place.layout.folders for name in place.disk.names(one)
    )
    if not head.get("sealed") or not keys or not empty or place.seal.sealed:
        return
    place.prepare()
    for name in keys:
        data = read(f"keys/{name}")
        if data is not None:
            place.disk.create(place.layout.keys / name, data)
    place.write_head({**(place.head() or {}), "format": SEALED_FORMAT, "sealed": True})


__all__ = ["Backup", "adopted", "backed_up", "carry_on", "turn_off", "turn_on"]
