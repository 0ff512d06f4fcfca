"""The zone of this computer, as a zone and not as today's offset.

`datetime.astimezone()` gives a fixed offset, so three days later would be an
hour off when summer time begins or ends in between. This zone asks the system
for the offset of each moment, so that the same time of day stays the same.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta, tzinfo


class Here(tzinfo):
    """The system's own zone. One instance, `HERE`, serves all."""

    def _at(self, when: datetime | None) -> time.struct_time:
        if when is None:
            return time.localtime()
        # Not `timetuple`, which asks this zone again.
        fields = (when.year, when.month, when.day, when.hour, when.minute, when.second, 0, 1)
        if when.fold:
            # Of an hour that comes twice, the second is the one without summer time.
            second = time.localtime(time.mktime((*fields, 0)))
            if (second.tm_hour, second.tm_min) == (when.hour, when.minute):
                return second
        return time.localtime(time.mktime((*fields, -1)))

    def utcoffset(self, when: datetime | None) -> timedelta:
        """How far from UTC, at that time of day here."""
        return timedelta(seconds=self._at(when).tm_gmtoff)

    def dst(self, when: datetime | None) -> timedelta:
        """An hour while summer time is on."""
        return timedelta(hours=1 if self._at(when).tm_isdst > 0 else 0)

    def tzname(self, when: datetime | None) -> str:
        """What the zone is called then."""
        return self._at(when).tm_zone

    def fromutc(self, when: datetime) -> datetime:
        """A moment in UTC (with this zone put on) as the wall here shows it."""
        seconds = (when.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds()  # noqa: DTZ001
        shown = time.localtime(seconds)
        here = when + timedelta(seconds=shown.tm_gmtoff)
        same = self._at(here).tm_gmtoff == shown.tm_gmtoff
        return here if same else here.replace(fold=1)


HERE = Here()
