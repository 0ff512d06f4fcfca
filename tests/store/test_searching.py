"""Looking for words: nothing that holds them is passed over, and what cannot is not parsed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.store.lines import LineDocument, dump, encode_file, narrowed
from studio.store.wanted import Wanted
from tests.store.doubles import NOON, outcome
from tests.store.sealed import sealed_store


def finish(store, said, ended=NOON, **more):
    identity = store.new_session_id()
    store.finish(identity, outcome(ended, said=said, **more))
    return identity


def found(store, text):
    return [one["said"] for one in store.searched(text) if one is not None]


def test_words_are_found_newest_first_whatever_their_case(store):
    finish(store, "the Letter", NOON - timedelta(days=70))
    finish(store, "nothing of it")
    finish(store, "a LETTER again", NOON + timedelta(hours=1))
    assert found(store, "letter") == ["a LETTER again", "the Letter"]
    assert found(store, "again letter") == ["a LETTER again"]
    assert found(store, "") == ["a LETTER again", "nothing of it", "the Letter"]


def test_each_month_ends_with_a_moment_for_other_things(store):
    for month, said in enumerate(("snow", "rain", "sun"), start=1):
        finish(store, said, f"2026-0{month}-05T12:00:00+00:00")
    steps = [one and one["said"] for one in store.searched("rain")]
    assert steps == [None, "rain", None, None]


def test_only_what_may_hold_the_words_is_parsed(store, monkeypatch):
    for number in range(20):
        said = "the seventeenth" if number == 17 else "another"
        finish(store, said, NOON + timedelta(minutes=number))
    opened = []
    parse = LineDocument.opened

    def watch(line):
        opened.append(line)
        return parse(line)

    monkeypatch.setattr(LineDocument, "opened", watch)
    assert found(store, "Seventeenth") == ["the seventeenth"]
    assert len({id(line) for line in opened}) == 1


def test_a_newer_revision_without_the_words_hides_the_older(store, root):
    identity = finish(store, "the landlord wrote")
    newer = outcome(NOON, said="somebody wrote") | {"id": identity, "v": 1, "rev": 2}
    file = root / "history" / "2026-03.ffffffff.json"
    file.write_bytes(encode_file({"outcomes": {identity: newer}}))
    assert found(store, "landlord") == []
    assert found(store, "somebody") == ["somebody wrote"]


def test_what_was_erased_is_not_found(store):
    identity = finish(store, "the landlord wrote")
    finish(store, "the landlord again", NOON + timedelta(hours=1))
    store.erase(identity)
    assert found(store, "landlord") == ["the landlord again"]


def test_files_of_any_name_and_form_are_searched(store, root):
    finish(store, "here")
    free = outcome(NOON, said="HERE by a copy") | {"id": "x"}
    (root / "history" / "copy of march.json").write_bytes(dump({"outcomes": {"x": free}}))
    assert sorted(found(store, "here")) == ["HERE by a copy", "here"]


def test_sealed_they_are_found_too(tmp_path):
    store = sealed_store(tmp_path / "data")
    finish(store, "the Landlord wrote")
    finish(store, "nothing")
    assert "the Landlord wrote" in found(store, "landlord")


TEXTS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from('sSßſKkﬁiİ "\\\n\tÅå')), max_size=12
)


@settings(deadline=None)
@given(told=TEXTS, sought=TEXTS)
def test_nothing_that_stands_in_a_document_is_passed_over(told, sought):
    text = " ".join(f"{told} {sought} {told}".split())
    for written in (text, text.upper(), text.swapcase()):
        if all(word in written.casefold() for word in sought.casefold().split()):
            assert Wanted(sought).may_be_in(dump({"said": written}))


@pytest.mark.parametrize("keep", [set(), {"a"}, {"b"}, {"a", "c"}, {"a", "b", "c"}])
def test_a_narrowed_file_is_whole_and_has_no_others(keep):
    data = encode_file({"outcomes": {key: {"id": key, "said": key * 3} for key in "abc"}})
    narrow = narrowed(data, lambda line: line[1:2].decode() in keep)
    kept = {key: {"id": key, "said": key * 3} for key in "abc" if key in keep}
    assert narrow == encode_file({"outcomes": kept})


def test_a_file_of_another_form_is_not_narrowed():
    for data in (b"", b"{}", b'{"outcomes": {"a": {"b": {}}}}', b'{\n"outcomes": {\n"a": {\n}}}'):
        assert narrowed(data, lambda _: False) == data
