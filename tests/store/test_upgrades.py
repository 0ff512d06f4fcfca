"""Data of every earlier version, kept as files, read as today's."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.store.merging import take_in
from studio.store.sources import Folder
from studio.store.union import KNOWN_VERSION, tombstone
from studio.store.upgrades import KINDS, STEPS, upgraded
from tests.store.doubles import NOON, Clock, files, outcome, store_at

SAMPLES = Path(__file__).parent / "samples"
VERSIONS = range(KNOWN_VERSION + 1)


@pytest.fixture
def sample(tmp_path):
    """A copy of the data of a version, as private as data is."""

    def copied(version):
        root = tmp_path / f"v{version}"
        shutil.copytree(SAMPLES / f"v{version}", root)
        for path in [root, *root.rglob("*")]:
            path.chmod(0o700 if path.is_dir() else 0o600)
        return store_at(root, clock=Clock(NOON + timedelta(days=40)))

    return copied


def test_there_is_a_sample_and_a_step_for_every_earlier_version():
    assert sorted(path.name for path in SAMPLES.iterdir()) == [f"v{one}" for one in VERSIONS]
    assert sorted(STEPS) == list(VERSIONS)[:-1]


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_of_a_version_is_read_as_todays(sample, version):
    store = sample(version)
    outcomes = list(store.outcomes())
    assert [one["said"] for one in outcomes] == ["the second", "the first"]
    (item,) = store.kept("common/readings")
    (entry,) = store.schedule()
    assert (item["id"], item["fields"]) == ("r1", {"word": "brave and kind"})
    assert (entry["id"], entry["every"]) == ("p1", 604_800)
    assert store.shown()["wider/cards/wave"]["times_shown"] == 1
    for one in (*outcomes, item, entry, store.outcome(outcomes[0]["id"])):
        assert one["v"] == KNOWN_VERSION
        assert isinstance(one["rev"], int)
    assert [one["kind"] for one in (*outcomes, item, entry)] == [
        "outcome", "outcome", "item", "schedule",
    ]  # fmt: skip
    assert store.notices() == ()


@pytest.mark.parametrize("version", VERSIONS)
def test_reading_rewrites_nothing(sample, version):
    store = sample(version)
    before = {name: (store.root / name).read_bytes() for name in files(store.root)}
    list(store.outcomes())
    store.kept("common/readings")
    store.schedule()
    store.drafts()
    assert before == {name: (store.root / name).read_bytes() for name in files(store.root)}


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_changed_takes_todays_form(sample, version):
    store = sample(version)
    change = {"op": "update", "collection": "common/readings", "ref": "r1", "fields": {"more": 1}}
    store.finish("new", outcome(said="new", changes=[change]))
    (item,) = store.kept("common/readings")
    assert item["fields"] == {"word": "brave and kind", "more": 1}
    raw = [
        one["items"]["r1"]
        for path in (store.root / "kept").glob("*.json")
        for one in [json.loads(path.read_bytes())]
    ]
    assert max(one.get("rev", 0) for one in raw) == item["rev"]
    assert KNOWN_VERSION in [one.get("v") for one in raw]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_is_taken_in_once(sample, store, version):
    old = sample(version)
    taken = take_in(store.rooms, Folder(old.root, store.rooms.place.disk))
    assert (taken.sessions, taken.things) == (2, 3)
    assert [one["said"] for one in store.outcomes()] == ["the second", "the first"]
    assert take_in(store.rooms, Folder(old.root, store.rooms.place.disk)).nothing


def test_the_sample_of_today_has_an_open_session_and_an_erased_one(sample):
    store = sample(KNOWN_VERSION)
    assert [one["events"] for one in store.drafts()] == [[["Answer", "so far"]]]
    assert store.outcome("019d7271-1c00-7001-8203-040506070803") is None


def test_steps_are_walked_one_by_one_and_unknown_fields_stay():
    steps = {
        0: lambda one, table: {**one, "v": 1, "walked": [table, 0]},
        1: lambda one, table: {**one, "v": 2, "walked": [*one["walked"], 1]},
    }
    found = upgraded({"id": "a", "strange": [1]}, "items", steps, today=2)
    assert found == {"id": "a", "strange": [1], "v": 2, "walked": ["items", 0, 1]}


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5)))
def test_no_step_drops_a_field(document):
    for table in KINDS:
        found = upgraded(dict(document), table)
        assert document.keys() <= found.keys()
        for name, value in document.items():
            if name not in ("v", "rev", "kind"):
                assert found[name] == value


@pytest.mark.parametrize("version", [KNOWN_VERSION, KNOWN_VERSION + 1, 99, "x", True, 2.5, -3])
def test_what_is_of_today_later_or_odd_is_handed_on_untouched(version):
    document = {"id": "a", "v": version, "strange": 1}
    assert upgraded(document, "items") is document


def test_a_mark_of_erasing_stays_one():
    stone = tombstone("a", "2026-03-10T12:00:00+00:00")
    del stone["v"]
    assert upgraded(stone, "outcomes")["kind"] == "erased"
