"""The way into a programme that wants care: what its flags ask comes first.

Played like any sitting, by both front ends. Nothing of it is kept, no draft
and no outcome; the programme begins only at its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.engine.session import Session
from studio.practice.context import KeptThings
from studio.practice.programmes import enter
from studio.practice.sitting import Sitting

if TYPE_CHECKING:
    from studio.format.parts import Programme
    from studio.practice.desk import Desk


class Entrance(Sitting):
    """What is asked before a programme begins; `begun` once it has."""

    def __init__(self, desk: Desk, session: Session, name: str, programme: Programme) -> None:
        store = desk.store
        super().__init__(session, store, store.new_session_id(), monotonic=desk.monotonic)
        self.desk = desk
        self.name = name
        self.programme = programme
        self.begun = False

    def _write(self) -> None:
        outcome = self.session.outcome
        if not self.session.over or outcome is None or self.begun:
            return
        if outcome.ending == "finished" and not outcome.leaves_nothing:
            enter(self.desk, self.name, self.programme)
            self.begun = True

    def later(self) -> None:
        """There is nothing to come back to."""

    def abandon(self) -> None:
        """There is nothing to erase."""


def entrance(desk: Desk, name: str, programme: Programme) -> Entrance:
    """The way into a programme, by its full name."""
    exercise = desk.library.entrance(name, programme)
    session = Session(exercise, started=desk.now(), seed=0, context=KeptThings(desk.store))
    return Entrance(desk, session, name, programme)
