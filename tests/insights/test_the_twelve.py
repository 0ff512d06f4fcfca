"""The twelve indicators, I1 to I12: what each says of what was noted, and when it says nothing.

Rows are made by hand, newest first, a day apart. A blank stays blank, and no
indicator leans on another: there is no number over all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.insights.test_indicators import ALL, chosen, said

Found = Mapping[str, Sequence[Mapping[str, object]]]

HOUR = {"tense": 3, "paused": 2, "peak": 7, "settle": chosen("an hour")}
CASES: list[tuple[str, str, Found, str]] = [
    (
        "I1",
        "growth/lines",
        {"weekly__log": [{"tested": 3, "held": 2, "ease": 6}, {"tested": 1, "held": 1}, {}]},
        "Acted on 3 of 4.\nEase 6.",
    ),
    (
        "I1",
        "growth/lines",
        {"weekly__log": [{"tested": 2, "held": 1, "ease": 4}]},
        "Tested: 2. Acted on: 1.\nEase 4.",
    ),
    (
        "I1",
        "boundaries/lines_held",
        {"boundary_events": [{"tested": True, "acted": one} for one in (True, False, True)]},
        "Acted on 2 of 3.",
    ),
    (
        "I2",
        "growth/calmer",
        {"weekly__log": [HOUR, {"tense": 2, "paused": 1}]},
        "Paused in 3 of 5.\nTime to settle, last: an hour.\nHighest, usually: 7 of 10.",
    ),
    ("I2", "growth/calmer", {"weekly__log": [{"tense": 2, "paused": 1}]}, "Paused in 1 of 2."),
    (
        "I3",
        "growth/together",
        {"weekly__log": [{"clashes": 2, "worked_out": 1}, {"clashes": 1, "worked_out": 1}]},
        "2 of 3 ended with a next step.",
    ),
    (
        "I3",
        "boundaries/talks_together",
        {
            "clarifying__talk": [
                {"held": chosen("yes"), "together": chosen(one)}
                for one in ("next_step", "not_yet", "next_step")
            ]
        },
        "2 of 3 ended with a next step.",
    ),
    (
        "I4",
        "boundaries/kept_as_information",
        {
            "feedback": [{"kept": True}, {"kept": False}, {"kept": True}],
            "feedback__not__verdict": [{"verdict_change": one} for one in (-4, -1, -3)],
        },
        "Kept as information: 2 of 3.\nLike a ruling: usually less afterwards, by 3.",
    ),
    (
        "I4",
        "boundaries/kept_as_information",
        {"feedback": [{"kept": False}]},
        "Kept as information: 0 of 1.",
    ),
    (
        "I5",
        "wider/first_reading",
        {"two__interpretations": [{"first_likely_change": one} for one in (-4, -3, -1)]},
        "Usually lower afterwards, by 3.",
    ),
    (
        "I5",
        "wider/first_reading",
        {"two__interpretations": [{"first_likely_change": one} for one in (0, 1, -1)]},
        "Usually about the same afterwards, in 3 looked at.",
    ),
    (
        "I5",
        "wider/first_reading",
        {"two__interpretations": [{"first_likely_change": one} for one in (2, 3, 2)]},
        "Usually higher afterwards, by 2. That is worth knowing.",
    ),
    (
        "I5",
        "wider/self_blame",
        {"two__interpretations": [{"self_blame": one} for one in (True, False, False)]},
        "1 of 3.",
    ),
    (
        "I6",
        "kinder/kinder_lines",
        {"rewrites": [{"believable": one} for one in (7, 5, 8, 6)]},
        "How believable, lately: 6.5 of 10.",
    ),
    (
        "I7",
        "values/lived",
        {"value_acts": [{}, {}], "values": [{"lived": 6}, {"lived": 4}, {"lived": 8}]},
        "Values lived in the last 7 days: 2.\nHow much, when last asked: 6 of 10.",
    ),
    ("I7", "values/lived", {"value_acts": [{}]}, "Values lived in the last 7 days: 1."),
    (
        "I8",
        "growth/mood_and_others",
        {"check__in": [{"mood_dep": one} for one in (3, 4, 4, 6, 7, 8)]},
        "How much it hung on others, lately: 4 of 10.\nAt first: 6.5. Lower is steadier.",
    ),
    (
        "I8",
        "growth/mood_and_others",
        {"check__in": [{"mood_dep": 7}, {}]},
        "How much it hung on others, lately: 7 of 10.",
    ),
    (
        "I9",
        "belonging/breadth",
        {"support__map": [{"roles": 4, "circles": 3}, {"roles": 1, "circles": 1}]},
        "Roles covered: 4 of 6. Separate circles: 3.",
    ),
    (
        "I10",
        "belonging/looked_after",
        {"habit_ticks": [{"done": True}, {"done": False}, {"done": True}]},
        "2 of the last 14 days.",
    ),
    (
        "I11",
        "growth/doubt_drop",
        {"revisit__evidence": [{"doubt_change": one} for one in (-4, -2, 0, -3)]},
        "Usually lower afterwards, by 2.5.",
    ),
    (
        "I12",
        "belonging/beside_fear",
        {
            "vulnerability__ladder": [
                {"against_fear": chosen(one)}
                for one in ("better", "better", "worse", "better", "as_feared", "better")
            ]
        },
        "Went better than feared: 4 of 6 times.",
    ),
]
NOTHING: list[tuple[str, Found]] = [
    ("growth/lines", {"weekly__log": [{"tested": 0}, {}]}),
    ("growth/calmer", {"weekly__log": [{}]}),
    ("growth/together", {"weekly__log": [{"clashes": 0}, {}]}),
    ("boundaries/lines_held", {"boundary_events": [{"tested": True, "acted": True}] * 2}),
    ("boundaries/talks_together", {"clarifying__talk": [{"held": chosen("yes")}] * 2}),
    ("wider/first_reading", {"two__interpretations": [{"first_likely_change": -4}] * 2}),
    ("kinder/kinder_lines", {"rewrites": [{"believable": 7}] * 2}),
    ("growth/mood_and_others", {"check__in": [{}]}),
    ("belonging/breadth", {"support__map": [{}]}),
    ("growth/doubt_drop", {"revisit__evidence": [{"doubt_change": -4}] * 3}),
    ("belonging/beside_fear", {"vulnerability__ladder": [{}]}),
]


@pytest.mark.parametrize(("number", "name", "found", "words"), CASES)
def test_each_says_its_line(number: str, name: str, found: Found, words: str) -> None:
    del number
    assert said(**found)[name] == words


@pytest.mark.parametrize(("name", "found"), NOTHING)
def test_a_blank_stays_blank(name: str, found: Found) -> None:
    assert name not in said(**found)


def test_there_are_all_twelve_and_none_is_made_of_others() -> None:
    assert {number for number, *_ in CASES} == {f"I{n}" for n in range(1, 13)}
    names = {name for name, _, _ in ALL}
    for _, indicator, _ in ALL:
        read = {source.name for one in indicator.reads.values() for source in one.source}
        assert not read & {name.rpartition("/")[2] for name in names}
