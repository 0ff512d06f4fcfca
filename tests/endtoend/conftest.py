"""A home of its own for every test, and the studio in a pty over it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

if sys.platform != "win32":
    from tests.endtoend.house import House

NewHouse = Callable[[], "House"]


def pytest_ignore_collect() -> bool | None:
    """Windows has no ptys."""
    return True if sys.platform == "win32" else None


@pytest.fixture
def new_house(tmp_path: Path) -> Iterator[NewHouse]:
    """Makes one home after another, each empty; their terminals close with the test."""
    with ExitStack() as open_terminals:
        numbers = count(1)

        def make() -> House:
            folder = tmp_path / str(next(numbers))
            folder.mkdir()
            return House(folder, open_terminals)

        yield make


@pytest.fixture
def house(new_house: NewHouse) -> House:
    return new_house()
