"""Every shipped indicator, over rows made by hand: it says its line, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from studio.engine.query import Nothing
from studio.format.expressions import Item
from studio.insights.indicators import told
from studio.library.library import Library

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ALL = Library().indicators()


class Rows(Nothing):
    """Sessions by exercise and kept things by collection, newest first."""

    def __init__(self, found: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
        self.found = found

    def _rows(self, name: str | None) -> list[Item]:
        rows = []
        for number, fields in enumerate(self.found.get(name or "", ())):
            when = NOW - timedelta(days=number + 1)
            rows.append(Item("", fields={"kept_on": when, "day": when.date(), **fields}, ref="r"))
        return rows

    def sessions(self, exercise: str | None) -> list[Item]:
        return self._rows(exercise)

    def kept(self, collection: str, *, archived: bool) -> list[Item]:
        return self._rows(collection.partition("/")[2])


def said(**found: Sequence[Mapping[str, object]]) -> dict[str, str]:
    rows = {name.replace("__", "-"): fields for name, fields in found.items()}
    return {one.name: one.words for one in told(ALL, Rows(rows), NOW)}


def test_with_nothing_done_nothing_is_said():
    assert told(ALL, Nothing(), NOW) == ()


def test_calmer_reactions_are_summed_over_the_weeks():
    weeks = [{"tense": 3, "paused": 2}, {"tense": 2, "paused": 1}, {"tense": None}]
    assert said(weekly__log=weeks)["growth/calmer"] == "Paused in 3 of 5."


def test_days_with_a_scan_are_days():
    assert said(body__scan=[{}, {}])["growth/scans"] == "2 of the last 14 days."


def test_no_line_when_its_condition_does_not_hold():
    three = [{"doubt_change": -2}] * 3
    assert "growth/doubt_drop" not in said(revisit__evidence=three)
    assert said(revisit__evidence=[*three, {"doubt_change": -4}])["growth/doubt_drop"]


@pytest.mark.parametrize("name", [name for name, _, _ in ALL])
def test_every_indicator_can_be_told(name: str):
    (one,) = [one for one in ALL if one[0] == name]
    told([one], Rows({}), NOW)  # nothing in it raises
    assert one[1].label and one[1].words is not None
