"""Outcomes, filed by the month in which they ended.

May import `shelf` and the floor below it. Never reads more months than asked
for: the first page of a hundred thousand outcomes costs one month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.store import ids, layout, union
from studio.store.lines import (
    Document,
    LineDocument,
    decode_file,
    dump,
    is_entry,
    key_of,
    narrowed,
)
from studio.store.months import Months
from studio.store.place import Place, named
from studio.store.sealing import SealedDocument
from studio.store.shelf import Shelf
from studio.store.upgrades import upgraded
from studio.store.wanted import Wanted

if TYPE_CHECKING:
    from studio.store.tables import StoreTable

Row = tuple[tuple[datetime, str], Mapping[str, Any]]
"""When it ended and its id (the order of history), and the outcome."""

FIRST_REVISION = re.compile(
    rb'\{"id":"[^"\\]*","v":1,"rev":1,"kind":"outcome","ended":"([0-9T:.+Z-]*)"'
)
"""How a line begins that can be put in order without being read to its end."""


class History(Shelf):
    """Every finished session."""

    def __init__(self, place: Place, cache: Path | None = None) -> None:
        super().__init__(place, place.layout.history, "outcomes")
        self.months = Months(place, cache)

    # Reading -----------------------------------------------------------

    def newest_first(
        self,
        exercise: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Document]:
        """Outcomes by when they ended, the latest first; reads as it goes.

        `since` is included, `until` is not; both aware. Parses those of the exercise alone.
        """
        needle = dump(exercise)
        filed, strays = self._by_month()
        for month in sorted(filed.keys() | strays.keys(), reverse=True):
            if _outside(month, since, until):
                continue
            rows = self._rows(month, filed.get(month, []), strays.get(month, {}))
            for (ended, identity), unopened in rows:
                if not _within(ended, since, until):
                    continue
                raw = unopened.raw if isinstance(unopened, LineDocument) else None
                if exercise is not None and raw is not None and needle not in raw:
                    continue
                outcome = upgraded({"id": identity, **unopened}, self.table)
                if exercise is None or outcome.get("exercise") == exercise:
                    yield outcome

    def searched(self, text: str) -> Iterator[Document | None]:
        """Outcomes that may hold all words of `text`, the latest first.

        None stands for a month that has been read to its end, so that whoever
        asks can do something else meanwhile.
        """
        wanted = Wanted(text)
        filed, strays = self._by_month()
        for month in sorted(filed.keys() | strays.keys(), reverse=True):
            paths, odd = filed.get(month, []), strays.get(month, {})
            if odd or self.place.seal.sealed:
                rows = self._rows(month, paths, odd)
            else:
                rows = self._rows_with(wanted, paths)
            for (_, identity), unopened in rows:
                raw = unopened.raw if isinstance(unopened, LineDocument) else None
                if wanted.may_be_in(dump(dict(unopened)) if raw is None else raw):
                    yield upgraded({"id": identity, **unopened}, self.table)
            yield None

    def _rows_with(self, wanted: Wanted, paths: list[Path]) -> list[Row]:
        """The rows of a plain month that may hold the words; the others are not even read."""
        found = [data for path in paths if (data := self.place.disk.read(path))]
        if not any(wanted.may_be_in(data) for data in found):
            return []
        lines = [line for data in found for line in data.split(b"\n") if is_entry(line)]
        keys = {key_of(line) for line in lines if wanted.may_be_in(line)}
        copies: dict[str, list[Mapping[str, Any]]] = {}
        for data in found:
            # Every copy of what is wanted, for one without the words may be the newer.
            narrow = narrowed(data, lambda line: key_of(line) in keys)
            documents = decode_file(narrow, self.table, layout.is_table).tables.get(self.table, {})
            for key, one in documents.items():
                copies.setdefault(key, []).append(one)
        return _in_order(copies)

    def get(self, identity: str) -> Document | None:
        """One outcome by id; None if there is none or it was erased."""
        found = self._find(identity)
        return None if found is None or union.is_tombstone(found[1]) else found[1]

    def knows(self, identity: str) -> bool:
        """Whether a session has been filed, or filed and erased. Parses little.

        It can only have ended after it began, which its id tells: of a long
        history only the months since then are looked into (since now, if the
        clock was ahead when it began).
        """
        made = ids.time_of(identity)
        first = min(made.strftime("%Y-%m"), self._this_month()) if made else ""
        near = [name for name in self.names() if (layout.month_of_name(name) or "9") >= first]
        return bool(self.holding((self.folder / name for name in near), identity))

    def _rows(self, month: str, paths: list[Path], strays: dict[str, Document]) -> list[Row]:
        """The living outcomes of a month, from the cache if it is sealed and cached."""
        if not self.place.seal.sealed or strays:
            return self._month(paths, strays)
        cached = self.months.read(month, paths)
        if cached is not None:
            return _in_order({identity: [one] for identity, one in cached.items()})
        found = self._month(paths, strays)
        self.months.keep(month, paths, {identity: dict(one) for (_, identity), one in found})
        return found

    def _month(self, paths: list[Path], strays: dict[str, Document]) -> list[Row]:
        """The living outcomes of a month, the latest first, opened only if need be."""
        copies: dict[str, list[Mapping[str, Any]]] = {}
        for path in paths:
            found = self._unopened(path)
            if any(isinstance(one, SealedDocument) for one in found.values()):
                opened = self.place.looked_into(path, found)
                for identity, sealed in named(opened.items(), self.table).items():
                    copies.setdefault(identity, []).append(sealed)
                continue
            for key, one in found.items():
                # The checksum of a line that is intact covers its key.
                intact = isinstance(one, LineDocument)
                copies.setdefault(key if intact else str(one.get("id", key)), []).append(one)
        for identity, one in strays.items():
            copies.setdefault(identity, []).append(one)
        return _in_order(copies)

    def _unopened(self, path: Path) -> dict[str, Mapping[str, Any]]:
        return self._open(path).unopened()

    def _open(self, path: Path) -> StoreTable:
        from studio.store.tables import open_table

        place = self.place
        return open_table(path, self.table, place.disk, place.damaged, place.seal)

    def _by_month(self) -> tuple[dict[str, list[Path]], dict[str, dict[str, Document]]]:
        """Files by month, and the documents of files whose name tells no month."""
        filed: dict[str, list[Path]] = {}
        strays: dict[str, dict[str, Document]] = {}
        for path in self.files():
            month = layout.month_of_name(path.name)
            if month is not None:
                filed.setdefault(month, []).append(path)
                continue
            for identity, one in self.copies([path]):
                shelf = strays.setdefault(layout.month_of(one.get("ended")) or "", {})
                known = shelf.get(identity)
                shelf[identity] = one if known is None else union.preferred(known, one)
        return filed, strays

    def _find(self, identity: str) -> tuple[str, Document] | None:
        """The month of an id and the copy that holds. Most likely month first."""
        filed, strays = self._by_month()
        made = ids.time_of(identity)
        near = made.strftime("%Y-%m") if made else "9999-99"
        later = sorted(month for month in filed if month >= near)
        earlier = sorted((month for month in filed if month < near), reverse=True)
        for month in [*later, *earlier, *(m for m in strays if m not in filed)]:
            paths = self.holding(filed.get(month, []), identity)
            copies = [*self.copies(paths), *strays.get(month, {}).items()]
            merged = union.merge(copy for copy in copies if copy[0] == identity)
            if identity in merged:
                return month, merged[identity]
        return None

    def put(self, path: Path, documents: dict[str, Document]) -> None:
        """Insert or replace in one file; what is cached of its month goes first."""
        month = layout.month_of_name(path.name)
        if month is not None:
            self.months.drop(month)
        super().put(path, documents)

    # Writing -----------------------------------------------------------

    def insert(self, outcome: Document, *, locked: bool) -> bool:
        """File an outcome unless it is filed already; False if it was erased.

        Only our last file of the month is looked into, so that this costs the
        same at any length of history. A copy further back does no harm:
        history is the union by id, and a tombstone beats every copy.
        """
        identity = str(outcome["id"])
        month = layout.month_of(outcome.get("ended")) or self._this_month()
        last, number = self._last(month)
        known: set[str] = set()

        def has_room(documents: Mapping[str, Any]) -> bool:
            known.update(documents)
            room = len(known) < layout.OUTCOMES_A_FILE
            if room and locked and identity not in known:
                self.months.drop(month)
                return True
            return False

        if self._open(last).put_if({identity: outcome}, has_room):
            return True
        if identity in known:
            one = self.place.documents(last, self.table).get(identity)
            return one is not None and not union.is_tombstone(one)
        if not locked:
            self.put(self.side_path(month), {identity: outcome})
        else:
            self.put(self.own_path(month, locked=True, number=number + 1), {identity: outcome})
        return True

    def erase(self, identity: str, *, locked: bool) -> bool:
        """Put a tombstone in an outcome's place; False if there is none."""
        found = self._find(identity)
        if found is None or union.is_tombstone(found[1]):
            return False
        month, outcome = found
        stone = union.tombstone(identity, self.place.now(), outcome)
        self.bury(month or self._this_month(), {identity: stone}, locked=locked)
        return True

    def free_files(self, stem: str, *, locked: bool) -> Iterator[tuple[Path, int]]:
        """Our last file of the month as far as it has room, then new ones."""
        if locked:
            last, number = self._last(stem)
            yield last, layout.OUTCOMES_A_FILE - len(self._unopened(last))
        while True:
            number = number + 1 if locked else 1
            yield self.own_path(stem, locked=locked, number=number), layout.OUTCOMES_A_FILE

    def _last(self, month: str) -> tuple[Path, int]:
        """Our own file of the month with the highest number, and that; the first if none.

        They are tried one by one and not listed: a long history is a long list.
        Should one be missing in between, the gap is filled; nothing depends on the order.
        """
        number = 1
        while self.place.disk.changed(self.own_path(month, locked=True, number=number + 1)):
            number += 1
        return self.own_path(month, locked=True, number=number), number

    def _this_month(self) -> str:
        return self.place.clock().astimezone(UTC).strftime("%Y-%m")


def _in_order(copies: Mapping[str, list[Mapping[str, Any]]]) -> list[Row]:
    """The living outcomes among them, the latest first."""
    rows = [_row(identity, found) for identity, found in copies.items()]
    return sorted((row for row in rows if row), key=lambda row: row[0], reverse=True)


def _row(identity: str, copies: list[Mapping[str, Any]]) -> Row | None:
    """An outcome with its place in history; None if it was erased."""
    if len(copies) == 1 and isinstance(copies[0], LineDocument):
        found = FIRST_REVISION.match(copies[0].raw or b"")
        if found:
            return (_moment(found[1].decode()), identity), copies[0]
    outcome = union.merge((identity, dict(one)) for one in copies)[identity]
    if union.is_tombstone(outcome):
        return None
    return (_moment(outcome.get("ended")), identity), outcome


def _moment(ended: object) -> datetime:
    """When it ended; the beginning of time for anything odd."""
    try:
        moment = datetime.fromisoformat(str(ended))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _within(moment: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or moment >= since) and (until is None or moment < until)


def _outside(month: str, since: datetime | None, until: datetime | None) -> bool:
    """True if nothing filed under the month can be in the span."""
    try:
        first = datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC)
    except ValueError:
        return False
    after = (first + timedelta(days=32)).replace(day=1)
    return (since is not None and after <= since) or (until is not None and first >= until)
