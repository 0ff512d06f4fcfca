"""`studio preview`: an exercise as it is shown, while it is being written.

Reads the file again when it is saved, and goes on where the author was: answers are
given again by their ids, as far as they still fit. A version with mistakes changes
nothing but what is said about it. The front end that draws is handed in elsewhere; this
holds the session, watches the files and keeps nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from studio.authoring.check import check
from studio.authoring.wander import event
from studio.engine.events import Answer, EndStep, Next, Skip, SkipPart
from studio.engine.kinds import breathe, timed
from studio.engine.refused import NotAllowed, Refused
from studio.engine.session import Session
from studio.errors import StudioError
from studio.format.assemble import Draught
from studio.format.exercise import Exercise
from studio.format.problems import Problem, nearest, render
from studio.format.walk import every
from studio.library.library import Library, shipped, shown
from studio.practice.desk import Desk
from studio.practice.unstored import Unstored

SEED = 1
STEPS = 500  # screens that a replay goes through at most
TRIES = 400  # random walks towards a step
RAN_OUT: dict[str, Callable[[Any, Any], bool]] = {
    "timed": timed.ran_out, "breathe": breathe.ran_out,
}  # fmt: skip


@dataclass(frozen=True)
class News:
    """What a save has brought: whether there is something new to show, and what is wrong."""

    fresh: bool
    told: tuple[str, ...] = ()


@dataclass
class Given:
    """What was answered so far, by address; what was skipped or read is None."""

    answers: dict[str, Any] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    ran: dict[str, frozenset[str]] = field(default_factory=dict)
    """Steps whose time ran to its end, with the parts that were skipped on the way."""

    def learn(self, session: Session) -> None:
        """Take over what was answered in a session, those of paths left again too."""
        self.answers |= session.answers
        self.passed |= {screen.address for screen, _ in session.passed}
        for screen, given in session.passed:
            if screen.step.kind in RAN_OUT and given.answered:
                self.ran.pop(screen.address, None)
                if RAN_OUT[screen.step.kind](screen.prompt, given.value):
                    self.ran[screen.address] = frozenset(given.value.get("skipped", ()))


@dataclass(frozen=True)
class Begun:
    """What a session begins from, as a test says it: when, and what was before.

    `now` is as a test writes it, `kept` and `past` as its keys hold them.
    """

    started: datetime
    now: str
    seed: int = SEED
    language: str = ""
    kept: Any = None
    past: Any = None


def now_of(desk: Desk) -> Begun:
    """This moment, to the minute: a test knows no seconds."""
    started = desk.now().replace(second=0, microsecond=0)
    return Begun(started, f"{started:%Y-%m-%d %H:%M}", language=desk.library.language)


class Preview:
    """One exercise file being shown. `sitting` is what a front end draws.

    StudioError when the file cannot be opened, or cannot be shown at all yet.
    """

    def __init__(
        self,
        path: Path,
        desk: Desk,
        *,
        today: date,
        monotonic: Callable[[], float],
        speed: float = 1.0,
        at: str = "",
        given: Given | None = None,
        begun: Begun | None = None,
    ) -> None:
        self.path = path
        self.desk = desk
        self.begun = begun or now_of(desk)
        self.today = today
        self.given = given or Given()
        self.stamps = self._stamps()
        draught = self._read()
        if draught.exercise is None or not draught.fine:
            raise StudioError(
                f"{shown(path)} cannot be shown yet.", f"Mend it first: studio check {shown(path)}"
            )
        self.exercise = draught.exercise
        self.sitting = Unstored(
            self._session(self.exercise), desk.store, monotonic=monotonic, speed=speed
        )
        if at:
            self.sitting.show(self._reach(self.exercise, at))

    # Reading

    def _read(self) -> Draught:
        folders = [self.path.resolve().parent.parent, shipped()]
        return Library(folders, language=self.desk.library.language).draught(self.path)

    def _stamps(self) -> tuple[tuple[str, int, int], ...]:
        """What the file and the others of its pack look like, so that a change is seen."""
        found = []
        folder = self.path.resolve().parent
        for file in sorted((*folder.glob("*.yml"), *folder.glob("lang/*.po"))):
            try:
                status = file.stat()
            except OSError:
                continue
            found.append((file.name, status.st_size, status.st_mtime_ns))
        return tuple(found)

    def poll(self) -> News | None:
        """What has changed since the last look; None when nothing was saved."""
        stamps = self._stamps()
        if stamps == self.stamps or not self.path.is_file():
            return None
        self.stamps = stamps
        draught = self._read()
        exercise = draught.exercise
        if exercise is None or not draught.fine:
            return News(False, told(draught.all))
        self.exercise = exercise
        self.given.learn(self.sitting.session)
        self.sitting.show(self._again(exercise, self.sitting.session))
        advice = check([self.path], today=self.today).problems
        return News(True, told(advice))

    # Sessions

    def _session(self, exercise: Exercise) -> Session:
        return Session(
            exercise,
            started=self.begun.started,
            seed=self.begun.seed,
            context=self.desk.context(exercise),
        )

    def restart(self) -> None:
        """From the top, with nothing answered."""
        self.given = Given()
        self.sitting.show(self._session(self.exercise))

    def _again(self, exercise: Exercise, before: Session) -> Session:
        """A session of the new version, standing where the old one stood, as near as it goes."""
        target = before.screen.address if before.screen is not None else ""
        found = self._replay(exercise, lambda address: address == target)
        if found.over and not before.over:
            # The step is gone: stay at the first one that nobody has seen, or at the last.
            known = self.given.passed | set(self.given.answers)
            found = self._replay(exercise, lambda address: address not in known)
        if found.over and not before.over:
            *_, last = [screen.address for screen, _ in found.passed]
            found = self._replay(exercise, lambda address: address == last)
        if before.typed is not None and found.screen and found.screen.address == before.typed[0]:
            found.note_typing(before.typed[1])
        return found

    def _replay(self, exercise: Exercise, there: Callable[[str], bool]) -> Session:
        """Answer as before until `there`, or until something is asked that has no answer."""
        session = self._session(exercise)
        for _ in range(STEPS):
            if session.over or session.screen is None or there(session.screen.address):
                break
            if not self._pass(session):
                break
        return session

    def _pass(self, session: Session) -> bool:
        """Go past the screen in view as before; False where that cannot be."""
        assert session.screen is not None
        address = session.screen.address
        self._let_run(session, address)
        if session.screen is None or session.screen.address != address:
            return True  # what follows went by the clock too
        for attempt in (self._answer(address), Next(), EndStep(), Skip()):
            if attempt is None or attempt.name not in session.allowed:
                continue
            try:
                session.send(attempt, session.now)
            except (Refused, NotAllowed):
                continue
            if session.revealed is not None:
                session.send(Next(), session.now)
            if session.over or session.screen is None or session.screen.address != address:
                return True
            return self._pass(session)  # a timed step that has begun
        return False

    def _let_run(self, session: Session, address: str) -> None:
        """Let the time of a step pass at once, where it ran to its end before."""
        skipped = self.given.ran.get(address)
        while skipped is not None and (due := session.deadline) is not None:
            screen, timer = session.screen, session.timer
            if screen is None or timer is None or screen.address != address:
                return
            parts = getattr(screen.prompt, "parts", ())
            if timer.part >= 0 and parts and parts[timer.part].name in skipped:
                session.send(SkipPart(), session.now)
            else:
                session.advance(due)

    def _answer(self, address: str) -> Answer | None:
        value = self.given.answers.get(address)
        return None if value is None else Answer(value)

    def _reach(self, exercise: Exercise, step: str) -> Session:
        """A session that stands at a step: by the answers there are, else by trying."""
        ids = {one.id for one in every(exercise.steps) if one.id}
        ids |= {one.address for one in every(exercise.steps)}
        ids |= {one.id for part in exercise.tables.fragments.values() for one in part.steps}
        if step not in ids:
            close = nearest(step, ids)
            raise StudioError(
                f"There is no step `{step[:60]}` in this exercise.",
                f"Did you mean `{close}`?" if close else f"There are {', '.join(sorted(ids))}.",
            )

        def there(address: str) -> bool:
            return address.rpartition(".")[2] == step

        found = self._replay(exercise, there)
        if found.screen is not None and there(found.screen.address):
            return found
        for seed in range(TRIES):
            tried = self._wander(exercise, there, seed)
            if tried is not None:
                self.given.learn(tried)
                return tried
        raise StudioError(
            f"No way to `{step}` was found.",
            "Show it from a test that comes there: --answers NAME.",
        )

    def _wander(
        self, exercise: Exercise, there: Callable[[str], bool], seed: int
    ) -> Session | None:
        """Somebody who answers at random, until they are there."""
        session = self._session(exercise)
        chance = random.Random(seed)
        for _ in range(STEPS):
            if session.over or session.screen is None:
                return None
            if there(session.screen.address):
                return session
            try:
                session.send(event(session.view, chance.randrange, wander=False), session.now)
            except (Refused, NotAllowed):
                return None
        return None


def told(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    """What a panel says: the first problem in full, and how many more there are."""
    if not problems:
        return ()
    first = min(problems, key=lambda one: one.severity != "error")
    rows = render(first).split("\n")
    if problems[1:]:
        rows.append(f"and {len(problems) - 1} more")
    return tuple(rows)
