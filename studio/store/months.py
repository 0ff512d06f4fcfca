"""Closed months of a sealed history, each as one sealed file in the cache.

Opening a document takes a fifth of a millisecond, so a long history takes half
a minute document by document. A month that no file of has changed since is
read from here instead, in one opening. It can always be made anew, and it goes
as soon as something in its month is written or erased.

May import `place`, `lines`, `sealing`. Never the only place of a word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from studio.store.faults import StoreError
from studio.store.layout import is_table
from studio.store.lines import Document, decode_file, dump, encode_file
from studio.store.place import Place
from studio.store.sealing import Unopenable

TABLE = "outcomes"
LAYOUT = 1


class Months:
    """The cached months of one data folder. `folder` None keeps nothing."""

    def __init__(self, place: Place, folder: Path | None) -> None:
        self.place = place
        self.folder = folder

    def read(self, month: str, paths: list[Path]) -> dict[str, Mapping[str, Any]] | None:
        """The living outcomes of a month by id, unopened; None if they are not cached."""
        path = self._path(month)
        if path is None or not paths:
            return None
        try:
            data = self.place.disk.read(path)
            if data is None:
                return None
            head, _, rest = self.place.seal.opened(data).partition(b"\n")
            told = json.loads(head)
        except (StoreError, Unopenable, ValueError):
            return None  # a cache: the documents themselves are read
        if told != self._mark(paths):
            return None
        tables = decode_file(rest, TABLE, is_table).tables
        return dict(tables.get(TABLE, {}))

    def keep(self, month: str, paths: list[Path], outcomes: dict[str, Document]) -> None:
        """Cache a month, unless it is still going on or the disk does not take it."""
        path = self._path(month)
        if path is None or not paths or month >= f"{self.place.clock():%Y-%m}":
            return
        head = dump(self._mark(paths))
        data = head + b"\n" + encode_file({TABLE: outcomes})
        with suppress(StoreError):
            self.place.disk.replace(path, self.place.seal.close(data))

    def drop(self, month: str) -> None:
        """Something in the month is about to be written: what is cached is old."""
        if self.folder is not None and self.place.seal.sealed:
            self.place.disk.unlink(self.folder / f"{month}.age")

    def clear(self) -> None:
        """Take every cached month away. Raises StoreError."""
        if self.folder is None:
            return
        for name in self.place.disk.names(self.folder):
            self.place.disk.unlink(self.folder / name)

    def _path(self, month: str) -> Path | None:
        seal = self.place.seal
        if self.folder is None or not (seal.sealed and seal.open and seal.writes):
            return None
        return self.folder / f"{month}.age"

    def _mark(self, paths: list[Path]) -> list[Any]:
        """What the files of the month look like; a change of any makes another."""
        return [LAYOUT, *([path.name, self.place.disk.changed(path)] for path in paths)]
