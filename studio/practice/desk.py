"""The desk: everything a front end may ask for, behind one door.

Opens the store and the library, knows the settings, begins and takes up
sittings. Time comes in as two callables, so that tests hold the clock. Heavy
rooms (the engine, the format) are imported when a sitting begins, not before:
the first screen needs neither.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.errors import StudioError
from studio.library.cache import Cache
from studio.library.library import Library, shipped
from studio.library.provided import provided
from studio.library.summaries import Summary
from studio.practice.here import HERE
from studio.practice.languages import spoken_here
from studio.practice.lock import LOCKED_NOTE, Lock
from studio.practice.recent import Recent, forget
from studio.practice.settings import Settings, read_settings, written
from studio.store.faults import StoreError, from_os_error
from studio.store.home import cache_folder, data_folder, open_store
from studio.store.pack_shelf import PackShelf
from studio.store.sealing import AGE_FILE
from studio.store.store import Store

if TYPE_CHECKING:
    from studio.format.exercise import Exercise
    from studio.insights.indicators import Told
    from studio.insights.series import Series
    from studio.practice.card import Card
    from studio.practice.context import KeptThings
    from studio.practice.entrance import Entrance
    from studio.practice.kept_things import Thing
    from studio.practice.over_time import Month
    from studio.practice.people import Contacts
    from studio.practice.programmes import Course, NextRow
    from studio.practice.sitting import Sitting
    from studio.practice.today import PackRow, Today


class Desk:
    """What the front ends work with. See `open_desk`.

    `language` is one asked for this once, `system` the one to speak where neither that nor
    the settings name one; both are tags as files are named ("de", "pt_BR").
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        *,
        cache: Path | None,
        wall: Callable[[], datetime],
        monotonic: Callable[[], float],
        language: str = "",
        system: str = "",
    ) -> None:
        self.store = store
        self.library = library
        self.cache = None if cache is None else Cache(cache, store.guard, store.unguard)
        if library.cache is not None:
            library.cache = self.cache
        self._wall = wall
        self._monotonic = monotonic
        self._asked = language
        self._system = system
        self._speak()
        self._mark: tuple[float | None, ...] | None = None

    # Time, settings

    @property
    def monotonic(self) -> Callable[[], float]:
        """The clock that sittings go by."""
        return self._monotonic

    def now(self) -> datetime:
        """The time on the wall, with its zone."""
        return self._wall()

    @cached_property
    def settings(self) -> Settings:
        """The settings as they stand."""
        return read_settings(self.store.settings())

    def change(self, **fields: Any) -> Settings:  # noqa: ANN401 - fields of Settings
        """Change settings, on disk before this returns; those another window changed stay so."""
        changed = replace(read_settings(self.store.settings()), **fields)
        told = written(changed)
        self.store.change_settings({name: told[name] for name in fields})
        self.__dict__["settings"] = changed
        self.__dict__.pop("summaries", None)
        self._speak()
        return changed

    def _speak(self) -> None:
        """The language asked for, else that of the settings, else that of the system."""
        spoken = self._asked or self.settings.language or self._system
        if spoken != self.library.language:
            self.library.language = spoken
            for read in ("_all", "summaries"):
                self.__dict__.pop(read, None)

    @cached_property
    def languages(self) -> dict[str, str]:
        """The languages there is something in: tag -> its own name for itself."""
        return self.library.languages()

    # The first screen

    @cached_property
    def summaries(self) -> tuple[Summary, ...]:
        """Every exercise that can be chosen, in the order of the packs."""
        offered = self.settings.offered
        return tuple(one for one in self._all if not one.optional or one.id in offered)

    @cached_property
    def _all(self) -> tuple[Summary, ...]:
        return tuple(self.library.summaries())

    @property
    def optional(self) -> tuple[Summary, ...]:
        """The exercises that are offered only to those who choose them."""
        return tuple(one for one in self._all if one.optional and not one.problems)

    def offer(self, exercise_id: str, *, wanted: bool) -> None:
        """Offer an optional exercise from now on, or no longer."""
        known = read_settings(self.store.settings()).offered
        offered = [one for one in known if one != exercise_id]
        self.change(offered=(*offered, *([exercise_id] if wanted else [])))

    @cached_property
    def recent(self) -> Recent:
        """What was done lately."""
        return Recent(self.cache, () if self.store.locked else self.store.outcomes())

    def forget_lately(self) -> None:
        """Something was erased or taken in: what was done lately is made out anew."""
        self.__dict__.pop("recent", None)
        if self.cache is not None:
            forget(self.cache.folder)

    @cached_property
    def lock(self) -> Lock:
        """The passphrase, whether there is one or not."""
        return Lock(self.store, self._turned)

    def _turned(self) -> None:
        """It was unlocked or locked, sealed or opened: nothing that was read still holds."""
        self.forget_settings()
        self.__dict__.pop("recent", None)
        self._guard_cache()
        if not self.store.locked:
            self.store.sweep()

    def _guard_cache(self) -> None:
        """In a sealed folder no plain cache may stay, whoever wrote it."""
        if self.cache is None or not self.store.sealed:
            return
        try:
            self.cache.drop_unguarded(AGE_FILE)
        except OSError as problem:
            raise from_os_error(problem, self.cache.folder / "x") from problem

    def forget_settings(self) -> None:
        """The settings on disk are not those that were read."""
        self.__dict__.pop("settings", None)
        self.__dict__.pop("summaries", None)
        self._speak()

    def changed(self) -> bool:
        """True once after another window has begun, ended or erased something."""
        before, self._mark = self._mark, self.store.mark()
        return before is not None and before != self._mark

    def today(self) -> Today:
        """What is worth showing first."""
        from studio.practice import today as first_screen

        now = self.now()
        if "recent" in self.__dict__ and self.recent.is_old():
            del self.__dict__["recent"]  # another window has noted something
        self.store.sweep()
        self._guard_cache()
        usable = [one for one in self.summaries if not one.problems]
        # Something that was put on the schedule before its exercise was renamed comes back too.
        by_id = {one.was: one for one in usable if one.was} | {one.id: one for one in usable}
        if self.store.locked:
            idea = first_screen.idea_for(usable, self.recent)
            day = first_screen.day_words(now)
            return first_screen.Today(day, (), (), idea, self.packs(), tuple(self._notes()))
        paths = self._next_rows()
        coming = {one.exercise for one in paths}  # said once, not twice
        others = first_screen.not_put_aside(usable, self.store.said_of_exercises())
        others = [one for one in others if one.id not in coming]
        return first_screen.Today(
            first_screen.day_words(now),
            first_screen.open_rows(self.store.drafts(), now),
            first_screen.due_rows(self.store.due(now), by_id, now),
            first_screen.idea_for(others, self.recent),
            self.packs(),
            tuple(self._notes()),
            paths,
        )

    def packs(self) -> tuple[PackRow, ...]:
        """The packs with their exercises, quick captures left out."""
        from studio.practice.today import pack_rows

        return pack_rows(self.summaries)

    def _notes(self) -> Iterator[str]:
        if self.store.locked:
            yield LOCKED_NOTE
        if self.store.read_only:
            yield "A newer studio wrote this data. It can be read here, and is not changed."
        broken = [one for one in self.summaries if one.problems]
        if broken:
            count = len(broken)
            needs = "exercise needs" if count == 1 else "exercises need"
            yield f"{count} {needs} a look: studio check {Path(broken[0].path).parent}"
        if self.store.take_open_flag():
            yield "Something is open."
        for notice in self.store.notices():
            if notice.lost:
                yield f"Part of {notice.where} could not be read. The original is kept aside."

    # Sittings

    def card(self, exercise_id: str) -> Card:
        """What a person reads before they begin."""
        from studio.practice.card import card_of

        return card_of(self.exercise(exercise_id), self.summaries, self.recent, self.now())

    def exercise(self, exercise_id: str) -> Exercise:
        """An exercise, checked. StudioError when there is none or it has mistakes."""
        return self.library.exercise(exercise_id)

    def has(self, exercise_id: str) -> bool:
        """Whether an exercise is here, to be offered next."""
        return any(one.id == exercise_id and not one.problems for one in self.summaries)

    def begin(
        self, exercise_id: str, *, followup: str = "", entry: str = "", seed: int | None = None
    ) -> Sitting:
        """Begin an exercise, or the follow-up that a schedule entry brings back.

        StudioError when there is no such exercise or follow-up, or it has mistakes.
        """
        from studio.practice.beginning import begin

        return begin(self, exercise_id, followup=followup, entry=entry, seed=seed)

    def let_go(self, entry: str) -> bool:
        """Take something off what comes back; what was done with it stays. False if it is gone."""
        return self.store.stop_schedule(entry)

    def context(self, exercise: Exercise) -> KeptThings:
        """What a session of an exercise may know of the world."""
        from studio.practice.context import KeptThings

        def find(exercise_id: str) -> Exercise | None:
            if exercise_id == exercise.id:
                return exercise
            path = self.library.path(exercise_id)
            return None if path is None else self.library.load_exercise(path)[0]

        return KeptThings(self.store, exercise.tables.collections, find)

    def resume(self, draft_id: str) -> Sitting:
        """Take up a session that was left open, exactly where it was.

        StudioError when it is not open any more, or cannot be read.
        """
        from studio.practice.beginning import take_up

        return take_up(self, draft_id)

    def drop_draft(self, draft_id: str) -> None:
        """Erase a session that was left open."""
        self.store.drop_draft(draft_id)

    def keep_draft(self, draft_id: str) -> None:
        """End a session that was left open, where it stands: a normal end. Raises StudioError."""
        from studio.engine.events import Stop

        sitting = self.resume(draft_id)
        if sitting.elsewhere:
            raise StudioError(
                "That session is open in another window, so it is not ended from here.",
                "End it there, or go on with it here as a copy.",
            )
        sitting.send(Stop())
        if sitting.unsaved is not None:
            raise sitting.unsaved  # it is open as before, and nothing of it is lost

    def draft_words(self, draft_id: str) -> str:
        """What is written in a session left open, question by question."""
        return self.resume(draft_id).words()

    # Programmes

    def _next_rows(self) -> tuple[NextRow, ...]:
        if not self.store.programmes():
            return ()
        from studio.practice.programmes import next_rows

        return next_rows(self)

    def programmes(self) -> tuple[Course, ...]:
        """Every programme, those one is on first. See `programmes`."""
        from studio.practice.programmes import courses

        return courses(self)

    def programme(self, name: str) -> Course:
        """One programme by name, and where one stands on it. StudioError if there is none."""
        from studio.practice.programmes import course

        return course(self, name)

    def begin_programme(self, name: str) -> Entrance | None:
        """Begin a programme; what comes back, if anything, has to be played first."""
        from studio.practice.programmes import begin

        return begin(self, name)

    def leave_programme(self, name: str) -> None:
        """Leave a programme. StudioError if one is not on it."""
        from studio.practice.programmes import leave

        leave(self, name)

    def pass_over(self, name: str, number: int) -> bool:
        """Leave part `number` (from 0) of a programme out, or take it in again."""
        from studio.practice.programmes import pass_over

        return pass_over(self, name, number)

    # Looking back

    def history(
        self,
        exercise: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Past sessions, newest first, read as they are asked for."""
        return self.store.outcomes(exercise=exercise, since=since, until=until)

    def search(self, text: str) -> Iterator[dict[str, Any] | None]:
        """Past sessions in whose title or words `text` stands, the latest first.

        None stands for a stretch that was read through: a moment to do other things.
        """
        from studio.practice.words import stands_in

        for outcome in self.store.searched(text):
            if outcome is None or stands_in(text, outcome):
                yield outcome

    def trends(self) -> tuple[Series, ...]:
        """How things that were rated went over the last year. See `over_time`."""
        from studio.practice.over_time import trends

        return trends(self.store, self.library, self.now())

    def indicators(self) -> tuple[Told, ...]:
        """What the indicators of the packs say now. See `over_time`."""
        from studio.practice.over_time import indicators

        return indicators(self.store, self.library, self.now())

    def month(self, year: int, month: int) -> Month:
        """The days of a month that had something. See `over_time`."""
        from studio.practice.over_time import month_of

        return month_of(self.store, self.now(), year, month)

    def outcome(self, identity: str) -> dict[str, Any] | None:
        """One past session, as it was kept."""
        return self.store.outcome(identity)

    def erase(self, identity: str) -> bool:
        """Erase one past session; what it put into collections stays."""
        found = self.store.erase(identity)
        self.forget_lately()
        return found

    def kept(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that is kept, by collection, newest first."""
        return {
            name: self.store.kept(name) for name, count in self.store.collections().items() if count
        }

    def collections(self) -> tuple[tuple[str, str, int], ...]:
        """Every collection with something in use. See `kept_things`."""
        from studio.practice.kept_things import collections

        return collections(self.store, self.library)

    def collection_label(self, name: str) -> str:
        """What a collection is called; its own name when its pack is not here."""
        from studio.practice.kept_things import label

        return label(self.library, name)

    def things(self, collection: str) -> tuple[Thing, ...]:
        """What is in use of a collection as it reads, the latest kept first."""
        from studio.practice.kept_things import things

        return things(self.store, self.library, collection)

    def reword(self, thing: str, fields: Mapping[str, str]) -> bool:
        """Change words of a kept thing; the session it came from stays as it was."""
        return self.store.reword_kept(thing, fields)

    def remove(self, thing: str) -> bool:
        """Erase one kept thing; the session it came from stays as it was."""
        return self.store.erase_kept(thing)

    # People to talk to

    def contacts(self, topic: str = "crisis") -> Contacts:
        """Lines for the person's country, and their own people first."""
        from studio.practice.people import contacts_for

        return contacts_for(self.settings, topic, self.now().date())

    def countries(self) -> tuple[tuple[str, str], ...]:
        """Every country there are lines for: code and name."""
        from studio.library.contacts import countries

        return tuple(countries().items())

    def left_fast(self) -> None:
        """Leave fast: one wordless flag, nothing else."""
        self.store.flag_open()


def open_desk(
    *,
    home: Path | None = None,
    folders: Iterable[Path] = (),
    wall: Callable[[], datetime] | None = None,
    monotonic: Callable[[], float] | None = None,
    language: str = "",
    system: str | None = None,
) -> Desk:
    """The desk over the person's own data, or over `home` ("data" and "cache" in it).

    `folders` are folders of packs that are looked into before all others; `language` is
    spoken whatever the settings say, `system` where they say nothing (that of the environment,
    when it is None).
    """
    wall = wall or _local_now
    data = home / "data" if home else data_folder()
    cache = home / "cache" if home else cache_folder()
    store = open_store(data, clock=wall, cache=cache)
    packs = data / "packs"
    # A disk that can only be read leaves a cut-off change for another start.
    with suppress(StoreError):
        PackShelf(packs).settle()
    library = Library([*folders, packs, shipped(), *provided()], cache)
    return Desk(
        store,
        library,
        cache=cache,
        wall=wall,
        monotonic=monotonic or time.monotonic,
        language=language,
        system=spoken_here(os.environ) if system is None else system,
    )


def _local_now() -> datetime:
    return datetime.now(HERE)
