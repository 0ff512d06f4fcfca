"""Advice on top of errors."""

from __future__ import annotations

from textwrap import indent

import pytest

from studio.format.advice import advise
from tests.format.shelves import TOP, codes, draught

SAY = "steps:\n  - type: say\n    text: Hello\n"
MEASURE = """measures:
  {}:
    label: Mine
    text: How much?
    better: lower
"""
BREATHE = """steps:
  - type: breathe
    cycles: 3
    phases:
      in:
        breath: in
        seconds: 4
        text: in
"""
LONG = """minutes: 1
steps:
  - type: timed
    seconds: 90
    text: Rest.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SAY, []),
        (SAY.replace("Hello", "It guarantees calm."), ["P904"]),
        (SAY + "closing: A streak of three.\n", ["P904"]),
        (MEASURE.format("distress") + SAY, ["P232", "P902"]),
        (MEASURE.format("own_one") + SAY, []),
        ("reads:\n  wins:\n    from: common/wins\n" + SAY, ["P232", "P420"]),
        ("flags: [activating]\n" + SAY, ["P905"]),
        ("flags: [activating]\nsteps:\n  - type: scale\n    measure: distress\n", []),
        (BREATHE, ["P906"]),
        ("flags: [breath]\n" + BREATHE, []),
        (LONG, ["P415"]),
        (LONG.replace("90", "50"), []),
        ("steps:\n  - type: end\n    text: Done.\n    opens: not-here\n", ["P233"]),
        ("steps:\n  - type: end\n    text: Done.\n    opens: body-scan\n", []),
    ],
)
def test_advice_is_given_where_it_is_due(text: str, expected: list[str]):
    found = draught(TOP + text)
    advise(found.exercise, found.root, found.scope, found.problems)
    assert sorted(codes(found)) == expected
    assert found.fine


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("steps:\n  - type: say\n    text: |\n" + "      line\n" * 18, "P502"),
        (
            "steps:\n  - type: choice\n    id: a\n    text: Which?\n    options:\n      one:\n"
            f"        label: {'word ' * 30}\n",
            "P504",
        ),
    ],
)
def test_what_is_too_long_for_a_screen_is_worth_a_look(text: str, code: str):
    assert codes(draught(TOP + text)) == [code]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("10", "5", ["P410"]),
        ("", "-1", ["P410"]),  # 0 is the lowest, if none is given
        ("-3", "-1", []),
        ("5", "", []),
        ("count(a)", "1", []),
    ],
)
@pytest.mark.parametrize("small", [False, True])
def test_a_number_has_a_range(low: str, high: str, expected: list[str], small: bool):
    number = "type: number\ntext: How many?\n"
    number += (f"min: {low}\n" if low else "") + (f"max: {high}\n" if high else "")
    step = f"- id: b\n{indent(number, '  ')}"
    if small:
        step = f"- type: list\n  id: b\n  text: Which?\n  each:\n    n:\n{indent(number, '      ')}"
    text = f"steps:\n  - type: list\n    id: a\n    text: Which?\n{indent(step, '  ')}"
    assert codes(draught(TOP + text)) == expected


def test_fragments_in_fragments_are_looked_into():
    fragments = """format: 1
fragments:
  outer:
    steps:
      - type: use
        fragment: inner
  inner:
    steps:
      - type: scale
        measure: distress
      - type: contacts
        topic: crisis
"""
    text = "flags: [activating]\nsteps:\n  - type: say\n    text: Thoughts of suicide?\n"
    use = "  - type: use\n    fragment: outer\n"
    for more, expected in (("", ["P905", "P910"]), (use, [])):
        found = draught(TOP + text + more, fragments=fragments)
        advise(found.exercise, found.root, found.scope, found.problems)
        assert codes(found) == expected


def test_own_among_the_options_is_told_where_it_belongs():
    asked = "steps:\n  - type: choice\n    id: a\n    text: Which?\n    options:\n      one:"
    for inside, code in (
        ("\n        label: One\n        own: another\n", "P201"),
        (" One\n      own: another\n", "P606"),
    ):
        (problem,) = draught(TOP + asked + inside).problems.all
        assert problem.code == code
        assert problem.hint.startswith("`own:` stands beside `options:`, not among them.")
    assert codes(draught(TOP + asked + " One\n    own: another\n")) == []
