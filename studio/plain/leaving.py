"""Leaving a session, and a disk that does not take it.

For: the stop question (it has stopped already when it is asked) and what is
offered while something is not on disk. May import plain, the engine's events.
Raises `Left` when the person is gone, `StepLeft` when the session goes on
elsewhere; comes back when the question still stands.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.engine.events import Event, Pause, Resume, Stop
from studio.plain import sheets
from studio.plain.ending import Interrupted
from studio.plain.lines import EndOfInput
from studio.plain.talk import Talk
from studio.store.faults import StoreError

if TYPE_CHECKING:
    from studio.plain.player import Sitting

WAITS = "It waits for you on Today."


class StepLeft(Exception):
    """A command leaves the question: send this instead of an answer."""

    def __init__(self, event: Event) -> None:
        super().__init__(event.name)
        self.event = event


class Left(Exception):
    """The person has left the session before its end; what they wrote is settled."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.words = words


class Leaving:
    """The ways out of one sitting.

    With `alone` (an answers file plays, nobody can be asked) a disk that does
    not take it is raised as the StoreError it is.
    """

    def __init__(self, sitting: Sitting, talk: Talk, *, alone: bool) -> None:
        self.sitting = sitting
        self.talk = talk
        self.alone = alone
        self._goes_on_without = False

    def stop(self) -> None:
        """Four ways; Enter, and a second Ctrl+C, take the first."""
        self.sitting.save_typing()
        if "pause" in self.sitting.view.allowed:
            self.sitting.send(Pause())
        self.talk.say("Stopped. What you wrote is kept.")
        try:
            number = sheets.pick(self.talk, sheets.STOP, enter=1)
        except Interrupted:
            number = 1
        if number == 1:
            self._end()
        elif number == 2:
            self.sitting.later()
            self.not_on_disk(asked=True)
            raise Left(WAITS)
        elif number == 3:
            self._erase()
        elif "resume" in self.sitting.view.allowed:
            self.sitting.send(Resume())

    def _end(self) -> None:
        self.sitting.send(Stop())
        self.not_on_disk(asked=True)
        if not self.sitting.over:
            raise Left(WAITS)
        raise StepLeft(Resume())

    def _erase(self) -> None:
        self.talk.say("Erase what you wrote here? It cannot be brought back.")
        if sheets.pick(self.talk, sheets.ERASE) == 1:
            self.stop()
            return
        self.sitting.abandon()
        raise Left("Erased. Nothing of it is left.")

    def not_on_disk(self, *, asked: bool = False) -> None:
        """Until it is on disk, or the person goes on all the same.

        Once they have, one line reminds them at each step; `asked` (they are
        leaving) brings the whole question again.
        """
        while (problem := self.sitting.unsaved) is not None:
            if self.alone:
                raise problem
            if self._goes_on_without and not asked:
                self.talk.say("Not on disk yet. It will be tried again.")
                return
            self.talk.say("Not on disk yet. Your last answer is still here.")
            self.talk.say(str(problem))
            rows = sheets.UNSAVED_AND_LEAVING if asked else sheets.UNSAVED
            try:
                if not self._tried(rows):
                    self._goes_on_without = True
                    return
            except EndOfInput:
                raise problem from None
            except Interrupted:
                if asked:  # they are leaving already
                    raise problem from None
                raise
        self._goes_on_without = False

    def _tried(self, rows: tuple[str, ...]) -> bool:
        """Ask for one of the ways, and go it; False where the person goes on without a disk."""
        number = sheets.pick(self.talk, rows, enter=1)
        if number == 1:
            self.sitting.retry()
        elif number == 2:
            self.talk.say(self.sitting.words())
        elif number == 3:
            self._elsewhere()
        return number < len(rows)

    def _elsewhere(self) -> None:
        folder = self.talk.ask("Which folder?")
        if not folder:
            return
        try:
            path = self.sitting.save_elsewhere(Path(folder).expanduser())
        except StoreError as problem:
            self.talk.say(str(problem))
        else:
            self.talk.say(f"A copy is in {path}.")
