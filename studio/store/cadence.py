"""When something that repeats is due next.

Days are days on the person's clock: something due at nine stays due at nine
over a change to or from summer time, and the 31st becomes the last day of a
shorter month and the 31st again after it.

May import `datetime`. Never reads a clock: `now` and the zone come in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TypeGuard

DAY = 86_400


def next_due(first: datetime, last: datetime, every: object, now: datetime) -> datetime | None:
    """The first due time on a day after `now`, and after `last`.

    `first` (when the series began) fixes the hour and the day of the month.
    `every` is seconds, or `{"months": n}`; None if it is neither or not
    positive. Below a day, hours count: the next one is simply after `now`.
    """
    zone = zone_of(now)
    if isinstance(every, Mapping):
        months = every.get("months")
        whole = int(months) if _positive(months) else 0
        return _by_months(first, last, whole, now, zone) if whole else None
    if not _positive(every):
        return None
    if every % DAY:
        return _by_seconds(last, float(every), now, zone)
    return _by_days(first, last, int(every // DAY), now, zone)


def _positive(number: object) -> TypeGuard[int | float]:
    return isinstance(number, (int, float)) and not isinstance(number, bool) and number > 0


def _by_seconds(last: datetime, every: float, now: datetime, zone: tzinfo | None) -> datetime:
    turns = max(1, int((now - last).total_seconds() // every) + 1)
    moment = last.astimezone(UTC) + timedelta(seconds=turns * every)
    if every > DAY:
        while moment.astimezone(zone).date() <= now.astimezone(zone).date():
            moment += timedelta(seconds=every)
    return moment.astimezone(zone)


def _by_days(
    first: datetime, last: datetime, days: int, now: datetime, zone: tzinfo | None
) -> datetime:
    wall = first.astimezone(zone).replace(tzinfo=None)
    past = max(now.astimezone(zone).date(), last.astimezone(zone).date())
    turns = max(0, (past - wall.date()).days // days) + 1
    return _on_the_wall(wall + timedelta(days=turns * days), zone)


def _by_months(
    first: datetime, last: datetime, months: int, now: datetime, zone: tzinfo | None
) -> datetime:
    wall = first.astimezone(zone).replace(tzinfo=None)
    past = max(now.astimezone(zone).date(), last.astimezone(zone).date())
    turns = max(0, ((past.year - wall.year) * 12 + past.month - wall.month) // months - 1)
    while _later(wall, turns * months).date() <= past:
        turns += 1
    return _on_the_wall(_later(wall, turns * months), zone)


def _later(wall: datetime, months: int) -> datetime:
    years, month = divmod(wall.month - 1 + months, 12)
    year, month = wall.year + years, month + 1
    return wall.replace(year=year, month=month, day=min(wall.day, _days_in(year, month)))


def _days_in(year: int, month: int) -> int:
    first_of_next = datetime(year + month // 12, month % 12 + 1, 1)  # noqa: DTZ001 - days only
    return (first_of_next - timedelta(days=1)).day


def _on_the_wall(wall: datetime, zone: tzinfo | None) -> datetime:
    """A wall-clock time in the zone; one that a clock change skips moves past it."""
    moment = wall.astimezone() if zone is None else wall.replace(tzinfo=zone)
    return moment.astimezone(UTC).astimezone(zone)


def zone_of(now: datetime) -> tzinfo | None:
    """The zone to reckon in; None is the zone of this machine.

    A bare offset that is this machine's own at that moment stands for its
    zone, because an offset alone does not know about summer time.
    """
    zone = now.tzinfo
    if isinstance(zone, timezone) and now.astimezone().utcoffset() == now.utcoffset():
        return None
    return zone
