"""The door: everything that can be kept, read back, erased.

May import the rooms of the store behind it. Documents come and go as plain
JSON dicts; the store does not know exercises. Every method may raise
StoreError and no method lets an `OSError` out. Writing methods are durable
when they return.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.store import ids
from studio.store.changes import TOUCHED
from studio.store.draft_locks import DraftLocks
from studio.store.drafts import Drafts
from studio.store.durable import Disk
from studio.store.faults import StoreError
from studio.store.finishing import Swept, finish, sweep
from studio.store.history import History
from studio.store.kept import Kept, Rules
from studio.store.keys import SCRYPT, Passphrases, Wrong, public_of
from studio.store.lines import Document
from studio.store.locks import TIMEOUT
from studio.store.place import Notice, Place
from studio.store.programmes import Programmes
from studio.store.rooms import Rooms
from studio.store.schedule import Schedule
from studio.store.sealing import Locked, Unopenable
from studio.store.settings import settings_in, write_settings
from studio.store.tidy import scrub_quarantine

if TYPE_CHECKING:
    from studio.store.turning import Backup


class Store:
    """One person's data folder.

    `cache` is where closed months of a sealed history may be kept for speed.
    `clock()` is the aware time, `host` the name of this machine, `entropy(n)`
    gives n random bytes. `machine` is what stays the same when the host is
    given another name; "" where nothing does. Making a Store touches nothing on the disk.
    """

    def __init__(
        self,
        root: Path,
        *,
        clock: Callable[[], datetime],
        host: str,
        entropy: Callable[[int], bytes],
        disk: Disk | None = None,
        lock_timeout: float = TIMEOUT,
        passphrases: Passphrases = SCRYPT,
        cache: Path | None = None,
        machine: str = "",
    ) -> None:
        self.root = root
        self._place = Place(
            root,
            clock=clock,
            host=host,
            entropy=entropy,
            disk=disk,
            lock_timeout=lock_timeout,
            passphrases=passphrases,
            machine=machine,
        )
        self._history = History(self._place, None if cache is None else cache / "months")
        self._drafts = Drafts(self._place)
        self._locks = DraftLocks(self._place)
        self._kept = Kept(self._place)
        self._schedule = Schedule(self._place)
        self._programmes = Programmes(self._place)

    # The folder --------------------------------------------------------

    @property
    def rooms(self) -> Rooms:
        """Every room, for what looks after the whole folder."""
        return Rooms(
            self._place, self._history, self._drafts, self._kept, self._schedule, self._programmes,
        )  # fmt: skip

    def mark(self) -> tuple[float | None, ...]:
        """Something that differs once any window has filed or begun something."""
        place = self._place
        if not place.disk.trust(self.root):
            return ()
        return tuple(place.disk.changed(folder) for folder in place.layout.folders)

    @property
    def read_only(self) -> bool:
        """True if a newer program owns this folder. Raises StoreError if it is unsafe."""
        return self._place.newer

    def notices(self) -> tuple[Notice, ...]:
        """Damage met since this store was opened, each file and content once."""
        return tuple(self._place.notices)

    def sweep(self) -> Swept:
        """Put the folder in order at a start: file what was finished, drop temp files.

        Does nothing to a folder that is not there or belongs to a newer program.
        """
        return sweep(self.rooms)

    # Sessions ----------------------------------------------------------

    def new_session_id(self) -> str:
        """A fresh UUIDv7: ids sort by when they were made."""
        return ids.uuid7(self._place.clock(), self._place.entropy(10))

    def save_draft(self, identity: str, draft: Document) -> None:
        """Keep a session in progress; call it before the next step is shown.

        Lists at the top of `draft` are kept one entry a line, so put what
        grows there. An error leaves the last saved draft as it was.
        """
        self._drafts.save(identity, draft)

    def drafts(self) -> list[Document]:
        """Sessions to take up again, the last saved first.

        Each is the dict that was saved plus `id` and `saved_at` (ISO), and
        `damaged: True` or `newer: True` where that is so.
        """
        self._need_open()
        return [one for one in self._drafts.open() if not self._history.knows(one["id"])]

    def drop_draft(self, identity: str) -> bool:
        """Forget a session in progress, with every word of it; False if there was none."""
        self._place.refuse_newer()
        found = self._drafts.drop(identity)
        scrub_quarantine(self._place, self._place.layout.drafts, identity)
        self._locks.let_go(identity)
        return found

    def hold_draft(self, identity: str) -> bool:
        """Hold a session for this window; False if another window has it open.

        It tells and does not refuse: whoever goes on all the same does so
        under a new id, so that neither window writes over the other.
        """
        return self._locks.hold(identity)

    def open_elsewhere(self, identity: str) -> bool:
        """True if another window has the session open. Changes nothing."""
        return self._locks.elsewhere(identity)

    def let_go(self, identity: str) -> None:
        """The session is not open in this window any more."""
        self._locks.let_go(identity)

    def finish(self, identity: str, outcome: Document, rules: Rules | None = None) -> None:
        """File a finished session and everything it changes; then drop its draft.

        `outcome` is a document with `ended`, and optionally `changes`,
        `schedule`, `shown` and `settles` (ids of schedule entries this session
        answers), `lets_go` (those of them that come no more) and `declined` (steps that were
        answered with "no": see `schedule`). `rules` tell `unique` and `active` of the collections.
        An outcome that changes other files too is marked in its draft first:
        whatever happens after that, the next `sweep` completes the rest and
        nothing is lost or done twice. One that changes nothing else is filed
        at once, for until then its draft holds it. An error therefore means
        "filed later", not "lost", unless `drafts()` still offers the session.
        """
        finish(self.rooms, identity, outcome, rules or {})
        self._locks.let_go(identity)

    # History -----------------------------------------------------------

    def outcomes(
        self,
        *,
        exercise: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[Document]:
        """Finished sessions, the latest ended first, read month by month as needed.

        `since` is included and `until` is not; both aware.
        """
        self._need_open()
        return self._history.newest_first(exercise, since, until)

    def searched(self, text: str) -> Iterator[Document | None]:
        """Finished sessions that may hold all words of `text`, whatever their case.

        The latest ended first. They hold the words somewhere, so look into
        them. None stands for a month read to its end: a moment to do other things.
        """
        self._need_open()
        return self._history.searched(text)

    def outcome(self, identity: str) -> Document | None:
        """One finished session; None if there is none or it was erased."""
        self._need_open()
        return self._history.get(identity)

    def erase(self, identity: str, *, with_kept: bool = False) -> bool:
        """Erase a session: its text leaves our files at once. False if there is none.

        What it put into collections stays, unless `with_kept`.
        """
        self._need_open()
        with self._place.writing() as locked:
            for item in self._kept.from_outcome(identity) if with_kept else []:
                self._kept.erase(item, locked=locked)
                scrub_quarantine(self._place, self._place.layout.kept, item)
            found = self._history.erase(identity, locked=locked)
            scrub_quarantine(self._place, self._place.layout.history, identity)
        return self.drop_draft(identity) or found

    # Collections -------------------------------------------------------

    def kept(self, collection: str, archived: bool = False) -> list[Document]:
        """Items of a collection, the latest kept first; archived ones if asked for."""
        self._need_open()
        return [_shown_to_others(one) for one in self._kept.newest(collection, archived)]

    def collections(self) -> dict[str, int]:
        """Every collection that has items, and how many are not archived."""
        self._need_open()
        return self._kept.counts()

    def said_of_exercises(self) -> dict[str, Document]:
        """What a person said of each exercise (`decision_value`, say), by its id."""
        self._need_open()
        return self._kept.said_of_exercises()

    def shown(self, key_prefix: str = "") -> dict[str, Document]:
        """`{key: {"shown_on": ISO, "times_shown": n}}` of what was ever shown."""
        self._need_open()
        return self._kept.shown(key_prefix)

    def reword_kept(self, identity: str, fields: Mapping[str, Any]) -> bool:
        """Change some fields of one item, outside any session. False if there is none."""
        self._need_open()
        by = self.new_session_id()
        with self._place.writing() as locked:
            return self._kept.reword(identity, dict(fields), by, locked=locked)

    def erase_kept(self, identity: str) -> bool:
        """Erase one item; its text leaves our files at once. False if there is none."""
        self._need_open()
        with self._place.writing() as locked:
            found = self._kept.erase(identity, locked=locked)
            scrub_quarantine(self._place, self._place.layout.kept, identity)
        return found

    # Schedule ----------------------------------------------------------

    def schedule(self) -> list[Document]:
        """Open entries, those due first, those without a time last."""
        self._need_open()
        return [_shown_to_others(one) for one in self._schedule.entries()]

    def due(self, now: datetime) -> list[Document]:
        """Open entries whose time has come at `now` (aware). Reads little."""
        self._need_open()
        return [_shown_to_others(one) for one in self._schedule.due(now)]

    def settle(self, identity: str, now: datetime) -> Document | None:
        """Done for this time: on to its next day after `now`, or closed.

        Returns the entry as it now is; None if no such entry is open.
        """
        self._need_open()
        with self._place.writing() as locked:
            entry = self._schedule.settle(identity, now, locked=locked)
            self._schedule.tell_due()
        return entry and _shown_to_others(entry)

    def stop_schedule(self, identity: str) -> bool:
        """Close an entry for good; False if no such entry is open."""
        self._need_open()
        with self._place.writing() as locked:
            stopped = self._schedule.stop(identity, locked=locked)
            self._schedule.tell_due()
        return stopped

    # Programmes --------------------------------------------------------

    def programmes(self) -> list[Document]:
        """Programmes that were begun, the latest first; those left have `ended`."""
        self._need_open()
        return self._programmes.runs()

    def begin_programme(self, run: Mapping[str, Any]) -> Document:
        """Enter a programme that was begun; returns it with its id."""
        self._need_open()
        identity = self.new_session_id()
        with self._place.writing() as locked:
            return self._programmes.begin(identity, run, locked=locked)

    def change_programme(self, identity: str, fields: Mapping[str, Any]) -> Document | None:
        """Change what is kept of one; None if there is none of that id."""
        self._need_open()
        with self._place.writing() as locked:
            return self._programmes.change(identity, fields, locked=locked)

    # Sealing -----------------------------------------------------------

    @property
    def sealed(self) -> bool:
        """True if what is kept is sealed with a passphrase."""
        self._place.head()
        return self._place.seal.sealed

    @property
    def locked(self) -> bool:
        """True while it is sealed and nobody has unlocked it.

        Sessions can be saved and finished then; whatever reads raises `Locked`.
        """
        self._place.head()
        return self._place.seal.locked

    def _need_open(self) -> None:
        self._place.head()
        self._place.seal.need_open()

    def unlock(self, passphrase: str) -> bool:
        """Open what is sealed, until `lock`; False for a wrong passphrase.

        Takes about a second, on purpose.
        """
        try:
            secret = self._place.keys.unlock(passphrase)
        except Wrong:
            return False
        return self._take(secret)

    def unlock_by_ssh(self, private: bytes) -> bool:
        """Open it with the private half of the SSH key that was added; False if it is another."""
        try:
            secret = self._place.keys.unlock_by_ssh(private)
        except Wrong:
            return False
        return self._take(secret)

    def _take(self, secret: str) -> bool:
        place = self._place
        place.seal.take(secret)
        if public_of(secret) not in place.keys.recipients() and not place.newer:
            place.keys.write_recipients(secret)
            place.look_again()
        return True

    def lock(self) -> None:
        """Let go of the identity. Without effect on a store that is not sealed."""
        if self._place.seal.sealed:
            self._place.seal.forget()

    def proves(self, passphrase: str) -> bool:
        """Whether it is the passphrase; opens nothing. Takes about a second."""
        try:
            self._place.keys.unlock(passphrase)
        except Wrong:
            return False
        return True

    def encrypt(self, passphrase: str, backup: Backup = "none") -> Path | None:
        """Seal everything; where the backup is, if one was asked for. Survives a kill."""
        from studio.store.turning import turn_on

        return turn_on(self._place, passphrase, backup)

    def decrypt(self, backup: Backup = "none") -> Path | None:
        """Open everything again; where the backup is. Raises Locked while it is locked."""
        from studio.store.turning import turn_off

        kept = turn_off(self._place, backup)
        self._place.disk.unlink(self._place.layout.due)
        self._history.months.clear()
        return kept

    def change_passphrase(self, passphrase: str) -> None:
        """Seal the identity with another passphrase. It has to be unlocked."""
        self._place.refuse_newer()
        self._place.keys.change(self._secret(), passphrase)

    def add_ssh_key(self, public: str) -> None:
        """Let an SSH key (the line of its `.pub` file) open everything too."""
        self._place.refuse_newer()
        self._place.keys.add_ssh(self._secret(), public)

    def drop_ssh_key(self) -> bool:
        """The SSH key opens nothing any more; False if there was none."""
        self._place.refuse_newer()
        return self._place.keys.drop_ssh()

    def _secret(self) -> str:
        self._need_open()
        if not self.sealed:
            raise StoreError("This data is not sealed.", "`studio data encrypt` seals it.")
        return self._place.seal.secret

    def guard(self, data: bytes) -> bytes | None:
        """What a cache may write: `data`, or sealed; None while nothing may be."""
        seal = self._place.seal
        return None if self.locked else seal.close(data) if self.sealed else data

    def unguard(self, data: bytes) -> bytes | None:
        """What `guard` gave, as it was; None for anything that cannot be read now."""
        if not self.sealed:
            return data
        try:
            return self._place.seal.opened(data)
        except (Locked, Unopenable):
            return None

    # Settings and the flag ---------------------------------------------

    def settings(self) -> Document:
        """What was saved with `change_settings`; empty before that."""
        return settings_in(self._place)

    def change_settings(self, settings: Mapping[str, Any]) -> None:
        """Save these settings; all others stay. They are written even if the lock is stuck."""
        with self._place.writing():
            write_settings(self._place, {**settings_in(self._place), **settings})
            if self.sealed:
                self._schedule.tell_due()

    def flag_open(self) -> None:
        """Leave fast: note, without a word, that something is open."""
        self._place.prepare()
        self._place.disk.create(self._place.layout.flag, b"")

    def take_open_flag(self) -> bool:
        """True once after `flag_open`."""
        if not self._place.disk.trust(self.root):
            return False
        if self._place.disk.modified(self._place.layout.flag) is None:
            return False
        # On a disk that can only be read the flag stays, and is told again.
        with suppress(StoreError):
            return self._place.disk.unlink(self._place.layout.flag)
        return True


def _shown_to_others(document: Document) -> Document:
    """Without the store's own memory, which tells a front end nothing."""
    return {name: value for name, value in document.items() if name != TOUCHED}
