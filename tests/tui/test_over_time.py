"""Look back's calendar and trends: what is drawn, and the keys that lead about in them."""

from __future__ import annotations

from datetime import date, timedelta

from studio.insights.indicators import Told
from studio.insights.series import Point, Series
from studio.tui.trends import picture_rows, trend_rows
from tests.tui.conftest import Open
from tests.tui.doubles import FakeDesk

FIRST = date(2026, 9, 1)


def series(*pairs, better="lower"):
    points = tuple(
        Point(FIRST + timedelta(days=10 * n), now, before) for n, (before, now) in enumerate(pairs)
    )
    return Series("urge", "Pull to reply", better, points)


def drawn(rows):
    return ["".join(piece.text for piece in row.pieces).rstrip() for row in rows]


def test_a_picture_has_a_row_for_each_step_and_the_months_beneath():
    rows = drawn(picture_rows(series((8, 6), (9, 5), (8, 4), (7, 4)), 66))
    assert rows[0].strip() == "before ○   after ●"
    assert rows[2] == "           ○"
    assert rows[3].split() == ["8", "○", "│", "○"]
    assert rows[7].split() == ["4", "●", "●"]
    assert rows[-1].split() == ["Sep", "Oct"]
    assert len(rows) == 13


def test_under_four_there_is_no_picture():
    rows = drawn(trend_rows(series((8, 6), (9, 5), (8, 4)), 66, numbers=False))
    assert rows == ["Pull to reply. Three so far. A picture needs four.", ""]


def test_numbers_stand_by_their_days_the_last_first():
    rows = drawn(trend_rows(series((8, 6), (None, 5)), 66, numbers=True))
    assert rows[2:] == ["  11 Sep 2026   5", "   1 Sep 2026   8 before, 6 after"]


def test_harder_is_said_kindly_with_something_to_do():
    rows = drawn(trend_rows(series(*[(5, 3)] * 4, *[(9, 8)] * 4), 66, numbers=True))
    assert rows[1:3] == [
        "This has been harder lately. That is worth knowing.",
        "Something lighter may fit, or h for people to talk to.",
    ]


def test_a_long_series_shows_its_last_points_and_fits():
    rows = drawn(picture_rows(series(*[(9, n % 10) for n in range(200)]), 40))
    assert max(len(row) for row in rows) <= 40


def test_more_points_than_fit_are_drawn_by_month_with_the_middle_of_each():
    two_a_week = tuple(
        Point(FIRST + timedelta(days=3 * n), 2 + n % 3, 6 + n % 3) for n in range(100)
    )
    rows = drawn(picture_rows(Series("urge", "Pull to reply", "lower", two_a_week), 66))
    assert rows[0].strip() == "before ○   after ●   each month, the one in the middle"
    assert rows[-1].split() == [
        "Sep",
        "Oct",
        "Nov",
        "Dec",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
    ]
    [seven] = [row for row in rows if row.startswith("  7") or row.count("○") == 10]
    assert seven.count("○") == 10
    assert [row for row in rows if row.count("●") == 10] == [rows[8]]


def test_a_month_without_a_point_is_a_gap():
    days = [FIRST + timedelta(days=n) for n in (*range(30), *range(61, 150))]
    points = tuple(Point(day, 5) for day in days)
    rows = drawn(picture_rows(Series("a", "A", "lower", points), 66))
    assert rows[-1].split() == ["Sep", "Oct", "Nov", "Dec", "Jan"]
    [line] = [row for row in rows[1:] if "●" in row]
    assert [at for at, sign in enumerate(line) if sign == "●"] == [7, 15, 19, 23]


def test_a_picture_is_drawn_lower_where_there_is_less_room():
    harder = series(*[(5, 3)] * 4, *[(9, 8)] * 4)
    assert len(trend_rows(harder, 66, numbers=False, room=15)) == 15
    assert len(trend_rows(harder, 66, numbers=False)) == 17
    rows = drawn(trend_rows(harder, 66, numbers=False, room=15))
    assert [row.split()[0] for row in rows[5:-1] if row[:3].strip()] == ["10", "5", "0"]


async def test_arrows_lead_over_the_tabs_and_the_measures(studio: Open) -> None:
    desk = FakeDesk(series=(series((8, 6), (9, 5)),), told=(Told("a/b", "Lived", "Two days.", 2),))
    async with studio(desk) as shown:
        await shown.press("l", "right")
        assert shown.row(5) == "Pull to reply. Two so far. A picture needs four."
        await shown.press("down")
        assert (shown.row(5), shown.row(6)) == ("Lived", "Two days.")
        await shown.press("up", "v")
        assert "8 before, 6 after" in shown.text
        await shown.press("right")
        assert shown.lines[1].endswith("kept")


async def test_the_calendar_opens_on_today_and_turns_by_months(studio: Open) -> None:
    async with studio(FakeDesk()) as shown:
        await shown.press("l", "left")
        assert "[22" in shown.text and shown.lines[1].endswith("November")
        await shown.press("left")
        assert "[21" in shown.text and "Saturday 21 November" in shown.text
        await shown.press("less_than_sign")
        assert shown.lines[1].endswith("October")
        await shown.press("tab")
        assert shown.lines[1].endswith("list")


async def test_looking_far_back_draws_meanwhile_and_says_so(studio: Open) -> None:
    clock = [0.0]
    seen = []

    def far_back():
        for _ in range(30):
            clock[0] += 1.0
            yield None
            seen.append(shown.text)
        yield {"id": "x", "title": "Found at last", "ended": "2020-01-05T10:00:00+00:00"}

    desk = FakeDesk()
    desk.search = lambda _: far_back()  # type: ignore[method-assign]
    async with studio(desk) as shown:
        shown.app.clock = lambda: clock[0]
        await shown.press("l")
        assert sum("Looking further back." in one for one in seen) == 30
        assert "Found at last" in shown.text
        assert "1 in all." in shown.text


async def test_a_day_of_another_year_is_told_with_its_year(studio: Open) -> None:
    ended = ("2026-03-02T10:00:00+00:00", "2024-03-02T10:00:00+00:00")
    found = [{"id": when, "title": "Breath", "ended": when} for when in ended]
    async with studio(FakeDesk(outcomes=found)) as shown:
        await shown.press("l")
        assert "› 2 Mar" in shown.text.replace("›  2", "› 2")
        assert "  Mar 2024 Breath" in shown.text
