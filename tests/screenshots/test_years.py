"""A year of three people: what is kept, told and drawn of it is what they did.

Each year is lived once, by the engine and the store; what the program says of it is then
counted again here from the outcomes alone, without the program's own rules.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from screenshots import years
from screenshots.stage import NOW
from screenshots.year import PEOPLE, Person, lived
from studio.practice.desk import Desk, open_desk

pytestmark = pytest.mark.timeout(900)  # a year takes its time on a busy machine
KEPT = Path(years.__file__).parent / "pictures" / "years"
Outcome = dict[str, Any]


@dataclass(frozen=True)
class Year:
    """A year that was lived: the desk over it, and its outcomes, the oldest first."""

    desk: Desk
    outcomes: list[Outcome]


def nothing_is_half_done(year: Year) -> None:
    assert len(year.outcomes) >= 300
    assert year.outcomes[0]["ended"].startswith(("2025-11", "2025-12"))
    assert year.outcomes[-1]["ended"].startswith("2026-11")
    assert year.desk.store.drafts() == []
    assert list(year.desk.store.notices()) == []


def ended(one: Outcome) -> datetime:
    return datetime.fromisoformat(one["ended"])


def value(one: Outcome, name: str) -> Any:
    """The answer of a step on the path, outside care."""
    for answer in one["answers"]:
        if answer["id"] == name and answer.get("on_path", True) and not answer.get("care"):
            return answer.get("value")
    return None


def logs(outcomes: list[Outcome], days: int) -> Iterator[Outcome]:
    """The weekly logs of the last days, the newest first."""
    since = NOW - timedelta(days=days)
    for one in reversed(outcomes):
        if one["exercise"] == "weekly-log" and not one["followup"] and ended(one) > since:
            yield one


def nothing_that_comes_again_has_piled_up(year: Year) -> None:
    """What was set up once each week for a year is there once."""
    coming = Counter(
        (one["exercise"], one["followup"]) for one in year.desk.store.schedule() if one.get("every")
    )
    assert max(coming.values(), default=1) == 1


def what_is_kept_is_what_was_kept_and_no_more(year: Year) -> None:
    added: Counter[str] = Counter()
    for one in year.outcomes:
        added.update(c["collection"] for c in one["changes"] if c["op"] == "add")
    counts = {name: count for name, _, count in year.desk.collections() if name != "strategies"}
    assert set(counts) <= set(added)
    for name, count in counts.items():
        pack = year.desk.library.pack(name.partition("/")[0])
        assert pack is not None
        rules = pack.collections[name.partition("/")[2]]
        plain = not rules.unique and rules.active is None
        archived = len(year.desk.store.kept(name, archived=True)) - count
        assert count == added[name] - archived if plain else count <= added[name], name
        assert count <= (rules.active or count)
        days = [one.kept_on for one in year.desk.things(name)]
        assert days == sorted(days, reverse=True), name  # the newest first
        assert all(one.line for one in year.desk.things(name))


def trends_say_what_the_ratings_were(year: Year) -> None:
    rated = []
    for one in year.outcomes:
        before, after = value(one, "distress_before"), value(one, "distress_after")
        once = value(one, "distress")
        if before is not None and after is not None:
            rated.append((one["ended"][:10], before, after))
        elif once is not None:
            rated.append((one["ended"][:10], None, once))
    series = next(one for one in year.desk.trends() if one.name == "distress")
    assert [(str(p.day), p.before, p.now) for p in series.points] == rated
    first_day, last_day = series.points[0].day, series.points[-1].day
    first = [p.now for p in series.points if p.day < first_day + timedelta(days=28)]
    last = [p.now for p in series.points if p.day > last_day - timedelta(days=28)]
    apart = median(last) - median(first)
    way = "about the same as" if abs(apart) <= 1 else "lower than" if apart < 0 else "higher than"
    assert series.words == f"Upset or tense: {way} your first month."
    assert series.harder == (way == "higher than")


def indicators_say_what_the_weeks_held(year: Year) -> None:
    told = {one.name: one.words for one in year.desk.indicators()}
    weeks = list(logs(year.outcomes, 28))
    tense = [one for one in weeks if value(one, "tense") is not None]
    if tense:
        paused = sum(value(one, "paused") or 0 for one in tense)
        all_of_it = sum(value(one, "tense") for one in tense)
        assert f"Paused in {paused} of {all_of_it}." in told["growth/calmer"]
    else:
        assert "growth/calmer" not in told
    tested = [one for one in weeks if (value(one, "tested") or 0) > 0]
    lines = sum(value(one, "tested") for one in tested)
    if lines >= 3:
        held = sum(value(one, "held") or 0 for one in tested)
        assert told["growth/lines"].startswith(f"Acted on {held} of {lines}.")
    else:
        assert " of " not in told.get("growth/lines", "")
    scans = {
        one["ended"][:10]
        for one in year.outcomes
        if one["exercise"] == "body-scan" and ended(one) > NOW - timedelta(days=14)
    }
    assert told.get("growth/scans") in (None, f"{len(scans)} of the last 14 days.")


def days_are_counted_and_never_in_a_row(year: Year) -> None:
    month = year.desk.month(2026, 11)
    lately = {
        one["ended"][:10] for one in year.outcomes if ended(one).date() > NOW.date() - timedelta(14)
    }
    assert month.lately == len(lately)
    done = Counter(one["ended"][:10] for one in year.outcomes if one["ended"].startswith("2026-11"))
    assert {str(day): len(found) for day, found in month.done.items()} == done


CHECKS: tuple[Callable[[Year], None], ...] = (
    nothing_is_half_done,
    nothing_that_comes_again_has_piled_up,
    what_is_kept_is_what_was_kept_and_no_more,
    trends_say_what_the_ratings_were,
    indicators_say_what_the_weeks_held,
    days_are_counted_and_never_in_a_row,
)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda one: one.name)
async def test_a_year_reads_right(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted again, each thing; then every picture of it is reached, and there are no others."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # that a disk is waited for is no part
    lived(person, tmp_path)
    desk = open_desk(home=tmp_path, wall=lambda: NOW, monotonic=lambda: 0.0)
    year = Year(desk, list(desk.history())[::-1])
    for holds in CHECKS:
        holds(year)
    found = await years.pictures(person, tmp_path)
    kept = {one.stem for one in KEPT.glob(f"{person.name}-*.svg")}
    assert set(found) == kept
