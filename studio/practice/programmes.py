"""Programmes: paths through the exercises, at one's own pace.

For: what there is, where somebody stands on those they began, and what comes
next. A day on a path is a suggestion; nothing is late and nothing is counted
against anybody. The plan is kept with the run, so a pack that changes or goes
away leaves a path as it was begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from studio.errors import StudioError
from studio.insights.plans import DAY, Done, Entry, Span, Standing, next_of, over, standings
from studio.library.summaries import Summary, minutes_label
from studio.practice.today import DAYS, date_words

if TYPE_CHECKING:
    from studio.format.parts import Duration, PlanEntry, Programme
    from studio.practice.desk import Desk
    from studio.practice.entrance import Entrance

MOST = 2_000
"""Past sessions that are looked through for where somebody stands."""
TITLES = 2
"""Exercises of an entry that are named; of more, only that it is one of so many."""


@dataclass(frozen=True)
class PlanRow:
    """An entry of a path as it is shown.

    `exercise` is what opens ("" when none of it is here), `when` its day in
    words ("day 4", "3 times a week"), `state` how it stands ("done",
    "1 of 3", "left out", or nothing).
    """

    number: int
    exercise: str
    title: str
    minutes: str
    when: str
    note: str
    state: str
    passed: bool


@dataclass(frozen=True)
class Course:
    """A programme and where somebody stands on it.

    `name` is its full name ("growth/first-week"); `run` is "" unless they are
    on it, and `next` is then the row to suggest, from `since` on ("" when its
    day has come). `over` when all of it is done or left out.
    """

    name: str
    title: str
    summary: str
    rows: tuple[PlanRow, ...]
    run: str = ""
    begun: str = ""
    next: PlanRow | None = None
    since: str = ""
    over: bool = False
    gated: bool = False


@dataclass(frozen=True)
class NextRow:
    """What comes next on a path: "Steady start", "Two other readings", "4 min", "for Friday"."""

    programme: str
    title: str
    exercise: str
    next: str
    minutes: str
    since: str
    note: str


# What there is ----------------------------------------------------------


def courses(desk: Desk) -> tuple[Course, ...]:
    """Every programme, those somebody is on first, the latest begun before the others."""
    on = _running(desk)
    past = _past(desk, on.values())
    there = desk.library.programmes()
    found = [_course(desk, run, past) for run in on.values()]
    for name, programme in there.items():
        if name not in on:
            found.append(_offered(desk, name, programme))
    return tuple(found)


def course(desk: Desk, name: str) -> Course:
    """One programme by its name, full or short. StudioError when there is none."""
    full = _full(desk, name)
    run = _running(desk).get(full)
    if run is not None:
        return _course(desk, run, _past(desk, [run]))
    return _offered(desk, full, desk.library.programmes()[full])


def next_rows(desk: Desk) -> tuple[NextRow, ...]:
    """What comes next on each path somebody is on, for the first screen. Reads no pack."""
    on = _running(desk)
    if not on:
        return ()
    past = _past(desk, on.values())
    rows = []
    for run in on.values():
        one = _course(desk, run, past)
        if one.next is not None and not one.over:
            rows.append(
                NextRow(
                    one.name, one.title, one.next.exercise, one.next.title, one.next.minutes,
                    one.since, one.next.note,
                )
            )  # fmt: skip
    return tuple(rows)


def _full(desk: Desk, name: str) -> str:
    known = dict.fromkeys([*_running(desk), *desk.library.programmes()])
    if name in known:
        return name
    same = [one for one in known if one.partition("/")[2] == name]
    if len(same) == 1:
        return same[0]
    if same:
        raise StudioError(
            f"More than one pack has a programme “{name}”.", f"Say which: {', '.join(same)}."
        )
    from studio.format.problems import nearest

    close = nearest(name, [one.partition("/")[2] for one in known])
    raise StudioError(
        f"There is no programme “{name[:60]}”.",
        f"Did you mean `{close}`?" if close else "`studio programme` shows those there are.",
    )


def _running(desk: Desk) -> dict[str, Mapping[str, Any]]:
    """The run of each programme somebody is on, by its name, the latest begun first."""
    if desk.store.locked:
        return {}
    found: dict[str, Mapping[str, Any]] = {}
    for run in desk.store.programmes():
        name = str(run.get("programme"))
        if not run.get("ended") and name not in found and _begun(run) is not None:
            found[name] = run
    return found


def _begun(run: Mapping[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(str(run.get("begun")))
    except ValueError:
        return None


def _past(desk: Desk, runs: Iterable[Mapping[str, Any]]) -> list[Done]:
    """What was done since the first of these paths began."""
    begun = [when for one in runs if (when := _begun(one)) is not None]
    if not begun:
        return []
    found = []
    for outcome in islice(desk.store.outcomes(since=min(begun)), MOST):
        try:
            ended = datetime.fromisoformat(str(outcome.get("ended")))
        except ValueError:
            continue  # hit by damage: the store tells of it
        found.append(
            Done(
                str(outcome.get("exercise")),
                str(outcome.get("pack") or ""),
                ended,
                bool(outcome.get("followup")),
            )
        )
    return found


# Shown ------------------------------------------------------------------


def _course(desk: Desk, run: Mapping[str, Any], past: Sequence[Done]) -> Course:
    now = desk.now()
    begun = _begun(run)
    assert begun is not None
    plan, notes = _plan_of(run)
    passed = {one for one in run.get("passed") or () if isinstance(one, int)}
    found = standings(plan, begun, past, now, passed)
    rows = _rows(desk, plan, notes, found)
    number = next_of(found)
    nearest = rows[number] if number is not None else None
    due = found[number].due if number is not None else None
    return Course(
        str(run.get("programme")),
        str(run.get("title") or run.get("programme")),
        str(run.get("summary") or ""),
        rows,
        str(run["id"]),
        date_words(begun.astimezone(now.tzinfo), now),
        nearest,
        _since(due, now),
        over(plan, found),
        bool(run.get("flags")),
    )


def _offered(desk: Desk, name: str, programme: Programme) -> Course:
    plan, notes = _plan_of(_kept(name, programme))
    rows = _rows(desk, plan, notes, ())
    return Course(name, programme.title, programme.summary, rows, gated=bool(programme.flags))


def _rows(
    desk: Desk, plan: Sequence[Entry], notes: Sequence[str], found: Sequence[Standing]
) -> tuple[PlanRow, ...]:
    usable = {one.id: one for one in desk.summaries if not one.problems and not one.quick}
    rows = []
    for number, entry in enumerate(plan):
        here = _here(entry, usable)
        best = min(here, key=lambda one: _last_done(desk, one), default=None)
        standing = found[number] if found else None
        rows.append(
            PlanRow(
                number,
                best.id if best is not None else "",
                _title(entry, here, best),
                minutes_label(best.minutes) if best is not None else "",
                _when(entry),
                notes[number],
                _state(entry, standing),
                standing is not None and standing.passed,
            )
        )
    return tuple(rows)


def _last_done(desk: Desk, one: Summary) -> str:
    return str(desk.recent.seen.get(one.id, {}).get("ended") or "")


def _here(entry: Entry, usable: Mapping[str, Summary]) -> list[Summary]:
    """The exercises of an entry that are installed."""
    if entry.pack:
        return [one for one in usable.values() if one.pack == entry.pack]
    return [usable[one] for one in entry.exercises if one in usable]


def _title(entry: Entry, here: Sequence[Summary], best: Summary | None) -> str:
    if best is None:
        return f"{entry.pack or entry.exercises[0]}, which is not installed"
    if entry.pack:
        return f"{best.pack_title or entry.pack}: {best.title}"
    if 1 < len(here) <= TITLES:
        return " or ".join(one.title for one in here)
    return best.title


def _when(entry: Entry) -> str:
    """The day of an entry in words."""
    if entry.every is not None:
        span = _span_words(entry.every)
        one = span.removeprefix("1 ")
        if entry.times == 1:
            return f"every {one}"
        return f"{entry.times} times a {one}" if one != span else f"{entry.times} times in {span}"
    after = entry.after or Span()
    if not after.months and after.seconds % DAY:
        return f"after {_span_words(after)}"
    start = date(2001, 1, 1)
    day = (after.day_after(start) - start).days + 1
    return f"day {day}" if after.months or after.seconds else "to begin with"


def _span_words(span: Span) -> str:
    if span.months:
        return _counted(span.months, "month")
    for size, unit in ((7 * DAY, "week"), (DAY, "day"), (3600, "hour"), (60, "minute")):
        if span.seconds >= size and span.seconds % size == 0:
            return _counted(span.seconds // size, unit)
    return _counted(span.seconds, "second")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _state(entry: Entry, standing: Standing | None) -> str:
    if standing is None:
        return ""
    if standing.passed:
        return "left out"
    if standing.done >= standing.times:
        return "done for now" if entry.every is not None else "done"
    return f"{standing.done} of {standing.times}" if standing.done else ""


def _since(due: datetime | None, now: datetime) -> str:
    """From when on something is suggested, if that is still to come."""
    if due is None or due <= now:
        return ""
    apart = (due.date() - now.date()).days
    if apart == 0:
        return f"for {due:%H:%M}"
    if apart == 1:
        return "for tomorrow"
    return f"for {DAYS[due.weekday()]}" if apart < 7 else f"for {date_words(due, now)}"


# Beginning, passing over, leaving -----------------------------------------


def begin(desk: Desk, name: str) -> Entrance | None:
    """Begin a programme.

    One that wants care is begun at the end of what comes back here, which is
    played like any sitting; None when it has begun already. StudioError when
    somebody is on it, or there is none of that name.
    """
    full = _full(desk, name)
    run = _running(desk).get(full)
    if run is not None:
        if not _course(desk, run, _past(desk, [run])).over:
            raise StudioError(
                f"You are on “{run.get('title')}” already.", "Leave it first to begin it anew."
            )
        leave(desk, full)
    programme = desk.library.programmes().get(full)
    if programme is None:
        raise StudioError(f"“{name}” is in no pack any more.", "Its pack has to be installed.")
    if not programme.flags:
        enter(desk, full, programme)
        return None
    from studio.practice.entrance import entrance

    return entrance(desk, full, programme)


def enter(desk: Desk, name: str, programme: Programme) -> None:
    """Note that a programme has begun, on disk before this returns."""
    begun = desk.now().isoformat(timespec="seconds")
    desk.store.begin_programme({**_kept(name, programme), "begun": begun, "passed": []})


def leave(desk: Desk, name: str) -> None:
    """Leave a programme; what was done on it stays where it is. StudioError if not on it."""
    run = _need(desk, name)
    desk.store.change_programme(run, {"ended": desk.now().isoformat(timespec="seconds")})


def pass_over(desk: Desk, name: str, number: int) -> bool:
    """Leave an entry out, or take it in again; whether it is now left out."""
    course_now = course(desk, name)
    _need(desk, name)
    if not 0 <= number < len(course_now.rows):
        raise StudioError(
            f"“{course_now.title}” has no part {number + 1}.",
            f"Its parts are 1 to {len(course_now.rows)}.",
        )
    out = {one.number for one in course_now.rows if one.passed} ^ {number}
    desk.store.change_programme(course_now.run, {"passed": sorted(out)})
    return number in out


def _need(desk: Desk, name: str) -> str:
    full = _full(desk, name)
    run = _running(desk).get(full)
    if run is None:
        raise StudioError(
            f"You are not on “{name}”.", f"`studio programme begin {name}` begins it."
        )
    return str(run["id"])


# As it is kept ------------------------------------------------------------


def _kept(name: str, programme: Programme) -> dict[str, Any]:
    """A programme as its run keeps it."""
    return {
        "programme": name,
        "title": programme.title,
        "summary": programme.summary,
        "flags": list(programme.flags),
        "plan": [_entry_kept(one) for one in programme.plan],
    }


def _entry_kept(entry: PlanEntry) -> dict[str, Any]:
    return {
        "after": _span_kept(entry.after),
        "every": _span_kept(entry.every),
        "times": entry.times,
        "exercise": list(entry.exercise),
        "pack": entry.pack,
        "note": entry.note,
    }


def _span_kept(span: Duration | None) -> dict[str, int] | None:
    return None if span is None else {"seconds": span.seconds, "months": span.months}


def _plan_of(run: Mapping[str, Any]) -> tuple[list[Entry], list[str]]:
    plan, notes = [], []
    for one in run.get("plan") or ():
        plan.append(
            Entry(
                tuple(str(name) for name in one.get("exercise") or ()),
                str(one.get("pack") or ""),
                int(one.get("times") or 1),
                _span_of(one.get("after")),
                _span_of(one.get("every")),
            )
        )
        notes.append(str(one.get("note") or ""))
    return plan, notes


def _span_of(kept: Mapping[str, Any] | None) -> Span | None:
    if kept is None:
        return None
    return Span(int(kept.get("seconds") or 0), int(kept.get("months") or 0))


__all__ = [
    "Course", "NextRow", "PlanRow", "begin", "course", "courses", "enter", "leave",
    "next_rows", "pass_over",
]  # fmt: skip
