"""A sitting: one session with its clock and its place on disk.

A front end sends events here instead of to the session. What was answered is
on disk before `send` returns, and so before the next step is drawn; when that
cannot be done, `unsaved` says why and nothing is lost from memory.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from studio.engine.draft import draft_of
from studio.engine.events import Answer, Event, Pause, Stop
from studio.engine.outcome import answers_of, shown_typed
from studio.engine.session import Session
from studio.engine.view import View
from studio.practice.filing import filed, rules_of
from studio.practice.heavy_words import HeavyWords
from studio.store.faults import StoreError
from studio.store.store import Store

# A program that was stopped or starved for longer than this was asleep as far
# as a timed step is concerned.
ASLEEP_AFTER = 15.0

ELSEWHERE = "It is open in another window. Going on here makes a copy."


class Sitting:
    """One session, begun or taken up again. `identity` is its id on disk.

    `at` is how many seconds into the session its clock begins; `settles` and
    `first` are the schedule entry that brought it and the outcome it follows.
    `elsewhere` is true when another window has the session open: what is done
    here is then kept as a copy, under a new id.
    """

    def __init__(
        self,
        session: Session,
        store: Store,
        identity: str,
        *,
        monotonic: Callable[[], float],
        at: float = 0.0,
        settles: str = "",
        first: str = "",
        finished: Callable[[dict[str, Any]], None] | None = None,
        heavy: HeavyWords | None = None,
    ) -> None:
        self.session = session
        self.store = store
        self.identity = identity
        self.settles = settles
        self.first = first
        self.unsaved: StoreError | None = None
        self.outcome: dict[str, Any] | None = None
        self.elsewhere = False
        self.drafts = True  # a session that is played from answers cannot be cut
        self._finished = finished
        self._heavy = heavy
        self._line_due = False
        self._monotonic = monotonic
        self._zero = monotonic() - at
        self._last_seen = monotonic()
        self._mark = session.mark
        self._typing_saved = True

    def now(self) -> float:
        """Seconds since the session began, by this sitting's clock."""
        return self._monotonic() - self._zero

    @property
    def view(self) -> View:
        """What to draw."""
        return self.session.view

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.session.over

    @property
    def deadline(self) -> float | None:
        """Seconds from now until `advance` is wanted, or None."""
        due = self.session.deadline
        return None if due is None else max(0.0, due - self.now())

    def send(self, event: Event) -> None:
        """Something happened. Saved when this returns, or `unsaved` says why not.

        Raises `Refused` for an answer that does not fit; nothing changes then.
        """
        self._last_seen = self._monotonic()
        if isinstance(event, Stop) and self.view.asked_again:
            self.later()
            return
        self.session.send(event, self.now())
        # What waited behind a private answer took its own time with it: go on from there.
        self._zero = min(self._zero, self._last_seen - self.session.now)
        if self._heavy is not None:
            self._line_due = self._heavy.look(event)
        self.save()

    def take_line(self) -> bool:
        """True once after an answer that asks for the line of `heavy_words`."""
        due, self._line_due = self._line_due, False
        return due

    def advance(self) -> bool:
        """Tell the session the time; True when what is on the screen has changed."""
        before = self.session.place
        self.session.advance(self.now())
        if self.session.mark != self._mark:
            self.save()
            return True
        return before != self.session.place

    def seen(self) -> bool:
        """Note that we are in touch; True when a timed step was paused for a sleep."""
        last, self._last_seen = self._last_seen, self._monotonic()
        away = self._last_seen - last
        if away <= ASLEEP_AFTER or self.session.deadline is None:
            return False
        self.session.send(Pause(), last - self._zero)
        self.save()
        return True

    # Saving

    def save(self) -> None:
        """Write what there is: the draft, or the outcome once it is over."""
        self._mark = self.session.mark
        try:
            self._write()
        except StoreError as problem:
            self.unsaved = problem
            # Screens imported from here on would be cached by Python on the same full disk,
            # cut short, and every later start would trip over that.
            sys.dont_write_bytecode = True
        else:
            self.unsaved = None
            self._typing_saved = True

    retry = save

    def go_on(self) -> None:
        """It is taken up in this window: from now on others are told that it is open."""
        # A disk that makes no lock takes no step either: the first save says so.
        with suppress(StoreError):
            self.take()

    def take(self) -> None:
        """Hold the session for this window, or go on as a copy of it. Raises StoreError."""
        if self.store.hold_draft(self.identity):
            return
        self.elsewhere = True
        self.identity = self.store.new_session_id()
        self.settles = ""  # what brought it is answered by the session in the other window
        self.store.hold_draft(self.identity)

    def _write(self) -> None:
        session = self.session
        if not session.over:
            if self.drafts and (session.has_traces or session.pending):
                self.take()
                self.store.save_draft(self.identity, self.draft())
            return
        outcome = session.outcome
        assert outcome is not None
        if outcome.leaves_nothing:
            if not self.store.open_elsewhere(self.identity):
                self.store.drop_draft(self.identity)
            return
        self.take()
        document = filed(outcome, self.identity, settles=self.settles, first=self.first)
        self.outcome = document
        self.store.finish(self.identity, document, rules_of(session.exercise))
        if self._finished is not None:
            self._finished(document)

    def draft(self) -> dict[str, Any]:
        """The session as it would be kept on disk."""
        return draft_of(self.session) | {"settles": self.settles, "first_outcome": self.first}

    def typing(self, value: Any) -> None:  # noqa: ANN401 - the shape of an answer
        """Remember what is being typed; `save_typing` writes it."""
        self.session.note_typing(value)
        self._typing_saved = False

    def save_typing(self) -> None:
        """Write what is being typed, if it is not on disk yet."""
        if not self._typing_saved and not self.session.over:
            self.save()

    before_end = save_typing

    def later(self) -> None:
        """Leave it open, to come back to: everything typed is saved."""
        self._typing_saved = False
        self.save_typing()
        if self.unsaved is None:
            self.store.let_go(self.identity)

    def abandon(self) -> None:
        """Erase what was written here. Raises StoreError when that cannot be done."""
        self.store.drop_draft(self.identity)
        self._typing_saved = True

    # When the disk does not take it

    def words(self) -> str:
        """Everything written so far, question by question, to be copied."""
        lines: list[str] = []
        for entry in answers_of(self.session):
            if entry.get("words"):
                lines += [entry["question"], *map(_indented, entry["words"]), ""]
        for waiting in self.session.pending:
            # Behind a private answer that is asked again: known by its place only.
            if isinstance(waiting.event, Answer) and not waiting.withheld:
                lines += [waiting.address, _indented(shown_typed(waiting.event.value)), ""]
        if self.session.typed is not None:
            lines += ["Not sent yet", _indented(shown_typed(self.session.typed[1])), ""]
        return "\n".join(lines)

    def save_elsewhere(self, folder: Path) -> Path:
        """Put a copy of the session into another folder, readable by its owner alone.

        Raises StoreError when that cannot be done either.
        """
        path = folder.expanduser() / f"practice-{self.identity}.json"
        if self.session.over and self.outcome is not None:
            data: dict[str, Any] = self.outcome
        else:
            data = self.draft()
        text = json.dumps(data, ensure_ascii=False, indent=1)
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
            with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as problem:
            raise StoreError(
                f"{folder} did not take it: {problem.strerror or 'no reason given'}.",
                "Another folder may.",
            ) from problem
        return path


def _indented(words: str) -> str:
    """Words of a person under their question; each of their lines, a blank one too."""
    return "\n".join(f"  {line}" for line in words.split("\n"))
