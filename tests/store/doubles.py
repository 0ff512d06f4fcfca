"""What stands in for the world in the store's tests: a clock, a disk that breaks."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studio.store import Store
from studio.store.durable import Disk

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self, now=NOON):
        self.now = now

    def __call__(self):
        return self.now

    def pass_by(self, **span):
        self.now += timedelta(**span)


class Killed(BaseException):
    """The process died here. Nothing after it may run, so it is no Exception."""


class BreakingFs:
    """The `os` module until the n-th change of the disk; then it breaks.

    With `code` the change is refused with that errno (once, or for ever with
    `stays`); without it the process is dead: that call and all later ones
    raise Killed, and a write gets half-way first.
    """

    CHANGES = ("create", "write", "fsync", "replace", "unlink", "mkdir", "rmdir", "chmod", "fchmod")

    def __init__(self, at=None, code=None, stays=False, only=CHANGES):
        self.at, self.code, self.stays, self.only = at, code, stays, only
        self.count = 0
        self.dead = False
        self.seen = Counter()

    def __getattr__(self, name):
        # A process that dies takes nothing of the kernel's with it, synced or not:
        # the wait for a real disk is spared, what a power cut costs is in its own test.
        real = _not_waited_for if name == "fsync" else getattr(os, name)
        changing = name in self.CHANGES

        def call(*args, **named):
            creating = name == "open" and len(args) > 1 and args[1] & os.O_CREAT
            if self.dead:
                if name == "close":
                    return real(*args)  # the kernel closes what a dead process held
                raise Killed
            if not (changing or creating):
                return real(*args, **named)
            label = "create" if creating else name
            self.seen[label] += 1
            if label in self.only:
                self.count += 1
                if self.count == self.at or (self.stays and self.at and self.count > self.at):
                    self._break(name, real, args)
            return real(*args, **named)

        return call

    def _break(self, name, real, args):
        if name == "write":
            real(args[0], bytes(args[1])[: len(args[1]) // 2])
        if self.code is None:
            self.dead = True
            raise Killed
        raise OSError(self.code, os.strerror(self.code))


def _not_waited_for(handle):
    return None


class NoSync:
    """Durability costs time that a test of something else needs not pay."""

    def __getattr__(self, name):
        return _not_waited_for if name == "fsync" else getattr(os, name)


def store_at(root: Path, *, clock=None, host="one", fs=None, **more) -> Store:
    disk = more.pop("disk", None) or Disk(fs=fs or os)
    return Store(root, clock=clock or Clock(), host=host, entropy=os.urandom, disk=disk, **more)


def outcome(ended=NOON, **more):
    ended = ended if isinstance(ended, str) else ended.isoformat()
    return {"exercise": "common/body_scan", "version": 1, "ended": ended, **more}


def files(root: Path) -> list[str]:
    """Every file below root, without the lock."""
    found = [str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()]
    return sorted(name for name in found if name != ".lock")
