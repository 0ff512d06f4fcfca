"""The passphrase of one person's data: three tries, locking again, on and off.

For both front ends and the commands, in the same words. May import the store.
Never keeps a passphrase: it goes to the store and is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.store.store import Store

if TYPE_CHECKING:
    from studio.store.turning import Backup

TRIES = 3
LEFT = {2: "Two tries left.", 1: "One try left."}
WRONG = "That did not open it."
NO_MORE = "That did not open it, and those were three tries."
LOCKED_NOTE = "Locked. What you write is kept, sealed, and shows once it is unlocked."
DIFFER = "Those two differ. Once more?"
EMPTY = "A passphrase needs something in it. Four or five plain words are good."
LOST = (
    "With a passphrase, your words are sealed on disk. If it is lost,"
    " nobody can open them, this program included."
)


class Lock:
    """What the passphrase guards. `turned` is called whenever it opened, shut or changed."""

    def __init__(self, store: Store, turned: Callable[[], None]) -> None:
        self.store = store
        self.turned = turned
        self.tries = TRIES

    @property
    def sealed(self) -> bool:
        """Whether there is a passphrase."""
        return self.store.sealed

    @property
    def locked(self) -> bool:
        """Whether it has to be typed before anything can be read."""
        return self.store.locked

    @property
    def spent(self) -> bool:
        """Whether three tries were wrong."""
        return self.tries <= 0

    def open(self, passphrase: str) -> bool:
        """Try a passphrase; takes about a second. `wrong` has the words if it is not the one."""
        if self.spent:
            return False
        opened = bool(passphrase) and self.store.unlock(passphrase)
        self.tries = TRIES if opened else self.tries - 1
        if opened:
            self.turned()
        return opened

    def open_by_ssh(self, private: bytes) -> bool:
        """Try the private half of an SSH key that was added."""
        opened = self.store.unlock_by_ssh(private)
        if opened:
            self.turned()
        return opened

    @property
    def wrong(self) -> str:
        """After a wrong try: one sentence, and how many are left. Nothing about what is there."""
        return NO_MORE if self.spent else f"{WRONG} {LEFT.get(self.tries, '')}".rstrip()

    def shut(self) -> None:
        """Lock again, if there is a passphrase."""
        if self.store.sealed:
            self.store.lock()
            self.tries = TRIES
            self.turned()

    # On, off, another passphrase

    def seal(self, passphrase: str, again: str, backup: Backup = "none") -> Path | None:
        """Seal everything with a passphrase typed twice; where the backup is.

        Raises StudioError when the two differ, or when it cannot be done.
        """
        _agree(passphrase, again)
        try:
            return self.store.encrypt(passphrase, backup)
        finally:
            self.turned()

    def unseal(self, backup: Backup = "none") -> Path | None:
        """Take the passphrase off; where the backup is. It has to be open."""
        try:
            return self.store.decrypt(backup)
        finally:
            self.turned()

    def change(self, passphrase: str, again: str) -> None:
        """Another passphrase, typed twice, from now on. It has to be open."""
        _agree(passphrase, again)
        self.store.change_passphrase(passphrase)


def _agree(passphrase: str, again: str) -> None:
    if not passphrase:
        raise StudioError(EMPTY)
    if passphrase != again:
        raise StudioError(DIFFER)
