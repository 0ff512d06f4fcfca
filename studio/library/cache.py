"""Small files that make a start fast and can be deleted at any time.

What they hold tells which exercises there are and which were done, so in a
sealed folder they are sealed too: whoever opens the cache hands in how. A
cache that cannot be read or written costs time and nothing else. Imports the
standard library.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

Guard = Callable[[bytes], bytes | None]
"""Bytes as they are to be written (or read); None for not at all."""


def as_it_is(data: bytes) -> bytes:
    """No guard."""
    return data


class Cache:
    """Files by name in one folder. `close` and `opened` guard what they hold."""

    def __init__(self, folder: Path, close: Guard = as_it_is, opened: Guard = as_it_is) -> None:
        self.folder = folder
        self.close = close
        self.opened = opened

    def read(self, name: str) -> bytes | None:
        """What was written under a name; None if it is not there or not to be read now."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        return self.opened(data)

    def write(self, name: str, data: bytes) -> bool:
        """Keep it, readable by its owner only; whole or not at all. False if it is not kept."""
        guarded = self.close(data)
        if guarded is None:
            return False
        fresh = self.folder / f"{name}.{os.getpid()}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(guarded)
            fresh.replace(self.folder / name)
        except OSError:
            self.drop(fresh.name)
            return False
        return True

    def written(self, name: str) -> int | None:
        """When a file was written, in nanoseconds; None if it is not there."""
        try:
            return (self.folder / name).stat().st_mtime_ns
        except OSError:
            return None

    def drop(self, name: str) -> None:
        """Take a file away."""
        with contextlib.suppress(OSError):
            (self.folder / name).unlink(missing_ok=True)

    def drop_unguarded(self, begins: bytes) -> None:
        """Take away what was kept without a guard. Raises OSError."""
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            kept = ".json" in path.name and path.is_file() and not path.is_symlink()
            if kept and not _begins(path, begins):
                path.unlink(missing_ok=True)


def _begins(path: Path, begins: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(begins)) == begins
