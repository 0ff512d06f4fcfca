"""A desk over a temporary home, with time held in the test's hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from studio.practice.desk import Desk, open_desk
from tests.warm import warm


class Hand:
    """Time that moves when told to."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 22, 21, 0, tzinfo=timezone(timedelta(hours=1)))
        self.seconds = 1000.0

    def pass_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.seconds += seconds


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def open_again(tmp_path: Path, hand: Hand) -> Callable[[], Desk]:
    """Opens the same home anew, as a program started again would."""
    return lambda: open_desk(
        home=warm(tmp_path), wall=lambda: hand.wall, monotonic=lambda: hand.seconds
    )


@pytest.fixture
def desk(open_again: Callable[[], Desk]) -> Desk:
    return open_again()
