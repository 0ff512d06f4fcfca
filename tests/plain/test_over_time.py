"""Looking back over time, in lines: the calendar, the trends, what the indicators say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from screenshots.life import Life
from studio.insights.indicators import Told
from studio.insights.series import HARDER, Point, Series
from studio.plain.over_time import month_asked, point_lines, series_named, trend_lines
from studio.plain.today import open_today
from tests.plain.test_visit import Hand

FIRST = date(2026, 9, 1)


def series(*pairs: tuple[float, float], better: str = "lower") -> Series:
    points = tuple(
        Point(FIRST + timedelta(days=10 * n), now, before) for n, (before, now) in enumerate(pairs)
    )
    return Series("urge", "Pull to reply", better, points)


EASIER = series((8, 7), (9, 6), (8, 5), (7, 3), (6, 2), (5, 2))


def test_words_come_first_and_then_every_time() -> None:
    lines = trend_lines([EASIER], ())
    assert lines == [
        "  1. Pull to reply: lower than your first month."
        " Six times: 8 to 7, 9 to 6, 8 to 5, 7 to 3, 6 to 2, 5 to 2."
    ]


def test_of_many_times_the_last_are_read_out_and_all_when_asked() -> None:
    many = series(*[(8, 4)] * 20)
    assert "The last 12 of 20 times: 8 to 4," in trend_lines([many], ())[0]
    assert len(point_lines(many)) == 21
    assert point_lines(many)[1].endswith("8 before, 4 after.")


def test_under_four_there_are_words_only() -> None:
    assert trend_lines([series((8, 6))], ()) == [
        "  1. Pull to reply. One so far. A picture needs four."
    ]


def test_harder_is_said_kindly_with_two_ways_on() -> None:
    lines = trend_lines([series((3, 2), (3, 2), (3, 2), (3, 2), *[(6, 6)] * 4)], ())
    assert HARDER in lines[1]
    assert "Something lighter may fit." in lines[2] and "people to talk to" in lines[2]


def test_the_indicators_follow_and_nothing_is_said_plainly() -> None:
    told = (Told("x/y", "Calmer reactions", "Paused in 2 of 3.\nHighest, usually: 6.", 0.6),)
    assert trend_lines((), told) == ["  Calmer reactions: Paused in 2 of 3. Highest, usually: 6."]
    assert trend_lines((), ()) == ["Nothing rated yet. A picture needs four times."]


def test_one_thing_is_asked_for_by_number_name_or_label() -> None:
    other = Series("weekly-log/calm", "Calm", "higher", EASIER.points)
    both = (EASIER, other)
    assert series_named(both, "2") is other
    assert series_named(both, "calm") is other
    assert series_named(both, "Pull to reply") is EASIER
    assert series_named(both, "3") is None
    assert series_named(both, "x") is None


@pytest.mark.parametrize("text", ["2026-13", "2026", "november", "0000-01", "9999-01"])
def test_a_month_is_written_one_way(text: str) -> None:
    assert month_asked(text, FIRST) is None
    assert month_asked("", FIRST) == (2026, 9)
    assert month_asked("2025-02", FIRST) == (2025, 2)


@pytest.fixture
def hand(tmp_path: Path) -> Hand:
    hand = Hand(tmp_path)
    life = Life(tmp_path, hand.time)
    for before, after in ((7, 6), (7, 5), (6, 4), (6, 3)):
        life.do(
            "grounding-breath", pace="gentle", length="one", distress_before=before,
            distress_after=after,
        )  # fmt: skip
        life.days(1)
    return hand


def test_both_open_from_today_by_their_words(hand: Hand) -> None:
    assert open_today(hand.visit("calendar", "2026-02", "nov", "", "")) == 0
    said = hand.heard.text
    assert "March 2026: 2, 3, 4, 5." in said
    assert "  Monday 2: Grounding breath." in said
    assert "4 of the last 14 days." in said
    assert "February 2026: no days." in said
    assert "A month is written as 2026-02." in said
    assert open_today(hand.visit("trends", "9", "1", "", "")) == 0
    said = hand.heard.text
    assert "1. Upset or tense:" in said
    assert "1 to 1, please." in said
    assert "5 March 2026: 6 before, 3 after." in said
