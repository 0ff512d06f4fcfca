"""Every shipped exercise passes the tests that stand beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from studio.library import shipped
from tests.library.trials import Played, written

TESTS = [
    (file.name.partition(".")[0], name, test)
    for file in sorted(shipped().glob("*/*.test.yml"))
    for name, test in written(file).items()
]


@pytest.mark.parametrize(("exercise", "name", "test"), TESTS, ids=[f"{a}.{b}" for a, b, _ in TESTS])
def test_an_exercise_passes_its_own_test(
    exercise: str, name: str, test: dict[str, Any], tmp_path: Path
) -> None:
    assert test["exercise"] == exercise, name
    Played(tmp_path, test["now"]).run(test)
