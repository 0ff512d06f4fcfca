"""`studio check`: files and packs, one report."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from studio.authoring.check import Report, check
from studio.errors import StudioError
from studio.format.problems import Place, Problem
from studio.library import shipped

TODAY = date(2026, 11, 22)
PACK = """format: 1
id: mine
version: 1
title: Mine
language: en
uses: [common]
exercises: [first]
"""
FIRST = """format: 1
id: first
version: 1
title: First
quick: yes
steps:
  - type: say
    text: Hello
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "pack.yml").write_text(PACK)
    (folder / "first.yml").write_text(FIRST)
    return folder


def codes(report: Report) -> list[str]:
    return [one.code for one in report.problems]


def test_what_is_shipped_needs_no_mending():
    report = check([shipped()], today=TODAY)
    assert report.fine
    # Exercises that are named ahead of their time are not offered, and that is all.
    assert set(codes(report)) <= {"P233"}


def test_a_clean_pack_says_so(mine: Path):
    report = check([mine], today=TODAY)
    assert report.text == "2 files, nothing to mend."


def test_the_summary_counts_files_and_problems():
    def problem(file: str, severity: str) -> Problem:
        return Problem("P201", severity, "What.", "", Place(file, 1, 1))

    found = (problem("a", "error"), problem("a", "error"), problem("a", "warning"))
    files = tuple("abcdefghijkl")
    assert Report(files, found).summary == "2 to mend, 1 to look at, in 1 of 12 files."
    assert Report(files, found[2:]).summary == "Nothing to mend, 1 to look at, in 1 of 12 files."
    assert Report(("a",), ()).summary == "1 file, nothing to mend."


def test_a_problem_is_shown_with_its_line(mine: Path):
    (mine / "first.yml").write_text(FIRST.replace("text: Hello", "txet: Hello"))
    text = check([mine], today=TODAY).text
    assert "first.yml:8:5: error P201" in text
    assert "txet: Hello" in text
    assert "^^^^" in text
    assert "`text`" in text


@pytest.mark.parametrize(
    ("file", "change", "code"),
    [
        ("first.yml", ("id: first", "id: second"), "P603"),
        ("pack.yml", ("id: mine", "id: yours"), "P603"),
        ("pack.yml", ("[first]", "[first, second]"), "P702"),
        ("pack.yml", ("exercises: [first]", "exercises: []"), "P703"),
        ("pack.yml", ("[common]", "[comon]"), "P704"),
        ("first.yml", ("    text: Hello", "    text: This cures you."), "P904"),
        ("first.yml", ("quick: yes", "quick: yes\nflags: [activating]"), "P905"),
    ],
)
def test_a_pack_is_checked_as_a_whole(mine: Path, file: str, change: tuple[str, str], code: str):
    path = mine / file
    path.write_text(path.read_text().replace(*change))
    assert code in codes(check([mine], today=TODAY))


def test_a_section_in_two_places_is_noted(mine: Path):
    section = "lists:\n  a:\n    label: A\n    options:\n      one: One\n"
    (mine / "pack.yml").write_text(PACK + section)
    (mine / "lists.yml").write_text("format: 1\n" + section)
    assert codes(check([mine], today=TODAY)) == ["P701"]


def test_every_entry_of_a_pack_is_checked(mine: Path):
    (mine / "fragments.yml").write_text(
        "format: 1\nfragments:\n  odd:\n    steps:\n      - type: say\n        text: ${nothing}\n"
    )
    (mine / "collections.yml").write_text(
        "format: 1\ncollections:\n  cs:\n    label: C\n    line: ${lien}\n"
        "    fields:\n      line: Line\n"
    )
    assert codes(check([mine], today=TODAY)) == ["P304", "P304"]


def test_a_file_without_a_pack_is_checked_alone(tmp_path: Path):
    (tmp_path / "first.yml").write_text(FIRST)
    assert codes(check([tmp_path / "first.yml"], today=TODAY)) == ["P705"]


def test_shared_things_without_a_pack_cannot_be_used(tmp_path: Path):
    (tmp_path / "lists.yml").write_text("format: 1\nlists: {}\n")
    assert codes(check([tmp_path / "lists.yml"], today=TODAY)) == ["P706"]


def test_one_file_can_be_checked_by_itself(mine: Path):
    report = check([mine / "first.yml"], today=TODAY)
    assert report.text == "1 file, nothing to mend."


def test_a_missing_path_is_an_error_a_person_can_read(tmp_path: Path):
    with pytest.raises(StudioError, match="no file or folder"):
        check([tmp_path / "not-here.yml"], today=TODAY)
    with pytest.raises(StudioError, match="no exercise files"):
        check([tmp_path], today=TODAY)


TESTS = """format: 1
tests:
  it_says_hello:
    exercise: first
    now: 2026-03-02 19:30
    answers:
      {id}: one
    expect:
      ends: done
"""


def test_a_test_names_ids_that_exist(mine: Path):
    (mine / "first.test.yml").write_text(TESTS.format(id="thought"))
    assert codes(check([mine], today=TODAY)) == ["P802"]
    (mine / "first.yml").write_text(FIRST + "  - type: text\n    id: thought\n    text: What?\n")
    assert codes(check([mine], today=TODAY)) == []


def test_a_test_of_nothing_is_noted(mine: Path):
    text = TESTS.format(id="thought").replace("exercise: first", "exercise: frist")
    (mine / "first.test.yml").write_text(text)
    report = check([mine], today=TODAY)
    assert codes(report) == ["P801"]
    assert "`first`" in report.problems[0].hint


def test_a_care_rule_of_ratings_needs_its_measure(mine: Path):
    (mine / "care.yml").write_text(
        "format: 1\ncare:\n  loud:\n    at: rating\n    when: now > 8\n    steps:\n"
        "      - type: say\n        text: Hello\n"
    )
    assert codes(check([mine], today=TODAY)) == ["P901"]


def test_a_stale_line_to_call_is_noted():
    report = check([shipped() / "common" / "contacts.yml"], today=date(2028, 1, 1))
    assert set(codes(report)) == {"P903"}
    assert report.fine


def test_two_packs_of_one_name_are_told_apart(mine: Path, tmp_path: Path):
    other = tmp_path / "elsewhere" / "mine"
    other.mkdir(parents=True)
    (other / "pack.yml").write_text(PACK + "flags: [danger]\n")
    (other / "first.yml").write_text(FIRST.replace("Hello", "Hello, ${nobody}."))
    report = check([mine, other], today=TODAY)
    assert sorted(codes(report)) == ["P304", "P707"]


def test_a_file_named_from_its_own_folder_is_found(mine: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(mine)
    (mine / "first.yml").write_text(FIRST + "  - type: scale\n    measure: distres\n")
    report = check([Path("first.yml")], today=TODAY)
    assert codes(report) == ["P230"]
    assert report.problems[0].hint == "Did you mean `distress`?"
    assert report.text.startswith("first.yml:10:14: error P230")


def test_a_copy_beside_a_pack_is_said_to_be_read(mine: Path):
    copy = shutil.copytree(mine, mine.parent / "mine-of-friday")
    (found,) = check([mine], today=TODAY).problems
    assert found.code == "P608"
    assert str(copy) in found.message
    assert "Move the copy away" in found.hint


def test_where_nothing_is_near_the_likeliest_names_are_told(mine: Path):
    asked = "".join(
        f"  - type: text\n    id: word_{letter}\n    text: Which?\n" for letter in "abcdefghijk"
    )
    (mine / "first.yml").write_text(
        FIRST.replace("  - type: say\n    text: Hello\n", "")
        + asked
        + "closing: |\n  You did it.\n  It took ${minutes}.\n"
    )
    (found,) = [one for one in check([mine], today=TODAY).problems if one.severity == "error"]
    assert found.code == "P304"
    assert found.hint.endswith(" and 3 more.")
