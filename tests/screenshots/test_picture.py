"""Cells become SVG: the same cells the same bytes, and nothing from outside."""

from __future__ import annotations

from xml.etree import ElementTree

from rich.segment import Segment
from rich.style import Style

from screenshots.picture import CELL, ROW, runs, svg

PLAIN = Style(color="#d9d4c9", bgcolor="#16191d")
MARK = Style(color="#f2eee6", bgcolor="#2b3a38", bold=True)


def drawn(*segments: Segment) -> str:
    return svg([segments], 20, 1, "#16191d", "#d9d4c9")


def test_neighbours_of_one_look_are_one_run() -> None:
    found = list(
        runs(
            [Segment("  a", PLAIN), Segment("b ", PLAIN), Segment("c", MARK)], "#000000", "#ffffff"
        )
    )
    assert [(run.column, run.text) for run in found] == [(0, "  ab "), (5, "c")]


def test_words_stand_at_their_column_and_as_wide_as_their_cells() -> None:
    (text,) = [one for one in ElementTree.fromstring(drawn(Segment("   ab", PLAIN))) if one.text]
    assert text.text == "ab"
    assert float(text.attrib["x"]) == round(3 * CELL, 2)
    assert float(text.attrib["textLength"]) == round(2 * CELL, 2)


def test_a_ground_of_its_own_is_a_rectangle_under_the_words() -> None:
    _, rect, text = ElementTree.fromstring(drawn(Segment("› go", MARK)))
    assert rect.attrib["fill"] == "#2b3a38"
    assert rect.attrib["height"] == str(ROW)
    assert text.attrib["font-weight"] == "bold"


def test_reversed_cells_change_ink_and_ground() -> None:
    _, rect, text = ElementTree.fromstring(drawn(Segment("x", PLAIN + Style(reverse=True))))
    assert (rect.attrib["fill"], text.attrib["fill"]) == ("#d9d4c9", "#16191d")


def test_what_is_typed_stays_text_whatever_it_is() -> None:
    words = ElementTree.fromstring(drawn(Segment("<b>&amp;</b>", PLAIN)))[1]
    assert words.text == "<b>&amp;</b>"
