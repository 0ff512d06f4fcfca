from __future__ import annotations

from datetime import UTC, datetime

import pytest

from studio.store.sealing import Seal
from tests.store.doubles import outcome
from tests.store.sealed import sealed_store

APRIL = datetime(2026, 4, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def store(root, clock, cache):
    """Sealed; three sessions in March, one in April, which is now."""
    made = sealed_store(root, clock=clock, cache=cache)
    for day in (10, 11, 12):
        ended = clock().replace(day=day)
        made.finish(made.new_session_id(), outcome(ended, title="Two other readings", day=day))
    clock.now = APRIL
    made.finish(made.new_session_id(), outcome(APRIL, day=20))
    return made


def days(store):
    return [one["day"] for one in store.outcomes()]


@pytest.fixture
def openings(monkeypatch):
    """How many sealed things were opened."""
    counted = []
    real = Seal.opened

    def opened(self, data):
        counted.append(len(data))
        return real(self, data)

    monkeypatch.setattr(Seal, "opened", opened)
    return counted


def test_a_closed_month_is_opened_once_and_not_document_by_document(store, openings):
    assert days(store) == [20, 12, 11, 10]
    assert len(openings) == 4
    openings.clear()
    assert days(store) == [20, 12, 11, 10]
    assert len(openings) == 2  # the month that still goes on, and one cached month


def test_the_cache_is_sealed(store, cache):
    days(store)
    (path,) = (cache / "months").iterdir()
    assert path.name == "2026-03.age"
    assert b"readings" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_session_that_is_erased_leaves_the_cache_at_once(store, cache):
    identity = next(one["id"] for one in store.outcomes() if one["day"] == 11)
    assert store.erase(identity)
    assert not (cache / "months" / "2026-03.age").exists()
    assert days(store) == days(store) == [20, 12, 10]


def test_what_another_device_brings_into_a_closed_month_is_seen(root, store, clock, cache):
    days(store)
    other = sealed_store(root, clock=clock, host="two")
    other.finish(other.new_session_id(), outcome(clock().replace(month=3, day=2), day=2))
    assert days(store) == [20, 12, 11, 10, 2]


@pytest.mark.parametrize("spoilt", [b"", b"x", b"age-encryption.org/v1\n"])
def test_a_spoilt_cache_costs_nothing(store, cache, spoilt):
    days(store)
    (cache / "months" / "2026-03.age").write_bytes(spoilt)
    assert days(store) == [20, 12, 11, 10]


def test_a_plain_store_caches_nothing_and_none_is_left_when_sealing_ends(store, cache):
    days(store)
    store.decrypt()
    assert days(store) == [20, 12, 11, 10]
    assert list((cache / "months").iterdir()) == []
