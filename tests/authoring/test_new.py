"""`studio new`: what it writes checks, and its tests pass."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.authoring.check import check
from studio.authoring.edits import write
from studio.authoring.lists import add_to_list
from studio.authoring.new import new_exercise, new_pack
from studio.authoring.trials import run
from studio.errors import StudioError
from studio.library import Library, shipped
from studio.plain.trial import play

TODAY = date(2026, 11, 22)
IDS = sorted(one.id for one in Library().summaries())


def test_a_new_pack_is_clean_and_its_tests_pass(tmp_path: Path):
    made = new_pack("my-pauses", tmp_path)
    assert [file.name for file in made.files] == [
        "pack.yml", "first-look.yml", "first-look.test.yml",
    ]  # fmt: skip
    folder = tmp_path / "my-pauses"
    assert check([folder], today=TODAY).problems == ()
    done = run([folder], play)
    assert done.problems == ()
    assert done.covered["first-look"].missing == []


def test_a_new_pack_lacks_only_its_author_before_it_is_shared(tmp_path: Path):
    new_pack("my-pauses", tmp_path)
    report = check([tmp_path / "my-pauses"], today=TODAY, profile="share")
    assert [one.code for one in report.problems] == ["P626", "P711", "P712"]


def test_a_new_exercise_is_listed_and_clean(tmp_path: Path):
    new_pack("mine", tmp_path)
    folder = tmp_path / "mine"
    new_exercise("evening", folder)
    assert "exercises: [first-look, evening]" in (folder / "pack.yml").read_text()
    assert check([folder], today=TODAY).problems == ()
    assert len(run([folder / "evening.yml"], play).results) == 2


@pytest.mark.parametrize("copied", IDS)
def test_a_copy_of_any_shipped_exercise_checks(copied: str, tmp_path: Path):
    new_pack("mine", tmp_path)
    folder = tmp_path / "mine"
    new_exercise("a-copy", folder, copied)
    assert check([folder], today=TODAY).problems == ()
    text = (folder / "a-copy.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=.schema/exercise.json\n")
    copy = Library([tmp_path]).draught(folder / "a-copy.yml").exercise
    assert copy is not None
    assert set(copy.flags) >= set(Library().exercise(copied).flags)


def test_a_copy_brings_its_tests_and_what_it_cites(tmp_path: Path):
    new_pack("mine", tmp_path)
    folder = tmp_path / "mine"
    new_exercise("one", folder, "boundary-scripting")
    new_exercise("two", folder, "two-interpretations")
    assert "exercise: one\n" in (folder / "one.test.yml").read_text()
    assert run([folder], play).problems == ()
    cited = (folder / "references.yml").read_text(encoding="utf-8")
    for name in ("one", "two"):
        exercise = Library([tmp_path]).draught(folder / f"{name}.yml").exercise
        assert exercise is not None
        assert all(f"  {key}:" in cited for key in exercise.evidence)


def test_a_copy_is_as_careful_as_what_it_was_copied_from(tmp_path: Path):
    new_pack("mine", tmp_path)
    folder = tmp_path / "mine"
    new_exercise("one", folder, "setback-debrief")
    new_exercise("two", folder, "setback-debrief")
    copy = Library([tmp_path, shipped()]).draught(folder / "two.yml").exercise
    assert copy is not None
    short = [rule.name.rpartition("/")[2] for rule in copy.tables.care]
    first = Library().exercise("setback-debrief")
    assert short == [rule.name.rpartition("/")[2] for rule in first.tables.care]
    assert run([folder], play).problems == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Body_Scan", "`body-scan`"),
        ("12 steps", "`steps`"),
        ("body-scan", "`body-scan-2` is free"),
        ("pack", "`pack-2` is free"),
        ("first-look", "`first-look-2` is free"),
    ],
)
def test_names_that_cannot_be_are_refused_with_one_that_can(name: str, said: str, tmp_path: Path):
    new_pack("mine", tmp_path)
    with pytest.raises(StudioError, match=said):
        new_exercise(name, tmp_path / "mine")


def test_nothing_is_written_over(tmp_path: Path):
    (tmp_path / "mine").mkdir()
    with pytest.raises(StudioError, match="already"):
        new_pack("mine", tmp_path)
    with pytest.raises(StudioError, match="comes with the program"):
        new_pack("steady", tmp_path)
    with pytest.raises(StudioError, match="no pack"):
        new_exercise("evening", tmp_path / "mine")
    assert list((tmp_path / "mine").iterdir()) == []
    with pytest.raises(StudioError, match="Did you mean `body-scan`"):
        new_pack("other", tmp_path)
        new_exercise("mine", tmp_path / "other", "body-skan")
    assert not (tmp_path / "other" / "mine.yml").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exercises: [a]  # so far\n", "exercises: [a, b]  # so far\n"),
        ("exercises: []\n", "exercises: [b]\n"),
        ("exercises:\n", "exercises: [b]\n"),
        ("exercises:\n  - a  # first\ntitle: T\n", "exercises:\n  - a  # first\n  - b\ntitle: T\n"),
        ("exercises:\n- a\n", "exercises:\n- a\n- b\n"),
        ("title: T", "title: T\nexercises: [b]\n"),
        ("exercises: [b]\n", "exercises: [b]\n"),
    ],
)
def test_a_list_stays_as_it_is_written(text: str, expected: str):
    assert add_to_list(text.encode(), "exercises", ["b"]).decode() == expected


def test_a_word_without_brackets_becomes_a_list():
    made = add_to_list(b"exercises: one # mine\nuses: [common]\n", "exercises", ["two"])
    assert made == b"exercises: [one, two] # mine\nuses: [common]\n"


def test_nothing_is_made_in_a_pack_that_cannot_be_read(tmp_path: Path):
    new_pack("mine", tmp_path)
    head = tmp_path / "mine" / "pack.yml"
    head.write_text("format: 1\nid: mine\n  version: : 1\n")
    with pytest.raises(StudioError, match="mistakes in it"):
        new_exercise("second", tmp_path / "mine")
    assert not (tmp_path / "mine" / "second.yml").exists()


def test_a_copy_reads_its_own_past(tmp_path: Path):
    new_pack("mine", tmp_path)
    folder = tmp_path / "mine"
    new_exercise("my-journal", folder, "interaction-journal")
    assert "from: interaction-journal" not in (folder / "my-journal.yml").read_text()
    done = run([folder / "my-journal.yml"], play)
    assert [one.message for one in done.problems] == []


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path):
    (tmp_path / "taken.yml").mkdir()
    with pytest.raises(StudioError, match="could not be written"):
        write(tmp_path / "taken.yml", b"format: 1")
    assert [one.name for one in tmp_path.iterdir()] == ["taken.yml"]
