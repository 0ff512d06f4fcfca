"""Random walks."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.authoring.explore import explore
from studio.format.exercise import Exercise
from studio.library import Library, shipped
from studio.library.library import load_exercise
from tests.format.shelves import draught

LIBRARY = Library()


def made(text: str) -> Exercise:
    found = draught(text, collections=STONES)
    assert found.exercise is not None and found.fine, found.all
    return found.exercise


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


STONES = """format: 1
collections:
  stones:
    label: Stones
    line: ${name}
    fields:
      name: Name
"""
QUIET = """format: 1
id: wrong
version: 1
title: Quiet
quick: yes
reads:
  mine:
    from: stones
steps:
  - type: choice
    id: where
    text: Where?
    required: yes
    options:
      in: indoors
      out: outdoors
  - type: branch
    cases:
      - when: where == 'in'
        steps:
          - type: text
            id: line
            required: yes
            text: One line
          - type: keep
            ask: no
            items:
              - to: stones
                fields:
                  name: line
          - type: schedule
            id: back
            text: Again?
            followup: look_back
            options:
              soon:
                in: 2 days
    else:
      - type: end
        text: Not today.
followups:
  look_back:
    title: Looking back
    minutes: 1
    closing: Looked back.
    steps:
      - type: say
        text: "${line}"
      - type: say
        text: ${join(mine.name)}
      - type: review
        from: wrong
        else:
          - type: end
            text: Nothing was before.
      - type: say
        text: Here you were.
      - type: schedule
        id: further
        text: Once more?
        followup: last_look
        options:
          soon:
            in: 2 days
  last_look:
    title: The last look
    minutes: 1
    closing: Done.
    steps:
      - type: say
        text: "${line}"
"""


NEVER = "            text: Nothing was before."  # in its follow-up the session before is there


def told(text: str) -> list[tuple[str, str]]:
    """The problems of 40 walks: code, and the line of the file below the one it stands on."""
    lines = text.split("\n")
    return [(one.code, lines[one.place.line]) for one in explore(made(text), 40, 1).problems.all]


def test_a_follow_up_begins_from_a_session_that_set_it_up():
    # Where the first session ended without planning it, its answer is missing, and nothing was
    # kept: nobody meets that.
    assert told(QUIET) == [("P841", NEVER)]


def test_a_follow_up_that_comes_with_a_cue_is_walked():
    assert told(QUIET.replace("in: 2 days", "cue: before bed")) == [("P841", NEVER)]


def test_a_follow_up_that_nothing_sets_up_is_told_once():
    found = told(QUIET.replace("where == 'in'", "where == 'in' and where == 'out'"))
    assert [line.strip() for _, line in found] == [
        "id: line", "ask: no", "id: back", "title: Looking back", "title: The last look"
    ]  # fmt: skip


ASKED = """format: 1
id: wrong
version: 1
title: Odd
quick: yes
steps:
"""


@pytest.mark.parametrize(
    "steps",
    [
        "  - type: list\n    id: a\n    text: Which?\n    min: 6\n",
        "  - type: list\n    id: a\n    text: Which?\n    each:\n      n:\n        type: number\n"
        "        text: How many?\n        min: 20\n",
        "  - type: number\n    id: a\n    text: How many?\n"
        "  - type: number\n    id: b\n    text: How many?\n    min: 3\n    max: a\n",
        "  - type: choices\n    id: a\n    text: Which?\n    required: yes\n    options:\n"
        "      one:\n        label: One\n        alone: yes\n",
        "  - type: list\n    id: a\n    text: Which?\n"
        "  - type: share\n    id: b\n    text: Share.\n    total: 4\n    options: a\n",
    ],
    ids=["long list", "high number", "limits cross", "all alone", "nothing to share over"],
)
def test_whatever_is_asked_is_answered_or_passed_by(steps: str):
    assert explore(made(ASKED + steps), 30, 1).problems.all == ()


def test_a_number_for_which_no_number_fits_is_told_where_it_cannot_be_skipped():
    steps = "  - type: number\n    id: a\n    text: How many?\n    required: yes\n"
    steps += "  - type: number\n    id: b\n    text: How many?\n    min: 30\n    max: a\n"
    found = explore(made(ASKED + steps + "    required: yes\n"), 5, 1)
    assert [one.code for one in found.problems.all] == ["P842"]
