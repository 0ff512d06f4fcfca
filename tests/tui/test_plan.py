from __future__ import annotations

import pytest

from studio.tui.plan import plan, too_small


def test_80_by_24_is_the_drawing() -> None:
    now = plan(80, 24)
    assert (now.left, now.column) == (7, 66)
    assert (now.header, now.pin_row, now.question, now.note, now.footer) == (1, 3, 7, 20, 22)
    assert now.last_body_row == 19
    assert now.second is None


@pytest.mark.parametrize(("height", "extra"), [(28, 0), (29, 1), (40, 3), (50, 5)])
def test_a_taller_screen_adds_blank_rows_on_top_and_the_foot_keeps_to_the_bottom(
    height: int, extra: int
) -> None:
    now = plan(80, height)
    assert now.question == 7 + extra
    assert now.header == 1 + extra
    assert (now.note, now.footer) == (height - 4, height - 2)


@pytest.mark.parametrize(
    ("width", "left", "second"), [(103, 18, None), (104, 0, 70), (120, 8, 78), (200, 48, 118)]
)
def test_from_104_columns_there_is_a_second_column(
    width: int, left: int, second: int | None
) -> None:
    now = plan(width, 40)
    assert (now.left, now.column, now.second) == (left, 66, second)


@pytest.mark.parametrize(("width", "column"), [(79, 66), (67, 65), (60, 58), (40, 38)])
def test_below_80_the_column_is_the_width_less_2_and_never_over_66(width: int, column: int) -> None:
    assert plan(width, 24).column == column


def test_at_40_by_12_the_question_is_on_row_1_and_the_footer_last() -> None:
    now = plan(40, 12)
    assert (now.header, now.question, now.pins, now.note, now.footer) == (0, 1, 0, None, 11)


@pytest.mark.parametrize("height", range(12, 60))
@pytest.mark.parametrize("width", [40, 60, 80, 104, 200])
def test_at_every_size_the_parts_stand_in_order_with_room_for_an_answer(
    width: int, height: int
) -> None:
    now = plan(width, height)
    last_pin = now.pin_row + now.pins - 1 if now.pins else now.header
    assert now.header <= last_pin < now.question < now.last_body_row < now.footer < height
    assert now.last_body_row - (now.question + 2) + 1 >= (7 if height < 20 else 10)
    assert now.left >= 0
    assert now.left + now.column <= width


@pytest.mark.parametrize(
    ("size", "small"), [((40, 12), False), ((39, 12), True), ((40, 11), True), ((200, 5), True)]
)
def test_below_40_by_12_nothing_fits(size: tuple[int, int], small: bool) -> None:
    assert small == too_small(*size)
