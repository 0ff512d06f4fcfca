"""Sessions in progress: one file each, rewritten as a whole after every step.

A draft's lists (what was done, step by step) lie one entry a line, so that a
damaged file still gives every entry before the damage. A finished session is
marked done in its draft, with the outcome inside: from then on it is safe.

May import `shelf`, `tables` (late), `union`. Never knows what a draft says.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from studio.store import union
from studio.store.faults import StoreError
from studio.store.layout import PART, is_table, stem_of
from studio.store.lines import ALTERED, Document, decode_file
from studio.store.place import Place
from studio.store.shelf import Shelf

HEAD = "draft"
DONE = "done"


class Done(NamedTuple):
    """A finished session whose outcome may not be filed yet."""

    identity: str
    outcome: Document
    rules: Document


class Drafts(Shelf):
    """The drafts of every device that shares this folder."""

    def __init__(self, place: Place) -> None:
        super().__init__(place, place.layout.drafts, HEAD)
        self._looked: set[str] = set()

    # Writing -----------------------------------------------------------

    def save(self, identity: str, draft: Document) -> None:
        """Replace the draft; on the disk when this returns. Raises StoreError."""
        self.place.prepare()
        path = self._path(identity)
        if identity not in self._looked:
            self._refuse_newer(path)
            self._looked.add(identity)
        self._replace(path, _tables(identity, draft, self.place.now()))

    def rewrite(self, path: Path, tables: dict[str, dict[str, Any]]) -> None:
        """Write a draft anew from what could be read of it. Raises StoreError."""
        self._replace(path, tables)

    def _replace(self, path: Path, tables: dict[str, dict[str, Any]]) -> None:
        from studio.store.tables import open_database

        place = self.place
        open_database(path, HEAD, place.disk, place.damaged, place.seal).storage.write(tables)

    def mark_done(self, identity: str, outcome: Document, rules: Document) -> None:
        """Put the outcome into the draft; durable when this returns. Raises StoreError."""
        from studio.store.tables import open_table

        self.place.prepare()
        path = self._path(identity)
        self._refuse_newer(path)
        done = {"id": identity, "v": 1, "rev": 1, "kind": DONE, "saved": self.place.now()}
        done |= {"outcome": outcome, "rules": rules}
        place = self.place
        open_table(path, DONE, place.disk, place.damaged, place.seal).put({identity: done})

    def may_end(self, identity: str) -> None:
        """Raise StoreError if a newer program holds this session's draft."""
        self._refuse_newer(self._path(identity))

    def drop(self, identity: str) -> bool:
        """Remove every file of this draft; False if there was none."""
        self._looked.discard(identity)
        disk, stem = self.place.disk, stem_of(identity)
        if not disk.trust(self.place.layout.root):
            return False
        # A write that was cut off left a temp file with the same words in it.
        ours = (f"{stem}.", f".{stem}.")
        found = [name for name in disk.names(self.folder) if name.startswith(ours)]
        gone = [disk.unlink(self.folder / name) for name in found]
        return any(gone)

    def _path(self, identity: str) -> Path:
        return self.own_path(stem_of(identity), locked=True)

    def _refuse_newer(self, path: Path) -> None:
        if self.place.seal.locked:
            return  # it cannot be looked into, and what is in it stays as it is
        data = self.place.disk.read(path)
        seal = self.place.seal
        tables = {} if data is None else decode_file(data, HEAD, is_table, seal).tables
        found = [self.place.looked_into(path, tables.get(name, {})) for name in (HEAD, DONE)]
        documents = [one for table in found for one in table.values()]
        if any(union.is_newer(one) for one in documents):
            raise StoreError(
                "A newer version of this program began this session, so it is left as it is.",
                "Update this program to go on with it.",
                kind="newer",
            )

    # Reading -----------------------------------------------------------

    def open(self) -> list[Document]:
        """Sessions that can be taken up again, the last saved first.

        Each is the draft as it was saved, with `id` and `saved_at`; `damaged`
        is true if a part of it is missing, `newer` if a newer program wrote it.
        """
        finished = {one.identity for one in self.done()}
        best: dict[str, Document] = {}
        for path in self.files():
            draft = draft_in(self.place.peek_tables(path, HEAD))
            if draft is None or draft["id"] in finished:
                continue
            known = best.get(draft["id"])
            if known is None or _order(draft) > _order(known):
                best[draft["id"]] = draft
        return sorted(best.values(), key=_order, reverse=True)

    def done(self) -> list[Done]:
        """Finished sessions whose draft is still there, the oldest first."""
        found: dict[str, Done] = {}
        for path in self.files():
            # Both tables: a damaged name puts a document into the first.
            tables = (self.place.peek(path, name) for name in (HEAD, DONE))
            for identity, one in (pair for table in tables for pair in table.items()):
                outcome, rules = one.get("outcome"), one.get("rules")
                if isinstance(outcome, dict) and not union.is_newer(one):
                    outcome = {**outcome, "id": identity}
                    found[identity] = Done(identity, outcome, rules or {})
        return [found[identity] for identity in sorted(found)]


def _tables(identity: str, draft: Document, saved: str) -> dict[str, dict[str, Any]]:
    """The file of a draft: its head, and a table for each of its lists."""
    lists = {name: value for name, value in draft.items() if isinstance(value, (list, tuple))}
    head = {
        "id": identity,
        "v": 1,
        "rev": 1,
        "kind": HEAD,
        "saved": saved,
        "order": list(draft),
        "lists": {name: len(value) for name, value in lists.items()},
        "draft": {name: value for name, value in draft.items() if name not in lists},
    }
    tables: dict[str, dict[str, Any]] = {HEAD: {identity: head}}
    for name, value in lists.items():
        tables[PART + name] = {f"{n:06d}": {"entry": one} for n, one in enumerate(value)}
    return tables


def ended_in(tables: dict[str, Any]) -> set[str]:
    """The ids of finished sessions in a file: marked done, and not filed yet."""
    # Both tables: a damaged name puts a document into the first.
    documents = (pair for name in (HEAD, DONE) for pair in tables.get(name, {}).items())
    return {
        str(one.get("id", key)) for key, one in documents if isinstance(one.get("outcome"), dict)
    }


def draft_in(tables: dict[str, Any]) -> Document | None:
    """The draft in a file as far as it can be read; None if its head is lost."""
    heads = [one for one in tables.get(HEAD, {}).values() if one.get("kind") == HEAD]
    if not heads:
        return None
    head = heads[0]
    body, lists = head.get("draft") or {}, head.get("lists") or {}
    parts = _parts(tables, list(lists))
    draft = {
        name: parts.get(name, []) if name in lists else body.get(name)
        for name in head.get("order") or [*body, *lists]
    }
    draft |= {"id": str(head.get("id")), "saved_at": head.get("saved")}
    short = any(len(parts.get(name, [])) != count for name, count in lists.items())
    if short or any(ALTERED in one for table in tables.values() for one in table.values()):
        draft["damaged"] = True
    if union.is_newer(head):
        draft["newer"] = True
    return draft


def _parts(tables: dict[str, Any], names: list[str]) -> dict[str, list[Any]]:
    """The lists by name. One whose name was damaged takes the place that is free."""
    found: dict[str, list[Any]] = {}
    nameless = [{key: one for key, one in tables.get(HEAD, {}).items() if "entry" in one}]
    for name, table in tables.items():
        if name.startswith(PART) and isinstance(table, dict):
            if name[len(PART) :] in names:
                found[name[len(PART) :]] = _entries(table)
            else:
                nameless.append(table)
    free = (name for name in names if name not in found)
    return found | dict(zip(free, (_entries(one) for one in nameless if one), strict=False))


def _entries(table: dict[str, Any]) -> list[Any]:
    """A list up to its first missing entry: what follows may not make sense alone."""
    entries: list[Any] = []
    for key in sorted(table):
        if key != f"{len(entries):06d}" or "entry" not in table[key]:
            break
        entries.append(table[key]["entry"])
    return entries


def _order(draft: Document) -> tuple[float, str]:
    return moment_of(draft["saved_at"]), draft["id"]


def moment_of(saved: object) -> float:
    """When a draft was saved, in seconds since 1970, whatever the zone; 0 for anything odd."""
    try:
        return datetime.fromisoformat(str(saved)).timestamp()
    except ValueError:
        return 0.0
