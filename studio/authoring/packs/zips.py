"""A pack out of a zip, and into one.

A zip from a stranger may name files outside its folder, hold links, unpack without end, or
be no zip at all. So names are judged before anything is unpacked, bytes are counted while it
is unpacked, and nothing is ever unpacked onto a disk here. Imports `carried`.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

from studio.authoring.packs.carried import (
    HEAD,
    LARGEST_PACK,
    Carried,
    Room,
    belongs,
    carried,
    refuse_clashes,
)
from studio.errors import StudioError

LARGEST_ZIP = 8 * 1024 * 1024
MOST_ENTRIES = 5000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""What a zip can say at the least: the time of building must not change a byte."""
UNIX = 3
PLAIN_FILE = (stat.S_IFREG | 0o644) << 16
# Whatever the standard library may say about bytes that are no sound zip.
UNSOUND = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    KeyError,
    IndexError,
)


def from_zip(path: Path) -> Carried:
    """The pack in a zip. StudioError when it is no zip, or one that is not to be trusted."""
    where = str(path)
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(path.stat().st_mode):
                raise _unsound(where)
            data = file.read(LARGEST_ZIP + 1)
    except OSError as problem:
        raise StudioError(
            f"{path} could not be read: {problem.strerror or 'unknown reason'}.",
            "Check that the file is there and that you may read it.",
        ) from problem
    if len(data) > LARGEST_ZIP:
        raise StudioError(
            f"{path} is larger than {LARGEST_ZIP // 1024 // 1024} MiB.",
            "A pack is a handful of texts; ask whoever made it for one without the rest.",
        )
    origin = {"kind": "zip", "address": str(path.resolve())}
    return from_bytes(data, where, origin)


def from_bytes(data: bytes, where: str, origin: dict[str, str]) -> Carried:
    """The pack in the bytes of a zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _judged(archive, where)
            top = _top(entries, where)
            inside = {name.removeprefix(top): one for name, one in entries.items()}
            room = Room(where)
            files = {}
            left_out = []
            for name, one in inside.items():
                if belongs(name):
                    files[name] = _unpacked(archive, one, room, name)
                elif not name.startswith(".") and "/." not in name:
                    left_out.append(name)
    except UNSOUND as problem:
        raise _unsound(where) from problem
    return carried(files, where, origin, left_out)


def _judged(archive: zipfile.ZipFile, where: str) -> dict[str, zipfile.ZipInfo]:
    """The files of a zip by name. StudioError for a name or a sort that no pack has."""
    every = archive.infolist()
    if len(every) > MOST_ENTRIES:
        raise StudioError(f"{where} has more than {MOST_ENTRIES} entries.", "It is not a pack.")
    found: dict[str, zipfile.ZipInfo] = {}
    for one in every:
        sort = stat.S_IFMT(one.external_attr >> 16)
        if one.flag_bits & ENCRYPTED or one.compress_type not in METHODS:
            raise _refused(where, one, "is packed in a way that a pack never is")
        if one.orig_filename != one.filename or not _stays_inside(one.filename):
            raise _refused(where, one, "has a name that leads out of the pack")
        if sort not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _refused(where, one, "is a link or a device, not a plain file")
        if one.filename in found:
            raise _refused(where, one, "is in there twice")
        found[one.filename] = one
    refuse_clashes(found, where)
    return {name: one for name, one in found.items() if not one.is_dir()}


def _stays_inside(name: str) -> bool:
    parts = name.removesuffix("/").split("/")
    return (
        name.isprintable()
        and not set(name) & set('\\:*?"<>|')
        and all(part not in ("", ".", "..") for part in parts)
    )


def _top(entries: dict[str, zipfile.ZipInfo], where: str) -> str:
    """The folder that the pack is in: "", or the one folder with a `pack.yml`."""
    if HEAD in entries:
        return ""
    found = sorted(
        name.removesuffix(HEAD)
        for name in entries
        if name.endswith(f"/{HEAD}") and name.count("/") == 1
    )
    if len(found) > 1:
        raise StudioError(
            f"{where} holds {len(found)} packs: {', '.join(one[:-1] for one in found[:5])}.",
            "Unpack it, and install them one by one.",
        )
    return found[0] if found else ""


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo, room: Room, name: str) -> bytes:
    with archive.open(one) as file:
        # What the zip says of its size is not believed; reading to the end checks the sum.
        data = file.read(room.limit + 1)
    room.take(name, len(data))
    return data


def packed(pack: Carried) -> bytes:
    """The zip of a pack: for the same files the same bytes, on every machine.

    The files are stored as they are: a packed file looks different with every library.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(pack.files):
            info = zipfile.ZipInfo(f"{pack.id}/{name}", EARLIEST)
            info.create_system = UNIX
            info.external_attr = PLAIN_FILE
            archive.writestr(info, pack.files[name])
    data = made.getvalue()
    if len(data) > min(LARGEST_ZIP, LARGEST_PACK):
        raise StudioError(
            f"The pack is larger than {LARGEST_ZIP // 1024 // 1024} MiB, and nobody could "
            "install it.",
            "Make two packs of it.",
        )
    return data


def _refused(where: str, one: zipfile.ZipInfo, why: str) -> StudioError:
    return StudioError(
        f"{where} is not taken: “{one.orig_filename[:60]}” {why}.",
        "Nothing was unpacked. Ask whoever gave it to you where it came from.",
    )


def _unsound(where: str) -> StudioError:
    return StudioError(
        f"{where} cannot be read as a zip.",
        "It may be cut short; fetch it again. `studio pack build` makes a sound one.",
    )
