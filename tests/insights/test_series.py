from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from studio.insights.series import series_of

START = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


def rated(number, after, before=None, *, days=3, name="urge", better="lower"):
    """An outcome with one measure, a pair of ratings unless `before` is None."""
    answers = [
        {"id": f"{name}_{at}", "kind": "scale", "value": value, "on_path": True}
        for at, value in (("before", before), ("after", after))
        if value is not None
    ]
    values = {f"{name}_change": {"label": "Pull", "value": after - (before or 0), "better": better}}
    return {
        "ended": (START + timedelta(days=days * number)).isoformat(),
        "exercise": "pause",
        "answers": answers,
        "values": values,
    }


def told(*outcomes, measures=None):
    return series_of(reversed(outcomes), measures or {})


def test_a_pair_is_a_point_with_both_its_numbers_oldest_first():
    (one,) = told(rated(0, 4, 8), rated(1, 3, 7))
    assert [(p.before, p.now) for p in one.points] == [(8, 4), (7, 3)]
    assert (one.name, one.label, one.better, one.low, one.high) == ("urge", "Pull", "lower", 0, 10)


@pytest.mark.parametrize(("count", "word"), [(1, "One"), (3, "Three")])
def test_under_four_there_are_words_alone(count, word):
    (one,) = told(*(rated(n, 4, 8) for n in range(count)))
    assert one.words == f"Pull. {word} so far. A picture needs four."
    assert one.way == "" and not one.harder


@pytest.mark.parametrize(
    ("last", "better", "way", "harder"),
    [
        (3, "lower", "lower", False),
        (9, "lower", "higher", True),
        (9, "higher", "higher", False),
        (3, "higher", "lower", True),
        (7, "lower", "same", False),  # a change of one is about the same
        (9, "neither", "higher", False),
    ],
)
def test_the_median_of_the_last_four_is_held_beside_that_of_the_first(last, better, way, harder):
    firsts = [rated(n, 6, 8, better=better) for n in range(4)]
    lasts = [rated(n, last, 8, better=better) for n in range(4, 8)]
    (one,) = told(*firsts, *lasts)
    assert (one.way, one.harder) == (way, harder)


def test_one_odd_day_changes_no_direction():
    values = [6, 6, 6, 6, 6, 10, 6, 6]
    (one,) = told(*(rated(n, value, 8) for n, value in enumerate(values)))
    assert one.words == "Pull: about the same as the first times."


def test_a_month_is_named_only_when_there_was_one():
    (short,) = told(*(rated(n, 8 - n, 9) for n in range(5)))
    (long,) = told(*(rated(n, 8 - n, 9, days=8) for n in range(5)))
    assert short.words.endswith("the first times.")
    assert long.words.endswith("your first month.")


def test_once_there_is_a_first_month_all_of_it_is_held_beside_the_last():
    """Four high ones, then a month of low ones, say little of a month that was mostly low."""
    first = [9, 9, 9, 9, 4, 4, 4, 4, 4, 4, 4, 4]
    (one,) = told(*(rated(n, value, 9, days=2) for n, value in enumerate([*first, *[4] * 20])))
    assert one.words == "Pull: about the same as your first month."
    (few,) = told(
        *(rated(n, value, 9, days=20) for n, value in enumerate([9, 9, 9, 9, 4, 4, 4, 4]))
    )
    assert few.words == "Pull: lower than your first month."  # four at least


def test_what_was_skipped_is_a_gap_and_no_zero():
    skipped = rated(1, 4, 8) | {
        "answers": [{"id": "urge_before", "kind": "scale", "skipped": True}]
    }
    skipped["values"] = {}
    (one,) = told(rated(0, 4, 8), skipped, rated(2, 5, 8))
    assert [p.now for p in one.points] == [4, 5]


def test_a_measure_rated_once_is_shown_alone_under_its_own_label():
    month = {
        "ended": START.isoformat(),
        "exercise": "check-in",
        "answers": [{"id": "ons_anxious", "kind": "scale", "value": 3, "on_path": True}],
    }
    (one,) = told(month, measures={"ons_anxious": ("Anxious", "lower")})
    assert (one.label, one.points[0].now, one.points[0].before) == ("Anxious", 3, None)


def test_a_computed_share_keeps_to_its_own_range_and_exercise():
    week = {
        "ended": START.isoformat(),
        "exercise": "weekly-log",
        "values": {"calm": {"label": "Pauses", "value": 0.6, "better": "higher"}},
    }
    (one,) = told(week)
    assert (one.name, one.low, one.high) == ("weekly-log/calm", 0, 1)


def test_ratings_inside_care_and_words_are_left_out():
    care = {
        "ended": START.isoformat(),
        "exercise": "e",
        "answers": [
            {"id": "distress", "kind": "scale", "value": 9, "on_path": True, "care": "start"},
            {"id": "distress", "kind": "text", "value": "9", "on_path": True},
        ],
        "values": {"w": {"label": "W", "value": "words", "better": ""}, "y": {"value": True}},
    }
    assert told(care, measures={"distress": ("Upset", "lower")}) == ()


def test_an_outcome_without_a_readable_time_costs_no_other():
    (one,) = told({**rated(0, 1, 2), "ended": "once"}, rated(1, 4, 8))
    assert len(one.points) == 1
