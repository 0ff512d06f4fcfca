"""Every byte that is kept passes through here, and is on the disk afterwards.

A file is replaced, never changed: temp file beside it (O_EXCL, 0600), write,
fsync, rename over, fsync the folder. So at any instant a reader, or a machine
that lost power, finds the old file or the new one, whole.

May import: `studio.store.faults`, the standard library. Never interprets what
it writes, never lets an `OSError` out, never follows a link.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from studio.store.faults import StoreError, from_os_error, link_found

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
TEMP_SUFFIX = ".tmp"
SECOND = 1_000_000_000
FileSystem = Any
"""The `os` module or anything shaped like it; a module has no type of its own."""

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class Disk:
    """Durable, private file operations below one data folder.

    `fs` is the `os` module or anything shaped like it (tests put faults in
    there). `entropy(n)` gives n random bytes for temp names. `owner` is the
    user id that must own every folder; None where the system has none.
    """

    def __init__(
        self,
        *,
        entropy: Callable[[int], bytes] = os.urandom,
        fs: FileSystem = os,
        owner: int | None = None,
    ) -> None:
        self.fs = fs
        self.entropy = entropy
        self.owner = owner if owner is not None else _own_user_id()
        self._trusted: set[Path] = set()

    # Reading -----------------------------------------------------------

    def read(self, path: Path) -> bytes | None:
        """The whole file, or None when there is none. Raises StoreError."""
        try:
            return self._read(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise from_os_error(error, path) from error

    def _read(self, path: Path) -> bytes:
        # O_NONBLOCK: a pipe planted under our name must not hang the program.
        handle = self.fs.open(path, os.O_RDONLY | NO_FOLLOW | getattr(os, "O_NONBLOCK", 0))
        try:
            facts = self.fs.fstat(handle)
            if not stat.S_ISREG(facts.st_mode):
                raise link_found(path)
            parts: list[bytes] = []
            while part := self.fs.read(handle, max(facts.st_size + 1, 65536)):
                parts.append(part)
            return b"".join(parts)
        finally:
            self.fs.close(handle)

    def names(self, folder: Path) -> list[str]:
        """The file names in `folder`, sorted; none when it is not there."""
        if not self.trust(folder):
            return []
        try:
            return sorted(self.fs.listdir(folder))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise from_os_error(error, folder / "x") from error

    def modified(self, path: Path) -> float | None:
        """When the file was last written, seconds since 1970; None if absent."""
        try:
            return float(self.fs.lstat(path).st_mtime)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise from_os_error(error, path) from error

    def changed(self, path: Path) -> int | None:
        """When the inode last changed on this machine, nanoseconds; None if absent."""
        try:
            return int(self.fs.lstat(path).st_ctime_ns)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise from_os_error(error, path) from error

    # Folders -----------------------------------------------------------

    def trust(self, folder: Path) -> bool:
        """True if `folder` is there and safe; False if it is not there.

        Raises StoreError when it is a link, belongs to somebody else, or
        others may write in it. A folder of ours that others may read is
        closed to them.
        """
        if folder in self._trusted:
            return True
        try:
            facts = self.fs.lstat(folder)
            if not stat.S_ISDIR(facts.st_mode):
                raise link_found(folder)
            self._refuse_strangers(folder, facts)
            if stat.S_IMODE(facts.st_mode) & ~PRIVATE_FOLDER:
                self._close_to_others(folder)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise from_os_error(error, folder / "x") from error
        self._trusted.add(folder)
        return True

    def _refuse_strangers(self, folder: Path, facts: os.stat_result) -> None:
        if self.owner is None:
            return
        if facts.st_uid != self.owner:
            raise StoreError(
                f"{folder} belongs to another account, so it is not used.",
                "Set STUDIO_HOME to a folder of your own.",
                kind="unsafe_folder",
            )
        if facts.st_mode & OTHERS_MAY_WRITE:
            raise StoreError(
                f"Other accounts may write in {folder}, so it is not used.",
                f"If that is not what you want, close it with: chmod 700 {folder}",
                kind="unsafe_folder",
            )

    def _close_to_others(self, folder: Path) -> None:
        try:
            self.fs.chmod(folder, PRIVATE_FOLDER)
        except OSError as error:
            # Reading from a disk that cannot be written is allowed to go on.
            if error.errno != errno.EROFS:
                raise

    def ensure_folder(self, folder: Path) -> None:
        """Make `folder` and its missing parents, 0700 at any umask, durably."""
        if self.modified(folder) is None:
            self._trusted.discard(folder)  # never there, or removed while we ran
        if self.trust(folder):
            return
        missing: list[Path] = []
        here = folder
        try:
            while not self._there(here):
                missing.append(here)
                here = here.parent
            for one in reversed(missing):
                self._make_folder(one)
        except OSError as error:
            raise from_os_error(error, folder) from error
        self.trust(folder)

    def _there(self, folder: Path) -> bool:
        try:
            self.fs.stat(folder)
        except FileNotFoundError:
            return False
        return True

    def _make_folder(self, folder: Path) -> None:
        # FileExistsError: another window of the same person made it first.
        with suppress(FileExistsError):
            self.fs.mkdir(folder, PRIVATE_FOLDER)
            self.fs.chmod(folder, PRIVATE_FOLDER)
        self.sync_folder(folder.parent)

    # Writing -----------------------------------------------------------

    def replace(self, path: Path, data: bytes) -> None:
        """Put `data` at `path`; on the disk when this returns.

        On StoreError the old file is untouched, or (only if the very last
        fsync is refused) the new one is in place but may not outlive a power
        cut. The next call begins with a fresh temp file: a refused fsync is
        never tried again on the same file, because the kernel may have
        dropped the pages and would report success.
        """
        self.ensure_folder(path.parent)
        temp = path.with_name(f".{path.name}.{self.entropy(6).hex()}{TEMP_SUFFIX}")
        try:
            self._write_new(temp, data, self._later_than(path))
            self.fs.replace(temp, path)
            self.sync_folder(path.parent)
        except OSError as error:
            self._drop_temp(temp)
            raise from_os_error(error, path) from error

    def _later_than(self, path: Path) -> int:
        """The second of the file that is replaced; 0 if there is none."""
        try:
            return int(self.fs.lstat(path).st_mtime_ns) // SECOND
        except FileNotFoundError:
            return 0

    def _write_new(self, temp: Path, data: bytes, after: int) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW
        handle = self.fs.open(temp, flags, PRIVATE_FILE)
        try:
            self.fs.fchmod(handle, PRIVATE_FILE)
            rest = memoryview(data)
            while rest:
                rest = rest[self.fs.write(handle, rest) :]
            # rsync takes the file of the later second for the later one. So each
            # write is a second later, also when two fall together or the clock
            # was set back: an old copy never replaces what was written since.
            if int(self.fs.fstat(handle).st_mtime_ns) // SECOND <= after:
                moment = (after + 1) * SECOND
                self.fs.utime(handle, ns=(moment, moment))
            self.fs.fsync(handle)
        finally:
            self.fs.close(handle)

    def _drop_temp(self, temp: Path) -> None:
        # The first error is the one that is told. A temp file that will not
        # go now is dropped at the next start.
        with suppress(OSError):
            self.fs.unlink(temp)

    def create(self, path: Path, data: bytes) -> bool:
        """Like `replace`, but never over a file: False if one is there."""
        if self.modified(path) is not None:
            return False
        self.replace(path, data)
        return True

    def fill(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Make a folder that nobody knows of yet, with these files; names may have one `/`.

        On the disk when this returns. Raises StoreError; what was made then stays.
        """
        rooms = dict.fromkeys([folder, *((folder / name).parent for name in files)])
        try:
            for room in rooms:
                self.ensure_folder(room)
            for name, data in files.items():
                self._write_new(folder / name, data, 0)
            for room in rooms:
                self.sync_folder(room)
        except OSError as error:
            raise from_os_error(error, folder / "x") from error

    def move(self, old: Path, new: Path) -> None:
        """Give a file or folder another name, durably. A full folder is not moved over."""
        try:
            self.fs.replace(old, new)
            for folder in dict.fromkeys([new.parent, old.parent]):
                self.sync_folder(folder)
        except OSError as error:
            raise from_os_error(error, new) from error
        self._trusted.clear()

    def clear(self, folder: Path) -> None:
        """Remove a folder and all in it, following no link; nothing if it is not there."""
        try:
            self._clear(folder)
        except FileNotFoundError:
            return
        except OSError as error:
            raise from_os_error(error, folder) from error
        self._trusted.clear()

    def _clear(self, folder: Path) -> None:
        for name in self.fs.listdir(folder):
            one = folder / name
            if stat.S_ISDIR(self.fs.lstat(one).st_mode):
                self._clear(one)
            else:
                self.fs.unlink(one)
        self.fs.rmdir(folder)

    def unlink(self, path: Path) -> bool:
        """Remove the file durably; False when there was none."""
        try:
            self.fs.unlink(path)
            self.sync_folder(path.parent)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise from_os_error(error, path) from error
        return True

    def open_lock(self, path: Path) -> int:
        """A file descriptor to lock on, made if needed. The caller closes it."""
        self.ensure_folder(path.parent)
        try:
            handle = self.fs.open(path, os.O_RDWR | os.O_CREAT | NO_FOLLOW, PRIVATE_FILE)
        except OSError as error:
            raise from_os_error(error, path) from error
        return int(handle)

    def sync_folder(self, folder: Path) -> None:
        """See to it that the names in a folder are on the disk. Lets `OSError` out."""
        if os.name == "nt":
            return
        handle = self.fs.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            self.fs.fsync(handle)
        except OSError as error:
            # Some network disks do not know fsync on a folder; there the
            # rename is as durable as that disk can make it.
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise
        finally:
            self.fs.close(handle)


def _own_user_id() -> int | None:
    get = getattr(os, "geteuid", None)
    return None if get is None else int(get())
