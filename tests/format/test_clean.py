"""Cleaning takes out what acts or hides, and leaves every language as it was."""

from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.format.clean import MARKS, clean, unwelcome

TRICKY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\u200c\u200d\ufe0f\ufe0e\u0301\u0327\u0308\u09c7\u09be\u1100\u1161"),
        st.sampled_from("\n\r\t\x1b\x85 e\u202e\U000e0041\u2028"),
    )
)

SURVIVES = [
    "plain words, and 1:30",
    "می‌خواهم",  # Persian with a zero-width non-joiner
    "क्षत्रिय",  # Hindi
    "क्‍ष",  # Hindi with a zero-width joiner
    "שָׁלוֹם",  # Hebrew with points
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family joined to one
    "\u2764\ufe0f \U0001f3f3\ufe0f\u200d\U0001f308",  # heart and flag as pictures
    "\U0001f44b\U0001f3fd",  # a skin tone
    "Việt Nam",
    "日本語と한국어",
]


@pytest.mark.parametrize("text", SURVIVES)
def test_living_writing_survives(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\x9b31mb", "a31mb"),
        ("a\x00b\x07c\x7f", "abc"),
        ("a\u202eb\u2066c\u200e", "abc"),
        ("a\u200bb\u2060c\ufeff\u00add", "abcd"),
        ("a\U000e0041\U000e007fb", "ab"),
        ("a\ud800b", "ab"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("a\u3164\u115f\u180eb", "ab"),
        ("e\u0301", "é"),
    ],
)
def test_what_acts_or_hides_is_taken_out(dirty, expected):
    assert clean(dirty) == expected


def test_line_breaks_become_blanks_where_lines_are_not_wanted():
    assert clean("a\nb\r\nc\u2028d", lines=False) == "a b c d"
    assert clean("a\nb") == "a\nb"


def test_piled_up_marks_are_capped():
    tower = "x" + "\u0335" * 40
    assert clean(tower) == "x" + "\u0335" * MARKS
    assert clean("x" + "\u0335\u200d" * 40).count("\u0335") == MARKS


def test_joiners_with_nothing_to_join_are_dropped():
    assert clean("a \u200db") == "a b"
    assert clean("a\u200d\u200d\u200cb") == "a\u200db"


def test_a_joiner_typed_alone_stays_for_its_neighbour_in_the_field():
    assert clean("\u200c") == "\u200c"


@given(TRICKY, st.booleans())
def test_cleaning_twice_is_cleaning_once(text, lines):
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@given(TRICKY)
def test_clean_text_is_normalised_and_holds_nothing_unwelcome(text):
    cleaned = clean(text)
    assert is_normalized("NFC", cleaned)
    assert unwelcome(cleaned) is None
    assert not set(cleaned) & {"\t", "\r"}
    assert cleaned.encode("utf-8").decode() == cleaned


@given(st.text(st.characters(max_codepoint=126, min_codepoint=32)))
def test_printable_ascii_is_returned_as_it_is(text):
    assert clean(text) == text


def test_unwelcome_gives_the_offset_of_the_first():
    assert unwelcome("ab\u202ec\x1b") == 2
    assert unwelcome("ab\u202ec\x1b", 3) == 4
    assert unwelcome("a\u200cb\tc\n") is None
