"""What can go wrong with a disk, in sentences a person can act on.

May import: `studio.errors`, the standard library. Never carries a person's
words: a message names a folder and what to do, never what was being written.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Literal

from studio.errors import StudioError

Kind = Literal[
    "no_space", "read_only", "permission", "newer", "unsafe_folder", "damaged", "locked", "other"
]


class StoreError(StudioError):
    """The store could not do what was asked. Nothing kept before it is harmed.

    `kind` tells a front end what it may offer: `no_space`, `read_only` and
    `permission` can be tried again, `newer` means reading still works,
    `unsafe_folder` means nothing was touched at all, `locked` that it is sealed
    and wants its passphrase first.
    """

    def __init__(self, message: str, hint: str = "", *, kind: Kind = "other") -> None:
        super().__init__(message, hint)
        self.kind: Kind = kind


NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
REFUSED = {errno.EACCES, errno.EPERM}


def from_os_error(error: OSError, path: Path) -> StoreError:
    """The sentence for an `OSError` met while working on `path`."""
    number = error.errno or 0
    if number in NO_SPACE:
        return StoreError(
            f"No room is left on {mount_point(path)}.",
            "Free some room there and try again; what was saved before is intact.",
            kind="no_space",
        )
    if number == errno.EROFS:
        return StoreError(
            f"{mount_point(path)} can only be read at the moment.",
            "Make it writable again, or set STUDIO_HOME to another folder.",
            kind="read_only",
        )
    if number in REFUSED:
        return StoreError(
            f"This account may not use {path.parent}.",
            f"Give yourself access with: chmod -R u+rwX {path.parent}",
            kind="permission",
        )
    if number in (errno.ELOOP, errno.EMLINK):
        return link_found(path)
    return StoreError(
        f"{path.parent} could not be used ({os.strerror(number) if number else 'unknown reason'}).",
        "Check the disk it is on and try again.",
    )


def link_found(path: Path) -> StoreError:
    """Somebody put a link, a pipe or a folder where a plain file belongs."""
    return StoreError(
        f"{path} is not a plain file or folder of its own, so it is not followed.",
        "Move it away, or set STUDIO_HOME to the real folder.",
        kind="unsafe_folder",
    )


def mount_point(path: Path) -> str:
    """The mounted disk that holds `path`, as a person knows it ("/home")."""
    here = path.absolute()
    while not os.path.ismount(here) and here != here.parent:
        here = here.parent
    return str(here)
