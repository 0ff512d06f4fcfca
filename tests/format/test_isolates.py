"""Writing from right to left: which stretch of a row is a text of its own."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.color import Color

from studio.format.clean import clean
from studio.format.isolates import BEGIN, END, isolated, understood
from studio.plain.door import Door
from studio.tui.terminal_door import Door as ScreenDoor
from tests.plain.hand_made import Heard


@pytest.mark.parametrize(
    ("row", "marked"),
    [
        ("Hello.", "Hello."),
        ("Grüße: “Ada” — 3", "Grüße: “Ada” — 3"),
        ("שלום.", "<שלום.>"),
        ("  מה שמך?  ", "  <מה שמך?>  "),
        ("תודה, Ada!", "<תודה, Ada!>"),
        ("1 תה", "1 <תה>"),
        ("“שלום”", "<“שלום”>"),
        ("│ תה   │ tea  │", "│ <תה>   │ tea  │"),
        ("› תה    › גשם", "› <תה>    › <גשם>"),
        ("مرحبا بك.", "<مرحبا بك.>"),
    ],
)
def test_a_text_is_isolated_from_what_stands_around_it(row: str, marked: str):
    assert isolated(row) == marked.replace("<", BEGIN).replace(">", END)
    assert clean(isolated(row)) == clean(row)


def test_isolates_go_only_where_they_are_understood():
    assert understood({"TERM_PROGRAM": "mintty", "TERM": "xterm-256color"})
    assert not understood({"TERM": "xterm-256color"})
    assert not understood({"TERM_PROGRAM": "mintty", "TMUX": "/x", "TERM": "tmux-256color"})
    assert understood({"TERM": "xterm", "STUDIO_ISOLATES": "1"})
    assert not understood({"TERM_PROGRAM": "mintty", "STUDIO_ISOLATES": "0"})


def test_lines_are_isolated_after_they_were_cleaned():
    heard = Heard()
    Door(heard, isolates=True).line("שלום\u2069, \u2066Ada.")
    assert heard.text == f"{BEGIN}שלום, Ada.{END}\n"
    heard = Heard()
    Door(heard).line("שלום\u2069, Ada.")
    assert heard.text == "שלום, Ada.\n"


def test_on_the_screen_a_text_through_several_colours_is_one():
    row = [Segment("│ "), Segment("תודה, "), Segment("Ada"), Segment("!   "), Segment("│ tea")]
    passed = ScreenDoor(isolates=True).apply(row, Color(0, 0, 0))
    assert [one.text for one in passed] == [
        "│ ",
        f"{BEGIN}תודה, ",
        "Ada",
        f"!{END}   ",
        "│ tea",
    ]
    assert sum(one.cell_length for one in passed) == sum(one.cell_length for one in row)
    plain = ScreenDoor().apply(row, Color(0, 0, 0))
    assert [one.text for one in plain] == [one.text for one in row]
