from __future__ import annotations

from studio.tui.footer import SAFETY, SAFETY_TYPING, footer, pressed


def words(pieces: tuple) -> str:
    return "".join(piece.text for piece in pieces)


def test_safety_ends_at_the_edge_of_the_column() -> None:
    row = words(footer((("Enter", "next"),), SAFETY, 66))
    assert len(row) == 66
    assert row.endswith("q stop   h help   Ctrl+X leave")


def test_steps_keys_give_way_and_safety_never_does() -> None:
    many = tuple((f"Key{n}", "does something") for n in range(9))
    for width in (38, 58, 66):
        for safety in (SAFETY, SAFETY_TYPING):
            row = words(footer(many, safety, width))
            assert row.endswith("leave")
            assert "help" in row
            assert "stop" in row


def test_33_cells_are_left_for_the_steps_own_keys_and_23_while_typing() -> None:
    exact = (("Enter", "x" * 27),)
    assert words(footer(exact, SAFETY, 66)).startswith("Enter x")
    assert not words(footer((("Enter", "x" * 28),), SAFETY, 66)).startswith("Enter")
    typed = (("Enter", "x" * 17),)
    assert words(footer(typed, SAFETY_TYPING, 66)).startswith("Enter x")
    assert not words(footer((("Enter", "x" * 18),), SAFETY_TYPING, 66)).startswith("Enter")


def test_where_it_is_narrow_control_is_a_caret() -> None:
    assert words(footer((("Enter", "open"),), SAFETY, 38)).endswith("h help  ^X leave")


def test_each_word_is_named_by_its_key() -> None:
    names = {piece.text.strip(): piece.name for piece in footer((("Space", "mark"),), SAFETY, 66)}
    assert names["mark"] == ("press", "space")
    assert names["Ctrl+X"] == ("press", "ctrl+x")
    assert pressed("← →") == ""
    assert pressed("/") == "slash"


def test_long_words_are_cut_where_enough_of_them_can_be_read() -> None:
    row = words(footer((("Enter", "next"), ("s", "No thought right now")), SAFETY, 66))
    assert row.startswith("Enter next   s No thought right…    q stop")
    row = words(footer((("Enter", "next"), ("s", "No thought right now")), SAFETY, 38))
    assert row.startswith("Enter next    q stop")
