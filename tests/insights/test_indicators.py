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


def chosen(value: str) -> Item:
    """An answer of a choice, as a past session has it."""
    return Item(value, value=value)


BREATH = [
    {"pace": chosen(pace), "distress_change": change}
    for pace, change in (("gentle", -1), ("gentle", -3), ("sigh", -2), ("gentle", -2))
]
TOLD = [
    (
        {"grounding__breath": BREATH},
        {"steady/gentle_pace": "Usually lower afterwards, by 2."},
    ),
    (
        {"pause__before__reply": [{"held": True}, {"held": False}, {}]},
        {"steady/answers_held": "An answer was held in 1 of 2."},
    ),
    (
        {"name__and__trace": [{"named": True}, {"named": True}, {"named": False}]},
        {"steady/feelings_named": "A feeling was named in 2 of 3."},
    ),
    (
        {
            "two__interpretations": [
                {"self_blame": True, "first_likely_change": -4, "turned_out": chosen("other")},
                {"self_blame": False, "first_likely_change": -1, "turned_out": chosen("first")},
                {"self_blame": False, "first_likely_change": -2, "turned_out": chosen("never")},
            ]
        },
        {
            "wider/self_blame": "1 of 3.",
            "wider/first_reading": "Usually lower afterwards, by 2.",
            "wider/turned_out": (
                "First reading: 1. One of the others: 1.\nA mix: 0. Never found out: 1."
            ),
        },
    ),
    (
        {"hold__the__question": [{"came_true": chosen(one)} for one in ("no", "yes", "cant_tell")]},
        {"wider/feared": "It came true in 1 of 2."},
    ),
    ({"interactions": [{}, {}]}, {"wider/days_written": "2 of the last 14 days."}),
    (
        {"rewrites": [{"believable": one} for one in (5, 8, 6)]},
        {"kinder/kinder_lines": "How believable, lately: 6 of 10."},
    ),
    (
        {"statements": [{"used": True, "helped": 6}, {"used": False}]},
        {"kinder/cards_used": "Used: 1 of 2.\nHow much they helped: 6 of 10."},
    ),
    ({"statements": [{}]}, {"kinder/cards_used": "Used: 0 of 1."}),
    (
        {"vulnerability__ladder": [{"against_fear": chosen(one)} for one in ("better", "worse")]},
        {},  # under three a share would read as a verdict
    ),
    (
        {
            "vulnerability__ladder": [
                {"against_fear": chosen(one)} for one in ("better", "worse", "better")
            ]
        },
        {"belonging/beside_fear": "Went better than feared: 2 of 3 times."},
    ),
    (
        {"grounding__breath": [{"pace": chosen("sigh"), "distress_change": n} for n in (0, 1, -1)]},
        {"steady/sigh_pace": "Usually about the same afterwards, in 3 looked at."},
    ),
    ({"feedback__not__verdict": [{"verdict_change": -3}]}, {}),  # nothing was kept of it
    (
        {"support__map": [{"roles": 3, "circles": 2}, {"roles": 1, "circles": 1}]},
        {"belonging/breadth": "Roles covered: 3 of 6. Separate circles: 2."},
    ),
]


@pytest.mark.parametrize(("found", "expected"), TOLD, ids=lambda one: next(iter(one), "nothing"))
def test_what_a_pack_says_of_what_was_done(
    found: dict[str, Sequence[Mapping[str, object]]], expected: dict[str, str]
) -> None:
    assert said(**found) == expected


def test_a_direction_of_the_breath_waits_for_three_uses() -> None:
    assert said(grounding__breath=BREATH[:3]) == {}
