"""Locks: that of a data folder, held for milliseconds, and those of open drafts.

`flock` is released by the kernel when its holder dies, so no lock is ever
stale. Where it cannot be had in time, or the disk has no locks, the caller is
told so and writes a side file: nobody waits for a stuck window.

May import `fcntl`, `studio.store.durable`. Never raises over a lock that
cannot be had, and never falls back to a lock that outlives its holder.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without flock: every write goes to a side file
    fcntl = None  # type: ignore[assignment]

from studio.store.durable import Disk

TIMEOUT = 2.0
PAUSE = 0.01


class Taken(Enum):
    """What became of one try for a lock."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NO_LOCKS = "no locks"


@contextmanager
def held(
    disk: Disk,
    path: Path,
    *,
    timeout: float = TIMEOUT,
    monotonic: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[bool]:
    """Hold the lock at `path`; yields False if `timeout` seconds did not do.

    Raises StoreError only if the lock file itself cannot be made.
    """
    handle = disk.open_lock(path)
    try:
        yield _acquire(handle, monotonic() + timeout, monotonic, wait)
    finally:
        disk.fs.close(handle)  # closing lets go of the lock


def _acquire(
    handle: int, until: float, monotonic: Callable[[], float], wait: Callable[[float], None]
) -> bool:
    while True:
        match taken(handle):
            case Taken.HERE:
                return True
            case Taken.NO_LOCKS:
                return False
        if monotonic() >= until:
            return False
        wait(PAUSE)


def taken(handle: int) -> Taken:
    """Try once for the lock on an open file. It is let go when the file is closed."""
    if fcntl is None:
        return Taken.NO_LOCKS
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return Taken.ELSEWHERE
    except OSError:
        return Taken.NO_LOCKS  # ENOLCK and its kin: this disk has no locks
    return Taken.HERE
