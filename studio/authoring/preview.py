"""`studio preview`: an exercise as it is shown, while it is being written.

Reads the file again when it is saved, and goes on where the author was (`replay`), in the
exercise or in a follow-up of it (`later`). A version with mistakes changes nothing but what
is said about it. The front end that draws is handed in elsewhere; this holds the session,
watches the files and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from studio.authoring.check import check
from studio.authoring.later import First, first_of, planned
from studio.authoring.replay import Begin, Given, again, ended, reached, replayed
from studio.authoring.where import Where, where
from studio.engine.session import Session
from studio.errors import StudioError
from studio.format.assemble import Draught
from studio.format.exercise import Exercise
from studio.format.problems import Problem, render
from studio.library.library import Library, shipped
from studio.practice.desk import Desk
from studio.practice.unstored import Unstored

SEED = 1


@dataclass(frozen=True)
class News:
    """What a save has brought: whether there is something new to show, or what is wrong."""

    fresh: bool
    told: tuple[str, ...] = ()


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

    While the file has mistakes from the start there is none yet: `waits` says what is wrong,
    and the first version without mistakes is begun when it is saved. `first` is the session
    before, while a follow-up is shown. `later` are answers to follow-ups, by name.

    StudioError when the file cannot be opened, or has no place such as was asked for.
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
        followup: str = "",
        given: Given | None = None,
        later: Mapping[str, Given] | None = None,
        begun: Begun | None = None,
    ) -> None:
        self.path = path
        self.desk = desk
        self.begun = begun or now_of(desk)
        self.today = today
        self.given = given or Given()
        self.later = dict(later or {})
        self.first: First | None = None
        self.waits: tuple[str, ...] = ()
        self._at, self._followup = at, followup
        self._clock = (monotonic, speed)
        self._sitting: Unstored | None = None
        self._draught: Draught | None = None
        # One for every version: what a follow-up has picked is known by it.
        self._identity = desk.store.new_session_id()
        self.stamps = self._stamps()
        self._emptied = self.stamps
        draught = self._read()
        if draught.exercise is None or not draught.fine:
            self.waits = told(draught.all)
        else:
            self._draught = draught
            self._open(draught.exercise)

    @property
    def sitting(self) -> Unstored:
        """The session in view. There is none while it `waits`."""
        assert self._sitting is not None
        return self._sitting

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
        empty = any(name == self.path.name and not size for name, size, _ in stamps)
        if empty and stamps != self._emptied:
            # Many editors empty a file before they write it; the next look sees which it is.
            self._emptied = stamps
            return None
        try:
            draught = self._read()
        except StudioError:
            return None  # it is being written just now
        self.stamps = stamps
        if draught.exercise is None or not draught.fine:
            return self._nothing_new(told(draught.all))
        try:
            if self._sitting is None:
                self._open(draught.exercise)
            else:
                self._show_anew(draught.exercise)
        except StudioError as problem:
            return self._nothing_new(tuple(one for one in (problem.message, problem.hint) if one))
        self._draught = draught
        return News(True)

    def advice(self) -> tuple[str, ...]:
        """What is to be said of the version in view: of the exercise alone, read once.

        It is asked for by itself, since it takes as long as reading: the version can stand on
        the screen by then.
        """
        if self._draught is None:
            return ()
        # In another language what was read is the translation, and advice is on the original.
        known = {} if self.desk.library.language else {self.path.resolve(): self._draught}
        return told(check([self.path], today=self.today, beside=False, known=known).problems)

    def _nothing_new(self, rows: tuple[str, ...]) -> News:
        if self._sitting is None:
            self.waits = rows
        return News(False, rows)

    # Sessions

    def _open(self, exercise: Exercise) -> None:
        """Begin where it was asked for."""
        place = where(exercise, self._at, self._followup)
        first = self._first(exercise, place.followup) if place.followup else None
        begin = self._beginning(exercise, first)
        session = self._reached(begin, place) if place.steps else begin()
        monotonic, speed = self._clock
        self._sitting = Unstored(session, self.desk.store, monotonic=monotonic, speed=speed)
        self.exercise, self.first, self.waits = exercise, first, ()

    def _reached(self, begin: Begin, place: Where) -> Session:
        found = reached(begin, self._answers(place.followup), place.there)
        if found is None:
            raise StudioError(
                f"No way to `{self._at}` was found.",
                "Show it from a test that comes there: --answers NAME.",
            )
        return found

    def _beginning(self, exercise: Exercise, first: First | None) -> Begin:
        """What begins a session of the exercise, or of the follow-up of a first session."""
        seed = self.begun.seed
        if first is not None:
            return lambda: first.begin(seed)
        context = self.desk.context(exercise)
        return lambda: Session(exercise, started=self.begun.started, seed=seed, context=context)

    def _answers(self, followup: str) -> Given:
        return self.later.setdefault(followup, Given()) if followup else self.given

    def _first(self, exercise: Exercise, followup: str) -> First:
        """A session of the exercise that is over, as far as possible one that plans this."""
        begin = self._beginning(exercise, None)
        session = ended(begin, self.given, lambda one: followup in planned(one))
        if session is None:
            raise StudioError(
                f"No way through “{exercise.title}” was found, so `{followup}` cannot be shown.",
                "Show it from a test that comes to its end: --answers NAME.",
            )
        return self._filed(session, followup)

    def _filed(self, session: Session, followup: str) -> First:
        folder = self.path.resolve().parent.parent
        return first_of(session, followup, self._identity, self.desk, folder)

    @property
    def next_up(self) -> str:
        """The follow-up that this session has planned, once it is over; "" for none."""
        if self.first is not None or not self.sitting.over:
            return ""
        due = planned(self.sitting.session)
        return min(due, key=lambda name: due[name]) if due else ""

    def go_on(self) -> None:
        """On into the follow-up that is next."""
        name = self.next_up
        if not name:
            return
        session = self.sitting.session
        self.given.learn(session)
        self.first = self._filed(session, name)
        self.sitting.show(self._beginning(self.exercise, self.first)())

    def restart(self) -> None:
        """From the top with nothing answered; from the top of a follow-up, all of it."""
        if self.first is not None and self.sitting.session.passed:
            self.later[self.first.followup] = Given()
        else:
            self.first, self.given = None, Given()
        self.sitting.show(self._beginning(self.exercise, self.first)())

    def _show_anew(self, exercise: Exercise) -> None:
        """Another version, at the place where the author was."""
        before, shown = self.sitting.session, self.first
        given = self._answers(shown.followup if shown is not None else "")
        given.learn(before)
        if shown is not None and shown.followup not in exercise.followups:
            # It is gone, or called something else: the end of the session before is left.
            session = replayed(self._beginning(exercise, None), self.given, lambda _: False)
            shown = None
        else:
            shown = self._first(exercise, shown.followup) if shown is not None else None
            session = again(self._beginning(exercise, shown), given, before)
        self.exercise, self.first = exercise, shown
        self.sitting.show(session)


def told(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    """What a panel says: the first problem in full, and how many more there are."""
    if not problems:
        return ()
    first = min(problems, key=lambda one: one.severity != "error")
    rows = render(first).split("\n")
    if problems[1:]:
        rows.append(f"and {len(problems) - 1} more")
    return tuple(rows)
