"""Where somebody stands on a plan: what was done of it, and what could come next.

For: programmes. Every day here is a suggestion. Something done early counts,
something not done waits without a word and owes nothing: an entry that comes
again begins anew with each span. What was done is read off past sessions, so
two folders that are joined agree on it. Pure: times and sessions come in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAY = 86_400


@dataclass(frozen=True)
class Span:
    """A stretch of time as a plan writes it: seconds, or whole months."""

    seconds: int = 0
    months: int = 0

    def day_after(self, first: date, times: int = 1) -> date:
        """The day so many of these after `first`; part of a day counts as one."""
        if self.months:
            count = first.year * 12 + first.month - 1 + self.months * times
            return _in_month(count // 12, count % 12 + 1, first.day)
        return first + timedelta(days=-(-self.seconds // DAY) * times)


@dataclass(frozen=True)
class Entry:
    """One entry: one of `exercises`, or any of a `pack`, so many `times`.

    `after` is from the start of the plan; `every` comes again, `times` in each span.
    """

    exercises: tuple[str, ...]
    pack: str = ""
    times: int = 1
    after: Span | None = None
    every: Span | None = None


@dataclass(frozen=True)
class Done:
    """A past session as far as a plan asks. `followup`: it came back for a look."""

    exercise: str
    pack: str
    ended: datetime
    followup: bool = False


@dataclass(frozen=True)
class Standing:
    """Where one entry stands: how often it was done (in this span, if it comes again), and
    from when on the next time is suggested; None when nothing more is."""

    done: int
    times: int
    passed: bool
    due: datetime | None


def standings(
    plan: Sequence[Entry],
    begun: datetime,
    sessions: Iterable[Done],
    now: datetime,
    passed: Iterable[int] = (),
) -> tuple[Standing, ...]:
    """Where each entry stands at `now`; `sessions` in any order, earlier ones are passed over.

    A session counts once among the entries with a day of their own, for the
    first it fits that is still open, and for every entry that comes again.
    """
    begun = begun.astimezone(now.tzinfo)
    left_out = frozenset(passed)
    since = sorted(
        (one for one in sessions if one.ended.timestamp() >= begun.timestamp()),
        key=lambda one: one.ended.timestamp(),
    )
    counts = _counts(plan, since, left_out)
    found = []
    for number, entry in enumerate(plan):
        out = number in left_out
        if entry.every is not None:
            found.append(_again(entry, entry.every, begun, since, now, out=out))
        else:
            full = counts[number] >= entry.times
            due = None if full or out else _from(entry.after or Span(), begun)
            found.append(Standing(counts[number], entry.times, out, due))
    return tuple(found)


def next_of(found: Sequence[Standing]) -> int | None:
    """The entry to suggest: the one whose day came first, or comes first."""
    open_ones = [(one.due, number) for number, one in enumerate(found) if one.due is not None]
    return min(open_ones)[1] if open_ones else None


def over(plan: Sequence[Entry], found: Sequence[Standing]) -> bool:
    """Whether a plan that has an end has come to it."""
    once = [one for entry, one in zip(plan, found, strict=True) if entry.every is None]
    return bool(once) and all(one.due is None for one in once)


def fits(entry: Entry, one: Done) -> bool:
    """Whether a session is what an entry asks for."""
    return one.exercise in entry.exercises or bool(entry.pack and one.pack == entry.pack)


def _counts(plan: Sequence[Entry], since: Sequence[Done], passed: frozenset[int]) -> list[int]:
    counts = [0] * len(plan)
    for one in since:
        for number, entry in enumerate(plan):
            wanted = entry.every is None and number not in passed and not one.followup
            if wanted and counts[number] < entry.times and fits(entry, one):
                counts[number] += 1
                break
    return counts


def _from(after: Span, begun: datetime) -> datetime:
    """Whole days are days of the calendar; less than one is counted from the minute."""
    if after.months or after.seconds % DAY == 0:
        first = after.day_after(begun.date())
        return max(begun, datetime.combine(first, time(), begun.tzinfo))
    return begun + timedelta(seconds=after.seconds)


def _again(
    entry: Entry, every: Span, begun: datetime, since: Sequence[Done], now: datetime, *, out: bool
) -> Standing:
    first, after = _span(every, begun.date(), now.date())
    zone = now.tzinfo
    done = sum(
        first <= one.ended.astimezone(zone).date() < after for one in since if fits(entry, one)
    )
    if out:
        return Standing(done, entry.times, passed=True, due=None)
    if done >= entry.times:
        start, end = after, _span(every, begun.date(), after)[1]
        day = _place(start, end, entry.times, 0)
    else:
        day = _place(first, after, entry.times, done)
    due = max(begun, datetime.combine(day, time(), zone))
    return Standing(done, entry.times, passed=False, due=due)


def _span(every: Span, first: date, today: date) -> tuple[date, date]:
    """The span that `today` lies in: its first day, and the first day of the next."""
    if every.day_after(first) <= first:
        return first, date.max  # no length, as only damage writes it: one span without an end
    turn = 0
    while every.day_after(first, turn + 1) <= today:
        turn += 1
    return every.day_after(first, turn), every.day_after(first, turn + 1)


def _place(first: date, after: date, times: int, number: int) -> date:
    """Spread over the span, the last time on its last day."""
    days = (after - first).days
    return first + timedelta(days=max(0, -(-(number + 1) * days // times) - 1))


def _in_month(year: int, month: int, day: int) -> date:
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day, last))
