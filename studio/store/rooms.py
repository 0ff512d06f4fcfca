"""All that is kept, room by room, for what looks after the whole folder.

May import the rooms. Never decides anything: checking, backups, joining and
erasing walk over the same rooms, so that none of them forgets one.
"""

from __future__ import annotations

from typing import NamedTuple

from studio.store.drafts import Drafts
from studio.store.history import History
from studio.store.kept import Kept
from studio.store.place import Place
from studio.store.programmes import Programmes
from studio.store.schedule import Schedule
from studio.store.shelf import Shelf


class Rooms(NamedTuple):
    """The rooms of one data folder."""

    place: Place
    history: History
    drafts: Drafts
    kept: Kept
    schedule: Schedule
    programmes: Programmes

    @property
    def shelves(self) -> tuple[Shelf, ...]:
        """Every room whose documents are joined by id; drafts are files of their own."""
        return (
            self.history, self.kept.items, self.kept.cards, self.schedule, self.programmes,
        )  # fmt: skip
