"""A machine that loses its power keeps only what was synced. Here it does."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from tests.store.doubles import BreakingFs, Killed, store_at
from tests.store.test_store import SESSION, WHOLE, everything, play


class PowerCutFs(BreakingFs):
    """Remembers which bytes and which names have reached the disk for good.

    A file's bytes get there when it is synced, a name when its folder is. What
    was not synced is gone after the cut: the worst a disk may do.
    """

    def __init__(self, at=None, forget=()):
        super().__init__(at)
        self.forget = forget
        self.opened = {}
        self.bytes = {}
        self.names = {}

    def __getattr__(self, name):
        call = super().__getattr__(name)
        return {"open": self._open(call), "fsync": self._fsync(call)}.get(name, call)

    def _open(self, call):
        def opening(path, *flags):
            handle = call(path, *flags)
            self.opened[handle] = Path(path)
            return handle

        return opening

    def _fsync(self, call):
        def syncing(handle):
            call(handle)
            path, inode = self.opened[handle], os.fstat(handle).st_ino
            if path.is_dir() and "folder" not in self.forget:
                here = list(path.iterdir())
                self.names[inode] = {p.name: (p.lstat().st_ino, p.is_dir()) for p in here}
            elif path.is_file() and "file" not in self.forget:
                self.bytes[inode] = path.read_bytes()

        return syncing

    def survivors(self, inode, target):
        """Build what is left of a folder after the cut, at `target`."""
        target.mkdir(mode=0o700)
        for name, (child, folder) in self.names.get(inode, {}).items():
            if folder:
                self.survivors(child, target / name)
            else:
                (target / name).write_bytes(self.bytes.get(child, b""))


def cut(tmp_path, at, forget=()):
    """Play a session until the power goes; what was acknowledged, what is left."""
    home, left = tmp_path / f"{at}", tmp_path / f"{at}-left"
    home.mkdir(mode=0o700)
    fs, acknowledged = PowerCutFs(at, forget), []
    with suppress(Killed):
        play(store_at(home / "data", fs=fs), acknowledged)
    fs.survivors(home.stat().st_ino, left)
    return acknowledged, store_at(left / "data")


def changes_in_all(tmp_path):
    fs = PowerCutFs()
    play(store_at(tmp_path / "count" / "data", fs=fs), [])
    return fs.count


def losses(tmp_path, forget=()):
    """The moments at which a cut costs something that was acknowledged."""
    found = []
    for at in range(1, changes_in_all(tmp_path) + 2):
        acknowledged, after = cut(tmp_path, at, forget)
        after.sweep()
        steps = [draft["step"] for draft in after.drafts()]
        filed = after.outcome(SESSION) is not None
        if "finished" in acknowledged:
            whole = everything(after) == WHOLE
        else:
            whole = not acknowledged or filed or (steps != [] and steps[0] >= acknowledged[-1])
        if not whole or after.notices():
            found.append(at)
    return found


def test_a_power_cut_at_any_moment_costs_nothing_acknowledged(tmp_path):
    assert losses(tmp_path) == []


@pytest.mark.parametrize("forget", ["file", "folder"])
def test_a_sync_that_is_missing_would_be_seen(tmp_path, forget):
    assert losses(tmp_path, (forget,)) != []
