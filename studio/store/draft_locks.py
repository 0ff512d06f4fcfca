"""Which window has a session open: a lock for each draft, held while it is open.

The lock tells and never refuses: a session that is open elsewhere can still be
gone on with, as a copy. A lock belongs to a window that is alive; the kernel
lets go of it when the window dies. Where there are no locks, nobody is told.

May import `place`, `locks`, `layout`, `faults`. Never waits, never touches a draft.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from studio.store.durable import NO_FOLLOW
from studio.store.faults import from_os_error
from studio.store.layout import stem_of
from studio.store.locks import Taken, taken
from studio.store.place import Place

TRIES = 8


class DraftLocks:
    """The drafts this window holds."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._held: dict[str, int] = {}

    def hold(self, identity: str) -> bool:
        """Hold the draft for this window; False if another window has it open.

        Raises StoreError if the lock file cannot be made.
        """
        if identity in self._held:
            return True
        path = self.path(identity)
        for _ in range(TRIES):
            handle = self.place.disk.open_lock(path)
            if taken(handle) is Taken.ELSEWHERE:
                self.place.disk.fs.close(handle)
                return False
            if self._still_there(handle, path):
                self._held[identity] = handle
                return True
            self.place.disk.fs.close(handle)  # its holder removed it as we came
        return False

    def elsewhere(self, identity: str) -> bool:
        """True if another window has the draft open. Makes no file. Raises StoreError."""
        if identity in self._held:
            return False
        path, fs = self.path(identity), self.place.disk.fs
        try:
            handle = fs.open(path, os.O_RDONLY | NO_FOLLOW)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise from_os_error(error, path) from error
        try:
            return taken(handle) is Taken.ELSEWHERE
        finally:
            fs.close(handle)

    def let_go(self, identity: str) -> None:
        """The session is closed here: others may open it, and no lock file stays."""
        handle = self._held.pop(identity, None)
        if handle is None:
            return
        fs = self.place.disk.fs
        # Removed while it is held, so that nobody can hold a file that is gone.
        # One that stays because the disk refuses does no harm: it is not held.
        with suppress(OSError):
            fs.unlink(self.path(identity))
        fs.close(handle)

    def path(self, identity: str) -> Path:
        """The lock of a draft lies beside it, under a name that is no document's."""
        return self.place.layout.drafts / f".{stem_of(identity)}.lock"

    def _still_there(self, handle: int, path: Path) -> bool:
        fs = self.place.disk.fs
        try:
            return bool(fs.fstat(handle).st_ino == fs.lstat(path).st_ino)
        except FileNotFoundError:
            return False
        except OSError as error:
            fs.close(handle)
            raise from_os_error(error, path) from error
