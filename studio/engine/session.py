"""A session: an exercise being done by one person, as a state table.

    session = Session(exercise, started=now, seed=7, context=kept_things)

The same exercise, seed, context and list of (event, seconds since the start)
give the same views and the same outcome, on any machine at any time. So a
draft is that list, and going on after a cut is replaying it. There is no clock
here: `send` and `advance` are told the seconds since the session began, and
`deadline` says when `advance` is next wanted.

Everything that changes where a session stands is in this file; which screen
comes next is in `flow`, what a step makes of its time in `timed_step`. The
shape, a table of what is allowed in which state, is that of a protocol state
machine.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from studio.engine import events as ev
from studio.engine.first import bind
from studio.engine.flow import Walk
from studio.engine.kinds import KINDS
from studio.engine.outcome import Outcome, outcome_of
from studio.engine.prompts import BreathePrompt, ScalePrompt, TimedPrompt
from studio.engine.query import Context, Nothing
from studio.engine.refused import NotAllowed
from studio.engine.screen import PASSED, SKIPPED, Given, Screen
from studio.engine.timed_step import TIMED, TimedStep, runs_at_once
from studio.engine.timer import Timer
from studio.engine.view import View
from studio.engine.world import World
from studio.format.exercise import Exercise
from studio.format.expressions import Item
from studio.format.parts import Duration

# State -> what may happen in it. Help, and leaving the program, are always there.
ALLOWED: dict[str, frozenset[str]] = {
    "reading": frozenset({"next", "back", "skip", "pause", "stop", "cut"}),
    "asking": frozenset({"answer", "back", "skip", "pause", "stop", "cut"}),
    "revealed": frozenset({"next", "back", "pause", "stop", "cut"}),
    "waiting": frozenset({"next", "back", "skip", "pause", "stop", "cut"}),
    "running": frozenset({"pause", "skip", "skip_part", "end_step", "back", "stop", "cut"}),
    "breathing": frozenset(
        {"pause", "skip", "skip_part", "end_step", "own_pace", "back", "stop", "cut"}
    ),
    "own_pace": frozenset({"next", "pause", "skip", "end_step", "back", "stop", "cut"}),
    "time_over": frozenset({"next", "back", "pause", "stop", "cut"}),
    "over": frozenset(),
}
READ_ONLY = ("say", "review", "contacts")


@dataclass(frozen=True)
class Sent:
    """An event as it happened: seconds since the start, the step, the event.

    `withheld` stands where a private answer was: it is never written, and is
    asked again when the list is replayed.
    """

    at: float
    address: str
    event: ev.Event
    withheld: bool = False


class Session:
    """An exercise being done. See the module for what it promises.

    `followup` names a follow-up of the exercise to run instead of its steps;
    `first` then holds the answers of the first session, by id, as `first.told`
    gathers them: `{"kind", "value", "words"}`. `lookups` are what earlier
    queries of this same session gave, by key (a draft carries them). `again` is how
    often it comes back, when that is what brought it: then it is asked whether it goes on.
    """

    def __init__(
        self,
        exercise: Exercise,
        *,
        started: datetime,
        seed: int = 0,
        context: Context | None = None,
        followup: str = "",
        first: Mapping[str, Mapping[str, Any]] | None = None,
        lookups: Mapping[str, tuple[Item, ...]] | None = None,
        again: Duration | None = None,
    ) -> None:
        if started.tzinfo is None:
            raise ValueError("a session begins at a time with its zone")
        self.exercise = exercise
        self.started = started
        self.seed = seed
        self.context: Context = context or Nothing()
        self.followup = followup
        self.first = dict(first or {})
        self.again = again
        self.now = 0.0
        self.sent: list[Sent] = []
        self.answers: dict[str, Any] = {}
        self.met: dict[str, Screen] = {}
        self.timed: TimedStep | None = None
        self.typed: tuple[str, Any] | None = None
        self.paused_for = 0.0
        self.pending: deque[Sent] = deque()
        self.aside: list[Sent] = []
        self._aside_from: float | None = None
        self.lookups: dict[str, tuple[Item, ...]] = dict(lookups or {})
        self.typed_before: tuple[str, Any] | None = None
        self._trail: list[tuple[str, Given]] = []
        self._paused_at: float | None = None
        self._revealed: tuple[int, int] | None = None
        self._fixed: int | None = None
        self._stopped = False
        self._walk_again()
        self._arrive(0.0)

    # Where the walk is

    def new_world(self, lookups: dict[str, tuple[Item, ...]] | None = None) -> World:
        """A world as it was before the first step, for a walk of its own.

        `lookups` are what queries gave, those of this session when it is None.
        """
        flow = self.exercise.followups.get(self.followup) if self.followup else None
        world = World(self.exercise, self.started, self.seed, self.context, flow, self.again)
        world.lookups = self.lookups if lookups is None else lookups
        bind(world, self.first)
        return world

    def _walk_again(self) -> None:
        """Walk from the top along the trail; stands at the screen after it."""
        self.world = self.new_world()
        self.walk = Walk(self.world)
        self._screens = self.walk.screens()
        self.passed: list[tuple[Screen, Given]] = []
        trail, self._trail = self._trail, []
        screen = next(self._screens, None)
        for address, given in trail:
            if screen is None or screen.address != address:
                break
            self.passed.append((screen, given))
            self._trail.append((address, given))
            screen = self._after(given)
        self.screen = screen

    def _after(self, given: Given) -> Screen | None:
        try:
            return self._screens.send(given)
        except StopIteration:
            return None

    def _pass(self, given: Given, at: float) -> None:
        """Leave the screen in view; stand at the next one."""
        assert self.screen is not None
        self.passed.append((self.screen, given))
        self._trail.append((self.screen.address, given))
        self.screen = self._after(given)
        self._arrive(at)

    def _arrive(self, at: float) -> None:
        self.timed = None
        self._revealed = None
        self._fixed = None
        self.typed = None
        screen = self.screen
        if screen is None:
            return
        self.met[screen.address] = screen
        if runs_at_once(screen):
            self._start_clock(at)

    def _start_clock(self, at: float) -> None:
        assert self.screen is not None
        prompt = self.screen.prompt
        assert isinstance(prompt, (TimedPrompt, BreathePrompt))
        self.timed = TimedStep(prompt, at)

    # What a front end asks

    @property
    def state(self) -> str:
        """The word for where the session stands, a row of `ALLOWED`."""
        if self.over:
            return "over"
        assert self.screen is not None
        if self.timed is not None:
            if self.timed.timer.over:
                return "time_over"
            if self.timed.own_pace:
                return "own_pace"
            return "breathing" if self.screen.step.kind == "breathe" else "running"
        if self._revealed is not None:
            return "revealed"
        kind = self.screen.step.kind
        if kind in READ_ONLY:
            return "reading"
        return "waiting" if kind in TIMED else "asking"

    @property
    def over(self) -> bool:
        """Whether it has ended, by itself or by being stopped."""
        return self._stopped or self.screen is None

    @property
    def stopped(self) -> bool:
        """Whether the person stopped it."""
        return self._stopped

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return self._paused_at is not None

    @property
    def allowed(self) -> frozenset[str]:
        """The events that may be sent now, by name.

        While a private answer is asked again only that answer fits: the rest
        of the session waits behind it.
        """
        return frozenset({"answer"}) if self.pending else self._allowed_here()

    def _allowed_here(self) -> frozenset[str]:
        allowed = ALLOWED[self.state]
        screen = self.screen
        if self.over or screen is None:
            return allowed
        if screen.step.required or screen.care == "rating":
            allowed -= {"skip"}
        if not self._back_target() and not (self.timer and self.timer.part > 0):
            allowed -= {"back"}
        if self._revealed is not None:
            allowed |= {"back"}
        if self.paused:
            allowed = (allowed - {"pause"}) | {"resume"}
        return allowed

    @property
    def deadline(self) -> float | None:
        """Seconds since the start at which `advance` is next wanted, or None."""
        return self.timed.timer.deadline if self.timed and not self.over else None

    @property
    def timer(self) -> Timer | None:
        """The clock of a timed step, if one is in view and running or over."""
        return self.timed.timer if self.timed else None

    @property
    def revealed(self) -> tuple[int, int] | None:
        """The earlier and the later value of a pair, once the later is fixed."""
        return self._revealed

    @property
    def mark(self) -> tuple[str, int]:
        """Changes when a cut would be taken up at another place: step, and part of it."""
        part = self.timed.timer.part if self.timed else -2
        if self.timed and isinstance(self.timed.prompt, BreathePrompt):
            part //= max(1, len(self.timed.prompt.phases))
        return (self.screen.address if self.screen else "", part)

    @property
    def place(self) -> tuple[str, int, bool]:
        """Changes when time brings something else to show: step, phase, and whether it is over."""
        timer = self.timer
        if timer is None:
            return (self.screen.address if self.screen else "", -2, False)
        return (self.screen.address if self.screen else "", timer.part, timer.over)

    @property
    def view(self) -> View:
        """The picture of this moment."""
        from studio.engine.picture import picture

        return picture(self)

    @property
    def outcome(self) -> Outcome | None:
        """What happened, once it is over."""
        return outcome_of(self) if self.over else None

    @property
    def has_traces(self) -> bool:
        """Whether anything was given that is kept: then a draft may exist.

        What was given privately leaves no trace, not even that the exercise
        was opened (a session that ends at the danger gate).
        """
        kept = any(
            given.answered and not screen.step.private and not screen.implicit
            for screen, given in self.passed
        )
        running = self.timed is not None and not self._private_in_view()
        return kept or running or self.typed is not None

    def _private_in_view(self) -> bool:
        return self.screen is not None and self.screen.step.private

    # What happens

    def note_typing(self, value: Any) -> None:  # noqa: ANN401 - the shape of an answer
        """Remember what is being typed, in the shape of the answer; None forgets it."""
        if self.over or self.screen is None or self.screen.step.private:
            return
        self.typed = None if value in (None, "", [], {}) else (self.screen.address, value)

    def advance(self, now: float) -> None:
        """Tell the time. One late call equals many small ones."""
        while (due := self.deadline) is not None and due <= now:
            assert self.timed is not None
            self.timed.timer.advance(due)
            if self.timed.timer.over and self._timed_next(self.timed):
                self._pass(self.timed.given(due), due)
        self.now = max(self.now, now)

    def _timed_next(self, timed: TimedStep) -> bool:
        """Whether what follows goes by the clock too, so that nobody is waited for."""
        ahead = Walk(self.new_world())
        screens = ahead.screens()
        screen = next(screens, None)
        try:
            for _, earlier in self._trail:
                screen = screens.send(earlier)
            screen = screens.send(timed.given(self.now))
        except StopIteration:
            return False
        return screen is not None and screen.step.kind in TIMED and not screen.text

    def send(self, event: ev.Event, now: float) -> None:
        """Something happened, so many seconds after the start.

        Raises `Refused` (a sentence for the person) for an answer that does not
        fit, and `NotAllowed` for an event that `allowed` does not hold; nothing
        changes then but the time. A key pressed as the time of a step ran out
        (allowed before, not any more) does nothing.
        """
        before = self.allowed
        self.advance(max(now, self.now))
        asked_again = bool(self.pending)
        if event.name not in self.allowed:
            if event.name in before:
                return
            raise NotAllowed(f"{event.name} is not allowed while {self.state}.")
        at = self.pending[0].at if asked_again else self.now
        private = self._private_in_view()
        self._apply(event, at)
        if asked_again:
            self.pending.popleft()
            self._aside_from = at
            self._replay()
        elif isinstance(event, ev.Answer):
            self._take_up_aside(private=private)

    def _apply(self, event: ev.Event, at: float) -> None:
        address = self.screen.address if self.screen else ""
        private = self._private_in_view()
        if self.paused and not isinstance(event, (ev.Cut, ev.Resume)):
            self._go_on(at)
        self.HANDLERS[type(event)](self, event, at)
        withheld = private and isinstance(event, ev.Answer)
        self.sent.append(Sent(at, address, ev.Answer(None) if withheld else event, withheld))

    def _answer(self, event: ev.Answer, at: float) -> None:
        screen = self.screen
        assert screen is not None
        stored = KINDS[screen.step.kind].accept(screen.step, screen.prompt, event.value)
        self.answers[screen.address] = event.value
        earlier = self._pair_of(screen)
        if earlier is not None and isinstance(stored, int):
            self._revealed, self._fixed = (earlier, stored), stored
            self.typed = None
            return
        self._pass(Given(stored, answered=True), at)

    def _pair_of(self, screen: Screen) -> int | None:
        """The value before, of the rating that this one is the after of."""
        if not isinstance(screen.prompt, ScalePrompt) or screen.prompt.pair != "after":
            return None
        before = screen.scope(screen.step.id.removesuffix("_after") + "_before")
        return before if isinstance(before, int) else None

    def _next(self, event: ev.Next, at: float) -> None:
        del event
        if self._revealed is not None:
            self._pass(Given(self._fixed, answered=True), at)
        elif self.timed is not None:
            self._pass(self.timed.given(at), at)
        elif self.state == "waiting":
            self._start_clock(at)
        else:
            self._pass(PASSED, at)

    def _back_target(self) -> int:
        """How many screens of the trail stay when going back; 0 screens left is allowed."""
        keep = len(self._trail) - 1
        while keep >= 0 and self.passed[keep][0].care == "rating":
            keep -= 1
        return keep + 1

    def _back(self, event: ev.Back, at: float) -> None:
        del event
        if self._revealed is not None:
            self._revealed, self._fixed = None, None
            return
        timed = self.timed
        if timed is not None and not timed.own_pace and timed.timer.back(at):
            return
        self._trail = self._trail[: self._back_target() - 1]
        self._walk_again()
        self._arrive(at)

    def _skip(self, event: ev.Skip, at: float) -> None:
        del event
        if self.timed is not None:
            self._pass(self.timed.given(at), at)
            return
        assert self.screen is not None
        self.answers.pop(self.screen.address, None)
        self._pass(SKIPPED, at)

    def _skip_part(self, event: ev.SkipPart, at: float) -> None:
        del event
        assert self.timed is not None
        if isinstance(self.timed.prompt, TimedPrompt):
            self.timed.timer.skip(at)
            if not self.timed.timer.over:
                return
        self._pass(self.timed.given(at), at)

    def _end_step(self, event: ev.EndStep, at: float) -> None:
        del event
        assert self.timed is not None
        self._pass(self.timed.given(at), at)

    def _let_pace_go(self, event: ev.OwnPace, at: float) -> None:
        del event
        assert self.timed is not None
        self.timed.let_pace_go(at)

    def _pause(self, event: ev.Pause, at: float) -> None:
        del event
        self._paused_at = at
        if self.timed is not None:
            self.timed.timer.pause(at)

    def _go_on(self, at: float) -> None:
        if self._paused_at is not None:
            self.paused_for += at - self._paused_at
            self._paused_at = None
        if self.timed is not None:
            self.timed.timer.go_on(at)

    def _resume(self, event: ev.Resume, at: float) -> None:
        del event
        self._go_on(at)

    def _stop(self, event: ev.Stop, at: float) -> None:
        del event
        timed, screen = self.timed, self.screen
        if timed is not None and screen is not None and timed.timer.seconds(at) > 0:
            self.passed.append((screen, timed.given(at)))
        self._stopped = True
        self.timed = None
        self.now = max(self.now, at)

    def _cut(self, event: ev.Cut, at: float) -> None:
        del event
        if self.timed is not None and not self.timed.timer.over:
            self.timed.timer.cut()
            if self._paused_at is None:
                self._paused_at = at

    HANDLERS: ClassVar[dict[type[ev.Event], Callable[[Session, Any, float], None]]] = {
        ev.Answer: _answer,
        ev.Next: _next,
        ev.Back: _back,
        ev.Skip: _skip,
        ev.SkipPart: _skip_part,
        ev.EndStep: _end_step,
        ev.OwnPace: _let_pace_go,
        ev.Pause: _pause,
        ev.Resume: _resume,
        ev.Stop: _stop,
        ev.Cut: _cut,
    }

    # Going on after a cut

    def replay(self, sent: Iterable[Sent]) -> None:
        """Do a list of events again, as far as it goes without a private answer.

        Where one is needed the session stands at that question, `asked_again`
        in its view, and the rest follows once it is answered. An event that no
        longer fits (the answer differs, so the path does) is passed over; an
        answer in it is kept, off the path. It is not forgotten: who goes back and
        gives the private answer anew is led on again. The field that was being typed
        is then back where it stood.
        """
        self.pending.extend(sent)
        self._replay()

    def _put_typing_back(self) -> None:
        if self.typed_before and self.screen and self.typed_before[0] == self.screen.address:
            self.typed, self.typed_before = self.typed_before, None

    def _replay(self) -> None:
        while self.pending:
            one = self.pending[0]
            self.advance(one.at)
            address = self.screen.address if self.screen else ""
            if one.withheld and address == one.address and not self.over:
                return
            self.pending.popleft()
            fits = one.event.name in self._allowed_here() and (
                address == one.address or isinstance(one.event, ev.Cut)
            )
            if one.withheld or not fits:
                self.keep_aside(one)
                continue
            if self.aside:
                self.aside.append(one)  # what came after them is done again with them
            self._apply(one.event, max(one.at, self.now))
        self._put_typing_back()

    def keep_aside(self, one: Sent) -> None:
        """Keep an event that no longer fits: an answer in it stays, off the path."""
        self.aside.append(one)
        if isinstance(one.event, ev.Answer) and not one.withheld:
            self.answers[one.address] = one.event.value

    def _take_up_aside(self, *, private: bool) -> None:
        """A private answer that is given anew may lead back to what no longer fitted.

        Not once something else was answered since: then the person goes on from there.
        """
        if not private:
            self._aside_from = None
        if self._aside_from is None or not self.aside:
            return
        later = self.now - self._aside_from
        self._aside_from = self.now
        self.pending.extend(replace(one, at=one.at + later) for one in self.aside)
        self.aside = []
        self._replay()
