"""Which copy of a document holds, when several files have it.

History is the union by id of every file, and so are collections and the
schedule. A tombstone beats everything, then the higher `rev`, then a copy
that matches its checksum, and last the text itself, so that two devices
which never talk still agree. The rule is associative, commutative and
idempotent: files may be merged in any order, any number of times.

May import `studio.store.lines`. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from studio.store.lines import ALTERED, Document, dump

ERASED = "erased"
KNOWN_VERSION = 1


def is_tombstone(document: Document) -> bool:
    """True for the mark that something was erased."""
    return document.get("kind") == ERASED


def is_newer(document: Document) -> bool:
    """True if a newer program wrote it: shown as far as possible, not rewritten."""
    version = document.get("v", KNOWN_VERSION)
    return isinstance(version, (int, float)) and version > KNOWN_VERSION


def tombstone(identity: str, at: str, like: Document | None = None) -> Document:
    """The mark that `identity` was erased at `at` (ISO). It carries no text."""
    return {"id": identity, "v": 1, "rev": revision(like or {}) + 1, "kind": ERASED, "at": at}


def revision(document: Document) -> int:
    """Its `rev`, a whole number; 0 for anything odd."""
    rev = document.get("rev")
    return rev if isinstance(rev, int) and not isinstance(rev, bool) else 0


def preferred(one: Document, other: Document) -> Document:
    """The copy that holds, of two with the same id."""
    return one if _rank(one) >= _rank(other) else other


def _rank(document: Document) -> tuple[Any, ...]:
    intact = ALTERED not in document
    return (is_tombstone(document), revision(document), intact, dump(document))


def merge(copies: Iterable[tuple[str, Document]]) -> dict[str, Document]:
    """One document for each id, tombstones included, in order of first sight."""
    merged: dict[str, Document] = {}
    for identity, document in copies:
        known = merged.get(identity)
        merged[identity] = document if known is None else preferred(known, document)
    return merged


def living(merged: dict[str, Document]) -> dict[str, Document]:
    """Without the tombstones."""
    return {key: one for key, one in merged.items() if not is_tombstone(one)}
