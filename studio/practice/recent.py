"""What was done lately, in a few lines: enough for one idea and "last time".

A small file in the cache, so that opening the studio reads no history. It can
be deleted at any time; it is made anew from the newest outcomes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from studio.library.cache import Cache
from studio.store.faults import from_os_error

FILE = "recent.json"
LAYOUT = 1
NEWEST = 256
FORGOTTEN = -1
"""When a file was written that this window must not write again."""


class Recent:
    """The last pack used, the last rating of distress, when each exercise was last done."""

    def __init__(self, cache: Cache | None, newest: Iterable[Mapping[str, Any]]) -> None:
        self.cache = cache
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
        return self.cache is not None and self._written != self.cache.written(FILE)

    def note(self, outcome: Mapping[str, Any]) -> None:
        """A session has ended. What another window has noted since stays noted."""
        forgotten = self.is_old() and not self._load()
        self._note(outcome)
        if forgotten:
            # Erased there, and perhaps still known here: it is made out anew from history.
            self._written = FORGOTTEN
        else:
            self._save()

    def _note(self, outcome: Mapping[str, Any]) -> None:
        self.pack = str(outcome.get("pack") or self.pack)
        for entry in outcome.get("answers") or ():
            if str(entry.get("id")).startswith("distress") and isinstance(entry.get("value"), int):
                self.distress = entry["value"]
        if outcome.get("followup"):
            return  # a minute's look back at an exercise is not the exercise
        self.seen[str(outcome.get("exercise"))] = {
            "ended": outcome.get("ended"),
            "minutes": outcome.get("minutes"),
        }

    def _load(self) -> bool:
        if self.cache is None:
            return False
        self._written = self.cache.written(FILE)
        try:
            data = json.loads(self.cache.read(FILE) or b"{}")
            if data["layout"] != LAYOUT:
                return False
            self.pack, self.distress, self.seen = data["pack"], data["distress"], data["seen"]
        except (ValueError, KeyError, TypeError):
            return False  # a cache: it is made anew
        return isinstance(self.seen, dict)

    def _save(self) -> None:
        if self.cache is None:
            return
        data = {
            "layout": LAYOUT, "pack": self.pack, "distress": self.distress, "seen": self.seen,
        }  # fmt: skip
        if not self.cache.write(FILE, json.dumps(data).encode()):
            self.cache.drop(FILE)  # what is there is old from here on
        self._written = self.cache.written(FILE)


def forget(folder: Path) -> None:
    """Remove the file, with what it tells of exercises and ratings. Raises StoreError."""
    try:
        (folder / FILE).unlink(missing_ok=True)
    except OSError as problem:
        raise from_os_error(problem, folder / FILE) from problem
