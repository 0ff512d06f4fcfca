"""Texts with answers in them: exact places, lines left out, a person's words left alone."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.format.codes import CODES
from studio.format.expressions import Choice, Item, ListOf, Number, Text, Unknown
from studio.format.expressions.wording import in_words
from studio.format.piping import (
    Piece,
    Span,
    check_template,
    fill,
    fill_text,
    parse_template,
    prose,
)
from studio.format.problems import Place, Problems
from studio.format.source import read

VALUES = {
    "fact": "It was *late*.",
    "n": 3.0,
    "share": 2 / 3,
    "felt": (Item("sad", value="sad"), Item("tired", value="tired"), "cold"),
    "none": (),
    "blank": "",
    "due": date(2026, 11, 25),
    "at": datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
    "choice": Item("A lot", value="lot"),
    "yes": True,
    "verse": "one\ntwo",
    "code": "${fact}",
}
TYPES = {
    "a": Text(),
    "m": Text(maybe=True),
    "n": Number(),
    "c": Choice(frozenset("xy"), maybe=True),
}


def locate(offset, width=1):
    return Place("a.yml", 1, offset + 1, width)


def template(text):
    problems = Problems()
    found = parse_template(text, problems, locate)
    assert problems.all == ()
    return found


def filled(text):
    return fill_text(template(text), VALUES.get)


def spans(text):
    return prose(template(text), VALUES.get)


def told(text):
    problems = Problems()
    found = parse_template(text, problems, locate)
    check_template(
        found,
        lambda name: TYPES.get(name) or Unknown("P304", frozenset(TYPES)),
        problems,
        locate,
    )
    return [(p.code, p.place.column, p.place.width) for p in problems.all]


# Reading.


def test_a_template_has_lines_of_words_and_expressions():
    found = template("When ${a},\nthen ${m}.\n")
    first, second = found.lines
    assert [part if isinstance(part, str) else part.source for part in first] == ["When ", "a", ","]
    assert [part if isinstance(part, str) else part.source for part in second] == [
        *("then ", "m", ".")
    ]
    assert found.names == {"a", "m"}
    assert [expression.at for expression in found.expressions] == [7, 18]


def test_two_dollars_write_the_sign_itself():
    assert filled("$${fact} costs $5, ${n}") == "${fact} costs $5, 3"


def test_a_bracket_in_quotes_does_not_close_a_pipe():
    assert filled("${first(['}'])}!") == "}!"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ${n", [("P330", 3, 2)]),
        ("a ${}", [("P331", 3, 3)]),
        ("a ${ }", [("P331", 3, 4)]),
        ("ab {a} c", [("P332", 4, 3)]),
        ("ab {{a}} c", [("P332", 4, 5)]),
        ("ab {a.b}", [("P332", 4, 5)]),
        ("ab {not a name} {} { 3 }", []),
        ("$${a}", []),
        ("say ${n +} now", [("P301", 9, 1)]),
        ("say ${b}", [("P304", 7, 1)]),
        ("${a} ${n = 3}", [("P302", 10, 1)]),
        ("${a's}", [("P301", 4, 1)]),
        ("${either(m, 'nothing')} x", [("P313", 13, 9)]),
        ("${'words'} x", [("P313", 3, 7)]),
        ("${given(n > 3, 'words')} x\nmore", [("P313", 16, 7)]),
        ("${given(c == 'x', a)} x\nmore", []),
        ("${c == 'z'} x\nmore", [("P307", 8, 3)]),
        ("${m}\n\nand ${c}", [("P321", 3, 1)]),
        ("${m}\n\nand ${a}", []),
        ("${m}\nand so", []),
        ("", []),
    ],
)
def test_mistakes_in_a_text_are_met_at_their_character(text, expected):
    assert told(text) == expected


def test_every_code_of_piping_is_shown():
    assert {one for one in CODES if "P330" <= one < "P400"} == {"P330", "P331", "P332"}


def test_a_part_that_may_vanish_is_not_warned_about():
    problems = Problems()
    found = parse_template("${m}", problems, locate)
    check_template(found, TYPES.get, problems, locate, may_vanish=True)
    assert problems.all == ()


def test_a_text_in_a_file_knows_its_own_places():
    data = b'text: >\n  Hello there\n  and ${foo +} more\nq: "x ${b =\n  3} y"\n'
    problems = Problems()
    for entry in read(data, "a.yml", problems).entries:
        parse_template(entry.value, problems)
    assert [(p.code, p.place.line, p.place.column) for p in problems.all] == [
        ("P301", 3, 13),
        ("P302", 4, 11),
    ]


def test_a_plain_string_needs_somebody_who_knows_its_places():
    with pytest.raises(TypeError):
        parse_template("x", Problems())


# Filling.


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("n", "3"),
        ("share", "0.67"),
        ("felt", "sad, tired and cold"),
        ("due", "Wednesday 25 November"),
        ("at", "Wednesday 25 November"),
        ("choice", "A lot"),
        ("yes", "yes"),
        ("1 - 1.001", "0"),
        ("10", "10"),
        ("20.5", "20.5"),
        ("100.0", "100"),
    ],
)
def test_values_read_as_a_person_would_say_them(name, words):
    assert filled(f"({'${' + name + '}'})") == f"({words})"


@pytest.mark.parametrize("name", ["gone", "none", "blank", "gone + 1", "n / 0"])
def test_a_line_that_needs_a_missing_answer_is_left_out(name):
    assert filled(f"First.\nNow {'${' + name + '}'} here.\nLast.") == "First.\nLast."
    assert filled(f"{'${' + name + '}'}") == ""


def test_paragraphs_close_up_around_a_line_that_is_left_out():
    assert filled("A\n\n${gone}\n\nB") == "A\n\nB"
    assert filled("${gone}\n\nB") == "B"
    assert filled("A\n\n${gone}\n") == "A"
    assert filled("A\n\n\nB") == "A\n\n\nB"
    assert filled("A\n${gone}\nB\n\nC") == "A\nB\n\nC"


def test_pieces_tell_what_came_through_a_pipe():
    found = fill(template("So “${fact}”: ${n}"), VALUES.get)
    assert found == (
        (
            Piece("So “", False),
            Piece("It was *late*.", True),
            Piece("”: ", False),
            Piece("3", True),
        ),
    )


def test_an_answer_of_several_lines_makes_several_lines():
    assert filled("“${verse}”") == "“one\ntwo”"
    assert len(fill(template("“${verse}”"), VALUES.get)) == 2


def test_what_was_typed_is_never_read_as_a_pipe():
    assert filled("${code}") == "${fact}"


def test_another_language_can_show_values_its_own_way():
    show = lambda value: f"<{value}>"  # noqa: E731
    assert fill_text(template("${n} ${gone}\n${n}"), VALUES.get, show) == "<3.0>"


# Markdown.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* b", [("a", "em"), (" b", "")]),
        ("_a_ b", [("a", "em"), (" b", "")]),
        ("**a b** c", [("a b", "strong"), (" c", "")]),
        ("**a *b* c**", [("a b c", "strong")]),
        ("*a **b** c*", [("a ", "em"), ("b", "strong"), (" c", "em")]),
        ("snake_case_name", [("snake_case_name", "")]),
        ("2 * 3 * 4", [("2 * 3 * 4", "")]),
        ("**open", [("**open", "")]),
        ("a* b*", [("a* b*", "")]),
        ("\\*a\\*", [("*a*", "")]),
        ("****", [("****", "")]),
        ("[a](http://b) `c` <b>", [("[a](http://b) `c` <b>", "")]),
        ("- one", [("· one", "")]),
        ("  * one", [("  · one", "")]),
        ("- *one*", [("· ", ""), ("one", "em")]),
        ("-5 degrees", [("-5 degrees", "")]),
        ("**${n}**", [("3", "yours")]),
        ("*so ${n} of*", [("so ", "em"), ("3", "yours"), (" of", "em")]),
        ("${fact} *x*", [("It was *late*.", "yours"), (" ", ""), ("x", "em")]),
        ("- ${n}", [("· ", ""), ("3", "yours")]),
    ],
)
def test_emphasis_and_lists_are_read_on_the_author_s_words(text, expected):
    assert spans(text) == (tuple(Span(*part) for part in expected),)


def test_emphasis_reaches_over_an_answer_of_two_lines():
    assert spans("**${verse}**") == ((Span("one", "yours"),), (Span("two", "yours"),))


def test_blank_lines_stay_between_paragraphs():
    assert spans("**Before**\n\nCould it?") == (
        (Span("Before", "strong"),),
        (),
        (Span("Could it?", ""),),
    )


@given(st.text("ab *_\\-${}'n\n", max_size=60), st.text("*_-a \n${}", min_size=1, max_size=20))
def test_a_person_s_words_come_out_as_they_went_in(text, typed):
    problems = Problems()
    found = parse_template(text + "\n${said}", problems, locate)
    lines = prose(found, {"said": typed}.get)
    if problems.errors:
        return
    said = "\n".join("".join(s.text for s in line if s.style == "yours") for line in lines)
    assert said.endswith(typed)


@given(st.text("ab*_ \\-\n", max_size=80))
def test_styling_loses_no_letter(text):
    lines = prose(template(text), VALUES.get)
    kept = "".join(span.text for line in lines for span in line)
    assert [c for c in kept if c in "ab"] == [c for c in text if c in "ab"]


def test_a_list_type_is_shown_as_text_too():
    problems = Problems()
    found = parse_template("x ${l}", problems, locate)
    check_template(found, lambda _name: ListOf(Text()), problems, locate)
    assert problems.all == ()


def test_whole_sentences_in_a_list_follow_one_another() -> None:
    assert in_words(("She was late.", "Her week is full.")) == "She was late. Her week is full."
    assert in_words(("tired", "cold")) == "tired and cold"
    assert in_words(("Late.", "bad news", "a full week")) == "Late, bad news and a full week"


@pytest.mark.parametrize(
    ("typed", "text", "shown"),
    [
        ("I can do nothing right.", "It says “${it}”.", "It says “I can do nothing right”."),
        ("I can do nothing right.", "Now: ${it}.", "Now: I can do nothing right."),
        ("It is late.", "${it}, and on.", "It is late, and on."),
        ("Why me?", "You asked ${it}.", "You asked Why me?"),
        ("Why me?", "${it}? Again.", "Why me? Again."),
        ("No!", "He said ${it}!", "He said No!"),
        ("well...", "${it}. Then.", "well... Then."),
        ("so it goes…", "${it}…", "so it goes…"),
        ("It is late.", "“${it}” he said.", "“It is late.” he said."),
        ("It is late.", "(not: ${it})", "(not: It is late.)"),
        (".", "${it}.", ".."),
    ],
)
def test_a_sign_that_ends_a_sentence_is_not_shown_twice(typed, text, shown):
    values = {"it": typed}
    assert fill_text(template(text), values.get) == shown
    assert "".join(span.text for span in prose(template(text), values.get)[0]) == shown
    assert values == {"it": typed}
