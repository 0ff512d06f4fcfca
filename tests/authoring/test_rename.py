"""`studio rename`: one name, everywhere it is used, and what was written before is still read."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from studio.authoring.check import check
from studio.authoring.edits import write
from studio.authoring.rename import Renamed, exercises, rename_exercise, rename_id, root_of
from studio.authoring.rename_ids import IdWork
from studio.authoring.trials import run
from studio.errors import StudioError
from studio.library import shipped
from studio.plain.trial import play
from studio.practice.desk import open_desk
from studio.practice.virtual import VirtualTime

TODAY = date(2026, 11, 22)
FILES = [file for folder in sorted(shipped().iterdir()) for file in exercises(folder)]

PACK = """format: 1
id: mine
version: 1
title: Mine
language: en
uses: [common]
exercises: [look, other]
"""
LOOK = """# A look back.
format: 1
id: look
version: 1
title: Look
quick: yes
steps:
  - type: choice
    id: where
    required: yes
    text: Where are you?
    options:
      home: at home   # with a note
      outside:
        label: outside
        hint: in the air
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
  - type: text
    id: line
    when: where in ['home', 'outside']
    text: |
      You were ${where}, with ${count(rounds.near)} things.
      What do you make of it?
    show: [where, seen]
  - type: keep
    items:
      - to: wins
  - type: review
    id: before
    text: Before
    from: look
    where: item.where == 'home' and answered(item.line)
    as: lines
    else: skip
outcome:
  nearest:
    label: Nearest
    value: max(rounds.near)
    better: neither
"""
OTHER = """format: 1
id: other
version: 1
title: Other
quick: yes
reads:
  looks:
    from: look
steps:
  - type: say
    text: |
      Have a look.
      You looked ${count(looks.line)} times.
  - type: end
    text: Enough.
    opens: look
"""
TEST = """format: 1
tests:
  looks:
    exercise: look
    now: 2026-04-10 09:00
    past:
      - ago: 2 days
        answers:
          where: home
          line: Rain.
        skips: [seen]
    answers:
      where: home
      seen:
        - a tree
      rounds:
        - near: 3
      line: It is near.
    expect:
      path: [where, seen, near, line, before]
      shows:
        - at: line
          text: at home
      outcome:
        nearest: 3
      kept:
        wins:
          - line: It is near.
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "packs" / "mine"
    folder.mkdir(parents=True)
    for name, text in (("pack", PACK), ("look", LOOK), ("other", OTHER), ("look.test", TEST)):
        (folder / f"{name}.yml").write_text(text)
    assert run([folder], play).problems == ()
    assert check([folder], today=TODAY).problems == ()
    return folder


def carry_out(done: Renamed) -> None:
    for path, data in done.files.items():
        write(path, data)
    for path, to in done.moved.items():
        path.rename(to)


@pytest.mark.parametrize("old", ["where", "seen", "rounds", "near", "line"])
def test_an_id_changes_in_every_file_and_the_tests_still_pass(old: str, mine: Path):
    carry_out(rename_id(mine / "look.yml", old, "renamed", today=TODAY))
    assert check([mine], today=TODAY).problems == ()
    assert run([mine], play).problems == ()
    assert f"was: {old}\n" in (mine / "look.yml").read_text()
    assert "# with a note" in (mine / "look.yml").read_text()


def test_a_thing_that_was_kept_by_its_name_is_still_kept(mine: Path):
    carry_out(rename_id(mine / "look.yml", "line", "made_of_it", today=TODAY))
    text = (mine / "look.yml").read_text()
    assert "      - to: wins\n        fields:\n          line: made_of_it\n" in text
    assert "looks.made_of_it" in (mine / "other.yml").read_text()


def test_an_option_changes_with_its_comparisons_and_answers(mine: Path):
    carry_out(rename_id(mine / "look.yml", "where.home", "house", today=TODAY))
    text = (mine / "look.yml").read_text()
    assert "      house:" in text
    assert "        was: home\n        label: at home   # with a note\n" in text
    assert "where in ['house', 'outside']" in text
    assert (mine / "look.test.yml").read_text().count("where: house\n") == 2
    assert "item.where == 'house'" in text
    assert run([mine], play).problems == ()


def test_an_exercise_takes_its_files_its_list_and_its_mentions_along(mine: Path):
    done = rename_exercise(mine, "look", "look-back")
    carry_out(done)
    assert sorted(file.name for file in mine.iterdir()) == [
        "look-back.test.yml", "look-back.yml", "other.yml", "pack.yml",
    ]  # fmt: skip
    assert "exercises: [look-back, other]" in (mine / "pack.yml").read_text()
    assert "opens: look-back" in (mine / "other.yml").read_text()
    assert "id: look-back\nwas: look\n" in (mine / "look-back.yml").read_text()
    assert check([mine], today=TODAY).problems == ()
    assert run([mine], play).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("wher", "there", "Did you mean `where`"),
        ("where", "seen", "taken already"),
        ("where", "item", "cannot be a name"),
        ("where", "Here", "cannot be a name"),
        ("where.hom", "house", "Did you mean `where.home`"),
        ("where.home", "outside", "cannot be the name"),
    ],
)
def test_a_name_that_cannot_be_is_refused(old: str, new: str, said: str, mine: Path):
    with pytest.raises(StudioError, match=said):
        rename_id(mine / "look.yml", old, new, today=TODAY)


def test_an_exercise_that_is_not_there_brings_the_nearest(mine: Path):
    with pytest.raises(StudioError, match="Did you mean `look`"):
        rename_exercise(mine, "lok", "seen")
    with pytest.raises(StudioError, match="already"):
        rename_exercise(mine, "look", "other")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_ids_of_shipped_exercises_can_all_be_renamed(file: Path):
    root = root_of(file)
    assert root is not None
    ids = sorted(IdWork(root, "", "", {})._there())
    # A few of each; which ones differs from exercise to exercise.
    start = len(file.stem) % 3
    for old in ids[start::4]:
        done = rename_id(file, old, f"new_{old}", today=TODAY)
        assert done.places >= 2


@pytest.mark.parametrize("name", ["boundary-scripting", "small-steps", "two-interpretations"])
def test_tests_of_a_shipped_exercise_pass_after_a_rename(name: str, tmp_path: Path):
    (file,) = shipped().glob(f"*/{name}.yml")
    home = tmp_path / file.parent.name
    shutil.copytree(file.parent, home)
    root = root_of(file)
    assert root is not None
    for old in sorted(IdWork(root, "", "", {})._there())[::3]:
        carry_out(rename_id(home / file.name, old, f"new_{old}", today=TODAY))
    assert run([home / file.name], play).problems == ()


def test_sessions_of_before_are_read_under_the_new_names(mine: Path, tmp_path: Path):
    time = VirtualTime(datetime(2026, 4, 10, 9, tzinfo=UTC))
    home = tmp_path / "home"

    def lines() -> list[str]:
        desk = open_desk(home=home, folders=[mine.parent], wall=time.now, monotonic=time.monotonic)
        name = next(file.stem for file in exercises(mine) if file.stem.startswith("look"))
        world = desk.begin(name).session.world
        return [str(row.fields.get("made_of_it")) for row in world.context.sessions(name)]

    from studio.format.nodes import Mapping
    from studio.format.problems import Problems
    from studio.format.source import read

    desk = open_desk(home=home, folders=[mine.parent], wall=time.now, monotonic=time.monotonic)
    part = read(b"answers:\n  where: home\n  line: Rain.\nskips: [seen]\n", "a", Problems())
    assert isinstance(part, Mapping)
    assert play(part, desk.begin("look"), desk, time, Problems()) is not None
    assert lines() == ["None"]
    carry_out(rename_id(mine / "look.yml", "line", "made_of_it", today=TODAY))
    carry_out(rename_id(mine / "look.yml", "where.home", "house", today=TODAY))
    carry_out(rename_exercise(mine, "look", "look-back"))
    assert lines() == ["Rain."]
    desk = open_desk(home=home, folders=[mine.parent], wall=time.now, monotonic=time.monotonic)
    (row,) = desk.begin("look-back").session.world.context.sessions("look-back")
    assert row.fields["where"].value == "house"


def test_an_option_of_the_same_name_in_another_exercise_stays(mine: Path):
    (mine / "third.yml").write_text(
        "format: 1\nid: third\nversion: 1\ntitle: Third\nquick: yes\nsteps:\n"
        "  - type: choice\n    id: where\n    text: Where?\n    options:\n      home: home\n"
    )
    test = "format: 1\ntests:\n  one:\n    exercise: {}\n    now: 2026-04-10 09:00\n"
    test += "    answers:\n      where: home\n    expect:\n      ends: done\n"
    (mine / "third.test.yml").write_text(test.format("third"))
    (mine / "mine.test.yml").write_text(test.format("look"))
    done = rename_id(mine / "look.yml", "where.home", "indoors", today=TODAY)
    assert mine / "third.test.yml" not in done.files
    assert b"where: indoors" in done.files[mine / "mine.test.yml"]


def test_an_exercise_cannot_take_the_name_of_what_a_pack_shares(mine: Path):
    with pytest.raises(StudioError, match="what a pack shares"):
        rename_exercise(mine, "look", "lists")
