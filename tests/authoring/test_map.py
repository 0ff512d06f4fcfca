"""`studio map`: paths counted and listed, their length, and the picture."""

from __future__ import annotations

import random
from xml.etree import ElementTree

import pytest

from studio.authoring.map_picture import picture
from studio.authoring.map_text import flow, listed, summary
from studio.authoring.owned import START
from studio.authoring.paths import READ, Length, Paths, Ways, words_of
from studio.authoring.promised import promised
from studio.authoring.wander import event
from studio.engine.session import Session
from studio.format import advice_care
from studio.format.advice import advise
from studio.format.exercise import Exercise
from studio.format.kinds.timed import Timed
from studio.format.problems import Problems
from studio.library import Library
from tests.format.shelves import draught

LIBRARY = Library()
IDS = [one.id for one in LIBRARY.summaries()]
HEAD = "format: 1\nid: wrong\nversion: 1\ntitle: A title\nquick: yes\nsteps:\n"
REST = "  - type: timed\n    seconds: {}\n    text: Rest.\n"
CHOICE = """  - type: choice
    id: where
    required: yes
    text: Where are you?
    options:
      home: at home
      town: in town
"""


def exercise(steps: str) -> Exercise:
    found = draught(HEAD + steps).exercise
    assert found is not None
    return found


def paths(steps: str) -> list[tuple[str, ...]]:
    return list(Paths(exercise(steps)).listed(100))


BRANCH = (
    CHOICE
    + """  - type: branch
    cases:
      - when: where == 'home'
        steps:
          - type: text
            id: room
            text: Which room?
          - type: end
            text: Enough.
    else:
      - type: say
        id: street
        text: Mind the cars.
  - type: say
    id: last
    text: Bye.
"""
)


def test_arms_and_ends_are_paths_of_their_own():
    assert paths(BRANCH) == [("where", "room", "end"), ("where", "street", "last")]


def test_steps_that_ask_the_same_choice_exclude_each_other():
    say = "  - type: say\n    id: {0}\n    when: where == '{0}'\n    text: Here.\n"
    assert paths(CHOICE + say.format("home") + say.format("town")) == [
        ("where", "home"), ("where", "town"), ("where",),
    ]  # fmt: skip


def test_a_repeat_has_a_path_for_each_number_of_rounds():
    text = """  - type: repeat
    id: rounds
    until: tension < 4
    max: 3
    steps:
      - type: scale
        id: tension
        text: How tense?
"""
    assert Paths(exercise(text)).all().count == 3


def test_a_timed_step_is_as_long_as_its_factor_makes_it():
    text = """  - type: choice
    id: length
    required: yes
    text: How long?
    options:
      short:
        label: short
        number: 1
      long:
        label: long
        number: 3
  - type: timed
    seconds: 60
    factor: number(length)
    text: Rest.
"""
    ways = Paths(exercise(text)).all()
    assert (round(ways.most.seconds - ways.least.seconds), ways.count) == (120, 1)


LISTS = """  - type: choices
    id: felt
    text: What is here?
    max: 2
    options:
      sad: sad
      glad: glad
      calm: calm
    each:
      near:
        type: scale
        text: How near?
      why:
        type: text
        text: Why?
  - type: repeat
    id: rounds
    over: felt
    as: one
    steps:
      - type: scale
        id: rated
        required: yes
        text: And now?
"""


def seconds(steps: str) -> tuple[float, float]:
    """The shortest and the longest way without the time of reading."""
    ways = Paths(exercise(steps)).all()
    least, most = (one.seconds - one.words * 60 / READ for one in (ways.least, ways.most))
    return round(least), round(most)


def test_the_longest_way_goes_round_for_all_that_may_be_in_a_list():
    # Two of three are chosen, each with a small choice and a small text; two rounds follow.
    assert seconds(LISTS) == (0, 6 + 2 * (6 + 30) + 2 * 6)
    assert seconds(LISTS.replace("    max: 2\n", "")) == (0, 6 + 3 * (6 + 30) + 3 * 6)
    once = "  - type: repeat\n    id: rounds\n    over: {}\n    steps:\n"
    once += "      - type: say\n        text: One\n"
    for over, count in (("win_kinds", 3), ("wins", 3), ("[wins, win_kinds]", 6)):
        assert Paths(exercise(once.format(over))).all().most.screens == count


def test_a_text_takes_the_minutes_that_it_is_given():
    text = "  - type: text\n    id: a\n    text: Write.\n"
    assert seconds(text) == (0, 30)
    assert seconds(text + "    minutes: 5\n") == (0, 300)
    assert seconds(text + "    minutes: 5\n    required: yes\n") == (30, 300)


@pytest.mark.parametrize(
    ("minutes", "steps", "said"),
    [
        ("4", CHOICE, "`minutes` promises 4, and the longest way takes about 1."),
        ("4-10", CHOICE, "`minutes` promises 4, and the longest way takes about 1."),
        ("3", CHOICE, ""),
        ("3-10", CHOICE, ""),
        ("10", "  - type: text\n    id: a\n    text: Write.\n    minutes: 6\n", ""),
        ("1-2", REST.format(100) * 3, "`minutes` promises 2, and the shortest way takes about 5."),
        ("1", REST.format(100), ""),  # P415 is told of the step itself
        ("5", REST.format(100) * 3, ""),
    ],
)
def test_minutes_far_from_every_way_are_told(minutes: str, steps: str, said: str):
    text = HEAD.replace("steps:", f"minutes: {minutes}\nsteps:") + steps
    found = draught(text)
    assert found.exercise is not None and found.root is not None
    problems = Problems()
    for step in found.exercise.steps:
        if isinstance(step, Timed):
            advice_care.length(step, found.exercise.minutes[1], problems)
    promised(found.exercise, found.root, problems)
    assert [one.message for one in problems.all if one.code == "P421"] == ([said] if said else [])


LATER = """  - type: schedule
    id: back
    text: Again?
    followup: look_back
    options:
      soon:
        in: 2 days
followups:
  look_back:
    title: Looking back
    minutes: {}
    closing: Looked back.
    steps:
"""


@pytest.mark.parametrize(
    ("minutes", "seconds", "expected"),
    [
        (9, 500, []),
        (1, 500, [("P415", "This step alone takes 8.3 minutes, more than `minutes` says.")]),
        (30, 500, [("P421", "`minutes` promises 30, and the longest way takes about 8.")]),
    ],
)
def test_a_follow_up_is_held_against_its_own_minutes(
    minutes: int, seconds: int, expected: list[tuple[str, str]]
):
    text = HEAD.replace("steps:", "minutes: 1\nsteps:") + LATER.format(minutes)
    rest = "".join(f"    {row}\n" for row in REST.format(seconds).rstrip().split("\n"))
    found = draught(text + rest)
    assert found.exercise is not None and found.root is not None and found.scope is not None
    advise(found.exercise, found.root, found.scope, found.problems)
    promised(found.exercise, found.root, found.problems)
    assert [(one.code, one.message) for one in found.problems.all] == expected
    assert all(
        one.place.line > text.count("\n", 0, text.index("followups")) for one in found.problems.all
    )


def test_the_options_of_a_shared_list_are_counted_as_those_written_out():
    lists = """format: 1
lists:
  lengths:
    label: Lengths
    groups:
      short:
        label: Short
        options:
          some:
            label: five minutes
            number: 5
      long:
        label: Long
        options:
          more:
            label: nine whole minutes
            number: 9
"""
    asked = "  - type: choice\n    id: length\n    text: How long?\n    options: lengths\n"
    breathe = "  - type: breathe\n    minutes: number(length)\n    phases:\n      in:\n"
    breathe += "        breath: in\n        seconds: 5\n        text: in\n"
    found = draught(HEAD + asked + breathe, lists=lists).exercise
    assert found is not None
    paths = Paths(found)
    assert [paths.seconds(step) for step in found.steps] == [(0, 6), (300, 540)]
    assert words_of(found.steps[0], found) == 7


def test_rounds_in_rounds_have_too_many_paths_to_be_told():
    rows = ""
    for level in range(7):
        blanks = " " * (2 + 4 * level)
        rows += f"{blanks}- type: repeat\n{blanks}  id: r{level}\n{blanks}  max: 20\n"
        rows += f"{blanks}  until: x == 1\n{blanks}  steps:\n"
    blanks = " " * 30
    rows += f"{blanks}- type: number\n{blanks}  id: x\n{blanks}  text: Which?\n"
    rows += f"{blanks}- type: say\n{blanks}  text: Two.\n{blanks}  when: x == 2\n"
    made = exercise(rows)  # two ways in a round are 2 ** 20 ** 7
    assert "more than 10,000 paths" in summary(made)[1]
    assert listed(made, 2)[-1] == "and more than 10,000 more"


def test_words_are_those_that_are_read():
    (step,) = exercise(CHOICE).steps
    assert words_of(step, exercise(CHOICE)) == 7


def test_ways_add_up():
    one, two = Ways(2, Length(10), Length(20)), Ways(3, Length(1), Length(5))
    assert (one | two) == Ways(5, Length(1), Length(20))
    assert one.then(two) == Ways(6, Length(11), Length(25))
    assert one.then(Ways()) == Ways()
    assert (Ways() | one) == one


@pytest.mark.parametrize("name", IDS)
def test_every_path_of_a_shipped_exercise_is_counted_once(name: str):
    found = LIBRARY.exercise(name)
    ways = Paths(found).all()
    rounds = any(" up to " in row for row in flow(found))
    if ways.count <= 300 and not rounds:
        assert len(list(Paths(found).listed(1000))) == ways.count
    assert ways.least.seconds <= ways.most.seconds
    assert 0 <= ways.least.screens <= ways.most.screens
    assert len(listed(found, 5)) <= 6


@pytest.mark.parametrize("seed", range(12))
def test_what_a_person_walks_is_a_path_of_the_map(seed: int):
    found = exercise(BRANCH)
    session = Session(found, started=START, seed=seed)
    chance = random.Random(seed)
    walked = []
    while not session.over:
        view = session.view
        if not view.address.endswith("helped") and view.address not in walked:
            walked.append(view.address)
        session.send(event(view, chance.randrange, wander=False), session.now)
    assert tuple(walked) in {
        tuple(one for one in path if one != "end") for path in Paths(found).listed(100)
    }


def test_the_first_line_names_the_exercise():
    assert summary(LIBRARY.exercise("body-scan"))[0] == "body-scan: Quick body scan"


@pytest.mark.parametrize("name", IDS)
def test_the_picture_is_svg_with_every_step_in_it(name: str):
    found = LIBRARY.exercise(name)
    root = ElementTree.fromstring(picture(found))
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    words = [one.text or "" for one in root.iter(f"{space}text")]
    wide = float(root.attrib["width"])
    for step in found.steps:
        assert any(f"line {step.place.line}" in one for one in words)
    for box in root.iter(f"{space}rect"):
        assert 0 <= float(box.attrib["x"]) <= wide - float(box.attrib["width"]) + 0.01


def test_words_of_an_author_cannot_break_the_picture():
    made = exercise(CHOICE.replace("where", "a").replace("Where are you?", "<b>&"))
    assert ElementTree.fromstring(picture(made)) is not None
