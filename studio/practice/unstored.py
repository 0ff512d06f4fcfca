"""A sitting that keeps nothing: what `preview` shows.

The same session and the same clock as any sitting, perhaps faster; whatever would be
written is not. It can be given another session while it runs. Imports the sitting;
writes nothing anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from studio.engine.session import Session
from studio.practice.filing import filed
from studio.practice.sitting import Sitting
from studio.store.store import Store


class Unstored(Sitting):
    """A sitting without a disk. Time runs `speed` times as fast as `monotonic`."""

    def __init__(
        self, session: Session, store: Store, *, monotonic: Callable[[], float], speed: float = 1.0
    ) -> None:
        self.speed = speed
        self.erased = False
        super().__init__(session, store, str(uuid4()), monotonic=lambda: monotonic() * speed)

    def show(self, session: Session) -> None:
        """Go on with another session, at the moment at which that one stands."""
        self.session = session
        self.outcome = None
        self.erased = False
        self._mark = session.mark
        self._zero = self._monotonic() - session.now
        self._write()

    @property
    def deadline(self) -> float | None:
        """Seconds from now until `advance` is wanted, by a person's clock, or None."""
        due = super().deadline
        return None if due is None else due / self.speed

    def seen(self) -> bool:
        """Nobody was away: time that goes faster would look like it."""
        return False

    def _write(self) -> None:
        outcome = self.session.outcome
        if outcome is not None and not outcome.leaves_nothing:
            self.outcome = filed(outcome, self.identity)

    def go_on(self) -> None:
        """Nobody else can have it open."""

    def take(self) -> None:
        """There is nothing to hold."""

    def later(self) -> None:
        """There is nothing to come back to."""

    def abandon(self) -> None:
        """There is nothing on a disk to erase; that it was wanted is remembered."""
        self.erased = True

    def save_elsewhere(self, folder: Path) -> Path:
        """There is nothing to save; the folder as it came."""
        return folder
