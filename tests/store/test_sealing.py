from __future__ import annotations

import pytest

from studio.store.lines import LineDocument, decode_file, encode_file
from studio.store.sealing import Locked, Seal, SealedDocument, Unopenable, tells_nothing
from studio.store.tables import DurableStorage
from tests.store.sealed import SEALS, open_seal

IDS = ["019cd79e-4600-778a-9e72-de604220406d", "019cd79e-4600-778a-9e72-de604220406e"]
TABLES = {
    "outcomes": {IDS[0]: {"id": IDS[0], "said": "a secret"}, IDS[1]: {"id": IDS[1], "n": 2}},
    "shown": {"common/card#3": {"id": "common/card#3", "times_shown": 4}},
}


@pytest.fixture(scope="module")
def seal():
    return open_seal()


def locked_copy(seal):
    shut = Seal()
    shut.sealed = shut.writes = True
    shut.recipients = seal.recipients
    return shut


def read(data, seal):
    tables = decode_file(data, seal=seal).tables
    return {name: {key: dict(one) for key, one in table.items()} for name, table in tables.items()}


def test_what_is_sealed_reads_back_the_same(seal):
    assert read(encode_file(TABLES, seal), seal) == TABLES


def test_no_word_and_no_telling_key_is_in_the_file(seal):
    data = encode_file(TABLES, seal)
    for word in (b"secret", b"said", b"common", b"card", b"times_shown"):
        assert word not in data
    assert IDS[0].encode() in data


def test_each_document_lies_on_a_line_of_its_own(seal):
    lines = encode_file(TABLES, seal).splitlines()
    assert sum(b'"~age"' in line for line in lines) == 3


def test_lines_that_are_not_touched_are_written_back_as_they_were(seal):
    data = encode_file(TABLES, seal)
    tables = decode_file(data, seal=seal).tables
    assert encode_file(tables, seal) == data
    tables["outcomes"]["3"] = {"new": True}
    before = set(data.replace(b",\n", b"\n").splitlines())
    after = set(encode_file(tables, seal).replace(b",\n", b"\n").splitlines())
    assert before < after


def test_a_locked_file_can_be_added_to_but_not_read(seal):
    data = encode_file(TABLES, seal)
    shut = locked_copy(seal)
    tables = decode_file(data, seal=shut).tables
    with pytest.raises(Locked):
        dict(tables["outcomes"][IDS[0]])
    tables["outcomes"]["7"] = {"id": "7", "said": "later"}
    again = encode_file(tables, shut)
    assert b"later" not in again
    assert read(again, seal)["outcomes"] == {
        **TABLES["outcomes"],
        "7": {"id": "7", "said": "later"},
    }


def test_another_key_opens_nothing_and_loses_nothing(seal):
    data = encode_file({"outcomes": TABLES["outcomes"]}, seal)
    other = open_seal()
    tables = decode_file(data, seal=other).tables
    with pytest.raises(Unopenable):
        dict(tables["outcomes"][IDS[0]])
    assert read(encode_file(decode_file(data, seal=other).tables, other), seal) == {
        "outcomes": TABLES["outcomes"]
    }


def test_one_flipped_bit_costs_at_most_the_document_it_hit(seal):
    documents = {str(n): {"id": str(n), "said": f"words {n}"} for n in range(3)}
    data = encode_file({"outcomes": documents}, seal)
    for place in range(0, len(data), 7):
        for bit in (0, 5):
            hurt = bytearray(data)
            hurt[place] ^= 1 << bit
            reading = decode_file(bytes(hurt), "outcomes", lambda name: name == "outcomes", seal)
            found = {str(one["id"]): dict(one) for one in reading.tables["outcomes"].values()}
            good = {key for key, one in found.items() if one == documents[key]}
            assert len(good) >= 2, place
            if len(good) < 3:
                assert reading.lost or not reading.whole, place


def test_a_file_that_is_half_plain_reads_whole_and_is_sealed_when_written(seal):
    plain = encode_file({"outcomes": {IDS[0]: TABLES["outcomes"][IDS[0]]}}).splitlines()
    sealed = encode_file({"outcomes": {IDS[1]: TABLES["outcomes"][IDS[1]]}}, seal).splitlines()
    mixed = b"\n".join([*plain[:3], *sealed[2:]]).replace(b'"}\n"', b'"},\n"') + b"\n"
    assert read(mixed, seal) == {"outcomes": TABLES["outcomes"]}
    again = encode_file(decode_file(mixed, seal=seal).tables, seal)
    assert b"secret" not in again
    assert read(again, seal) == {"outcomes": TABLES["outcomes"]}


def test_turned_off_a_seal_writes_plain_what_it_reads_sealed(seal):
    data = encode_file(TABLES, seal)
    seal.writes = False
    try:
        plain = encode_file(decode_file(data, seal=seal).tables, seal)
    finally:
        seal.writes = True
    assert plain == encode_file(TABLES)


def test_a_document_moved_under_another_id_is_marked(seal):
    data = encode_file({"outcomes": {"1": {"said": "x"}}}, seal)
    tables = decode_file(data, seal=seal).tables
    text = decode_file(data).tables["outcomes"]["1"]
    assert isinstance(text, SealedDocument)
    outer = LineDocument("1", text.raw).opened()
    moved = encode_file({"outcomes": {"2": outer}})
    assert dict(decode_file(moved, seal=seal).tables["outcomes"]["2"])["~altered"] is True
    assert "~altered" not in dict(tables["outcomes"]["1"])


def test_odd_values_pass_through(seal):
    odd = {"t": {"1": {"lone": "\ud800", "nan": float("nan"), "deep": [{"a": None}], "": "ü"}}}
    assert read(encode_file(odd, seal), seal) == read(encode_file(odd), None)


@pytest.mark.parametrize("how", SEALS)
def test_a_storage_gives_back_what_tinydb_gave_it(how, tmp_path):
    data = {"_default": {"1": {"a": 1}, "2": {}}, "number": 3, "empty": {}}
    storage = DurableStorage(tmp_path / "db.json", seal=SEALS[how]())
    storage.write(data)
    found = storage.read()
    assert {**found, "_default": {k: dict(v) for k, v in found["_default"].items()}} == data


def test_only_numbers_and_uuids_stay_in_the_clear():
    assert [tells_nothing(key) for key in ("12", IDS[0], "common/card#3", "body-scan", "")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_names_differ_by_identity_and_need_it(seal):
    assert seal.name("common+readings") == seal.name("common+readings")
    assert seal.name("common+readings") != open_seal().name("common+readings")
    with pytest.raises(Locked):
        locked_copy(seal).name("common+readings")
