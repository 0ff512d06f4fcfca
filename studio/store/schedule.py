"""What is to come back, and when.

May import `shelf`, `cadence`, `union`. Reads without TinyDB, because a shell
prompt asks for what is due. Never starts anything.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from studio.store import cadence, union
from studio.store.changes import REMEMBERED, TOUCHED, told, touched
from studio.store.lines import Document
from studio.store.place import Place
from studio.store.shelf import Shelf

STEM = "schedule"


class Schedule(Shelf):
    """The entries a person agreed to."""

    def __init__(self, place: Place) -> None:
        super().__init__(place, place.layout.schedule, "entries")

    def entries(self) -> list[Document]:
        """Those still open: by when they are due, those without a time last."""
        living = union.living(self.peek()).values()
        still_open = [one for one in living if not one.get("done")]
        return sorted(still_open, key=lambda one: (_due(one) is None, _due(one), str(one["id"])))

    def due(self, now: datetime) -> list[Document]:
        """Open entries whose time has come, the longest waiting first."""
        moments = ((one, _due(one)) for one in self.entries())
        return [one for one, moment in moments if moment is not None and moment <= now.timestamp()]

    def add(self, outcome: Document, *, locked: bool) -> None:
        """Enter what the outcome schedules; entries already known stay as they are.

        What comes every so often is there once: an `every` takes the place of the one that
        the same step set up before, and what a session brought back by an entry sets up in
        its stead goes on as that. "No" (`declined`) ends a whole exercise that the same
        step had come back; a follow-up belongs to its own session, and is not meant.
        """
        known = self.read()
        ended = [known.get(one, {}) for one in _names(outcome, "lets_go")]
        declined = _names(outcome, "declined")
        new: dict[str, Document] = {}
        closed: dict[str, Document] = {}
        for entry in told(outcome, "schedule"):
            identity = str(entry.get("id"))
            if entry.get("id") and identity not in known:
                start = {"v": 1, "rev": 1, "kind": "schedule", "done": False, "from": outcome["id"]}
                made = {**start, **entry, TOUCHED: []}
                series = (one.get("series") for one in ended if _same_thing(one, made))
                new[identity] = {**made, "series": next(series, made.get("series"))}
        for identity, one in union.living(known).items():
            if not one.get("every") or one.get("done") or union.is_newer(one):
                continue
            over = one.get("series") in declined and not one.get("followup")
            if over or any(_replaces(entry, one) for entry in new.values()):
                closed[identity] = {**one, "done": True, "rev": union.revision(one) + 1}
        self.write(STEM, {**closed, **new}, locked=locked)

    def settle(
        self, identity: str, now: datetime, *, by: str | None = None, locked: bool
    ) -> Document | None:
        """Done for this time: moved to its next day, or closed if there is none.

        `by` is the outcome that settles it; the same one settles only once.
        Returns the entry as it now is; None if there is no such open entry.
        """
        entry = self._open(identity)
        if entry is None or (by and touched(entry, by)):
            return None
        moved = _moved(entry, now)
        moved = {"done": True} if moved is None else moved
        memory = [*(entry.get(TOUCHED) or []), *([by] if by else [])][-REMEMBERED:]
        return self._next(entry, {**moved, TOUCHED: memory}, locked=locked)

    def answer(self, outcome: Document, *, locked: bool) -> None:
        """Settle the entries that the outcome's `settles` names, as of its end.

        Those in `lets_go` do not come again.
        """
        try:
            ended = datetime.fromisoformat(str(outcome.get("ended")))
        except ValueError:
            ended = self.place.clock()
        for identity in _names(outcome, "settles"):
            self.settle(identity, ended, by=str(outcome["id"]), locked=locked)
        for identity in _names(outcome, "lets_go"):
            self.stop(identity, locked=locked)

    def stop(self, identity: str, *, locked: bool) -> bool:
        """Close an entry for good; False if there is no such open entry."""
        entry = self._open(identity)
        if entry is None:
            return False
        self._next(entry, {"done": True}, locked=locked)
        return True

    def tell_due(self) -> None:
        """In a sealed folder: when the next thing is due, in the clear, only if that is allowed."""
        place = self.place
        if not place.seal.sealed or place.seal.locked:
            return
        found = place.read_json(place.layout.settings) or {}
        dues = [str(one["due"]) for one in self.entries() if one.get("due")]
        if found.get("tell_due") and dues:
            place.disk.replace(place.layout.due, dues[0].encode())
        else:
            place.disk.unlink(place.layout.due)

    def _open(self, identity: str) -> Document | None:
        entry = union.living(self.read()).get(identity)
        if entry is None or entry.get("done") or union.is_newer(entry):
            return None
        return entry

    def _next(self, entry: Document, changed: Document, *, locked: bool) -> Document:
        new = {**entry, **changed, "rev": union.revision(entry) + 1}
        self.write(STEM, {str(entry["id"]): new}, locked=locked)
        return new


def _names(outcome: Document, key: str) -> list[str]:
    """A list of names in the outcome; nothing where anything else stands."""
    found = outcome.get(key)
    return [str(one) for one in found] if isinstance(found, list) else []


def _same_thing(one: Document, other: Document) -> bool:
    """Whether two entries bring back the same exercise or follow-up."""
    return (one.get("exercise"), one.get("followup")) == (
        other.get("exercise"), other.get("followup"),
    )  # fmt: skip


def _replaces(new: Document, old: Document) -> bool:
    """Whether a new entry takes the place of one that comes every so often.

    A follow-up set up once looks back on its own session, and takes no other's place.
    """
    if not _same_thing(new, old) or new.get("series") != old.get("series"):
        return False
    return bool(new.get("every")) or not new.get("followup")


def _due(entry: Document) -> float | None:
    """When it is due, in seconds since 1970; None for a cue without a time."""
    try:
        return datetime.fromisoformat(str(entry.get("due"))).timestamp()
    except ValueError:
        return None


def _moved(entry: Document, now: datetime) -> Document | None:
    """What changes when an entry is settled and goes on; None if it is over."""
    every = entry.get("every")
    if not every:
        return None
    if _due(entry) is None:
        return {}  # a cue that repeats has no date to move
    last = datetime.fromisoformat(str(entry["due"]))
    first = last
    with suppress(ValueError):  # a bit flipped in it: from today's day on, then
        first = datetime.fromisoformat(str(entry.get("first") or entry["due"]))
    due = cadence.next_due(first, last, every, now)
    if due is None:
        return None
    return {"due": due.isoformat(timespec="seconds"), "first": first.isoformat()}
