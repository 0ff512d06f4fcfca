from __future__ import annotations

import pytest

from tests.store.doubles import Clock, store_at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def root(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def store(root, clock):
    return store_at(root, clock=clock)
