"""One data folder in use: where it is, who writes in it, what was found.

May import the store's own floor: `layout`, `durable`, `locks`, `ids`,
`lines`, `faults`. Never knows what a document means.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from studio.store import ids, locks
from studio.store.durable import Disk
from studio.store.faults import StoreError
from studio.store.keys import SCRYPT, Keys, Passphrases
from studio.store.layout import Layout, is_table, is_tag, stem_of
from studio.store.lines import Document, LineDocument, Reading, decode_file, dump
from studio.store.sealing import Seal, Unopenable
from studio.store.upgrades import upgraded

FORMAT = 1
SEALED_FORMAT = 2
"""A program that knows nothing of sealing must not add to a sealed folder."""
SEALED_SUFFIX = ".age"
MACHINES = "machines"
"""Where `store.json` notes the tags of each machine that writes here."""
JOINT = "+"
"""Between folder and file in the name of a damaged original."""


class Notice(NamedTuple):
    """Damage that was met and what became of it.

    `where` is the file below the data folder, `lost` counts documents that
    could not be read, `altered` those that read but are not as written, and
    `copy` is the untouched original below the data folder, if one was kept.
    """

    where: str
    lost: int
    altered: int
    copy: str | None


def named(found: Iterable[tuple[str, Mapping[str, Any]]], table: str) -> dict[str, Document]:
    """Documents by id, in today's form. One whose id was hit by damage goes by its key."""
    return {str(one.get("id", key)): upgraded({"id": key, **one}, table) for key, one in found}


class Place:
    """A data folder. Making one touches nothing; the first use checks it."""

    def __init__(
        self,
        root: Path,
        *,
        clock: Callable[[], datetime],
        host: str,
        entropy: Callable[[int], bytes],
        disk: Disk | None = None,
        lock_timeout: float = locks.TIMEOUT,
        passphrases: Passphrases = SCRYPT,
        machine: str = "",
    ) -> None:
        self.layout = Layout(root)
        self.clock = clock
        self.host = host
        self.machine = machine
        self.entropy = entropy
        self.disk = disk or Disk(entropy=entropy)
        self.lock_timeout = lock_timeout
        self.keys = Keys(self.layout.keys, self.disk, passphrases)
        self.seal = Seal()
        self.seal.look_again = self.look_again
        self.notices: list[Notice] = []
        self._copied: set[tuple[Path, int]] = set()
        self._tag: str | None = None
        self._head: Document | None = None

    # Reading -----------------------------------------------------------

    def head(self) -> Document | None:
        """What `store.json` says; None before anything was ever written.

        Raises StoreError if the folder is not safe to use.
        """
        if self._head is None and self.disk.trust(self.layout.root):
            self._take(self.read_json(self.layout.store))
        return self._head

    def look_again(self) -> None:
        """Read `store.json` anew: another window may have sealed the folder or opened it."""
        self._head = None
        self.head()

    def _take(self, head: Document | None) -> None:
        self._head = head
        told = head or {}
        # A damaged `store.json` must not lead to plain words among sealed ones.
        self.seal.sealed = bool(told.get("sealed")) or (not told.get("device") and self.keys.there)
        # While it is being turned off, what is written is plain already.
        self.seal.writes = self.seal.sealed and told.get("turning") != "off"
        if self.seal.writes:
            self.seal.recipients = self.keys.recipients()

    @property
    def newer(self) -> bool:
        """True if a newer program owns this folder: it is then only read."""
        head = self.head() or {}
        version = head.get("format", FORMAT)
        known = SEALED_FORMAT if head.get("sealed") else FORMAT
        return isinstance(version, (int, float)) and version > known

    def read_json(self, path: Path) -> Document | None:
        """A plain JSON object; None if absent. One that is damaged is put aside."""
        data = self.disk.read(path)
        if data is None:
            return None
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        self.damaged(path, data, Reading({}, whole=False, lost=1))
        return None

    def documents(self, path: Path, table: str) -> dict[str, Document]:
        """All documents in a table of the file, by id, through TinyDB."""
        from studio.store.tables import open_table

        found = open_table(path, table, self.disk, self.damaged, self.seal)
        return named(self.looked_into(path, found.unopened()).items(), table)

    def looked_into(
        self, path: Path, table: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, Document]:
        """The documents of a table by their keys; those no key here opens are told of."""
        documents: dict[str, Document] = {}
        for key, one in table.items():
            try:
                documents[key] = dict(one.opened() if isinstance(one, LineDocument) else one)
            except Unopenable:
                continue
        shut = len(table) - len(documents)
        notice = Notice(str(path.relative_to(self.layout.root)), shut, 0, None)
        if shut and notice not in self.notices:
            self.notices.append(notice)
        return documents

    def peek_tables(self, path: Path, table: str) -> dict[str, Any]:
        """All tables of a file without TinyDB, whose import costs more than
        reading a small file does."""
        data = self.disk.read(path)
        if data is None:
            return {}
        reading = decode_file(data, table, is_table, self.seal)
        if not reading.whole or reading.changed:
            self.damaged(path, data, reading)
        if not self.seal.sealed:
            return reading.tables
        return {
            name: self.looked_into(path, one) if isinstance(one, dict) else one
            for name, one in reading.tables.items()
        }

    def peek(self, path: Path, table: str) -> dict[str, Document]:
        """Like `documents`, without TinyDB."""
        found = self.peek_tables(path, table).get(table)
        if not isinstance(found, dict):
            return {}
        return named(self.looked_into(path, found).items(), table)

    def damaged(self, path: Path, data: bytes, reading: Reading) -> bool:
        """Keep an untouched copy of a file that did not read as written.

        Returns whether there is one: only then may the file be rewritten.
        """
        print_ = zlib.crc32(data)
        if (path, print_) in self._copied:
            return True
        where = path.relative_to(self.layout.root)
        name = JOINT.join(where.parts)
        sealing = self.seal.writes and path != self.layout.store
        if sealing and path.parent == self.layout.kept:
            name = f"{path.parent.name}{JOINT}file"  # a collection's name may tell something
        copy = self.layout.quarantine / f"{name}.{print_:08x}{SEALED_SUFFIX if sealing else ''}"
        kept: str | None = str(copy.relative_to(self.layout.root))
        try:
            if path != self.layout.store and self.newer:
                kept = None  # a folder of a newer program is not added to
            elif not self.disk.create(copy, self.seal.close(data) if sealing else data):
                self._copied.add((path, print_))
                return True  # met and told before
        except StoreError:
            kept = None  # the notice says that there is no copy; reading goes on
        notice = Notice(str(where), reading.lost, reading.changed, kept)
        if kept:
            self._copied.add((path, print_))
        if notice not in self.notices:
            self.notices.append(notice)
        return kept is not None

    def stem(self, text: str) -> str:
        """The stem of the files for `text`: opaque in a sealed folder. Raises Locked."""
        return self.seal.name(stem_of(text)) if self.seal.writes else stem_of(text)

    def stems(self, text: str) -> tuple[str, ...]:
        """Every stem that files for `text` may have; two while a change is under way."""
        plain = stem_of(text)
        return (plain, self.seal.name(plain)) if self.seal.sealed else (plain,)

    # Writing -----------------------------------------------------------

    @property
    def tag(self) -> str:
        """The eight hex digits in the names of the files this device writes."""
        if self._tag is None:
            device = (self.head() or {}).get("device")
            self._tag = ids.device_tag(str(device or ""), self.host)
        return self._tag

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of this device: today's, and those it had under former host names.

        It writes under today's alone; but what it wrote before is still its
        own when something is erased.
        """
        if not self.machine:
            return (self.tag,)
        return tuple(dict.fromkeys([self.tag, *self._noted(self.head() or {})]))

    def _noted(self, head: Document) -> list[str]:
        """The tags that `store.json` tells of this machine."""
        machines = head.get(MACHINES)
        found = machines.get(self._print(head)) if isinstance(machines, dict) else None
        return [one for one in found if is_tag(one)] if isinstance(found, list) else []

    def _print(self, head: Document) -> str:
        """What this machine is called in `store.json`: no other folder calls it so."""
        return ids.device_tag(str(head.get("device") or ""), f"machine {self.machine}")

    def _is_noted(self, head: Document) -> bool:
        return not self.machine or self.tag in self._noted(head)

    @contextmanager
    def writing(self) -> Iterator[bool]:
        """Hold the lock while writing; yields False if it could not be had.

        Raises StoreError if this folder belongs to a newer program or cannot
        be written.
        """
        self.prepare()
        with locks.held(self.disk, self.layout.lock, timeout=self.lock_timeout) as locked:
            yield locked

    def prepare(self) -> None:
        """Make the folder ready to be written in. Raises StoreError."""
        self.refuse_newer()
        head = self.head()
        if head is not None and head.get("device") and self._is_noted(head):
            return
        with locks.held(self.disk, self.layout.lock, timeout=self.lock_timeout):
            # Another window may have been first; its device id is then ours too.
            self._take(self.read_json(self.layout.store))
            head = dict(self._head or {})
            if not head.get("device"):
                sealed = {"format": SEALED_FORMAT, "sealed": True}
                head |= sealed if self.seal.sealed else {"format": FORMAT}
                head["device"] = self.entropy(16).hex()
            self._tag = ids.device_tag(str(head["device"]), self.host)
            if not self._is_noted(head):
                others = head[MACHINES] if isinstance(head.get(MACHINES), dict) else {}
                known = [*self._noted(head), self._tag]
                head[MACHINES] = {**others, self._print(head): known}
            if head != self._head:
                self.write_head(head)

    def write_head(self, head: Document) -> None:
        """Replace `store.json`; the one write that turns sealing on or off."""
        self.write_json(self.layout.store, head)
        self._take(head)

    def refuse_newer(self) -> None:
        """Raise StoreError if this folder belongs to a newer program."""
        self._head = None  # another window may have changed it
        if self.newer:
            raise StoreError(
                f"A newer version of this program wrote the data in {self.layout.root},"
                " so it can be read here but not added to.",
                "Update this program.",
                kind="newer",
            )

    def write_json(self, path: Path, value: dict[str, Any]) -> None:
        """Replace a plain JSON file, durably. Raises StoreError."""
        self.disk.replace(path, dump(value) + b"\n")

    def now(self) -> str:
        """The clock as ISO text with its offset."""
        return self.clock().isoformat(timespec="seconds")
