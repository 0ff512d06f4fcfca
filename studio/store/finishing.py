"""A finished session, filed with all that it changes, and what was cut off while filing.

An outcome that changes other files too is marked in its draft first. So
whatever happens after that, the next sweep completes the rest, and nothing is
lost or done twice. See docs/decisions/0014.

May import the rooms and `tidy`, and `turning` late. Never reads what an
outcome says, but for which files it changes.
"""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from studio.store.drafts import Done
from studio.store.faults import StoreError
from studio.store.kept import Rules
from studio.store.lines import Document
from studio.store.place import Place
from studio.store.rooms import Rooms
from studio.store.tidy import drop_stale_temps

EFFECTS = ("changes", "schedule", "shown", "settles", "declined")
"""What an outcome may hold for other files than its own."""


class Swept(NamedTuple):
    """What a start put in order: outcomes filed by id, temp files dropped.

    `problem` is what kept it from going on (a full disk, say). Nothing is lost
    by it, and the start can go on: the next sweep tries again.
    """

    filed: tuple[str, ...] = ()
    temps: int = 0
    problem: StoreError | None = None


def finish(rooms: Rooms, identity: str, outcome: Document, rules: Rules) -> None:
    """File an outcome and everything it changes; then drop its draft.

    See `Store.finish` for what an outcome holds and what an error means.
    """
    # When it ended comes early, so that history is put in order without
    # reading each line to its end.
    start = {"id": identity, "v": 1, "rev": 1, "kind": "outcome", "ended": outcome.get("ended")}
    outcome = {**start, **outcome, "id": identity}
    done = Done(identity, outcome, {name: dict(rule) for name, rule in rules.items()})
    if _locked(rooms.place) or any(outcome.get(name) for name in EFFECTS):
        rooms.drafts.mark_done(*done)
        # While it is locked its draft is a sealed side file, filed once it is unlocked.
        if not _locked(rooms.place):
            _file(rooms, done)
        return
    rooms.drafts.may_end(identity)
    try:
        _file(rooms, done)
    except StoreError:
        with suppress(StoreError):  # the first error is the one that is told
            rooms.drafts.mark_done(*done)
        raise


def sweep(rooms: Rooms) -> Swept:
    """File what was finished and not filed, and drop temp files; see `Store.sweep`."""
    place = rooms.place
    if place.head() is None or place.newer:
        return Swept()
    filed: list[str] = []
    try:
        if "turning" in (place.head() or {}):
            from studio.store.turning import carry_on

            carry_on(place)
        if place.seal.locked:  # what is finished waits, sealed, to be filed
            return Swept((), drop_stale_temps(place))
        for done in rooms.drafts.done():
            _file(rooms, done)
            filed.append(done.identity)
        for one in rooms.drafts.open():
            # A folder that was joined with others brings back what ended since.
            if rooms.history.knows(one["id"]):
                rooms.drafts.drop(one["id"])
        return Swept(tuple(filed), drop_stale_temps(place))
    except StoreError as problem:
        return Swept(tuple(filed), 0, problem)


def _locked(place: Place) -> bool:
    place.head()
    return place.seal.locked


def _file(rooms: Rooms, done: Done) -> None:
    outcome = done.outcome
    with rooms.place.writing() as locked:
        if locked:
            for shelf in rooms.shelves:
                shelf.obey()
        if rooms.history.insert(outcome, locked=locked):
            rooms.kept.apply(outcome, done.rules, locked=locked)
            rooms.schedule.add(outcome, locked=locked)
            rooms.schedule.answer(outcome, locked=locked)
        rooms.drafts.drop(done.identity)
        rooms.schedule.tell_due()
