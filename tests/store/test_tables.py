from __future__ import annotations

import pytest
import tinydb
from tinydb import TinyDB, where
from tinydb.table import Document

from studio.store.durable import Disk
from studio.store.lines import LineDocument
from studio.store.tables import DurableStorage, StoreTable, open_table


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "t.json"


def table_at(path) -> StoreTable:
    return open_table(path, "outcomes", Disk())


def test_stock_tinydb_reads_what_we_write(path):
    table_at(path).put({"a": {"id": "a", "said": "one"}, "b": {"id": "b", "said": "zwei ü \ud800"}})

    class WordTable(tinydb.table.Table):
        document_id_class = str

    class WordDB(TinyDB):
        table_class = WordTable

    with WordDB(path) as stock:
        outcomes = stock.table("outcomes")
        assert outcomes.get(where("said") == "one")["id"] == "a"
        assert outcomes.get(doc_id="b")["said"] == "zwei ü \ud800"
        outcomes.insert(Document({"id": "c", "said": "drei"}, doc_id="c"))
    assert table_at(path).get(doc_id="c") == {"id": "c", "said": "drei"}
    assert table_at(path).get(doc_id="a") == {"id": "a", "said": "one"}


def test_we_are_a_full_tinydb_table(path):
    table = table_at(path)
    table.insert(Document({"id": "a", "n": 1}, doc_id="a"))
    table.insert(Document({"id": "b", "n": 2}, doc_id="b"))
    table.update({"n": 5}, where("id") == "a")
    table.update(lambda one: one.update(n=one["n"] + 1), doc_ids=["b"])
    assert {one.doc_id: one["n"] for one in table_at(path)} == {"a": 5, "b": 3}
    assert table.search(where("n") > 4) == [{"id": "a", "n": 5}]
    assert (len(table), table.contains(doc_id="b")) == (2, True)
    table.remove(where("n") == 5)
    assert [one.doc_id for one in table_at(path)] == ["b"]
    table.truncate()
    assert len(table_at(path)) == 0


def test_an_insert_leaves_the_other_documents_unopened(path, monkeypatch):
    table_at(path).put({"a": {"id": "a"}, "b": {"id": "b"}})
    monkeypatch.setattr(LineDocument, "opened", lambda _: pytest.fail("parsed a document"))
    table_at(path).insert(Document({"id": "c"}, doc_id="c"))
    assert len(table_at(path)) == 3


def test_a_put_is_one_write_for_many(path):
    writes = []

    class Counting(Disk):
        def replace(self, path, data):
            writes.append(path)
            super().replace(path, data)

    table = open_table(path, "outcomes", Counting())
    table.put({str(n): {"id": str(n)} for n in range(50)})
    assert (len(writes), len(table)) == (1, 50)
    assert set(table.unopened()) == {str(n) for n in range(50)}


def test_documents_handed_out_are_not_shared(path):
    table_at(path).put({"a": {"id": "a", "list": [1]}})
    table = table_at(path)
    table.get(doc_id="a")["list"].append(2)
    assert table.get(doc_id="a")["list"] == [1]
    assert table.search(where("id") == "a")[0]["list"] == [1]


def test_integer_ids_and_other_tables_of_a_stock_file_survive(path):
    with TinyDB(path, storage=DurableStorage) as database:
        database.insert({"int": True})
        database.table("more").insert({"a": None})
        assert database.tables() == {"_default", "more"}
    with TinyDB(path, storage=DurableStorage) as database:
        assert [(one.doc_id, dict(one)) for one in database.all()] == [(1, {"int": True})]
        database.drop_table("more")
        assert database.tables() == {"_default"}
        database.drop_tables()
        assert database.tables() == set()


def test_no_file_is_an_empty_table_and_reading_makes_none(path):
    assert table_at(path).all() == []
    assert not path.exists()


def test_anything_json_can_say_is_stored(path):
    storage = DurableStorage(path)
    element = {"none": [None, None], "int": 42, "float": 3.5, "dict": {"a": {"b": 1}}, "e": {}}
    storage.write(element)
    read = storage.read()
    assert {k: v if not isinstance(v, dict) else dict(v) for k, v in read.items()} == element
