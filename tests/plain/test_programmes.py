"""Programmes in lines: said, begun, walked, a part left out, left; and the gate before one."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.plain.today import open_today
from tests.plain.test_visit import Hand
from tests.practice.test_programmes import do


@pytest.fixture
def hand(tmp_path: Path) -> Hand:
    return Hand(tmp_path)


def on_today(hand: Hand, *typed: str) -> str:
    """A visit of Today; what was said since."""
    before = len(hand.heard.text)
    assert open_today(hand.visit(*typed)) == 0
    return hand.heard.text[before:]


def test_a_programme_is_begun_from_today_and_stands_there(hand: Hand) -> None:
    said = on_today(hand, "programmes", "2", "1", "")
    assert "2. Steady start (first-week), 8 parts. A first week," in said
    assert "5. Day 4: Two other readings, practice cards, 2-5 min." in said
    assert "Begun. What comes next stands on Today." in said
    assert "Next: Grounding breath (studio run grounding-breath)." in said
    said = on_today(hand, "")
    assert "Your programme:\n  1. Steady start: Grounding breath, 1-4 min." in said


def test_its_row_opens_what_comes_next(hand: Hand) -> None:
    hand.desk.begin_programme("first-week")
    assert "Grounding breath, about 1 to 4 minutes." in on_today(hand, "1", ":stop", "")
    assert "Grounding breath, about 1 to 4 minutes." in on_today(
        hand, "programme", "first-week", "1", ":stop"
    )


def test_a_part_is_left_out_and_taken_in_again(hand: Hand) -> None:
    hand.desk.begin_programme("first-week")
    said = on_today(hand, "programmes", "1", "2", "9", "1", "")
    assert "1 to 8, please." in said
    assert "Grounding breath is left out." in said
    assert "left out" in on_today(hand, "programmes", "first-week", "4", "")
    assert "taken in again" in on_today(hand, "programmes", "first-week", "2", "1", "")


def test_leaving_it(hand: Hand) -> None:
    hand.desk.begin_programme("first-week")
    assert "Left. What you did stays" in on_today(hand, "programmes", "1", "3", "")
    assert "Your programme" not in on_today(hand, "")


def test_all_of_it_done_is_said_and_it_can_begin_anew(hand: Hand) -> None:
    hand.desk.begin_programme("first-week")
    for row in hand.desk.programme("first-week").rows:
        do(hand.desk, row.exercise)
    said = on_today(hand, "programmes", "1", "2", "")
    assert "all of it done" in said
    assert "All of it is done." in said


def test_a_number_or_a_name_that_is_not_there(hand: Hand) -> None:
    said = on_today(hand, "programmes", "7", "nothing-like-it", "first-week", "2", "")
    assert "1 to 6, please, or a name." in said
    assert "There is no programme “nothing-like-it”." in said
    assert "Steady start." in said  # what was typed next was heard


def test_the_gate_stands_before_the_path_of_boundaries(hand: Hand) -> None:
    said = on_today(hand, "programmes", "boundaries-14", "1", "1", "", "")
    assert "Could saying it make you less safe?" in said
    assert "Begun." in said
    assert hand.desk.today().programmes[0].exercise == "boundary-map"


def test_whoever_is_not_sure_is_led_elsewhere(hand: Hand) -> None:
    said = on_today(hand, "programmes", "boundaries-14", "1", "2", "4", "")
    assert "You looked after your safety first." in said
    assert "It was not begun." in said
    assert hand.desk.today().programmes == ()


def test_leaving_at_the_gate_begins_nothing(hand: Hand) -> None:
    said = on_today(hand, "programmes", "boundaries-14", "1", ":stop", "1")
    assert "Begun." not in said
    assert hand.desk.today().programmes == ()
    assert hand.desk.store.drafts() == []
