"""Random walks."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.authoring.explore import explore
from studio.library import Library, shipped
from studio.library.library import load_exercise

LIBRARY = Library()


@pytest.mark.parametrize("summary", LIBRARY.summaries(), ids=lambda one: one.id)
def test_no_walk_through_a_shipped_exercise_gets_stuck(summary):
    found = explore(LIBRARY.exercise(summary.id), walks=8, seed=2)
    assert {one.code for one in found.problems.all} <= {"P841"}


def test_the_same_seed_walks_the_same_ways():
    exercise = LIBRARY.exercise("two-interpretations")
    one, two = explore(exercise, 5, 7), explore(exercise, 5, 7)
    assert one.coverage.steps == two.coverage.steps
    assert one.longest == two.longest
    # Walks of one seed begin as those of a longer list do.
    assert one.coverage.steps <= explore(exercise, 25, 7).coverage.steps


def test_many_walks_come_everywhere_in_an_exercise_that_needs_no_past():
    found = explore(LIBRARY.exercise("two-interpretations"), 60, 1)
    assert found.coverage.line == "steps 26 of 26, arms 5 of 5"


def test_a_rise_of_distress_is_met_on_the_way():
    # Care rules are walked too: they stand in another file and are not counted as steps.
    found = explore(LIBRARY.exercise("body-scan"), 30, 1)
    assert found.done == 30
    assert {one.file for one in found.coverage.steps} == {LIBRARY.exercise("body-scan").place.file}


def test_a_follow_up_is_walked_as_well():
    path = shipped() / "boundaries" / "boundary-scripting.yml"
    exercise, _ = load_exercise(Path(path))
    assert exercise is not None
    found = explore(exercise, 40, 3)
    later = {step.place for one in exercise.followups.values() for step in one.steps}
    assert later & found.coverage.steps
