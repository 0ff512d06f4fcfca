"""A pack out of a folder: plain files only, and only those that belong to one.

Opens no link and no pipe. Imports `carried`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from studio.authoring.packs.carried import Carried, Room, belongs, carried
from studio.errors import StudioError

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def from_folder(folder: Path) -> Carried:
    """The pack in a folder. StudioError when there is none, or a file of it cannot be taken."""
    where = str(folder)
    room = Room(where)
    files: dict[str, bytes] = {}
    left_out = []
    try:
        for name in _names(folder):
            if belongs(name):
                files[name] = _contents(folder / name, name, room)
            else:
                left_out.append(name)
    except OSError as problem:
        raise StudioError(
            f"{problem.filename or folder} could not be read: "
            f"{problem.strerror or 'unknown reason'}.",
            "Check that it is there and that you may read it.",
        ) from problem
    origin = {"kind": "folder", "address": str(folder.resolve())}
    return carried(files, where, origin, left_out)


def _names(folder: Path) -> Iterator[str]:
    """What lies in the folder and in `lang`; hidden files are the author's own business."""
    for one in sorted(path.name for path in folder.iterdir()):
        if one.startswith("."):
            continue
        if one == "lang" and stat.S_ISDIR((folder / one).lstat().st_mode):
            for inner in sorted(path.name for path in (folder / one).iterdir()):
                if not inner.startswith("."):
                    yield f"{one}/{inner}"
        else:
            yield one


def _contents(path: Path, name: str, room: Room) -> bytes:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise _no_file(path)
    handle = os.open(path, os.O_RDONLY | NO_FOLLOW)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise _no_file(path)
        data = file.read(room.limit + 1)
    room.take(name, len(data))
    return data


def _no_file(path: Path) -> StudioError:
    return StudioError(
        f"{path} is a link, a folder or a device, and a pack holds plain files.",
        "Put the file itself there, or take it out of the folder.",
    )
