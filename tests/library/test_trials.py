"""Every shipped exercise passes the tests that stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.authoring.trials import run
from studio.format.problems import render
from studio.library import Library, shipped
from studio.plain.trial import play

FILES = sorted(shipped().glob("*/*.test.yml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.partition(".")[0])
def test_an_exercise_passes_its_own_tests(file: Path) -> None:
    done = run([file], play)
    assert [render(problem) for problem in done.problems] == []
    assert done.results
    exercise = file.name.partition(".")[0]
    assert {one.exercise for one in done.results} == {exercise}
    assert done.covered[exercise].missing == [], "a step that no test meets"


def test_every_exercise_has_tests_beside_it() -> None:
    tested = {file.name.partition(".")[0] for file in FILES}
    assert tested == {one.id for one in Library().summaries() if not one.quick}
