"""TinyDB over durable files: one database per file, opened per operation.

`DurableStorage` gives TinyDB what its own JSON storage lacks: atomic, synced,
private writes, and damaged files that still open. The query cache is off,
because it hands out shared objects.

May import `tinydb` (this module alone, and it is imported only when a file is
really opened), `studio.store.durable`, `studio.store.lines`. Never decides
where a file lies or which copy of a document holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from studio.store.durable import Disk
from studio.store.faults import StoreError
from studio.store.layout import is_table
from studio.store.lines import Document, Reading, decode_file, encode_file
from studio.store.sealing import Seal

Damage = Callable[[Path, bytes, Reading], bool]


class DurableStorage(Storage):
    """A TinyDB storage whose every write is whole and on the disk.

    `damage(path, data, reading)` is told about a file that did not read as it
    was written, before anything else happens to it, and answers whether the
    original is safe. If it is not, the file is read but not rewritten. With a
    `seal` that writes, every document is sealed, and sealed ones open by it.
    """

    def __init__(
        self,
        path: str | Path,
        disk: Disk | None = None,
        damage: Damage | None = None,
        table: str = "_default",
        known: Callable[[str], bool] | None = None,
        seal: Seal | None = None,
    ) -> None:
        super().__init__()
        self.path = Path(path)
        self.disk = disk or Disk()
        self.damage = damage
        self.table = table
        self.known = known
        self.seal = seal
        self.safe = True

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables; None when there is no file yet."""
        data = self.disk.read(self.path)
        return None if data is None else self.parse(data)

    def parse(self, data: bytes) -> dict[str, dict[str, Any]]:
        """The tables in `data`; damage is reported, never raised."""
        reading = decode_file(data, self.table, self.known, self.seal)
        if self.damage and not (reading.whole and not reading.changed):
            self.safe = self.damage(self.path, data, reading)
        return reading.tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file. Raises StoreError; the old file is then intact."""
        if not self.safe:
            raise StoreError(
                f"A damaged file in {self.path.parent} could not be copied aside,"
                " so it was left as it is.",
                "Free some room on that disk and try again.",
                kind="damaged",
            )
        self.disk.replace(self.path, encode_file(data, self.seal))


class _LeftAsItIs(Exception):
    """Ends an update before it is written."""


class StoreTable(Table):
    """A table with string ids and one write for any number of documents."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's stubs say int only
    default_query_cache_capacity = 0

    def put(self, documents: Mapping[str, Document]) -> None:
        """Insert or replace by id, in one write."""

        def change(table: dict[Any, Mapping[str, Any]]) -> None:
            table.update(documents)

        self._update_table(change)

    def put_if(
        self, documents: Mapping[str, Document], fits: Callable[[Mapping[str, Any]], bool]
    ) -> bool:
        """`put`, if what is there `fits`; looked at and written in one reading."""

        def change(table: dict[Any, Mapping[str, Any]]) -> None:
            if not fits(table):
                raise _LeftAsItIs
            table.update(documents)

        try:
            self._update_table(change)
        except _LeftAsItIs:
            return False
        return True

    def unopened(self) -> dict[str, Mapping[str, Any]]:
        """All documents by id; those intact on disk are still `LineDocument`s."""
        return {str(identity): one for identity, one in self._read_table().items()}


class StoreDatabase(TinyDB):
    """A TinyDB whose tables are `StoreTable`s."""

    table_class = StoreTable


def open_database(
    path: Path, table: str, disk: Disk, damage: Damage | None = None, seal: Seal | None = None
) -> StoreDatabase:
    """The TinyDB of the file at `path`, whether or not it exists yet.

    `table` is where documents belong that are salvaged without a table.
    """
    return StoreDatabase(
        path,
        disk=disk,
        damage=damage,
        table=table,
        known=is_table,
        seal=seal,
        storage=DurableStorage,
    )


def open_table(
    path: Path, table: str, disk: Disk, damage: Damage | None = None, seal: Seal | None = None
) -> StoreTable:
    """One table of the file at `path`, whether or not it exists yet."""
    opened = open_database(path, table, disk, damage, seal).table(table, cache_size=0)
    assert isinstance(opened, StoreTable)
    return opened
