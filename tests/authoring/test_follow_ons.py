"""One mistake is told once: nothing is reported that hangs on what cannot be read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from studio.authoring.check import check
from studio.authoring.trials import run
from studio.format.packs import SECTIONS
from studio.library import shipped
from studio.plain.trial import play

TODAY = date(2026, 11, 22)
Break = Callable[[list[str]], Iterator[tuple[int, str]]]
WORDS = re.compile(r"^(\s*(?:label|title|text|citation|line|summary|status): )([^|>].*)$")
KEY = re.compile(r"^(\s+(?:- )?)(label|title|text|citation|line|type|options|from|id): ?(.*)$")
SECTION = re.compile(rf"^({'|'.join(SECTIONS)}|uses|exercises):(.*)$")
FILES = [
    file.relative_to(shipped())
    for file in sorted(shipped().glob("*/*.yml"))
    if file.stem in (*SECTIONS, "pack")
]


def a_colon_in_a_text(rows: list[str]) -> Iterator[tuple[int, str]]:
    """No line of the file can be read."""
    for number, row in enumerate(rows):
        found = WORDS.match(row)
        if found:
            yield number, f"{found[1]}one: two"


def a_key_misspelt(rows: list[str]) -> Iterator[tuple[int, str]]:
    """One entry is not all there."""
    for number, row in enumerate(rows):
        found = KEY.match(row)
        if found:
            yield number, f"{found[1]}q{found[2]}x: {found[3]}"


def a_section_misspelt(rows: list[str]) -> Iterator[tuple[int, str]]:
    """None of the entries is where it belongs."""
    for number, row in enumerate(rows):
        found = SECTION.match(row)
        if found:
            yield number, f"{found[1]}z:{found[2]}"


BREAKS: tuple[Break, ...] = (a_colon_in_a_text, a_section_misspelt, a_key_misspelt)
CASES = [
    pytest.param(file, broken, id=f"{file}-{broken.__name__}")
    for file in FILES
    # What is in `common` is used everywhere, and looked at from everywhere.
    for broken in BREAKS[: 3 if file.parent.name == "common" else 2]
    if any(broken((shipped() / file).read_text(encoding="utf-8").split("\n")))
]


@pytest.mark.parametrize(("file", "broken"), CASES)
def test_one_mistake_in_a_section_file_is_one_problem(file: Path, broken: Break, tmp_path: Path):
    packs = shutil.copytree(shipped(), tmp_path / "packs")
    rows = (packs / file).read_text(encoding="utf-8").split("\n")
    number, row = next(broken(rows))
    (packs / file).write_text("\n".join([*rows[:number], row, *rows[number + 1 :]]))
    looked = packs if file.parent.name == "common" else packs / file.parent
    found = check([looked], today=TODAY).problems
    assert [(one.place.file, one.place.line) for one in found] == [(str(packs / file), number + 1)]


PACK = """format: 1
id: mine
version: 1
title: Mine
language: en
uses: [common, other]
exercises: [first]
lists:
  places:
    label: Places
    options:
      home: at home
      away: away
fragments:
  ask_where:
    steps:
      - type: choice
        id: where
        text: Where are you?
        options: places
references:
  Known2020:
    citation: A book
    status: verified
"""
OTHER = """format: 1
id: other
version: 1
title: Other
language: en
exercises: []
collections:
  walks:
    label: Walks
    line: ${road}
    fields:
      road: Road
"""
FIRST = """format: 1
id: first
version: 1
title: First
quick: yes
evidence: [Known2020]
reads:
  lately:
    from: walks
    where: item.road == 'x'
steps:
  - type: scale
    measure: distress
    at: before
  - type: use
    fragment: ask_where
  - type: say
    when: where == 'home'
    text: |
      Here.
      You are ${where}, and went ${lately}.
  - type: text
    id: road
    text: Which road?
    lint: [blame]
  - type: keep
    items:
      - to: walks
  - type: scale
    measure: distress
    at: after
"""
TESTS = """format: 1
tests:
  one:
    exercise: first
    now: 2026-04-10 09:00
    answers:
      where: home
    expect:
      ends: done
  two:
    exercise: first
    now: 2026-04-10 09:00
    expect:
      ends: done
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "pack.yml").write_text(OTHER)
    (folder / "pack.yml").write_text(PACK)
    (folder / "first.yml").write_text(FIRST)
    (folder / "first.test.yml").write_text(TESTS)
    return folder


def told(*paths: Path, profile: str = "draft") -> list[tuple[str, str, int]]:
    """Code, file and line of what a check of some files says."""
    found = check(paths, today=TODAY, profile=profile).problems
    return [(one.code, Path(one.place.file).name, one.place.line) for one in found]


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after))


def test_the_files_themselves_are_fine(mine: Path):
    assert told(mine) == []


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("title: Mine", "title: Mine: all", "P122"),
        ("title: Mine", "title: &x Mine", "P110"),
        ("uses: [common, other]", "uses: common", "P213"),
        ("uses: [common, other]", "use: [common, other]", "P201"),
        ("uses: [common, other]", "uses: [common, othre]", "P704"),
        ("exercises: [first]", "exercises: first", "P213"),
        ("lists:", "list:", "P201"),
        ("      home: at home", "      Home: at home", "P210"),
        ("    label: Places", "    lable: Places", "P201"),
        ("        options: places", "        options: place", "P230"),
        ("        id: where", "        idd: where", "P201"),
        ("      - type: choice", "      - type: chice", "P208"),
        ("        text: Where", "        txet: Where", "P201"),
        ("    citation: A book", "    citation: &x A book", "P110"),
    ],
)
@pytest.mark.parametrize("alone", [False, True], ids=["the pack", "one file"])
def test_a_mistake_in_pack_yml_is_told_alone(
    before: str, after: str, code: str, alone: bool, mine: Path
):
    change(mine / "pack.yml", before, after)
    found = told(mine / "first.yml" if alone else mine)
    if alone and code in ("P213", "P201") and "exercises" in before:
        assert found == []  # what a pack lists says nothing about one of its files
    else:
        assert [(one[0], one[1]) for one in found] == [(code, "pack.yml")]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("title: Other", "title: Other: all", "P122"),
        ("  walks:\n", "  Walks:\n", "P210"),
        ("collections:", "colections:", "P201"),
        ("      road: Road", "      road: [Road]", "P203"),
    ],
)
def test_a_mistake_in_a_used_pack_is_told_with_what_needs_it(
    before: str, after: str, code: str, mine: Path
):
    other = mine.parent / "other" / "pack.yml"
    change(other, before, after)
    found = check([mine / "first.yml"], today=TODAY)
    assert [(one.code, one.place.file) for one in found.problems] == [(code, str(other))]
    assert found.summary == "1 to mend, in 1 other file."


def test_before_it_is_shared_nothing_is_said_of_what_cannot_be_read(mine: Path):
    change(mine / "pack.yml", "title: Mine", "title: Mine: all")
    assert told(mine, profile="share") == [("P122", "pack.yml", 4)]


def test_an_exercise_that_needs_mending_is_told_once_to_its_tests(mine: Path):
    change(mine / "first.yml", "type: text", "type: txt")
    assert told(mine) == [("P208", "first.yml", 22)]
    assert told(mine / "first.test.yml") == [("P801", "first.test.yml", 4)]
    found = run([mine], play).problems
    assert [(one.code, one.place.line) for one in found] == [("P801", 4)]
    assert "has to be mended" in found[0].message
    assert "P208" in found[0].hint
    assert "first.yml:22:11" in found[0].hint


def test_an_exercise_that_is_not_there_is_said_to_be(mine: Path):
    change(mine / "first.test.yml", "exercise: first", "exercise: frist")
    found = check([mine], today=TODAY).problems
    assert [(one.code, one.message) for one in found] == [
        ("P801", "There is no exercise `frist` to test.")
    ]
    assert found[0].hint == "Did you mean `first`?"


def test_an_exercise_is_checked_with_the_tests_beside_it(mine: Path):
    change(mine / "first.test.yml", "      where: home", "      were: home")
    assert told(mine / "first.yml") == [("P802", "first.test.yml", 7)]
    assert told(mine / "pack.yml") == []


def test_while_an_exercise_has_mistakes_its_tests_are_left_alone(mine: Path):
    change(mine / "first.test.yml", "      where: home", "      were: home")
    change(mine / "first.yml", "type: text", "type: txt")
    assert [code for code, _, _ in told(mine / "first.yml")] == ["P208"]
