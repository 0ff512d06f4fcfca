"""Programmes a person is on, or was: one document for each time one was begun.

May import `shelf`, `union`. Knows nothing of plans: what was done is in the
history, so that joining two folders joins it too, and a document here changes
only when the person passes something over or leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from studio.store import union
from studio.store.lines import Document
from studio.store.place import Place
from studio.store.shelf import Shelf

STEM = "programmes"


class Programmes(Shelf):
    """The programmes that were begun."""

    def __init__(self, place: Place) -> None:
        super().__init__(place, place.layout.programmes, "runs")

    def runs(self) -> list[Document]:
        """Every programme that was begun, the latest first."""
        living = union.living(self.peek()).values()
        return sorted(living, key=lambda one: (str(one.get("begun")), str(one["id"])), reverse=True)

    def begin(self, identity: str, run: Mapping[str, Any], *, locked: bool) -> Document:
        """Enter one; `run` says which and how it goes."""
        start = {"v": 1, "rev": 1, "kind": "programme", "ended": None}
        new = {**start, **run, "id": identity}
        self.write(STEM, {identity: new}, locked=locked)
        return new

    def change(self, identity: str, fields: Mapping[str, Any], *, locked: bool) -> Document | None:
        """The next revision of one; None if there is none, or a newer program wrote it."""
        run = union.living(self.read()).get(identity)
        if run is None or union.is_newer(run):
            return None
        new = {**run, **fields, "rev": union.revision(run) + 1}
        self.write(STEM, {identity: new}, locked=locked)
        return new
