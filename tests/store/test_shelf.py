from __future__ import annotations

import pytest

from studio.store.lines import encode_file
from studio.store.union import tombstone
from tests.store.doubles import outcome, store_at


@pytest.fixture
def filed(store, root):
    """A store with one outcome, and the file of another device."""
    store.finish("mine", outcome(said="SECRET"))
    return root / "history" / "2026-03.ffffffff.json"


def erased_elsewhere(path, *identities):
    stones = {identity: tombstone(identity, "2026-03-10") for identity in identities}
    path.write_bytes(encode_file({"outcomes": stones}))


def words(root):
    return b"".join(path.read_bytes() for path in (root / "history").iterdir())


def test_a_tombstone_that_was_synced_is_obeyed_at_the_next_write(store, root, filed):
    erased_elsewhere(filed, "mine")
    store.finish("next", outcome(said="next"))
    assert b"SECRET" not in words(root)
    assert [one["id"] for one in store.outcomes()] == ["next"]


def test_files_of_others_are_looked_into_once_for_each_change(store, root, filed, monkeypatch):
    read = []
    documents = store._place.documents

    def watch(path, table):
        read.append(path.name)
        return documents(path, table)

    monkeypatch.setattr(store._place, "documents", watch)
    erased_elsewhere(filed, "other")
    store.finish("a", outcome())
    assert filed.name in read
    # A clock tick may be coarse: the second look makes sure of the same tick.
    filed.with_name("2026-02.ffffffff.json").write_bytes(encode_file({"outcomes": {}}))
    store.finish("b", outcome())
    erased_elsewhere(filed, "mine")
    read.clear()
    store.finish("c", outcome())
    assert filed.name in read
    assert b"SECRET" not in words(root)


def test_a_file_of_others_that_rests_is_not_looked_into_again(store, filed, monkeypatch):
    place = store._place
    documents, changed = place.documents, place.disk.changed
    read, later = [], {"marker": 0, "file": 0}

    def watch(path, table):
        read.append(path.name)
        return documents(path, table)

    def at(path):
        """The disk's clock, moved on by hand."""
        found = changed(path)
        if path.name == filed.name:
            return found and found + later["file"]
        return found and found + later["marker"]

    monkeypatch.setattr(place, "documents", watch)
    monkeypatch.setattr(place.disk, "changed", at)
    erased_elsewhere(filed, "other")
    looks = []
    for marker, file in ((0, 0), (0, 0), (60, 0), (60, 0), (60, 20), (120, 20), (120, 20)):
        later.update(marker=marker * 10**9, file=file * 10**9)
        read.clear()
        store.finish("a", outcome())
        looks.append(filed.name in read)
    # New; in the same moment still; at rest twice; changed; at rest again.
    assert looks == [True, True, False, False, True, False, False]


def test_files_of_others_are_never_written(store, filed):
    erased_elsewhere(filed, "mine")
    before = filed.read_bytes()
    store.finish("next", outcome())
    store.erase("next")
    assert filed.read_bytes() == before


def test_a_marker_that_is_damaged_means_looking_again(store, root, filed):
    erased_elsewhere(filed, "mine")
    store.finish("a", outcome())
    (marker,) = (root / "history").glob(".obeyed.*")
    marker.write_bytes(b"\0\0")
    store.finish("b", outcome())
    assert [one["id"] for one in store.outcomes()] == ["b", "a"]


def test_who_has_no_other_device_pays_for_no_marker(store, root):
    store.finish("a", outcome())
    assert list((root / "history").glob(".*")) == []


def test_both_stay_side_by_side_until_erased(root):
    one, two = store_at(root, host="one"), store_at(root, host="two")
    one.finish("same", outcome(said="SECRET"))
    two.finish("same", outcome(said="SECRET"))
    assert len(list(two.outcomes())) == 1
    assert two.erase("same") is True
    assert list(one.outcomes()) == []
    one.finish("next", outcome())
    assert b"SECRET" not in words(root)
