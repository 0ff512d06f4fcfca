"""`studio test`: what a test can say, and how it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.authoring.trials import Run, run
from studio.errors import StudioError
from studio.format.problems import render
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
    assert met(played(mine, text)) == [("P822", 19, 13), ("P830", 20, 16), ("P825", 23, 19)]


def test_a_round_that_is_not_answered_and_one_too_many(mine: Path):
    assert met(played(mine, FULL.replace("        - near: 8\n", ""))) == [("P804", 6, 5)]
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


WIDE = """format: 1
id: rest
version: 1
title: Rest
quick: yes
steps:
  - type: choice
    id: where
    text: Where are you?
    own: Somewhere else
    options:
      home:
        label: at home
        hint: with the door shut
      outside: outside
  - type: pick
    id: card
    from: wins
    text: Which one?
    own: Another
    else: skip
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
        low: far away
  - type: review
    id: before
    from: wins
    text: So far.
    else: skip
  - type: compose
    id: note
    text: Your note.
    slots:
      who: Who is it for?
    parts:
      - This is for ${who}.
      - I was ${where}.
  - type: keep
    id: put
    text: Keep it?
    items:
      - to: wins
        fields:
          line: note
"""
WIDE_TEST = """    kept:
      wins:
        - line: A walk in the rain.
        - line: The call to Lu.
    answers:
      where: outside
      card:
        pick: 1
      seen: [tree, roof]
      rounds:
        - near: 3
        - near: 8
      who: Sam
    expect:
      shows:
"""


def shown(folder: Path, rows: str) -> Run:
    (folder / "rest.yml").write_text(WIDE)
    return played(folder, WIDE_TEST + rows)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("where", "with the door shut"),
        ("where", "Somewhere else"),
        ("card", "A walk in the rain."),
        ("card", "Another"),
        ("near", "How near is tree?"),
        ("near", "How near is roof?"),
        ("near", "far away"),
        ("before", "The call to Lu."),
        ("note", "This is for Sam. I was outside."),
        ("note", "Who is it for?"),
        ("put", "This is for Sam. I was outside."),
    ],
)
def test_whatever_can_be_read_at_a_step_is_seen(at: str, text: str, mine: Path):
    assert met(shown(mine, f"        - at: {at}\n          text: {text}\n")) == []


def test_a_round_can_be_named(mine: Path):
    row = "        - at: near\n          text: How near is {}?\n          round: {}\n"
    assert met(shown(mine, row.format("tree", 1) + row.format("roof", 2))) == []
    (found,) = shown(mine, row.format("tree", 2)).problems
    assert found.code == "P827"
    assert found.hint == "In round 2 it shows:\n  How near is roof?\n  far away"
    assert "\n  In round 2 it shows:\n    How near is roof?\n" in render(found)
    (found,) = shown(mine, row.format("tree", 3)).problems
    assert (found.message, found.hint) == (
        "`near` has no round 3 here.",
        "Its rounds go from 1 to 2.",
    )
    (found,) = shown(mine, "        - at: near\n          text: How far is tree?\n").problems
    assert found.hint.count("it shows:") == 2


def hint(done: Run) -> tuple[str, int, int, str, str]:
    (one,) = done.problems
    return one.code, one.place.line, one.place.column, one.message, one.hint


def test_why_a_step_was_not_come_to_is_said(mine: Path):
    text = FULL.replace("      where: home\n", "      where: outside\n")
    code, _, _, message, said = hint(played(mine, text))
    assert (code, message) == ("P803", "`room` is answered here, and was never asked.")
    assert "in the branch on line 14 of the exercise, in the arm `where == 'home'`" in said
    text = FULL.replace("      seen:\n        - a tree\n        - a roof\n", "")
    text = text.replace("    takes:", "    skips: [seen]\n    takes:")
    said = hint(played(mine, text))[4]
    assert "the repeat on line 36 of the exercise, and `seen` had nothing to go over" in said


def test_a_blank_of_another_draft_is_not_asked_and_it_is_said_why(mine: Path):
    (mine / "rest.yml").write_text(
        MANY.partition("  - type: choices")[0]
        + """  - type: compose
    id: opener
    text: Take one.
    slots:
      part: About...
    versions:
      more:
        label: More
        parts:
          - Say more about ${part}.
      good:
        label: Good
        parts:
          - What would good look like?
"""
    )
    answers = "    answers:\n      opener: {}\n      part: it\n    expect:\n      ends: done\n"
    assert met(played(mine, answers.format("more"))) == []
    _, _, _, message, said = hint(played(mine, answers.format("good")))
    assert message == "`part` is answered here, and was never asked."
    assert "is a blank of `opener`, on line" in said
    assert "the draft that was taken there does not have it." in said


def test_what_is_not_answered_is_asked_for_in_the_form_of_its_kind(mine: Path):
    text = FULL.replace("      where: home\n", "")
    assert hint(played(mine, text)) == (
        "P804",
        6,
        5,
        "`where` is asked, and has no answer here.",
        "Answer it, such as `where: home`.",
    )
    text = FULL.replace("      seen:\n        - a tree\n        - a roof\n", "")
    assert hint(played(mine, text))[4] == (
        "Name it under `skips:`, or answer it, for example\n"
        "  seen:\n    - a few words\n    - some more"
    )


MANY = """format: 1
id: rest
version: 1
title: Rest
quick: yes
steps:
  - type: choices
    id: family
    text: Who?
    max: 2
    own: Somebody else
    options:
      mother: Mother
      father: Father
      nobody:
        label: Nobody
        alone: yes
    each:
      near:
        type: scale
        text: How near?
"""


@pytest.mark.parametrize(
    ("rows", "column", "message"),
    [
        ("[mother, father, nobody]", 32, "`family` does not take this: 2 are the most."),
        ("[mother, mother]", 24, "`family` does not take this a second time."),
        ("[mother, nobody]", 24, "`family` does not take this: it stands by itself."),
        (
            "\n        - value: mother\n          near: 11",
            17,
            "`family` does not take this: `near` goes from 0 to 10.",
        ),
    ],
)
def test_what_does_not_fit_is_told_in_the_terms_of_the_file(
    rows: str, column: int, message: str, mine: Path
):
    (mine / "rest.yml").write_text(MANY)
    text = f"    answers:\n      family: {rows}\n    expect:\n      ends: done\n"
    found = hint(played(mine, text))
    assert (found[0], found[2], found[3]) == ("P807", column, message)
    assert found[4] == (
        "A list with at most 2 of `mother`, `father`, `nobody`, each once; "
        "own words stand under `own:`."
    )


def test_what_is_kept_otherwise_is_told_field_by_field(mine: Path):
    found = hint(played(mine, FULL.replace("- line: the kitchen", "- line: the hall")))
    assert found[3:] == (
        "No such item is in `wins`: `line` is “the kitchen”, and “the hall” is expected.",
        "The only one:\n  line: the kitchen",
    )


def test_keeping_nothing_can_be_said_with_a_word(mine: Path):
    text = FULL.replace("    takes:", "      keep_1: no\n    takes:")
    text = text.replace("kept:\n        wins:\n          - line: the kitchen", "not_kept: [wins]")
    assert met(played(mine, text)) == []


LATER = """format: 1
id: rest
version: 1
title: Rest
quick: yes
steps:
  - type: schedule
    id: back
    text: Shall it come back?
    followup: look
    options:
      weekly:
        label: each week
        every: 7 days
followups:
  look:
    title: A look back
    minutes: 1
    closing: You looked back.
    steps:
      - type: say
        id: so
        text: A week has gone.
"""
LATER_TEST = """    answers:
      back: {}
    expect:
      scheduled: {}
    then:
      - after: {}
        followup: look
        expect:
          scheduled: {}
"""


def later(folder: Path, *words: str) -> Run:
    (folder / "rest.yml").write_text(LATER)
    return played(folder, LATER_TEST.format(*words))


def test_what_is_planned_is_seen_whoever_set_it_up(mine: Path):
    comes = "\n            - followup: look"
    assert met(later(mine, "weekly", comes, "7 days", comes)) == []
    assert hint(later(mine, "weekly", "[]", "7 days", comes))[3] == "Something comes back."
    done = later(mine, "no", "[]", "7 days", "[]")
    assert [(one.code, one.hint) for one in done.problems] == [
        ("P812", "Nothing has planned it: look at what the `schedule` step was answered with.")
    ]
    (early,) = later(mine, "weekly", comes, "3 days", comes).problems
    assert early.message == "`look` is not due by then: it is 2026-04-13 09:00."
    assert early.hint.startswith("It is due on 2026-04-17")
    assert "{" not in early.hint


def test_packs_that_are_installed_are_known(mine: Path, tmp_path: Path):
    other = tmp_path / "installed" / "other"
    other.mkdir(parents=True)
    (other / "pack.yml").write_text(
        "format: 1\nid: other\nversion: 1\ntitle: Other\nlanguage: en\nexercises: []\n"
        "lists:\n  places:\n    label: Places\n    options:\n      home: at home\n"
    )
    (mine / "pack.yml").write_text(PACK.replace("[common]", "[common, other]"))
    (mine / "rest.yml").write_text(
        MANY.partition("  - type: choices")[0]
        + "  - type: choice\n    id: where\n    text: Where?\n    options: places\n"
    )
    (mine / "rest.test.yml").write_text(
        HEAD + "    answers:\n      where: home\n    expect:\n      ends: done\n"
    )
    assert met(run([mine], play, installed=[tmp_path / "installed"])) == []
    assert met(run([mine], play)) == [("P801", 4, 15)]


LETTER = """format: 1
id: rest
version: 1
title: Rest
quick: yes
steps:
  - type: compose
    id: letter
    text: Change what is not yours.
    slots:
      opening: Dear...
      thanks: I thank you for...
    parts:
      - Dear ${opening}.
      - I thank you for ${thanks}.
"""
TAKEN = "    expect:\n      ends: done\n"


def composed(folder: Path, answers: str, letter: str = LETTER) -> list[tuple[str, str, str]]:
    """The problems of a test that gives these answers, and is to end: code, message, hint."""
    (folder / "rest.yml").write_text(letter)
    found = played(folder, answers + TAKEN)
    return [(one.code, one.message, one.hint) for one in found.problems]


def test_a_blank_is_answered_or_named_under_skips(mine: Path):
    missing = (
        "P804",
        "`opening` is asked, and has no answer here.",
        "Name it under `skips:`, or answer it, such as `opening: some words`.",
    )
    for answers, expected in (
        ("    answers:\n      opening: you\n      thanks: all\n", []),
        ("    answers:\n      thanks: all\n", [missing]),
        ("    answers:\n      thanks: all\n    skips: [opening]\n", []),
        ("    answers:\n      letter: My own\n", [missing]),
        ("    answers:\n      letter: My own\n    skips: [opening, thanks]\n", []),
        ("    answers:\n      letter: My own\n      thanks: all\n    skips: [opening]\n", []),
        ("    skips: [letter]\n", []),
    ):
        assert composed(mine, answers) == expected, answers


def test_a_text_of_which_a_part_is_left_without_its_blanks_is_taken(mine: Path):
    left = LETTER + "      - With love.\n"
    assert composed(mine, "    skips: [opening, thanks]\n", left) == []
    (code, message, _), *_ = composed(mine, "    skips: [opening, thanks]\n")
    assert (code, message) == ("P804", "`letter` is asked, and has no answer here.")


def test_a_draft_cannot_be_taken_when_every_blank_is_left_out(mine: Path):
    answers = "    answers:\n      letter:\n        version: ''\n    skips: [opening, thanks]\n"
    assert composed(mine, answers) == [
        (
            "P806",
            "Every blank is left out here, so there is no text to take.",
            "Fill one of them, or name `letter` under `skips:`.",
        )
    ]


@pytest.mark.parametrize("key", ["opening", "openning"])
def test_blanks_inside_the_answer_of_their_text_are_told_where_they_stand(key: str, mine: Path):
    answers = f"    answers:\n      letter:\n        {key}: you\n        thanks: all\n"
    assert composed(mine, answers) == [
        (
            "P806",
            "The blanks of `letter` do not stand inside its answer.",
            "Write each beside `letter`, under its own id: `opening:`, `thanks:`. "
            "`letter` itself then needs no answer.",
        )
    ]
    assert met(played(mine, answers + TAKEN)) == [("P806", 8, 9)]


AGAIN = """format: 1
id: rest
version: 1
title: Rest
quick: yes
steps:
  - type: choices
    id: felt
    text: Felt?
    own: another
    options:
      sad: sad at heart
      glad: glad
  - type: repeat
    id: rounds
    over: felt
    as: one
    steps:
      - type: choices
        id: main
        text: Which?
        options: felt
"""


@pytest.mark.parametrize(
    ("second", "code", "line", "hint"),
    [
        (
            "- own: uneasy",
            "P806",
            14,
            "The own words of before, “uneasy”, are the option `own` here: write `own`.",
        ),
        ("- uneasy", "P805", 14, "Options go by their names: write `own`."),
        ("- Sad at heart", "P805", 14, "Options go by their names: write `sad`."),
    ],
)
def test_own_words_again_are_told_in_their_line(
    second: str, code: str, line: int, hint: str, mine: Path
):
    (mine / "rest.yml").write_text(AGAIN)
    text = f"""    answers:
      felt:
        - sad
        - own: uneasy
      rounds:
        - main: [own]
        - main:
            - sad
            {second}
"""
    (found,) = played(mine, text + TAKEN).problems
    assert (found.code, found.place.line, found.hint) == (code, line, hint)


def test_own_words_where_there_is_no_place_for_them_name_what_there_is(mine: Path):
    (mine / "rest.yml").write_text(AGAIN.replace("    own: another\n", "", 1))
    (found,) = played(mine, "    answers:\n      felt:\n        - own: uneasy\n" + TAKEN).problems
    assert (found.code, found.hint) == ("P806", "Choose from `sad`, `glad`.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("now: 2026-04-10 09:00", "now: 0001-01-01 09:00"),
        ("    answers:\n", "    past:\n      - ago: 99999 months\n        skips: [where]\n"
         "    answers:\n"),
    ],
    ids=["now", "ago"],
)  # fmt: skip
def test_a_moment_that_no_calendar_has_is_told(before: str, after: str, mine: Path):
    text = (HEAD + FULL).replace(before, after, 1)
    (mine / "rest.test.yml").write_text(text)
    assert [one.code for one in run([mine], play).problems] == ["P811"]


def test_very_many_digits_are_kept_as_a_text(mine: Path):
    kept = f"    kept:\n      wins:\n        - line: {'9' * 5000}\n"
    assert met(played(mine, kept + FULL)) == []
