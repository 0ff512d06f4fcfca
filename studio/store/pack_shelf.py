"""The folder of installed packs: a pack is put there whole, exchanged whole, taken away whole.

    packs/<id>/                      its files, and RECORD: where it came from, a sum for each
    packs/.new.<random>/<id>/        being looked at before it is put in place
    packs/.old.<random>/<id>/        the one before, while the new one takes its name
    packs/.gone.<random>/<id>/       taken away, and being removed
    packs/.lock

A folder without RECORD is a pack that the person wrote; it is never touched. Whatever a
kill leaves, `settle` makes it the old pack or the new one. May import `durable`, `locks`,
`faults`, `lines`; knows nothing of what a pack means.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from studio.store import locks
from studio.store.durable import Disk
from studio.store.faults import StoreError
from studio.store.lines import dump

RECORD = ".installed.json"
LAYOUT = 1
NEW, OLD, GONE = ".new.", ".old.", ".gone."
LEFT_OVER = (NEW, OLD, GONE)

Record = dict[str, Any]
"""{"layout", "id", "version", "from": {"kind", "address", …}, "at": ISO, "files": {name: sum}}."""


class PackShelf:
    """The packs below a data folder. Making one touches nothing."""

    def __init__(
        self,
        folder: Path,
        disk: Disk | None = None,
        *,
        timeout: float = locks.TIMEOUT,
        monotonic: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.folder = folder
        self.disk = disk or Disk()
        self._timeout = timeout
        self._monotonic = monotonic
        self._wait = wait

    # Reading -----------------------------------------------------------

    def record(self, pack_id: str) -> Record | None:
        """What was noted when a pack was installed; None for one that was not.

        StoreError when the note cannot be read: the pack is then nobody's to change.
        """
        path = self.folder / pack_id / RECORD
        if self.disk.modified(self.folder) is None or not self.disk.trust(self.folder):
            return None
        data = None
        # A link is somebody's own arrangement, and a file is no pack.
        if (self.folder / pack_id).is_dir() and not (self.folder / pack_id).is_symlink():
            data = self.disk.read(path)
        if data is None:
            return None
        try:
            found = json.loads(data)
            if found["layout"] <= LAYOUT and isinstance(found["files"], dict):
                return {**found, "from": dict(found["from"])}
        except (ValueError, KeyError, TypeError, RecursionError):
            pass  # said in the next line, which holds for a newer layout too
        raise StoreError(
            f"{path} cannot be read, so that pack is left as it is.",
            f"Move the folder {self.folder / pack_id} away and install the pack anew.",
            kind="damaged",
        )

    def names(self) -> list[str]:
        """The ids of the packs that were installed."""
        if self.disk.modified(self.folder) is None:
            return []
        found = [one for one in self.disk.names(self.folder) if not one.startswith(".")]
        return [one for one in found if (self.folder / one / RECORD).is_file()]

    def there(self, pack_id: str) -> bool:
        """Whether anything has that name."""
        return self.disk.modified(self.folder / pack_id) is not None

    def changed_by_hand(self, pack_id: str) -> list[str]:
        """The files of an installed pack that are not as they were installed."""
        record = self.record(pack_id) or {"files": {}}
        home = self.folder / pack_id
        changed = []
        for name, noted in record["files"].items():
            data = self.disk.read(home / name)
            if data is None or sum_of(data) != noted:
                changed.append(name)
        return sorted(changed)

    # Changing ----------------------------------------------------------

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the packs for as long as they are changed, with what was left over settled.

        StoreError when somebody else is changing them.
        """
        self.disk.trust(self.folder.parent)
        handle = self.disk.open_lock(self.folder / ".lock")
        try:
            until = self._monotonic() + self._timeout
            while locks.taken(handle) is locks.Taken.ELSEWHERE:
                if self._monotonic() >= until:
                    raise StoreError(
                        "Another window is changing the packs at the moment.",
                        "Finish there, then try again.",
                    )
                self._wait(locks.PAUSE)
            self._settle()
            yield
        finally:
            self.disk.fs.close(handle)

    def settle(self) -> None:
        """After a kill: the pack that was there before is there again, scraps are gone.

        Does nothing while somebody is changing the packs. Raises StoreError.
        """
        if not self.left_over():
            return
        handle = self.disk.open_lock(self.folder / ".lock")
        try:
            if locks.taken(handle) is locks.Taken.HERE:
                self._settle()
        finally:
            self.disk.fs.close(handle)

    def left_over(self) -> list[str]:
        """What a change that did not end has left, if anything."""
        try:
            found = self.disk.fs.listdir(self.folder)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise StoreError(
                f"{self.folder} could not be looked into.", "Look at the rights of the folder."
            ) from error
        return sorted(one for one in found if one.startswith(LEFT_OVER))

    def _settle(self) -> None:
        for name in self.left_over():
            room = self.folder / name
            if name.startswith(OLD):
                for pack_id in self.disk.names(room):
                    if not self.there(pack_id):
                        self.disk.move(room / pack_id, self.folder / pack_id)
            self.disk.clear(room)

    def stage(self, pack_id: str, files: Mapping[str, bytes]) -> Path:
        """Lay a pack down where nothing uses it yet; its folder, named as the pack."""
        staged = self._room(NEW) / pack_id
        self.disk.fill(staged, files)
        return staged

    def drop(self, staged: Path) -> None:
        """Take a staged pack away again."""
        self.disk.clear(staged.parent)

    def put(self, staged: Path, record: Record) -> None:
        """Put a staged pack in its place; the one before, if any, goes."""
        pack_id = staged.name
        home = self.folder / pack_id
        self.disk.replace(staged / RECORD, dump({"layout": LAYOUT, **record}) + b"\n")
        before = None
        if self.there(pack_id):
            before = self._room(OLD)
            self.disk.ensure_folder(before)
            self.disk.move(home, before / pack_id)
        try:
            self.disk.move(staged, home)
        except StoreError:
            if before is not None and not self.there(pack_id):
                self.disk.move(before / pack_id, home)
            raise
        if before is not None:
            self.disk.clear(before)
        self.disk.clear(staged.parent)

    def take_away(self, pack_id: str) -> None:
        """Remove an installed pack."""
        room = self._room(GONE)
        self.disk.ensure_folder(room)
        self.disk.move(self.folder / pack_id, room / pack_id)
        self.disk.clear(room)

    def _room(self, sort: str) -> Path:
        return self.folder / f"{sort}{self.disk.entropy(6).hex()}"


def sum_of(data: bytes) -> str:
    """The SHA-256 of a file, in hex."""
    import hashlib  # costs a start more than all else here; only an installation needs it

    return hashlib.sha256(data).hexdigest()


__all__ = ["RECORD", "PackShelf", "Record", "sum_of"]
