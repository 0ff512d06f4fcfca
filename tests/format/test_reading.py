"""Declarations into objects: values, ids, addresses, names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.format.parts import Duration, Source
from tests.format.shelves import TOP, codes, draught, steps


def test_a_scale_with_a_measure_gets_its_id_from_it():
    found = steps("""
- type: scale
  measure: distress
  at: before
- type: scale
  measure: distress
- type: scale
  measure: distress
  at: after
""")
    assert [step.id for step in found.exercise.steps] == [
        "distress_before",
        "distress",
        "distress_after",
    ]
    assert {step.measure for step in found.exercise.steps} == {"common/distress"}


def test_every_step_has_an_address_of_its_own():
    found = steps("""
- type: say
  text: One
- type: text
  id: thought
  text: Two
- type: branch
  cases:
    - when: answered(thought)
      steps:
        - type: say
          text: Three
- type: say
  text: Four
""")
    flow = found.exercise.steps
    assert [step.address for step in flow] == ["say_1", "thought", "branch_1", "say_3"]
    assert flow[2].cases[0].steps[0].address == "say_2"


def test_addresses_in_care_and_follow_ups_say_where_they_are():
    found = draught(
        TOP
        + """steps:
  - type: say
    text: One
followups:
  later:
    title: Later
    minutes: 1
    closing: Done.
    steps:
      - type: say
        text: Two
"""
    )
    assert found.exercise.followups["later"].steps[0].address == "later.say_1"
    care = {rule.name: rule for rule in found.exercise.tables.care}
    assert care["common/heavy_while"].steps[0].address == "care.heavy_while.say_1"


def test_text_stays_as_it_was_typed():
    found = steps("""
- type: choice
  id: a
  text: no
  options:
    yes: yes
    no: 1:30
    other: 1.10
""")
    labels = [one.label for one in found.exercise.steps[0].options.inline]
    assert labels == ["yes", "1:30", "1.10"]


def test_durations_have_their_units():
    found = steps("""
- type: schedule
  id: again
  text: Again?
  options:
    soon:
      in: 3 days
    later:
      every: 1 month
""")
    options = found.exercise.steps[0].options
    assert options["soon"].after == Duration(seconds=3 * 86400)
    assert options["later"].every == Duration(months=1)


def test_sources_are_told_apart():
    found = draught(
        TOP
        + """reads:
  mine:
    from: statements
steps:
  - type: list
    id: lines
    text: What?
  - type: review
    text: Look.
    from: [wins, mine, lines, feelings, sessions, strategies, body-scan, not-here-yet]
    else: skip
"""
    )
    assert found.exercise.steps[1].source == (
        Source("collection", "common/wins"),
        Source("read", "mine"),
        Source("answer", "lines"),
        Source("list", "common/feelings"),
        Source("sessions", "sessions"),
        Source("strategies", "strategies"),
        Source("exercise", "body-scan"),
        Source("exercise", "not-here-yet"),
    )


def test_a_nearer_name_wins():
    own = "format: 1\nlists:\n  feelings:\n    label: Mine\n    options:\n      odd: odd\n"
    text = "- type: choice\n  id: a\n  text: Which?\n  options: {}"
    assert (
        steps(text.format("feelings"), lists=own).exercise.steps[0].options.list == "own/feelings"
    )
    assert (
        steps(text.format("common/feelings"), lists=own).exercise.steps[0].options.list
        == "common/feelings"
    )


def test_all_mistakes_are_told_in_one_go():
    found = steps("""
- type: sya
  text: One
- type: say
  txet: Two
- type: choice
  text: Which?
  options: felings
""")
    assert codes(found) == ["P208", "P201", "P602", "P230"]


def test_a_newer_file_is_one_sentence():
    found = draught("format: 2\nid: wrong\nsteps_of_a_new_sort: 1\nanother: 2\n")
    assert codes(found) == ["P215"]


def test_a_step_that_cannot_be_read_is_not_missed_again():
    found = steps("""
- type: txet
  id: thought
  text: What?
- type: say
  text: You wrote ${thought}, and that is that.
""")
    assert codes(found) == ["P208"]


LEANING = """
- type: choices
  id: felt
  text: Felt?
  options:
    sad: sad
    glad: glad
- type: choice
  id: main
  text: Which?
  options: felt
- type: repeat
  id: rounds
  over: felt
  as: one
  steps:
    - type: say
      when: one == 'sad'
      text: "It is ${one}"
- type: pick
  id: picked
  text: Which?
  from: felt
  else: skip
- type: compose
  id: letter
  text: Read it.
  slots:
    blank: It is
  parts:
    - This is ${blank}.
- type: scale
  measure: distress
- type: say
  text: "So far."
- type: say
  when: answered(felt) and answered(distress) and answered(blank)
  text: "Of ${count(felt)}, ${felt}: ${distress}, ${blank} ${count(rounds)}"
"""


@pytest.mark.parametrize(
    ("written", "misspelt"),
    [
        ("id: felt", "idd: felt"),
        ("id: felt", "di: felt"),
        ("id: rounds", "idd: rounds"),
        ("id: felt", "idd: Felt then"),
        ("as: one", "sa: one"),
        ("slots:", "sltos:"),
        ("measure: distress", "mesure: distress"),
    ],
)
def test_a_misspelt_key_is_told_alone_and_not_by_the_name_it_gives(written: str, misspelt: str):
    assert codes(steps(LEANING)) == []
    assert codes(steps(LEANING.replace(written, misspelt, 1))) == ["P201"]


def test_a_step_without_an_id_is_told_alone():
    assert codes(steps(LEANING.replace("  id: felt\n", ""))) == ["P602"]


def test_the_names_inside_a_step_that_cannot_be_read_are_not_missed_either():
    found = steps("""
- type: brnach
  cases:
    - when: 1 == 1
      steps:
        - type: compose
          id: letter
          text: Read it.
          slots:
            blank: It is
          parts:
            - This is ${blank}.
- type: usse
  fragment: half_believe
- type: say
  text: "So: ${letter} ${blank} ${smaller_believable}"
""")
    assert codes(found) == ["P208", "P208"]


FOLDED = """
- type: choice
  id: fair
  text: >-
    Seeing it clearly is not
    an error in thinking.
  required: yes
  options: feelings
- type: say
  when: fair == 'sad'
  text: Sad.
"""


@pytest.mark.parametrize(
    ("gone", "line", "hint"),
    [
        ("  text: >-\n", 9, "Add `text: >-` above it, or take it out."),
        ("  id: fair\n  text: >-\n", 8, "Add `text: >-` above it, or take it out."),
    ],
)
def test_a_text_that_has_lost_its_key_is_told_where_it_begins(gone: str, line: int, hint: str):
    found = steps(FOLDED.replace(gone, ""))
    first = found.problems.all[0]
    assert (first.code, first.hint) == ("P127", hint) or first.code == "P602"
    (run_on,) = [one for one in found.problems.all if one.code == "P127"]
    assert (run_on.place.line, run_on.place.column, run_on.hint) == (line, 7, hint)
    assert "P304" not in codes(found)


def test_a_value_of_one_line_that_runs_on_is_read_as_its_first_line():
    assert codes(steps(FOLDED.replace("required: yes", "required: yes\n    and more"))) == ["P127"]
    assert codes(steps(FOLDED.replace("options: feelings", "options: feelings\n    of mine"))) == [
        "P127"
    ]
    # An expression, or a text, may go over several lines.
    long = FOLDED.replace("fair == 'sad'", "fair == 'sad'\n    or fair == 'angry'")
    assert codes(steps(long.replace("text: Sad.", "text: Sad\n    indeed."))) == []


def test_a_key_without_its_colon_is_known_by_its_first_word():
    found = steps("- type: say\n  text Finish the line: I tend to")
    (one,) = found.problems.all
    assert (one.code, one.hint) == (
        "P201",
        "Write a colon after `text`, and the text behind it in double quotes.",
    )


def test_what_an_exercise_leans_on_stands_beside_it():
    tables = steps("""
- type: use
  fragment: safer_route
- type: choices
  id: felt
  text: Which?
  options: feelings
- type: keep
  items:
    - to: emotion_log
      fields:
        emotions: felt
""").exercise.tables
    assert set(tables.fragments) == {"common/safer_route", "common/ground", "common/ease_out"}
    assert set(tables.lists) == {"common/feelings"}
    assert set(tables.collections) == {"common/emotion_log"}
    assert set(tables.measures) == {"common/distress"}
    assert [rule.name for rule in tables.care] == [
        "common/heavy",
        "common/climb",
        "common/heavy_while",
    ]


def test_a_flag_brings_its_care_rules():
    text = TOP + "flags: [danger, memory]\nsteps:\n  - type: say\n    text: Hello\n"
    care = [rule.name for rule in draught(text).exercise.tables.care]
    assert care[:2] == ["common/danger", "common/memory"]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_an_exercise_or_a_problem(data: bytes):
    found = draught(data)
    assert found.exercise is not None or found.problems.errors


PIECES = st.sampled_from(
    ["type", "say", "text", "id", "steps", "branch", "cases", "when", "a == 'b'", "${a}", "options",
     "keep", "items", "to", "wins", "repeat", "over", "use", "fragment", "ground", "at", "before"]
)  # fmt: skip
TREES = st.recursive(
    PIECES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PIECES, inner, max_size=4),
    max_leaves=20,
)


def written(tree: object, deep: int = 1) -> str:
    """A tree as YAML, block style."""
    pad = "  " * deep
    if isinstance(tree, dict):
        return "".join(f"\n{pad}{key}: {written(value, deep + 1)}" for key, value in tree.items())
    if isinstance(tree, list):
        return "".join(f"\n{pad}- {written(value, deep + 1)}" for value in tree)
    return f'"{tree}"'


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_steps_of_any_shape_give_an_exercise_or_a_problem(tree: object):
    found = draught(f"{TOP}steps: {written([tree])}\n")
    assert found.exercise is not None or found.problems.errors
