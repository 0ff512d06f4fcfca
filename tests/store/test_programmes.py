"""Programmes that were begun: kept, changed, joined, sealed and erased like the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio.store.backup import back_up
from studio.store.erasing import erase_everything
from studio.store.merging import take_in
from studio.store.sealing import Locked
from studio.store.sources import Archive, Folder
from tests.store.doubles import NOON, Clock, store_at
from tests.store.sealed import QUICK, WORDS

PLAN = [{"after": 0, "exercise": ["grounding-breath"]}]


def begin(store, name="first-week"):
    run = {"programme": name, "title": "Steady start", "begun": store._place.now(), "plan": PLAN}
    return store.begin_programme(run)["id"]


def test_what_was_begun_is_there_the_latest_first(store, clock):
    assert store.programmes() == []
    first = begin(store)
    clock.pass_by(days=1)
    second = begin(store, "after-rejection")
    assert [one["id"] for one in store.programmes()] == [second, first]
    assert store.programmes()[1]["plan"] == PLAN
    assert store.programmes()[1]["ended"] is None


def test_a_change_is_the_next_revision_and_keeps_what_it_does_not_name(store, clock):
    identity = begin(store)
    changed = store.change_programme(identity, {"ended": NOON.isoformat(), "passed": [2]})
    assert (changed["rev"], changed["passed"], changed["title"]) == (2, [2], "Steady start")
    assert store_at(store.root, clock=clock).programmes() == [changed]
    assert store.change_programme("none", {"passed": [1]}) is None


def test_what_a_newer_program_wrote_is_shown_and_not_changed(store):
    identity = store.begin_programme({"programme": "x", "v": 2, "hologram": 1})["id"]
    assert store.change_programme(identity, {"passed": [1]}) is None
    assert store.programmes()[0]["hologram"] == 1


def test_two_computers_show_the_same_once_joined(tmp_path):
    one = store_at(tmp_path / "one", host="one", clock=Clock(NOON))
    two = store_at(tmp_path / "two", host="two", clock=Clock(NOON + timedelta(hours=1)))
    shared, own = begin(one), begin(two, "kinder-10")
    take_in(two.rooms, Folder(one.root, one.rooms.place.disk))
    two.change_programme(shared, {"ended": NOON.isoformat()})
    take_in(one.rooms, Folder(two.root, two.rooms.place.disk))
    assert one.programmes() == two.programmes()
    assert {run["id"]: run["ended"] for run in one.programmes()} == {
        shared: NOON.isoformat(),
        own: None,
    }


def test_sealed_it_is_no_plain_word_and_comes_back_from_a_backup(tmp_path, clock):
    store = store_at(tmp_path / "data", clock=clock, passphrases=QUICK)
    begin(store)
    store.encrypt(WORDS)
    clock.pass_by(days=1)
    begin(store, "kinder-10")
    (file,) = (store.root / "programmes").glob("*.json")
    assert b"first-week" not in file.read_bytes()
    assert b"kinder-10" not in file.read_bytes()
    assert [run["programme"] for run in store.programmes()] == ["kinder-10", "first-week"]
    made = back_up(store.rooms.place, tmp_path / "b.zip")
    other = store_at(tmp_path / "other", clock=clock, passphrases=QUICK)
    source = Archive(made.path)
    take_in_sealed(other, source)
    assert other.programmes() == store.programmes()


def take_in_sealed(store, source):
    """The first try makes the empty folder sealed as the backup is, and wants its passphrase."""
    with pytest.raises(Locked):
        take_in(store.rooms, source)
    assert store.unlock(WORDS)
    take_in(store.rooms, source)
    source.close()


def test_erasing_everything_erases_it(store):
    begin(store)
    assert erase_everything(store.rooms).things == 1
    assert store.programmes() == []
