"""Bytes to messages, without a terminal: `studio.tui.terminal_input`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events, messages

from studio.tui.terminal_input import ESCAPE_DELAY, PASTE_PATIENCE, InputDecoder


def decode(*pieces: bytes, wait: bool = True) -> list[object]:
    """What the pieces come to, each a moment after the other, and then silence."""
    decoder = InputDecoder()
    out: list[object] = []
    for piece in pieces:
        out += decoder.feed(piece, 0.0)
    while wait and decoder.deadline is not None:
        out += decoder.tick(decoder.deadline)
    return [seen(message) for message in out]


def seen(message: object) -> object:
    if isinstance(message, events.Key):
        return (message.key, message.character)
    if isinstance(message, events.Paste):
        return ("paste", message.text)
    if isinstance(message, events.MouseEvent):
        return (type(message).__name__, message.x, message.y)
    return type(message).__name__


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        (b"a", "a"),
        (b"A", "A"),
        (b" ", "space"),
        (b"\r", "enter"),
        (b"\n", "ctrl+j"),
        (b"\t", "tab"),
        (b"\x7f", "backspace"),
        (b"\x08", "backspace"),
        (b"\x11", "ctrl+q"),
        (b"\x03", "ctrl+c"),
        (b"\x1b[A", "up"),
        (b"\x1bOA", "up"),
        (b"\x1b[1;5C", "ctrl+right"),
        (b"\x1b[Z", "shift+tab"),
        (b"\x1b[3~", "delete"),
        (b"\x1b[[A", "f1"),
        (b"\x1bOP", "f1"),
        (b"\x1b[27u", "escape"),
        (b"\x1b[120;5u", "ctrl+x"),
        (b"\x1b[115;3u", "alt+s"),
        (b"\x1bs", "alt+s"),
        (b"\x1bS", "alt+shift+s"),
        (b"\x1b/", "alt+slash"),
        (b"\x1b]", "alt+right_square_bracket"),
        (b"\x1b", "escape"),
    ],
)
def test_one_key_is_named_as_textual_names_it(sent: bytes, key: str) -> None:
    assert [name for name, _ in decode(sent)] == [key]


def test_a_chord_carries_no_letter_into_a_field() -> None:
    assert decode(b"\x1bs") == [("alt+s", None)]


def test_escape_and_enter_in_one_write_are_two_keys() -> None:
    assert decode(b"\x1b\r") == [("escape", "\x1b"), ("enter", "\r")]


def test_a_lone_escape_waits_for_its_rest_and_no_longer() -> None:
    decoder = InputDecoder()
    assert decoder.feed(b"\x1b", 10.0) == []
    assert decoder.deadline == 10.0 + ESCAPE_DELAY
    assert decoder.tick(10.0 + ESCAPE_DELAY / 2) == []
    assert [seen(m) for m in decoder.tick(10.0 + ESCAPE_DELAY)] == [("escape", "\x1b")]
    assert decoder.deadline is None


@pytest.mark.parametrize(
    "unknown",
    [
        b"\x1b[999999999999u",
        b"\x1b[1114112;1u",
        b"\x1b[55296;1u",
        b"\x1b[97;1:3u",
        b"\x1b[?9999;9$y",
        b"\x1b[;;;;;;q",
        b"\x1b[" + b"1;" * 500 + b"m",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]10;rgb:0000/0000/0000\x1b\\",
        b"\x1bP>|kitty(0.1)\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b[<35;1;1M",
        b"\x1b[<0;99999999999999999999;1M",
        b"\x1b[M !!",
        "\x9b31m".encode()[:2],
        "\u202e".encode(),
    ],
)
def test_an_unknown_sequence_vanishes_and_takes_no_letter_with_it(unknown: bytes) -> None:
    assert decode(b"a" + unknown + b"b") == [("a", "a"), ("b", "b")]


def test_clicks_and_the_wheel_come_through() -> None:
    assert decode(b"\x1b[<0;5;3M\x1b[<0;5;3m\x1b[<64;5;3M") == [
        ("MouseDown", 4.0, 2.0),
        ("MouseUp", 4.0, 2.0),
        ("MouseScrollUp", 4.0, 2.0),
    ]


def test_the_answer_about_synchronized_output_is_heard() -> None:
    name = messages.TerminalSupportsSynchronizedOutput.__name__
    assert decode(b"\x1b[?2026;2$y") == [name]
    assert decode(b"\x1b[?2026;0$y") == []
    assert decode(b"\x1b[?2026;4$y") == []


def test_letters_of_many_scripts_are_typed_one_by_one() -> None:
    text = "éß漢نمی\u200cخواهمनमस्ते👩\u200d👧"
    assert "".join(key[1] for key in decode(text.encode())) == text  # type: ignore[index]


def test_a_letter_cut_in_two_by_the_line_is_one_letter() -> None:
    assert decode(b"\xc3", b"\xa9") == [("é", "é")]


def test_bytes_that_are_no_letters_show_as_one_mark() -> None:
    assert [key[1] for key in decode(b"\xe9a")] == ["\ufffd", "a"]  # type: ignore[index]


def test_a_paste_is_one_event_with_plain_line_breaks() -> None:
    assert decode(b"\x1b[200~one\r\ntwo\rthree\x1b[201~x") == [
        ("paste", "one\ntwo\nthree"),
        ("x", "x"),
    ]


def test_a_paste_is_cleaned() -> None:
    assert decode(b"\x1b[200~a\x00\x1b[31mb\x07\x1b[201~") == [("paste", "a[31mb")]


def test_an_empty_paste_is_nothing() -> None:
    assert decode(b"\x1b[200~\x1b[201~") == []


def test_a_quit_key_inside_a_paste_is_not_a_key() -> None:
    assert decode(b"\x1b[200~a\x11b\x1b[201~") == [("paste", "ab")]


def test_a_paste_that_never_ends_is_handed_on() -> None:
    decoder = InputDecoder()
    assert decoder.feed(b"\x1b[200~words\x1b[20", 10.0) == []
    assert decoder.in_paste
    assert decoder.deadline == 10.0 + PASTE_PATIENCE
    handed = decoder.tick(10.0 + PASTE_PATIENCE)
    assert [seen(m) for m in handed] == [("paste", "words[20")]
    assert not decoder.in_paste
    assert [seen(m) for m in decoder.feed(b"a", 13.0)] == [("a", "a")]


def test_a_slow_paste_is_awaited_but_typing_into_it_is_not() -> None:
    decoder = InputDecoder()
    decoder.feed(b"\x1b[200~", 0.0)
    decoder.feed(b"w" * 100, 1.5)
    assert decoder.deadline == 1.5 + PASTE_PATIENCE
    decoder.feed(b"x", 2.0)
    assert decoder.deadline == 1.5 + PASTE_PATIENCE


PIECES = st.lists(
    st.sampled_from(
        [
            b"a", b"\r", b"\x11", "é".encode(), "漢".encode(), b"\x1b[A", b"\x1b[1;5C", b"\x1bOP",
            b"\x1b[27u", b"\x1b[<0;5;3M", b"\x1b[?2026;2$y", b"\x1b[999999999999u",
            b"\x1b]11;rgb:0/0/0\x07", b"\x1b[200~one\rtwo\x1b[201~", b"\x1b[[A", b"\x1bs",
        ]
    ),
    max_size=12,
)  # fmt: skip


@given(PIECES, st.data())
def test_where_the_line_cuts_makes_no_difference(pieces: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    parts = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert decode(*parts) == decode(whole)


@given(st.binary(max_size=300))
def test_any_bytes_come_to_an_end(data: bytes) -> None:
    decoder = InputDecoder()
    decoder.feed(data, 0.0)
    while decoder.deadline is not None:
        decoder.tick(decoder.deadline)
    # Whatever came before, a key typed afterwards is that key (an open UTF-8 letter ends here).
    decoder.feed(b"\r", 100.0)
    assert [seen(m) for m in decoder.feed(b"z", 100.0)] == [("z", "z")]
