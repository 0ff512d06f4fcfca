"""A sitting without a disk: the same session, played once before it counts.

For: finding out whether an answers file fits before anything is stored. May
import the engine's session. Writes nothing anywhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.engine.events import Event
from studio.engine.session import Session
from studio.engine.view import View
from studio.practice.virtual import VirtualTime
from studio.store.faults import StoreError


class Rehearsal:
    """A copy of a session that has not begun, under its own virtual time."""

    unsaved: StoreError | None = None

    def __init__(self, session: Session, time: VirtualTime) -> None:
        self.session = Session(
            session.exercise,
            started=session.started,
            seed=session.seed,
            context=session.context,
            followup=session.followup,
            first=session.first,
            again=session.again,
        )
        self._time = time
        self._zero = time.monotonic()

    def _now(self) -> float:
        return self._time.monotonic() - self._zero

    @property
    def view(self) -> View:
        """What would be shown."""
        return self.session.view

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.session.over

    @property
    def deadline(self) -> float | None:
        """Seconds until `advance` is wanted, or None."""
        due = self.session.deadline
        return None if due is None else max(0.0, due - self._now())

    def send(self, event: Event) -> None:
        """Something happened; raises Refused like a sitting."""
        self.session.send(event, self._now())

    def advance(self) -> bool:
        """Tell the session the time."""
        before = self.session.mark
        self.session.advance(self._now())
        return before != self.session.mark

    def seen(self) -> bool:
        """Virtual time is never asleep."""
        return False

    def typing(self, value: Any) -> None:  # noqa: ANN401 - the shape of an answer
        """Nothing is remembered."""

    def save_typing(self) -> None:
        """Nothing is written."""

    def take_line(self) -> bool:
        """A rehearsal is heard by nobody."""
        return False

    def later(self) -> None:
        """Nothing is left open."""

    def abandon(self) -> None:
        """There is nothing to erase."""

    def retry(self) -> None:
        """There is nothing to write."""

    def words(self) -> str:
        """Nothing was written."""
        return ""

    def save_elsewhere(self, folder: Path) -> Path:
        """Nothing to save; the folder as it came."""
        return folder
