"""Every shipped exercise passes the tests that stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.authoring.trials import run
from studio.format.problems import render
from studio.library import shipped
from studio.plain.trial import play

FILES = sorted(shipped().glob("*/*.test.yml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.partition(".")[0])
def test_an_exercise_passes_its_own_tests(file: Path) -> None:
    done = run([file], play)
    assert [render(problem) for problem in done.problems] == []
    assert done.results
    assert {one.exercise for one in done.results} == {file.name.partition(".")[0]}
