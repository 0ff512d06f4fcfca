from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.store.lines import (
    ALTERED,
    LineDocument,
    decode_file,
    decode_line,
    dump,
    encode_file,
    encode_line,
    is_intact,
)

text = st.text(st.characters(exclude_categories=()), max_size=20)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(text.filter(lambda t: not t.startswith("~")), values, max_size=4)
tables = st.dictionaries(text, st.dictionaries(text, documents, max_size=4), max_size=3)


def plain(reading):
    return {
        name: {
            key: {k: v for k, v in dict(one).items() if k != "~crc"} for key, one in table.items()
        }
        for name, table in reading.tables.items()
    }


def three(words=("one", "two", "three")):
    return {"outcomes": {f"id-{w}": {"id": f"id-{w}", "said": w} for w in words}}


@given(tables)
def test_what_is_written_is_read_again_and_is_plain_json(given_tables):
    data = encode_file(given_tables)
    reading = decode_file(data)
    assert plain(reading) == given_tables
    assert reading.whole and not reading.changed and not reading.lost
    assert set(json.loads(data)) == set(given_tables)


@given(documents)
def test_a_document_is_one_line_and_intact(document):
    line = encode_line("k", document)
    assert b"\n" not in line
    assert is_intact("k", line)
    assert decode_line("k", line) == document


def test_nan_infinity_and_lone_surrogates_do_not_stop_a_write():
    document = {"a": math.nan, "b": [math.inf, (-math.inf, 2)], "said": "half \ud83d of it"}
    line = encode_line("k", document)
    assert decode_line("k", line) == {
        "a": None,
        "b": [None, [None, 2]],
        "said": "half \ud83d of it",
    }


def test_words_of_any_language_stay_readable_in_the_file():
    assert "Überblick 静か".encode() in encode_line("k", {"said": "Überblick 静か"})


def test_documents_lie_one_a_line():
    lines = encode_file(three()).decode().splitlines()
    assert [line[:7] for line in lines[2:5]] == ['"id-one', '"id-two', '"id-thr']


def test_a_line_nobody_looked_into_is_written_back_as_it_was():
    data = encode_file(three())
    tables = decode_file(data).tables
    tables["outcomes"]["id-new"] = {"id": "id-new"}
    again = encode_file(tables)
    assert data.splitlines()[2] == again.splitlines()[2]
    assert isinstance(tables["outcomes"]["id-one"], LineDocument)
    assert tables["outcomes"]["id-one"].raw is not None


def test_a_change_inside_an_opened_line_is_written():
    tables = decode_file(encode_file(three())).tables
    tables["outcomes"]["id-one"]["said"] = "other"
    assert dict(decode_file(encode_file(tables)).tables["outcomes"]["id-one"])["said"] == "other"


def test_a_crash_report_shows_no_words():
    tables = decode_file(encode_file(three(["secret"]))).tables
    assert "secret" not in repr(tables).replace("id-secret", "")


@pytest.mark.parametrize("indent", [None, 2])
def test_a_file_reprinted_by_another_tool_is_whole(indent):
    data = json.dumps(json.loads(encode_file(three(["ünder"]))), indent=indent).encode()
    reading = decode_file(data)
    assert plain(reading) == three(["ünder"])
    assert (reading.whole, reading.changed) == (True, 0)


def test_every_flipped_bit_costs_at_most_one_document():
    data = encode_file(three())
    whole = three()["outcomes"]
    for place in range(len(data)):
        for bit in (0, 3, 6):
            broken = bytearray(data)
            broken[place] ^= 1 << bit
            reading = decode_file(bytes(broken), "outcomes", "outcomes".__eq__)
            found = plain(reading).get("outcomes", {})
            same = [key for key, one in whole.items() if found.get(key) == one]
            assert len(same) >= 2, (place, bit)


def test_a_flipped_letter_is_read_and_marked():
    data = encode_file(three()).replace(b'"said":"two"', b'"said":"twp"')
    reading = decode_file(data)
    assert plain(reading)["outcomes"]["id-two"] == {"id": "id-two", "said": "twp", ALTERED: True}
    assert (reading.whole, reading.changed) == (True, 1)


def test_the_mark_outlives_the_next_write():
    tables = decode_file(encode_file(three()).replace(b'"said":"two"', b'"said":"twp"')).tables
    assert dict(decode_file(encode_file(tables)).tables["outcomes"]["id-two"])[ALTERED] is True


@pytest.mark.parametrize("cut", range(0, 190, 7))
def test_a_file_cut_short_gives_the_lines_before_the_cut(cut):
    data = encode_file(three())[:cut]
    reading = decode_file(data, "outcomes")
    complete = sum(line.rstrip(b",").endswith(b'"}') for line in data.split(b"\n"))
    assert len(reading.tables.get("outcomes", {})) == complete
    assert not reading.whole


def test_a_git_union_merge_gives_the_documents_of_both_sides():
    ours, theirs = three(["one", "two"]), three(["one", "three"])
    mine, other = encode_file(ours).splitlines(), encode_file(theirs).splitlines()
    merged = b"\n".join([*mine[:4], other[3], *mine[4:]]) + b"\n"
    reading = decode_file(merged)
    assert set(reading.tables["outcomes"]) == {"id-one", "id-two", "id-three"}


def test_conflict_marks_of_git_are_passed_over():
    lines = encode_file(three()).splitlines()
    data = b"\n".join([*lines[:2], b"<<<<<<< ours", lines[2], b"=======", *lines[3:]])
    reading = decode_file(data)
    assert plain(reading) == three()
    assert (reading.whole, reading.lost) == (False, 0)


def test_of_two_lines_with_one_id_the_higher_revision_holds():
    old, new = ({"id": "a", "rev": rev, "said": str(rev)} for rev in (1, 2))
    lines = [
        b"{",
        b'"t":{',
        *(b'"a":' + encode_line("a", d) + b"," for d in (new, old)),
        b"}",
        b"}",
    ]
    assert plain(decode_file(b"\n".join(lines)))["t"]["a"]["said"] == "2"


@given(st.binary(max_size=300))
def test_no_content_whatever_raises(data):
    decode_file(data)


def test_deep_nesting_and_huge_numbers_are_damage_not_a_crash():
    for bomb in (b"[" * 100_000, b'{"a":{"b":{"c":' + b"1" * 10_000 + b"}}}"):
        assert decode_file(bomb).whole is False


def test_dump_takes_what_json_takes():
    assert dump({"a": (1, 2), 3: None}) == b'{"a":[1,2],"3":null}'
