"""The one lock of a data folder, held for milliseconds.

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
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without flock: every write goes to a side file
    fcntl = None  # type: ignore[assignment]

from studio.store.durable import Disk

TIMEOUT = 2.0
PAUSE = 0.01


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
    if fcntl is None:
        return False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= until:
                return False
            wait(PAUSE)
        except OSError:
            return False  # ENOLCK and its kin: this disk has no locks
        else:
            return True
