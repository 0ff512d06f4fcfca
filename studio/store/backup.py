"""One zip with everything: a manifest, a checksum for each file, 0600.

    manifest.json    {"format": 1, "made": ISO, "files": {name: {"bytes", "sha256"}}}
    store.json, settings.json, history/…, drafts/…, kept/…, schedule/…, programmes/…, shown/…,
    keys/…

Files go in byte for byte, so a sealed folder gives a sealed backup. Damaged
originals that were put aside are left out: they are no data any more.

May import the rooms, `sources`, `durable`. Never writes over a file, and a
backup that was cut off has no name of a backup.
"""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from studio.store.durable import NO_FOLLOW, PRIVATE_FILE, TEMP_SUFFIX
from studio.store.faults import StoreError, from_os_error
from studio.store.lines import dump
from studio.store.place import Place
from studio.store.sources import MANIFEST, MANIFEST_FORMAT, ROOMS, is_member

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""What a zip can say at the least; the real times are inside."""
NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class Backup(NamedTuple):
    """Where a backup lies, and how many files and bytes went in.

    `left_out` names files that are no data of this program.
    """

    path: Path
    files: int
    bytes: int
    left_out: tuple[str, ...]


def back_up(place: Place, target: Path) -> Backup:
    """Write a backup at `target`, or into it if it is a folder. Raises StoreError.

    Needs no lock: every file is whole at any instant, and history is a union.
    """
    path = target / default_name(place) if target.is_dir() else target
    if not place.disk.trust(place.layout.root):
        raise StoreError(f"There is nothing in {place.layout.root} yet.", "Nothing was written.")
    if path.exists() or path.is_symlink():
        raise StoreError(f"{path} is there already.", "Choose another name for the backup.")
    temp = path.with_name(f".{path.name}.{place.entropy(6).hex()}{TEMP_SUFFIX}")
    try:
        made = _written(place, temp, path)
        _give_name(temp, path)
        place.disk.sync_folder(path.parent)
    except FileExistsError as error:
        raise StoreError(f"{path} is there already.", "Choose another name.") from error
    except OSError as error:
        raise from_os_error(error, path) from error
    finally:
        with suppress(OSError):  # what is told is the first error; a temp file has no words of it
            temp.unlink()
    return made


def default_name(place: Place) -> str:
    """ "practice-backup-2026-03-10-120000.zip"."""
    return f"practice-backup-{place.clock():%Y-%m-%d-%H%M%S}.zip"


def _written(place: Place, temp: Path, path: Path) -> Backup:
    told: dict[str, dict[str, Any]] = {}
    left_out: list[str] = []
    handle = os.open(temp, os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_FOLLOW, PRIVATE_FILE)
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name in names(place):
                if not is_member(name):
                    left_out.append(name)
                    continue
                data = place.disk.read(place.layout.root / name)
                if data is None:
                    continue  # a session that ended while we read: it is in history now
                told[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                archive.writestr(_info(name), data)
            manifest = {"format": MANIFEST_FORMAT, "made": place.now(), "files": told}
            archive.writestr(_info(MANIFEST), dump(manifest) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    size = sum(facts["bytes"] for facts in told.values())
    return Backup(path, len(told), size, tuple(left_out))


def names(place: Place) -> Iterator[str]:
    """The files of a data folder that hold data, drafts before history.

    A session that is filed while the backup is made is then in one of them.
    """
    for one in (place.layout.store, place.layout.settings):
        if place.disk.modified(one) is not None:
            yield one.name
    for room in ("drafts", *(one for one in ROOMS if one != "drafts")):
        for name in place.disk.names(place.layout.root / room):
            if not name.startswith("."):
                yield f"{room}/{name}"


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EARLIEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = PRIVATE_FILE << 16
    return info


def _give_name(temp: Path, path: Path) -> None:
    """A link, not a rename: a file that came there meanwhile is not replaced."""
    try:
        os.link(temp, path)
    except FileExistsError:
        raise
    except OSError as error:
        # A stick or a network disk may know no links. There it is looked for once more.
        if error.errno not in NO_LINKS or path.exists() or path.is_symlink():
            raise
        temp.rename(path)
