from __future__ import annotations

from studio.tui.page import Page, compose, numbered, out_of_sight, said, two_ends, visible
from studio.tui.plan import plan
from studio.tui.rows import BLANK, Piece, Row, row


def texts(rows: list[Row]) -> list[str]:
    return [one.text.rstrip() for one in rows]


def test_a_page_stands_where_it_was_drawn() -> None:
    page = Page("Left", "right", (row("one"),), start=7, note=said("a note"))
    shown = texts(compose(page, plan(80, 24)))
    assert shown[1] == " " * 7 + "Left" + " " * 57 + "right"
    assert shown[7].strip() == "one"
    assert shown[20].strip() == "a note"
    assert len(shown) == 24


def test_a_message_takes_the_note_row() -> None:
    page = Page(note=said("a note"))
    assert texts(compose(page, plan(80, 24), "Erased."))[20].strip() == "Erased."


def test_a_message_has_a_row_even_where_the_note_has_none() -> None:
    shown = texts(compose(Page(rows=(row("one"),)), plan(40, 12), "Erased."))
    assert shown[10].strip() == "Erased."
    assert shown[1].strip() == "one"


def test_blank_rows_go_first_where_it_is_tight() -> None:
    rows = tuple(row(str(n)) if n % 2 else BLANK for n in range(1, 19))
    shown = [one.strip() for one in texts(compose(Page(rows=rows), plan(40, 12)))]
    assert shown[1:10] == ["1", "3", "5", "7", "9", "11", "13", "15", "17"]


def test_what_does_not_fit_scrolls_with_the_mark_in_sight() -> None:
    rows = [row(str(n), marked=n == 30) for n in range(40)]
    shown, more = visible(rows, 10)
    assert "30" in [one.text for one in shown]
    assert more
    shown, more = visible([row(str(n), marked=n == 39) for n in range(40)], 10)
    assert [one.text for one in shown][-1] == "39"
    assert not more


def test_rows_that_are_kept_stay_on_top() -> None:
    rows = [row("head"), *(row(str(n), marked=n == 30) for n in range(40))]
    shown, _ = visible(rows, 10, keeps=1)
    assert shown[0].text == "head"
    assert "30" in [one.text for one in shown]


def test_more_below_is_said_in_the_note() -> None:
    rows = tuple(row(str(n)) for n in range(40))
    assert texts(compose(Page(rows=rows), plan(80, 24)))[20].strip() == "more below"


def test_numbered_rows_mark_one_and_are_named() -> None:
    rows = numbered((("1", "Keep"), ("2", "Erase")), 1, 66)
    assert [one.text for one in rows] == ["  1  Keep", "› 2  Erase"]
    assert [one.name for one in rows] == [("pick", 0), ("pick", 1)]
    assert [one.marked for one in rows] == [False, True]


def test_the_left_end_gives_way_to_the_right() -> None:
    shown = two_ends([Piece("a very long title indeed")], [Piece("21:10")], 20)
    assert shown.text == "a very long…   21:10"
    assert len(shown.text) == 20


def test_an_option_that_is_longer_than_the_row_goes_on_under_its_own_words() -> None:
    rows = numbered((("3", "Start again; keep this one in Look back"),), 0, 32)
    assert [one.text for one in rows] == ["› 3  Start again; keep this one", "     in Look back"]
    assert all(one.name == ("pick", 0) and one.marked for one in rows)


def test_a_page_without_a_mark_scrolls_and_says_so_where_the_note_has_no_row() -> None:
    page = Page(left="People", rows=tuple(row(f"line {n}") for n in range(12)))
    small = plan(40, 12)
    hidden = out_of_sight(page, small)
    top, end = texts(compose(page, small)), texts(compose(page, small, above=hidden))
    assert top[1].strip() == "line 0"
    assert top[10].strip() == "more below"
    assert [text.strip() for text in end[8:11]] == ["line 10", "line 11", ""]
