"""Documents of one kind, spread over the files of one folder.

The files of a stem (a month, a collection) are read together: what holds is
their union by id. This device writes only its own files, or a side file when
it does not have the lock; files of other devices and copies made by a file
syncer are read and left alone.

May import `place`, `layout`, `union`, `tables` (late). Never knows what a
document means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from studio.store import layout, union
from studio.store.lines import (
    Document,
    decode_file,
    dump,
    is_as_written,
    is_entry,
    key_of,
    narrowed,
)
from studio.store.place import Place, named
from studio.store.sealing import LABELLED, tells_nothing

NO_CAP = 1_000_000
SETTLED = 10_000_000_000
"""Nanoseconds: far more than a tick of any disk's clock."""


class Shelf:
    """One folder of documents, in one table of each of its files."""

    def __init__(self, place: Place, folder: Path, table: str) -> None:
        self.place = place
        self.folder = folder
        self.table = table

    # Reading -----------------------------------------------------------

    def names(self, stem: str | None = None) -> list[str]:
        """The names of the files of `stem`, or of all, whoever wrote them."""
        if not self.place.disk.trust(self.place.layout.root):
            return []
        begin = "" if stem is None else f"{stem}."
        return [
            name
            for name in self.place.disk.names(self.folder)
            if name.startswith(begin) and layout.is_document_file(name)
        ]

    def files(self, stem: str | None = None) -> list[Path]:
        """The files of `stem`, or all, whoever wrote them."""
        return [self.folder / name for name in self.names(stem)]

    def own_files(self, stem: str) -> list[Path]:
        """The files of `stem` this device wrote, side files included."""
        tags = self.place.tags
        return [path for path in self.files(stem) if layout.is_own(path.name, *tags)]

    def copies(self, paths: Iterable[Path]) -> Iterator[tuple[str, Document]]:
        """Every document in the files, with its id, once for each copy."""
        for path in paths:
            yield from self.place.documents(path, self.table).items()

    def read(self, stem: str | None = None) -> dict[str, Document]:
        """The union by id, tombstones included."""
        return union.merge(self.copies(self.files(stem)))

    def read_all(self, stems: Iterable[str]) -> dict[str, Document]:
        """The union by id of several stems."""
        return union.merge(copy for stem in stems for copy in self.copies(self.files(stem)))

    def peek(self, stem: str | None = None) -> dict[str, Document]:
        """Like `read`, without importing TinyDB."""
        peek = self.place.peek
        return union.merge(
            copy for path in self.files(stem) for copy in peek(path, self.table).items()
        )

    def holding(self, paths: Iterable[Path], identity: str) -> list[Path]:
        """Those of `paths` that have a document of this id. Parses nothing.

        A sealed file with labels for keys may have it, and counts.
        """
        hidden = not tells_nothing(identity)
        needle = dump(identity) + b":"
        spaced = dump(identity) + b" :"
        found = []
        for path in paths:
            data = self.place.disk.read(path) or b""
            if needle in data or spaced in data or (hidden and LABELLED.search(data)):
                found.append(path)
        return found

    def told_on(self, keeps: Callable[[bytes], bool]) -> dict[str, Document]:
        """The union of the documents whose line in a file `keeps` is true of.

        Every copy of such a document counts, and no other is parsed. Of a sealed folder,
        which shows neither words nor most keys, and of files in another form it is all.
        """
        files = {path: self.place.disk.read(path) or b"" for path in self.files()}
        lines = [line for data in files.values() for line in data.split(b"\n")]
        if self.place.seal.sealed or not all(map(is_as_written, lines)):
            return self.peek()
        keys = {key_of(line) for line in lines if is_entry(line) and keeps(line)}
        copies: list[tuple[str, Document]] = []
        for data in files.values() if keys else ():
            narrow = narrowed(data, lambda line: key_of(line) in keys)
            table = decode_file(narrow, self.table, layout.is_table).tables.get(self.table, {})
            copies += named(table.items(), self.table).items()
        return union.merge(copies)

    # Writing -----------------------------------------------------------

    def put(self, path: Path, documents: dict[str, Document]) -> None:
        """Insert or replace in one file, in one durable write."""
        from studio.store.tables import open_table

        place = self.place
        open_table(path, self.table, place.disk, place.damaged, place.seal).put(documents)

    def write(self, stem: str, documents: dict[str, Document], *, locked: bool) -> None:
        """Put documents in our own file of `stem`, or in a side file."""
        if documents:
            self.put(self.own_path(stem, locked=locked), documents)

    def own_path(self, stem: str, *, locked: bool, number: int = 1) -> Path:
        """The file to write in: ours with the lock, a fresh one without."""
        if locked:
            return self.folder / layout.numbered(stem, self.place.tag, number)
        return self.side_path(stem)

    def fill(self, stem: str, documents: dict[str, Document], *, locked: bool) -> None:
        """Put many documents in our files of `stem`, beginning where there is room."""
        rest = list(documents.items())
        files = self.free_files(stem, locked=locked)
        while rest:
            path, room = next(files)
            if room > 0:
                self.put(path, dict(rest[:room]))
                rest = rest[room:]

    def free_files(self, stem: str, *, locked: bool) -> Iterator[tuple[Path, int]]:
        """Files to put new documents in, without end, and how many each may take."""
        while True:
            yield self.own_path(stem, locked=locked), NO_CAP

    def side_path(self, stem: str) -> Path:
        """A file name that nobody else can be writing to."""
        return self.folder / layout.side(stem, self.place.tag, self.place.entropy(6))

    def bury(self, stem: str, tombstones: dict[str, Document], *, locked: bool) -> None:
        """Write tombstones, and take the text out of every file of our own.

        Without the lock the tombstones go to a side file and hide the text at
        once; it is taken out by `obey` at the next write that has the lock.
        """
        if not locked:
            self.fill(stem, tombstones, locked=False)
            return
        homeless = dict(tombstones)
        for path in self.own_files(stem):
            here = {
                identity: stone
                for identity, stone in tombstones.items()
                if self.holding([path], identity)
            }
            if here:
                self.put(path, here)
            for identity in here:
                homeless.pop(identity, None)
        self.fill(stem, homeless, locked=True)

    def obey(self, *, everything: bool = False) -> None:
        """Take out of our own files what a tombstone in another file erased.

        Call it with the lock held. Only files that others wrote, or we without
        the lock, and that changed here since the last time are looked into;
        the inode's change time is what tells, since syncers set the other one.
        `everything` looks into all of them again.
        """
        tag, disk = self.place.tag, self.place.disk
        marker = self.folder / f".obeyed.{tag}"
        told = disk.read(marker) or b""
        seen = int(told) if told.isdigit() and not everything else 0
        # A file that changed twice within one tick of the disk's clock looks as if it
        # had changed once. Only a look well after that tick is the last one.
        settled = (disk.changed(marker) or 0) - seen > SETTLED
        if not disk.trust(self.place.layout.root):
            return
        others = self.names() if everything else layout.strangers(disk.names(self.folder), tag)
        changes = {self.folder / name: disk.changed(self.folder / name) or 0 for name in others}
        news = [
            path
            for path, changed in changes.items()
            if changed > seen or (changed == seen and not settled)
        ]
        if not news:
            return
        stones = {key: one for key, one in self.copies(news) if union.is_tombstone(one)}
        for path in self.files() if stones else []:
            if layout.is_own(path.name, *self.place.tags):
                self._bury_in(path, stones)
        if max(changes.values()) > seen or not settled:
            disk.replace(marker, str(max(changes.values())).encode())

    def _bury_in(self, path: Path, stones: dict[str, Document]) -> None:
        here = self.place.documents(path, self.table)
        alive = {
            key: stone
            for key, stone in stones.items()
            if key in here and not union.is_tombstone(here[key])
        }
        if alive:
            self.put(path, alive)
