"""`studio test`: what a test can say, and how it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.authoring.trials import Run, run
from studio.errors import StudioError
from studio.plain.trial import play

PACK = """format: 1
id: mine
version: 1
title: Mine
language: en
uses: [common]
exercises: [rest]
"""
REST = """format: 1
id: rest
version: 1
title: Rest
quick: yes
steps:
  - type: choice
    id: where
    required: yes
    text: Where are you?
    options:
      home: at home
      outside: outside
  - type: branch
    cases:
      - when: where == 'home'
        steps:
          - type: text
            id: room
            text: Which room?
    else:
      - type: say
        text: Enjoy the air.
  - type: timed
    id: eyes
    phases:
      first:
        seconds: 20
        text: Rest your eyes.
      then:
        seconds: 40
        text: Look far away.
  - type: list
    id: seen
    text: What do you see?
  - type: repeat
    id: rounds
    over: seen
    as: thing
    steps:
      - type: scale
        id: near
        text: How near is ${thing}?
  - type: keep
    items:
      - to: wins
        fields:
          line: room
"""
HEAD = """format: 1
tests:
  a_rest:
    exercise: rest
    now: 2026-04-10 09:00
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "pack.yml").write_text(PACK)
    (folder / "rest.yml").write_text(REST)
    return folder


def played(folder: Path, text: str) -> Run:
    (folder / "rest.test.yml").write_text(HEAD + text)
    return run([folder], play)


def met(done: Run) -> list[tuple[str, int, int]]:
    return [(one.code, one.place.line, one.place.column) for one in done.problems]


FULL = """    answers:
      where: home
      room: the kitchen
      seen:
        - a tree
        - a roof
      rounds:
        - near: 3
        - near: 8
    takes:
      room: 30 seconds
    expect:
      path: [where, room, eyes, seen, near, near]
      ends: done
      minutes: 1.5
      kept:
        wins:
          - line: the kitchen
"""


def test_answers_go_by_id_and_rounds_are_lists(mine: Path):
    done = played(mine, FULL)
    assert met(done) == []
    assert [one.name for one in done.results] == ["a_rest"]


def test_every_problem_of_a_test_stands_at_its_place(mine: Path):
    text = FULL.replace("minutes: 1.5", "minutes: 2").replace("ends: done", "ends: stopped")
    text = text.replace("- line: the kitchen", "- line: the hall")
    assert met(played(mine, text)) == [("P822", 19, 13), ("P830", 20, 16), ("P825", 23, 13)]


def test_a_round_that_is_not_answered_and_one_too_many(mine: Path):
    assert met(played(mine, FULL.replace("        - near: 8\n", ""))) == [("P804", 7, 7)]
    extra = FULL.replace("        - near: 8\n", "        - near: 8\n        - near: 9\n")
    assert met(played(mine, extra)) == [("P803", 15, 11)]


def test_leaving_in_the_middle_of_a_timed_step(mine: Path):
    text = """    answers:
      where: outside
    stops:
      at: eyes
      after: 25 seconds
    expect:
      ends: stopped
      minutes: 0.4
      not_path: [seen]
"""
    assert met(played(mine, text)) == []


def test_parts_of_a_timed_step_can_be_skipped(mine: Path):
    text = """    answers:
      where: outside
      eyes:
        skipped: [then]
    skips: [seen]
    expect:
      minutes: 0.3
"""
    assert met(played(mine, text)) == []


def test_refusals_are_expected_and_noticed(mine: Path):
    text = FULL.replace("    takes:", "    refused:\n      where: [nowhere]\n    takes:")
    assert met(played(mine, text)) == []
    taken = FULL.replace("    takes:", "    refused:\n      where: [outside]\n    takes:")
    assert met(played(mine, taken)) == [("P831", 16, 15)]
    never = FULL.replace("    takes:", "    refused:\n      eyes: []\n    takes:")
    assert met(played(mine, never)) == []


def test_sessions_before_are_played_and_can_be_read(mine: Path):
    (mine / "rest.yml").write_text(
        REST
        + "  - type: review\n    id: before\n    text: Before\n    from: rest\n    else: skip\n"
    )
    text = FULL.replace("seen, near, near]", "seen, near, near, before]")
    assert [code for code, _, _ in met(played(mine, text))] == ["P820"]
    past = "    past:\n      - ago: 2 days\n        answers:\n          where: outside\n"
    past += "        skips: [seen]\n"
    assert met(played(mine, past + text)) == []


def test_things_kept_before_have_the_fields_of_their_collection(mine: Path):
    kept = "    kept:\n      wins:\n        - lien: a walk\n"
    assert met(played(mine, kept + FULL)) == [("P236", 8, 11)]


def test_a_test_that_cannot_be_read_is_not_played(mine: Path):
    done = played(mine, FULL.replace("expect:", "expcet:"))
    assert {code for code, _, _ in met(done)} == {"P201"}
    assert done.results == []
    assert not done.fine


def test_what_was_never_met_is_told(mine: Path):
    done = played(mine, FULL)
    covered = done.covered["rest"]
    assert covered.line == "steps 8 of 9, arms 1 of 2"
    assert covered.missing == [
        "line 22, say step",
        "line 22, the `else` of the branch on line 14",
    ]


def test_an_exercise_stands_for_the_tests_beside_it(mine: Path):
    with pytest.raises(StudioError, match="no test beside it"):
        run([mine / "rest.yml"], play)
    played(mine, FULL)
    assert run([mine / "rest.yml"], play).fine
    (mine / "rest.test.yml").unlink()
    with pytest.raises(StudioError, match="no tests there"):
        run([mine], play)
    with pytest.raises(StudioError, match="no file or folder"):
        run([mine / "nothing.yml"], play)


WALL = """format: 1
id: wall
version: 1
title: Wall
flags: [lonely]
quick: yes
steps:
  - type: list
    id: parts
    text: Which parts?
  - type: repeat
    id: rounds
    over: parts
    steps:
      - type: text
        id: one
        text: What is it made of?
  - type: compose
    id: whole
    text: All of it.
    parts:
      - A wall.
  - type: use
    fragment: card
    with:
      line: parts
"""
SHARED = """care:
  lonely:
    at: start
    flag: lonely
    steps:
      - type: text
        id: how_alone
        text: How alone is it?
fragments:
  card:
    takes: [line]
    steps:
      - type: keep
        items:
          - to: wins
            fields:
              line: line
"""


@pytest.fixture
def wall(mine: Path) -> Path:
    (mine / "pack.yml").write_text(PACK.replace("[rest]", "[wall]") + SHARED)
    (mine / "wall.yml").write_text(WALL)
    return mine


def walled(folder: Path, text: str) -> Run:
    head = HEAD.replace("exercise: rest", "exercise: wall")
    (folder / "wall.test.yml").write_text(head + text)
    return run([folder / "wall.test.yml"], play)


def test_a_step_without_an_id_in_a_fragment_is_known_and_so_is_what_a_rule_asks(wall: Path):
    text = """    answers:
      parts: [stone, moss]
      rounds:
        - one: old
        -
      keep_1: [wins]
    skips: [how_alone, one, whole]
    expect:
      ends: done
      path: [parts, one, one, whole]
      kept:
        wins:
          - line: stone and moss
"""
    assert met(walled(wall, text)) == []
    assert met(walled(wall, text.replace("keep_1", "keep_2"))) == [("P802", 11, 7)]


def test_a_composed_text_is_skipped_where_the_test_says_so(wall: Path):
    seen: list[bool] = []

    def watch(part, sitting, desk, time, problems):
        found = play(part, sitting, desk, time, problems)
        seen.append(sitting.session.world.root("whole") is None)
        return found

    text = "    skips: [how_alone, parts%s]\n    expect:\n      ends: done\n"
    for more in ("", ", whole"):
        (wall / "wall.test.yml").write_text(
            HEAD.replace("exercise: rest", "exercise: wall") + text % more
        )
        assert run([wall / "wall.test.yml"], watch).fine
    assert seen == [False, True]


def test_it_stops_in_the_round_after_which_nothing_is_answered(wall: Path):
    text = """    answers:
      parts: [stone, moss]
      rounds:
        - one: old
    skips: [how_alone]
    stops:
      at: one
    expect:
      ends: stopped
      path: [parts, one, one]
"""
    assert met(walled(wall, text)) == []
