"""`studio calendar` and `studio trends`: looking back over time, as text or as JSON.

May import the desk and plain's words. Shows, changes nothing.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from studio.cli.arguments import Given
from studio.cli.outcry import FINE, UsageError
from studio.cli.sealing import opened
from studio.cli.streams import say_json, say_lines
from studio.practice.desk import open_desk


def calendar(given: Given) -> int:
    """`studio calendar [MONTH]`."""
    desk = opened(open_desk())
    from studio.plain.over_time import month_asked, month_lines

    asked = month_asked(given.word, desk.now().date())
    if asked is None:
        raise UsageError("`studio calendar` takes a month, such as 2026-04.")
    month = desk.month(*asked)
    if given.has("json"):
        days = {
            day.isoformat(): [{"id": one.get("id"), "title": one.get("title")} for one in found]
            for day, found in sorted(month.done.items())
        }
        due = sorted(day.isoformat() for day in month.due)
        say_json({"days": days, "due": due, "of_the_last_14_days": month.lately})
        return FINE
    say_lines(month_lines(month, *asked), hang=4)
    return FINE


def trends(given: Given) -> int:
    """`studio trends [NAME]`."""
    desk = opened(open_desk())
    from studio.plain.over_time import point_lines, series_named, trend_lines

    series = desk.trends()
    if given.word:
        one = series_named(series, given.word)
        if one is None:
            raise UsageError(
                f"Nothing was rated under “{given.word[:60]}”.", "`studio trends` shows all."
            )
        say_json(_plain(one)) if given.has("json") else say_lines(point_lines(one), hang=4)
        return FINE
    told = desk.indicators()
    if given.has("json"):
        indicators = [one._asdict() for one in told]
        say_json({"rated": [_plain(one) for one in series], "indicators": indicators})
        return FINE
    lines = trend_lines(series, told)
    more = ["", "studio trends NUMBER shows every time of one."] if series else []
    say_lines([*lines, *more], hang=5)
    return FINE


def _plain(one: Any) -> dict[str, Any]:  # noqa: ANN401 - a Series
    points = [point | {"day": point["day"].isoformat()} for point in asdict(one)["points"]]
    return {**asdict(one), "points": points, "way": one.way, "words": one.words}


__all__ = ["calendar", "trends"]
