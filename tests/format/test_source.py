"""Any bytes give a tree of text, or located problems in plain words."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.format import source
from studio.format.codes import CODES
from studio.format.problems import Problems, render
from studio.format.source import (
    Mapping,
    Scalar,
    Sequence,
    c_events,
    python_events,
    read,
    read_with,
)

FIXTURES = sorted(Path(__file__).parent.glob("examples/**/*.yml"))
FIXTURES += sorted(Path(__file__).parents[2].glob("exercises/**/*.yml"))


def reading(text, parser=None):
    problems = Problems()
    data = text.encode() if isinstance(text, str) else text
    return read_with(parser or source.fastest_parser(), data, "a.yml", problems), problems


def tree(text):
    node, problems = reading(text)
    assert problems.all == (), "\n".join(map(render, problems.all))
    return node


def told(text, parser=None):
    """The codes and places of what was told."""
    _, problems = reading(text, parser)
    return [(p.code, p.place.line, p.place.column) for p in problems.all]


def scalars(node):
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for entry in node.entries:
            yield entry.key
            yield from scalars(entry.value)


def test_text_stays_what_was_typed():
    node = tree("a: no\nb: 1:30\nc: 1.10\nd: ~\ne:\nf: 0x1F\ng: 2026-11-25\n")
    assert [entry.value.text for entry in node.entries] == [
        *("no", "1:30", "1.10", "~", "", "0x1F", "2026-11-25")
    ]


def test_nodes_know_their_places_and_how_they_were_written():
    node = tree("steps:\n  - type: say\n    covers: [P1.4, P1.9]\n")
    steps = node.get("steps")
    assert isinstance(steps, Sequence) and not steps.flow
    step = steps.items[0]
    assert isinstance(step, Mapping)
    assert (step.place.line, step.place.column) == (2, 5)
    assert step.get("covers").flow
    place = step.get("type").place
    assert (place.line, place.column, place.width) == (2, 11, 3)
    assert step.get("nothing") is None


def test_order_is_as_written():
    assert [e.key.text for e in tree("b: 1\na: 2\nc: 3").entries] == ["b", "a", "c"]


def test_a_mark_at_the_beginning_and_windows_line_ends_are_tolerated():
    node = tree(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n")
    assert node.get("b").text == "x\ny\n"
    assert node.entries[0].key.place.column == 1


def test_a_document_start_is_tolerated():
    assert tree("---\na: 1\n").get("a").text == "1"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_both_parsers_agree_on_every_fixture(path):
    data = path.read_bytes()
    with_c, problems = reading(data, c_events)
    with_python, others = reading(data, python_events)
    assert with_c is not None
    assert with_c == with_python
    assert problems.all == others.all


def test_there_are_fixtures_to_agree_on():
    # An empty list would let the test above pass without having looked at anything.
    assert len(FIXTURES) > 20


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_every_character_of_every_fixture_is_found_where_it_stands(path):
    lines = path.read_text("utf-8").split("\n")
    node, _ = reading(path.read_bytes())
    for scalar in scalars(node):
        for offset, character in enumerate(scalar.text):
            place = scalar.at(offset)
            if character not in " \n":
                assert lines[place.line - 1][place.column - 1] == character


def where(scalar, word, width=1):
    place = scalar.at(scalar.text.index(word), width)
    return place.line, place.column, place.width


def test_offsets_in_a_plain_text_over_several_lines():
    value = tree("text: one two\n  three\n\n  four ${x}\nb: 1").get("text")
    assert value.text == "one two three\nfour ${x}"
    assert where(value, "two", 3) == (1, 11, 3)
    assert where(value, "three", 5) == (2, 3, 5)
    assert where(value, "${x}", 4) == (4, 8, 4)


def test_offsets_in_quotes_with_escapes():
    value = tree("a: 'it''s ${x}'").get("a")
    assert where(value, "${x}", 4) == (1, 11, 4)
    value = tree('a: "\\u00e9\\n\\x41 ${x}"').get("a")
    assert value.text == "é\nA ${x}"
    assert where(value, "${x}", 4) == (1, 18, 4)
    assert value.at(0).column == 5
    assert value.at(1).column == 11


def test_offsets_in_quotes_over_several_lines():
    value = tree('a: "one\n  two \\\n   three\n\n\n  four"').get("a")
    assert value.text == "one two three\n\nfour"
    assert where(value, "two")[:2] == (2, 3)
    assert where(value, "three")[:2] == (3, 4)
    assert where(value, "four")[:2] == (6, 3)


def test_offsets_in_blocks():
    value = tree("a:\n  b: |\n    one\n      ${x}\n\n    two\n").get("a").get("b")
    assert where(value, "${x}")[:2] == (4, 7)
    assert where(value, "two")[:2] == (6, 5)
    value = tree("b: >-\n\n  one\n  two\n\n    deeper ${x}\n\n  three\n").get("b")
    assert where(value, "two")[:2] == (4, 3)
    assert where(value, "${x}")[:2] == (6, 12)
    assert where(value, "three")[:2] == (8, 3)


def test_offsets_in_a_block_with_a_written_indent():
    value = tree("a: |2\n    deep\n  flat\n").get("a")
    assert value.text == "  deep\nflat\n"
    assert where(value, "deep")[:2] == (2, 5)
    assert where(value, "flat")[:2] == (3, 3)


def test_columns_count_characters_not_bytes():
    assert where(tree("a: 日本\U0001f600 ${x}").get("a"), "${x}")[:2] == (1, 8)


def test_an_offset_past_the_end_is_the_place_behind_the_text():
    value = tree("a: word").get("a")
    assert value.at(4).column == 8
    assert value.at(400).column == 8


def test_the_width_of_a_place_never_leaves_its_line():
    value = tree("a: |\n  one\n  two\n").get("a")
    assert value.at(1, 50).width == 2


words = st.lists(
    st.text("ab'\"\\é日${}:# ", min_size=1, max_size=12).map(str.strip).filter(bool),
    min_size=1,
    max_size=5,
)


@given(words, st.sampled_from(["literal", "folded", "single", "double"]))
def test_written_text_is_found_again_in_every_style(rows, style):
    if style in ("literal", "folded"):
        sign = "|" if style == "literal" else ">"
        written = f"k: {sign}-\n" + "\n".join("  " + row for row in rows)
    elif style == "single":
        written = "k: '" + "\n  ".join(row.replace("'", "''") for row in rows) + "'"
    else:
        escaped = [row.replace("\\", "\\\\").replace('"', '\\"') for row in rows]
        written = 'k: "' + "\n  ".join(escaped) + '"'
    value = tree(written).get("k")
    assert value.style == style
    assert value.text == ("\n" if style == "literal" else " ").join(rows)
    lines = written.split("\n")
    for offset, character in enumerate(value.text):
        place = value.at(offset)
        if character not in " \n":
            found = lines[place.line - 1][place.column - 1]
            assert found == character or (style == "double" and found == "\\")


# Each mistake with its code, line and column, and a word that its hint or message must hold.
MISTAKES = [
    ("text: Note: this", "P122", 1, 11, "double quotes"),
    ("text: some words\n  note: more", "P122", 2, 7, "double quotes"),
    ("a: 'It's fine'", "P125", 1, 8, "apostrophe"),
    ("when: 'x' in y", "P125", 1, 11, "double quotes"),
    ('a: "b" c', "P125", 1, 8, "single quotes"),
    ('a: "abc\nb: 1', "P124", 1, 4, "closed"),
    ("a: 'abc\nb: 1", "P124", 1, 4, "closed"),
    ("a: @foo", "P123", 1, 4, "@"),
    ("a: `x`", "P123", 1, 4, "backtick"),
    ("a: %x", "P123", 1, 4, "%"),
    ("a: *bold* word", "P123", 1, 4, "*"),
    ("a: ]", "P123", 1, 4, "]"),
    ("a: *bold", "P111", 1, 4, "alias"),
    ("a: &x foo", "P110", 1, 4, "anchor"),
    ("a: !important go", "P112", 1, 4, "tag"),
    ("!!python/object:os.system a: b", "P112", 1, 1, "tag"),
    ("a: > foo\n", "P131", 1, 6, "next line"),
    ("a: - foo", "P130", 1, 4, "next line"),
    ("a: ? foo", "P132", 1, 4, "question"),
    (": x", "P133", 1, 1, "name"),
    ("a: [ok] then", "P125", 1, 9, "bracket"),
    ("a: [Breathe", "P128", 1, 4, "double quotes"),
    ("s:\n  - type: say\n    text hello\n  - x: y\n", "P127", 3, 5, "colon"),
    ("a:\n  b: 1\n c: 2", "P126", 3, 2, "column"),
    ("a:\n    b: 1\n  c: 2", "P126", 3, 3, "column"),
    ("a:\n - b\n c: 2", "P126", 3, 2, "- "),
    ("text: {name}", "P117", 1, 7, "${name}"),
    ("text: {{name}}", "P117", 1, 7, "${name}"),
    ("text: {name} is here", "P117", 1, 7, "${name}"),
    ("text: {a: b, c: d}", "P117", 1, 7, "key a line"),
    ("text: {own: my words}", "P117", 1, 7, "Write `own: my words` on the next line"),
    ("- {own: my words }", "P117", 1, 3, "Write `- own: my words`, without"),
    ("a: [b, {own: my words}]", "P118", 1, 8, "beginning with `- `; here `- own: my words`."),
    ("options: [b, {own: my words}]", "P118", 1, 14, "beginning with `- `."),
    ("a: [b c, d]", "P118", 1, 5, "- "),
    ("a: ['b']", "P118", 1, 5, "- "),
    ("a: [b, [c]]", "P118", 1, 8, "- "),
    ('a: "\\q"', "P129", 1, 5, "backslash"),
    ('a: "\\x1b"', "P107", 1, 5, "27"),
    ('a: "x\\u202e"', "P108", 1, 6, "right-to-left"),
    ("%YAML 1.1\n---\na: 1", "P115", 1, 1, "%"),
    ("a: 1\n---\nb: 2", "P114", 2, 1, "second"),
    ("a: 1\nb: 2\na: 3", "P116", 3, 1, "twice"),
    ("<<: 3", "P113", 1, 1, "fragment"),
    ("? [a]\n: b", "P119", 1, 3, "colon"),
    ("a: Rate it #1 now", "P120", 1, 12, "comment"),
    ("a: #1", "P120", 1, 4, "comment"),
    ("a:\tb", "P109", 1, 3, "blanks"),
    ("a: b\n\tc: d", "P109", 2, 1, "blanks"),
    ("a: \x1b[31m", "P107", 1, 4, "27"),
    ("a: x\x00", "P107", 1, 5, "0"),
    ("ab: \u202e", "P108", 1, 5, "right-to-left"),
    ("ab: x\u200by", "P108", 1, 6, "zero width"),
    ("a: x\u2028b: y", "P108", 1, 5, "line separator"),
    ("", "P121", 1, 1, "nothing"),
    ("# only a comment", "P121", 1, 1, "nothing"),
    (b"a: caf\xe9", "P106", 1, 7, "UTF-8"),
    (b"a: 1\r\nb: \xff", "P106", 2, 4, "UTF-8"),
    ("a:\n" + "".join("  " * i + "- \n" for i in range(1, 40)), "P103", 33, 65, "fragment"),
    ("- " * 40, "P103", 1, 65, "fragment"),
    ("- a\n" * 20_001, "P104", 20_000, 3, "Split"),
    ("a: " + "x" * 65_537, "P105", 1, 4, "shorter"),
    ("#" * (1024 * 1024 + 1), "P102", 1, 1, "Split"),
]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "word"), MISTAKES, ids=[repr(m[0][:24]) for m in MISTAKES]
)
def test_each_mistake_is_met_at_its_place(text, code, line, column, word):
    node, problems = reading(text)
    found = problems.all[0]
    assert (found.code, found.place.line, found.place.column) == (code, line, column)
    assert word in found.message + " " + found.hint
    assert len(problems.all) == 1
    assert node is not None or problems.errors


@pytest.mark.parametrize("text", [m[0] for m in MISTAKES], ids=[repr(m[0][:24]) for m in MISTAKES])
def test_both_parsers_tell_the_same_mistake_in_the_same_words(text):
    with_c, with_python = reading(text, c_events)[1], reading(text, python_events)[1]
    assert list(map(render, with_python.all)) == list(map(render, with_c.all))


def test_every_code_has_a_mistake_that_shows_it():
    shown = {mistake[1] for mistake in MISTAKES}
    # P101 is the answer to what neither parser's list of complaints foresees.
    assert {one for one in CODES if one < "P200"} - shown == {"P101"}


def test_an_unforeseen_complaint_has_an_answer_too():
    import yaml

    from studio.format.offsets import SourceText
    from studio.format.yaml_errors import explain

    mark = yaml.Mark("a.yml", 0, 0, 3, None, None)
    problems = Problems()
    explain(
        yaml.MarkedYAMLError(None, None, "something new", mark), SourceText("a", ["abcd"]), problems
    )
    (found,) = problems.all
    assert (found.code, found.place.column) == ("P101", 4)


def test_a_comment_with_a_blank_is_no_trap():
    assert told("a: b # 1\nb: c   # note\nc: 'x' #1\nd: a#1\n") == []


def test_what_can_still_be_read_is_read():
    node, problems = reading("a: *x\nb: 1\nb: 2\nc: [d e]\nf: Rate #1\n")
    assert [p.code for p in problems.all] == ["P111", "P116", "P118", "P120"]
    assert [e.key.text for e in node.entries] == ["a", "b", "c", "f"]
    assert node.get("b").text == "1"


def test_a_flood_of_bad_characters_is_told_a_few_times():
    assert len(told("\x01" * 1000)) == source.MOST_REPORTED
    assert len(told("\t\n" * 1000)) == source.MOST_REPORTED
    assert len(told("a: [*b" + ", *b" * 1000 + "]")) == source.MOST_REPORTED
    assert len(told("- &b\n" * 1000)) == source.MOST_REPORTED
    assert len(told("- !b c\n" * 1000)) == source.MOST_REPORTED


@given(st.binary(max_size=400))
def test_any_bytes_give_a_tree_or_a_located_error(data):
    for parser in (c_events, python_events):
        node, problems = reading(data, parser)
        assert node is not None or problems.errors
        for problem in problems.all:
            assert problem.place.line >= 1 and problem.place.column >= 1
            assert problem.code in CODES
            assert problem.message and render(problem)


@given(st.text("ab:-?[]{}'\"|>&*!%@`#,. \n\\x0$<~", max_size=60))
def test_any_text_of_signs_gives_a_tree_or_a_located_error(text):
    for parser in (c_events, python_events):
        node, problems = reading(text, parser)
        assert node is not None or problems.errors
        if node is not None:
            for scalar in scalars(node):
                for offset in range(len(scalar.text) + 1):
                    assert scalar.at(offset).line <= text.count("\n") + 1


HUGE = 1024 * 1024 - 64
BOMBS = {
    "flow lists": b"[" * HUGE,
    "flow mappings": b"{" * HUGE,
    "lists": b"- " * (HUGE // 2),
    "mappings": b"? " * (HUGE // 2),
    "one scalar": b"a: " + b"x" * HUGE,
    "quotes": b'a: "' + b'\\"' * (HUGE // 2),
    "keys": b"".join(b"k%d: 1\n" % i for i in range(80_000)),
    "same key": b"a:\n" * 19_000,
    "aliases": b"a: &a [b]\n" + b"- *a\n" * 100_000,
    "merges": b"- &a {b: c}\n" + b"- {<<: *a}\n" * 50_000,
    "sexagesimal": b"a: " + b"1:" * 200_000 + b"1",
    "comments": b"a: b #x\n" * 100_000,
    "folds": b"a: >\n" + b"  x\n" * 200_000,
    "documents": b"---\n" * 200_000,
    "tags": b"!" * HUGE,
    "blanks": b" " * HUGE,
    "newlines": b"\n" * HUGE,
    "bad bytes": b"\xff" * HUGE,
    "hidden": "\u202e".encode() * (HUGE // 3),
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_file_takes_longer_than_two_seconds(name):
    begun = time.process_time()
    problems = Problems()
    read(BOMBS[name], "a.yml", problems)
    text = "\n".join(map(render, problems.all[:50]))
    assert time.process_time() - begun < 2
    assert problems.all and "Traceback" not in text


@pytest.mark.parametrize("parser", [c_events, python_events])
def test_an_escape_that_no_character_has_is_met_without_a_traceback(parser):
    # PyYAML's own parser raises a bare ValueError here, without a place of its own.
    node, problems = reading('a: 1\nb: "\\UFFFFFFFF"\n', parser)
    assert node is None
    (found,) = problems.all
    assert (found.code, found.place.line) == ("P129", 2)


@pytest.mark.parametrize("parser", [c_events, python_events])
def test_half_a_character_in_an_escape_is_refused(parser):
    _, problems = reading('a: "\\ud800"', parser)
    assert [p.place.column for p in problems.errors] == [5]


def test_a_value_left_out_at_the_end_has_a_place_in_the_file():
    node = tree("? a")
    place = node.entries[0].value.place
    assert (place.line, place.column) == (1, 4)
    assert node.entries[0].value.at(0) == place
