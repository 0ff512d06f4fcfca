"""Where data can be taken from: another data folder, or a backup.

A backup comes from anywhere, so nothing in it is believed: names are from a
list of what can be, sizes are counted while unpacking, every file has to match
the checksum of the manifest, and nothing is unpacked to the disk.

May import `layout`, `durable`, `faults`. Never writes.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from studio.store import layout
from studio.store.durable import Disk
from studio.store.faults import StoreError, from_os_error
from studio.store.lines import Document

MANIFEST = "manifest.json"
MANIFEST_FORMAT = 1
ROOMS = ("history", "drafts", "kept", "schedule", "programmes", "shown", "keys")
MEMBER = re.compile(
    r"(?:store|settings)\.json"
    r"|(?:history|drafts|kept|schedule|programmes|shown)"
    r"/[^./\\\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]{0,250}\.json"
    r"|keys/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,80}"
)
MOST_FILES = 200_000
MOST_BYTES_A_FILE = 64 * 1024 * 1024
MOST_BYTES = 16 * 1024 * 1024 * 1024
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class Source:
    """Files by name ("history/2026-03.0a1b2c3d.json"). See `Folder` and `Archive`.

    `unread` names files that were met and gave nothing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.unread: list[str] = []

    def names(self, room: str) -> list[str]:
        """The names of the document files in a room, sorted."""
        raise NotImplementedError

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None if it is not there or could not be read."""
        raise NotImplementedError

    def plain(self, name: str) -> Document | None:
        """A plain JSON object; None if there is none."""
        data = self.read(name)
        try:
            found = None if data is None else json.loads(data)
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None


def is_member(name: str) -> bool:
    """True for a name that a backup may have."""
    return MEMBER.fullmatch(name) is not None and ".." not in name


def open_source(path: Path, disk: Disk) -> Source:
    """What lies at `path`. Raises StoreError if it is neither a data folder nor a backup."""
    if path.is_dir():
        return Folder(path, disk)
    return Archive(path)


class Folder(Source):
    """Another data folder, or a folder that has one in `data`."""

    def __init__(self, path: Path, disk: Disk) -> None:
        super().__init__(path)
        self.disk = disk
        if not self._has_rooms() and (path / "data").is_dir():
            self.path = path / "data"
        if not self._has_rooms():
            raise StoreError(
                f"{path} holds no data of this program.",
                "Name the folder that `studio data path` says on the other computer.",
            )

    def _has_rooms(self) -> bool:
        return any((self.path / room).is_dir() for room in ROOMS)

    def names(self, room: str) -> list[str]:
        folder = self.path / room
        try:
            found = sorted(one.name for one in folder.iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise from_os_error(error, folder / "x") from error
        if room == "keys":
            return [name for name in found if is_member(f"{room}/{name}")]
        return [name for name in found if layout.is_document_file(name)]

    def read(self, name: str) -> bytes | None:
        try:
            return self.disk.read(self.path / name)
        except StoreError:
            self.unread.append(name)  # told at the end; the other files are taken in
            return None


class Archive(Source):
    """A backup: one zip with a manifest. Raises StoreError if it is not one."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._file = _opened(path)
        try:
            self._zip = zipfile.ZipFile(self._file)
            self._members = _members(path, self._zip)
            self._told = self._manifest()
        except BROKEN_ZIP as error:
            self.close()
            raise StoreError(
                f"{path} is no backup of this program, or it is not whole.",
                "Choose another copy of it.",
            ) from error
        except StoreError:
            self.close()
            raise
        self._counted = 0

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def names(self, room: str) -> list[str]:
        begin = f"{room}/"
        return sorted(name[len(begin) :] for name in self._told if name.startswith(begin))

    def read(self, name: str) -> bytes | None:
        facts = self._told.get(name)
        if facts is None:
            return None
        data = self._unpacked(name, facts["bytes"])
        if data is None or hashlib.sha256(data).hexdigest() != facts["sha256"]:
            self.unread.append(name)
            return None
        return data

    def _unpacked(self, name: str, size: int) -> bytes | None:
        """The bytes of a member, never more than the manifest says; None if broken."""
        info = self._members.get(name)
        if info is None or size > MOST_BYTES_A_FILE:
            return None
        self._counted += size
        if self._counted > MOST_BYTES:
            raise StoreError(
                f"{self.path} unpacks to more than a backup of this program can be.",
                "Nothing more of it was taken in.",
            )
        try:
            with self._zip.open(info) as member:
                data = member.read(size + 1)
        except BROKEN_ZIP:
            return None
        return data if len(data) == size else None

    def _manifest(self) -> dict[str, dict[str, Any]]:
        info = self._members.get(MANIFEST)
        if info is None:
            raise zipfile.BadZipFile("no manifest")
        with self._zip.open(info) as member:
            data = member.read(MOST_BYTES_A_FILE + 1)
        try:
            manifest = json.loads(data)
            version, files = manifest["format"], manifest["files"]
            found = {
                str(name): {"bytes": int(facts["bytes"]), "sha256": str(facts["sha256"])}
                for name, facts in files.items()
            }
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise zipfile.BadZipFile("no manifest") from error
        if version > MANIFEST_FORMAT:
            raise StoreError(
                f"A newer version of this program made {self.path}, so it is not taken in.",
                "Update this program, then try again.",
                kind="newer",
            )
        _refuse_strange(self.path, found.keys())
        return found


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise StoreError(f"There is no {path}.", "Check the name.") from error
    except OSError as error:
        raise from_os_error(error, path) from error


def _members(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The members by name. Raises StoreError for any that a backup cannot have."""
    infos = archive.infolist()
    found = {info.filename: info for info in infos}
    if len(found) != len(infos) or len(infos) > MOST_FILES:
        raise zipfile.BadZipFile("names that are there twice")
    _refuse_strange(path, found.keys() - {MANIFEST})
    return found


def _refuse_strange(path: Path, names: Any) -> None:  # noqa: ANN401 - any set of names
    for name in names:
        if not is_member(name):
            shown = "".join(c for c in name[:60] if c.isprintable())
            raise StoreError(
                f"{path} has a file that no backup has (“{shown}”), so nothing was taken in.",
                "Choose a backup that this program made.",
            )
