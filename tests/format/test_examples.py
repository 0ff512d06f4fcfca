"""The fifteen examples read without anything to mend, by both loaders."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.format.problems import Problems
from studio.format.source import read
from studio.library.library import NOT_EXERCISES, Library

FOLDER = Path(__file__).parent / "examples"
EXERCISES = sorted(
    file
    for file in FOLDER.glob("*/*.yml")
    if file.stem not in NOT_EXERCISES and not file.name.endswith(".test.yml")
)
# What is worth a look in them, by file: nothing else is said.
WARNINGS = {"q-card": ["P321"], "coping-cards": ["P323"]}


def test_all_fifteen_are_there():
    assert len(EXERCISES) == 15


@pytest.mark.parametrize("file", EXERCISES, ids=lambda file: file.stem)
def test_an_example_reads_clean(file: Path):
    exercise, problems = Library([FOLDER]).load_exercise(file)
    assert [one.code for one in problems] == WARNINGS.get(file.stem, [])
    assert exercise is not None
    assert exercise.id == file.stem


@pytest.mark.parametrize("file", EXERCISES, ids=lambda file: file.stem)
def test_a_definition_reads_as_the_same_exercise_again(file: Path):
    library = Library([FOLDER])
    exercise, _ = library.load_exercise(file)
    again = library.from_definition(exercise.definition)
    assert again == exercise
    assert again.tables == exercise.tables
    assert again.digest == exercise.digest


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*/*.yml")), ids=lambda file: file.name)
def test_every_file_is_read_without_a_word_lost(file: Path):
    problems = Problems()
    assert read(file.read_bytes(), str(file), problems) is not None
    assert problems.all == ()
