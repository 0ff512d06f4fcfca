"""What was done lately, in a few lines: enough for one idea and "last time".

A small file in the cache, so that opening the studio reads no history. It can
be deleted at any time; it is made anew from the newest outcomes.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from studio.store.faults import from_os_error

FILE = "recent.json"
LAYOUT = 1
NEWEST = 256


class Recent:
    """The last pack used, the last rating of distress, when each exercise was last done."""

    def __init__(self, folder: Path | None, newest: Iterable[Mapping[str, Any]]) -> None:
        self.folder = folder
        self.pack = ""
        self.distress: int | None = None
        self.seen: dict[str, dict[str, Any]] = {}
        self._written: int | None = None
        if not self._load():
            for outcome in reversed(list(islice(newest, NEWEST))):
                self._note(outcome)
            self._save()

    def is_old(self) -> bool:
        """Whether another window has written the file since."""
        return self.folder is not None and self._written != _written(self.folder)

    def note(self, outcome: Mapping[str, Any]) -> None:
        """A session has ended."""
        self._note(outcome)
        self._save()

    def _note(self, outcome: Mapping[str, Any]) -> None:
        self.pack = str(outcome.get("pack") or self.pack)
        for entry in outcome.get("answers") or ():
            if str(entry.get("id")).startswith("distress") and isinstance(entry.get("value"), int):
                self.distress = entry["value"]
        self.seen[str(outcome.get("exercise"))] = {
            "ended": outcome.get("ended"),
            "minutes": outcome.get("minutes"),
        }

    def _load(self) -> bool:
        if self.folder is None:
            return False
        self._written = _written(self.folder)
        try:
            data = json.loads((self.folder / FILE).read_text("utf-8"))
            if data["layout"] != LAYOUT:
                return False
            self.pack, self.distress, self.seen = data["pack"], data["distress"], data["seen"]
        except (OSError, ValueError, KeyError, TypeError):
            return False  # a cache: it is made anew
        return isinstance(self.seen, dict)

    def _save(self) -> None:
        if self.folder is None:
            return
        data = {
            "layout": LAYOUT, "pack": self.pack, "distress": self.distress, "seen": self.seen,
        }  # fmt: skip
        fresh = self.folder / f"{FILE}.{os.getpid()}"
        # A cache that cannot be written costs an idea, nothing else.
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(data, file)
            fresh.replace(self.folder / FILE)
        self._written = _written(self.folder)


def forget(folder: Path) -> None:
    """Remove the file, with what it tells of exercises and ratings. Raises StoreError."""
    try:
        (folder / FILE).unlink(missing_ok=True)
    except OSError as problem:
        raise from_os_error(problem, folder / FILE) from problem


def _written(folder: Path) -> int | None:
    try:
        return (folder / FILE).stat().st_mtime_ns
    except OSError:
        return None  # not there, or not to be read: it is made anew
