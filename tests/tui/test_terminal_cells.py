"""What is left out of a frame is what the terminal shows already, and nothing else."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from rich.cells import cell_len, set_cell_size

from studio.tui.terminal_cells import BELL, SYNC_END, SYNC_START, Cells

COLUMNS, ROWS, SLOT = 40, 6, 10
WORDS = ("a", "ab c", "Grüße", "▓▓░", "字", "a字b字", "🙂 ok", "é", "سلام", "café", "x" * 10, "")
STYLES = (
    "", "1", "2", "7", "1;2", "3;31", "38;2;10;20;30", "1;38;5;9;48;5;17", "38;5;9;48;2;1;2;3",
    "4;97;100",
)  # fmt: skip


def slot(text: str, style: str) -> str:
    """Ten cells as Textual writes them."""
    filled = set_cell_size(text, SLOT)
    return f"\x1b[{style}m{filled}\x1b[0m" if style else filled


slots = some.builds(slot, some.sampled_from(WORDS), some.sampled_from(STYLES))
whole_rows = some.lists(slots, min_size=COLUMNS // SLOT, max_size=COLUMNS // SLOT).map("".join)
cursors = some.tuples(some.integers(1, ROWS), some.integers(1, COLUMNS))


def at(row: int, column: int, text: str) -> str:
    """Text at a place, both counted from one."""
    return f"\x1b[{row};{column}H{text}"


@some.composite
def frames(draw: some.DrawFn) -> str:
    """A whole screen, or a few parts of it, and then the cursor's place."""
    if draw(some.booleans()):
        rows = draw(some.lists(whole_rows, min_size=ROWS, max_size=ROWS))
        drawn = "\n".join(at(number, 1, row) for number, row in enumerate(rows, 1))
    else:
        places = some.tuples(some.integers(1, ROWS), some.integers(0, COLUMNS // SLOT - 1), slots)
        parts = draw(some.lists(places, max_size=4))
        drawn = "".join(at(row, 1 + SLOT * part, text) for row, part, text in parts)
    drawn += at(*draw(cursors), "")
    return SYNC_START + drawn + SYNC_END if draw(some.booleans()) else drawn


class Screen:
    """A terminal in memory."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.screen.set_mode(pyte.modes.LNM)
        self.stream = pyte.Stream(self.screen)

    def take(self, text: str) -> None:
        self.stream.feed(text)

    def state(self) -> object:
        buffer = self.screen.buffer
        cells = [[buffer[row][column] for column in range(COLUMNS)] for row in range(ROWS)]
        return cells, (self.screen.cursor.y, self.screen.cursor.x)


def whole(*rows: str) -> str:
    """A frame that covers the screen; a row with styles in it is as long as it should be."""
    filled = [*rows, *[""] * (ROWS - len(rows))]
    full = [row if "\x1b" in row else set_cell_size(row, COLUMNS) for row in filled]
    drawn = "\n".join(at(number, 1, row) for number, row in enumerate(full, 1))
    return SYNC_START + drawn + at(1, 1, "") + SYNC_END


def known(*rows: str) -> Cells:
    """Cells that were shown these rows."""
    cells = Cells()
    cells.forget((COLUMNS, ROWS))
    cells.less(whole(*rows))
    return cells


@given(some.lists(frames(), max_size=8), some.integers(0, 8))
def test_the_terminal_shows_the_same_as_with_everything_sent(drawn: list[str], lost: int) -> None:
    all_of_it, less_of_it = Screen(), Screen()
    cells = Cells()
    cells.forget((COLUMNS, ROWS))
    for number, frame in enumerate(drawn):
        if number == lost:
            cells.forget()
        all_of_it.take(frame)
        less_of_it.take(cells.less(frame))
        assert less_of_it.state() == all_of_it.state()


codes = some.sampled_from(
    ("", "0", "1", "2;1", "1;2", "0;1", ";1", "22", "31;1", "38;5", "38;5;9", "48;2;1;2;3;4", "39")
)
odd = some.one_of(
    codes.map(lambda code: f"\x1b[{code}m"),
    some.sampled_from(("\n", "\r", "\x1b[2J", "\x1b[K", "\x1b[H", "\x1b[2;3H", "\x1b[6;38H")),
    some.just(at(ROWS + 3, 9, "")),
    some.sampled_from((*WORDS, "字", "x" * COLUMNS, "\u0301", "é字", " ")),
)  # fmt: skip
strange = some.lists(odd, max_size=12).map(lambda parts: "".join(parts) + "\x1b[0m")


@settings(deadline=None)
@given(some.lists(some.one_of(frames(), strange), max_size=6))
def test_the_terminal_shows_the_same_whatever_is_written_to_it(drawn: list[str]) -> None:
    all_of_it, less_of_it = Screen(), Screen()
    cells = Cells()
    cells.forget((COLUMNS, ROWS))
    for frame in drawn:
        all_of_it.take(frame)
        less_of_it.take(cells.less(frame))
        assert less_of_it.state() == all_of_it.state()


def test_styles_said_in_another_order_end_nothing() -> None:
    words = "\x1b[1;3mab\x1b[0m" + " " * 38
    again = "\x1b[1;3mA\x1b[0m\x1b[3;1mB\x1b[0m" + " " * 38
    assert "\x1b[1;3mAB\x1b[0m" in known(words).less(whole(again))


def test_what_somebody_else_left_on_is_ended_first() -> None:
    left_on, shown = Screen(), Screen()
    left_on.take("\x1b[1;31m")
    cells = Cells()
    cells.forget((COLUMNS, ROWS))
    left_on.take(cells.less(whole("one row")))
    shown.take(whole("one row"))
    assert left_on.state() == shown.state()


NARROWER, WIDER = "👍🏽", "ẹ\u0301"
"""Glyphs of which a terminal may take one for narrower, the other for wider than we do."""


@pytest.mark.parametrize("glyph", [NARROWER, WIDER])
def test_a_glyph_of_another_width_leaves_no_trace_beside_it(
    monkeypatch: pytest.MonkeyPatch, glyph: str
) -> None:
    widths = {"👍": 1, "🏽": 0, "ẹ": 2}
    usual = pyte.screens.wcwidth
    monkeypatch.setattr(pyte.screens, "wcwidth", lambda char: widths.get(char, usual(char)))
    cells, shown = Cells(), Screen()
    cells.forget((COLUMNS, ROWS))
    shown.take(cells.less(whole("abcdef and more")))
    one, end = "\x1b[1m", "\x1b[0m"
    after = set_cell_size("cdef and more", COLUMNS - 1 - cell_len(glyph))
    shown.take(cells.less(whole(f"a{one}{glyph}{end}{after}")))
    begins = 1 + cell_len(glyph)
    row = [shown.screen.buffer[0][column].data for column in range(COLUMNS)]
    assert "".join(row[begins:]) == after
    assert not {"b", "c", "d"} & set(row[1:begins])


def test_one_letter_goes_out_as_one_letter() -> None:
    cells = known("one row", "a word")
    sent = cells.less(whole("one row", "a wort"))
    assert sent == f"{SYNC_START}\x1b[2;6Ht\x1b[1;1H{SYNC_END}"


def test_nothing_new_is_nothing_to_send() -> None:
    assert known("one row").less(whole("one row")) == ""


def test_a_change_of_style_is_a_change() -> None:
    sent = known("a word").less(whole("\x1b[1ma\x1b[0m word" + " " * 34))
    assert sent == f"{SYNC_START}\x1b[1;1H\x1b[1ma\x1b[0m\x1b[1;1H{SYNC_END}"


def test_cells_close_together_are_sent_in_one_go() -> None:
    cells = known("abcdef" + "." * 20 + "z")
    sent = cells.less(whole("Abcdef" + "." * 20 + "Z"))
    assert sent.count("H") == 3  # two places and the cursor
    sent = cells.less(whole("abcdEf" + "." * 20 + "Z"))
    assert "abcdE" in sent


def test_after_a_glyph_of_doubtful_width_the_place_is_named_again() -> None:
    cells = Cells()
    cells.forget((COLUMNS, ROWS))
    assert "🙂\x1b[1;3H" in cells.less(whole("\x1b[1m🙂\x1b[0mok" + " " * 36))


def test_until_a_whole_frame_has_come_everything_is_sent() -> None:
    cells = known("one row")
    cells.forget()
    part = at(1, 1, "one row")
    assert cells.less(part) == part
    assert cells.less(part) == part
    cells.less(whole("one row"))
    assert cells.less(part) == at(1, 8, "")


def test_a_frame_of_another_size_teaches_nothing() -> None:
    cells = known("one row")
    cells.forget((COLUMNS - 10, ROWS))
    assert cells.less(whole("one row")) == whole("one row")
    assert cells.less(at(1, 1, "one row")) == at(1, 1, "one row")


def test_what_cannot_be_followed_goes_out_as_it_came() -> None:
    for strange in (
        "\x1b[2J", "\x1b[5A", at(ROWS + 1, 1, "below"), at(1, COLUMNS, "out"), at(ROWS, 1, "\n"),
        at(ROWS + 3, 1, ""), "\x1b[1;22m\x1b[0m", "\x1b[31m", at(1, 1, "\u0301"),
    ):  # fmt: skip
        cells = known("one row")
        assert cells.less(strange) == strange
        assert cells.less(at(1, 1, "one row")) == at(1, 1, "one row")


def test_a_bell_rings_and_changes_nothing() -> None:
    cells = known("one row")
    assert cells.less(BELL) == BELL
    assert cells.less(whole("one row")) == ""


def test_the_rest_of_a_wide_glyph_that_was_drawn_over_is_not_taken_for_shown() -> None:
    cells = known("字字")
    assert cell_len("字字") == 4
    cells.less(at(1, 2, "x"))
    sent = cells.less(whole("字字"))
    assert "字字" in sent
