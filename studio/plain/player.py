"""A sitting from its first step to its last, in lines.

For: showing each step, letting its kind ask, sending what came of it, minding
the clock of timed steps, and the commands that work anywhere. What a step is
and what follows from an answer is the session's; this decides nothing of it.
May import plain, the engine's events and views, the sitting it is handed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol, cast

from studio.engine.events import (
    Back,
    EndStep,
    Event,
    Next,
    OwnPace,
    Pause,
    Resume,
    Skip,
    SkipPart,
    Stop,
)
from studio.engine.phrases import revealed_line
from studio.engine.refused import Refused
from studio.engine.view import Pin, View
from studio.format.markdown import unstyled
from studio.plain import people
from studio.plain.commands import Command, key_lines
from studio.plain.ending import Interrupted
from studio.plain.kinds import kind
from studio.plain.kinds.end import lines as end_lines
from studio.plain.leaving import Leaving, Left, StepLeft
from studio.plain.talk import Talk
from studio.practice.heavy_words import LINE
from studio.store.faults import StoreError

GLANCE = 5.0
TINY = 0.001


class Sitting(Protocol):
    """What is played: a sitting, or a rehearsal of one without a disk."""

    unsaved: StoreError | None

    @property
    def view(self) -> View: ...
    @property
    def over(self) -> bool: ...
    @property
    def deadline(self) -> float | None: ...
    def send(self, event: Event) -> None: ...
    def advance(self) -> bool: ...
    def seen(self) -> bool: ...
    def typing(self, value: Any) -> None: ...  # noqa: ANN401 - the shape of an answer
    def save_typing(self) -> None: ...
    def take_line(self) -> bool: ...
    def later(self) -> None: ...
    def abandon(self) -> None: ...
    def words(self) -> str: ...
    def retry(self) -> None: ...
    def save_elsewhere(self, folder: Path) -> Path: ...


class Listener(Protocol):
    """Told before each question and each part of a timed step (an answers file is)."""

    def before(self, view: View) -> None:
        """This is what is asked now."""

    def refused(self, words: str) -> None:
        """The answer to it was not taken, with the words that say why."""


class Player:
    """Plays a sitting through a talk. Raises Left, EndOfInput, or what the door raises."""

    def __init__(
        self,
        sitting: Sitting,
        talk: Talk,
        directory: people.Directory,
        *,
        listener: Listener | None = None,
        left_fast: object = None,
    ) -> None:
        self.sitting = sitting
        self.talk = talk
        self.directory = directory
        self.listener = listener
        self._left_fast = left_fast
        self.leaving = Leaving(sitting, talk, alone=listener is not None)
        self._shown: tuple[str, bool] | None = None
        self._pins: tuple[Pin, ...] = ()
        talk.obey = self.obey
        talk.typing = self._typing
        talk.people = self._contacts

    def play(self) -> None:
        """Until the session has ended; the last screen is `say_end`.

        Ctrl+C at any question, also one that has nothing to do with the step (help, the disk,
        erasing), is the question how to stop.
        """
        act: Callable[[], None] = self._turn
        while not self.sitting.over:
            try:
                act()
                act = self._turn
            except StepLeft as left:
                act = partial(self.send, left.event)
            except Interrupted:
                act = self.leaving.stop

    def _turn(self) -> None:
        """One question with its answer, or a stretch of time."""
        view = self.sitting.view
        self._introduce(view)
        if _running(view):
            self._run_clock()
        else:
            self.send(self._event(view))

    def _event(self, view: View) -> Event:
        if view.paused:
            return self._paused()
        if view.revealed is not None:
            self.talk.say(revealed_line(*view.revealed))
            return Next()
        if self.listener is not None:
            self.listener.before(view)
        return kind(view.kind).ask(view, self.talk)

    def send(self, event: Event) -> None:
        """Send it; a refusal is said, and what is not on disk is met at once."""
        if event.name not in self.sitting.view.allowed and not isinstance(event, Stop):
            return
        try:
            self.sitting.send(event)
        except Refused as refusal:
            self.talk.refuse(str(refusal))
            if self.listener is not None:
                self.listener.refused(str(refusal))
            return
        if self.sitting.unsaved is not None:
            self.leaving.not_on_disk()
        if self.sitting.take_line():
            self.talk.say()
            self.talk.say(LINE.format("type :help"))

    # Showing a step

    def _introduce(self, view: View) -> None:
        shown = (view.address, view.asked_again)
        if shown == self._shown or view.kind == "end":
            return
        first = self._shown is None
        self._shown = shown
        talk = self.talk
        talk.say()
        if view.before_begin:
            if first:
                talk.say("Before you begin")
        elif view.progress is not None and not view.sheet:
            talk.say(str(view.progress))
        for pin in view.pins:
            # Said once while it stays in sight: a screen reader has no corner of the eye.
            if pin not in self._pins:
                talk.say(f"{pin.label}: {pin.text}", hang=2)
        self._pins = view.pins
        self._say_question(view)

    def _say_question(self, view: View) -> None:
        running_alone = view.clock is not None and view.kind == "timed"
        if view.text and not running_alone:
            self.talk.say(unstyled(view.text))
        if view.help:
            self.talk.say(":more says more.")
        if view.asked_again:
            self.talk.say("Asked again, as the answer is kept nowhere.")
        elif view.private and "answer" in view.allowed:
            gate = view.before_begin and view.kind == "choice"
            again = "It is asked again each time." if gate else "It goes when this step does."
            self.talk.say(f"Not kept anywhere. {again}")

    # Time

    def _run_clock(self) -> None:
        """Until the time is over, the step is another, or the person says otherwise."""
        before: View | None = None
        while True:
            view = self.sitting.view
            if not _running(view) or (before is not None and before.address != view.address):
                return
            said = cast(Any, kind(view.kind)).said(view, before)
            if said and self.listener is not None:
                self.listener.before(view)
            for line in said:
                self.talk.say(line)
            before = view
            try:
                command = self.talk.glance(self._wait())
            except Interrupted:
                command = None
                self._while_paused(self.leaving.stop)
            if self.sitting.seen():
                self.talk.say("Paused while you were away.")
            elif command is not None:
                self._obey_in_time(command)
            self.sitting.advance()
            if self.sitting.unsaved is not None:
                self._while_paused(self.leaving.not_on_disk)

    def _wait(self) -> float:
        due = self.sitting.deadline
        return GLANCE if due is None else min(GLANCE, max(due, TINY))

    def _obey_in_time(self, command: Command) -> None:
        allowed = self.sitting.view.allowed
        direct: dict[str, Event] = {
            "skip": SkipPart() if "skip_part" in allowed else Skip(),
            "back": Back(),
            "pause": Pause(),
            "own": OwnPace(),
            "end": EndStep(),
        }
        event = direct.get(command.name)
        if event is None:
            self._while_paused(lambda: self.obey(command))
        elif event.name in allowed:
            self.send(event)
        else:
            self.talk.say(NOT_NOW.get(command.name, "That does not fit here."))

    def _while_paused(self, act: Any) -> None:  # noqa: ANN401 - any callable
        """The clock stands still while something else is read."""
        if "pause" in self.sitting.view.allowed:
            self.send(Pause())
        act()
        if "resume" in self.sitting.view.allowed:
            self.send(Resume())

    def _paused(self) -> Event:
        self.talk.number("Paused. Enter goes on; :b :s :q :h.")
        return Resume()

    # Commands

    def obey(self, command: Command) -> None:
        """Do what a command says. Comes back when the question still stands."""
        view = self.sitting.view
        if command.name in ("back", "skip"):
            event = Back() if command.name == "back" else _skip(view)
            if event.name in view.allowed:
                raise StepLeft(event)
            self.talk.say(NOT_NOW[command.name])
            return
        if command.name == "resume":
            if view.paused:
                raise StepLeft(Resume())
            self.talk.say("Nothing is paused.")
            return
        {
            "pause": self._pause,
            "stop": self.leaving.stop,
            "help": self._help,
            "keys": self._keys,
            "so-far": self._so_far,
            "more": self._more,
            "leave": self._leave,
        }.get(command.name, lambda: self.talk.say(NOT_NOW["own"]))()
        if not self.sitting.over and command.name in ("help", "stop", "pause", "so-far"):
            self._say_again()

    def _say_again(self) -> None:
        """The question once more, with what there is to choose."""
        view = self.sitting.view
        self.talk.say()
        self._say_question(view)
        show = getattr(kind(view.kind), "show", None)
        if callable(show) and not view.paused:
            show(view, self.talk)

    def _pause(self) -> None:
        if "pause" not in self.sitting.view.allowed:
            self.talk.say("It stands still already.")
            return
        self.sitting.save_typing()
        self.send(Pause())
        try:
            event = self._paused()
        except StepLeft as left:
            if not isinstance(left.event, Resume):
                raise
            event = left.event
        self.send(event)

    def _help(self) -> None:
        self.sitting.save_typing()
        people.help_screen(self.talk, self.directory)

    def _keys(self) -> None:
        view = self.sitting.view
        timed = view.kind in ("timed", "breathe")
        for line in key_lines(timed=timed):
            self.talk.say(f"  {line}", hang=4)

    def _so_far(self) -> None:
        words = self.sitting.words().strip()
        self.talk.say(words or "Nothing is written yet.")

    def _more(self) -> None:
        view = self.sitting.view
        self.talk.say(unstyled(view.help) if view.help else "There is no more to it.")

    def _leave(self) -> None:
        """At once: nothing is said, nothing new is written but one wordless flag."""
        if callable(self._left_fast):
            self._left_fast()
        raise Left

    def _typing(self, value: Any) -> None:  # noqa: ANN401 - the shape of an answer
        self.sitting.typing(value)
        self.sitting.save_typing()

    def _contacts(self, topic: str) -> None:
        people.say_contacts(self.talk, self.directory.contacts(topic))

    def say_end(self, saved_at: str) -> None:
        """The last screen."""
        view = self.sitting.view
        self.talk.say()
        for line in end_lines(view, saved_at):
            self.talk.say(line)


NOT_NOW = {
    "back": "There is nothing before this.",
    "skip": "This one is needed to go on. :stop is always there.",
    "pause": "It stands still already.",
    "own": "That is for a step that goes by time.",
    "end": "That is for a step that goes by time.",
}


def _running(view: View) -> bool:
    return view.clock is not None and not view.clock.over and not view.paused


def _skip(view: View) -> Event:
    return SkipPart() if "skip_part" in view.allowed else Skip()
