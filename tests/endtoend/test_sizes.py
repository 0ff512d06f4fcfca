"""Every step of a real session, whole at 80x24, at 200x50 and at 40x12, and back again."""

from __future__ import annotations

import re

import pytest

from tests.endtoend.acts import Act, Story
from tests.endtoend.at_screen import AtScreen
from tests.endtoend.house import House
from tests.endtoend.stories import THE_WORDS, TWO_READINGS

SIZES = ((200, 50), (40, 12))


def words(text: str) -> str:
    """The words of a text, however it was broken into rows."""
    return " ".join(text.replace("│", " ").split())


def column(person: AtScreen, columns: int) -> str:
    """The words of the first column; from 104 columns up there is a second."""
    if columns < 104:
        return words(person.terminal.text)
    left = (columns - 104) // 2
    return words("\n".join(line[left : left + 66] for line in person.lines))


def is_whole(person: AtScreen, question: str, columns: int, rows: int) -> bool:
    """Question, footer and margins are all there."""
    footer = person.lines[rows - 1 if rows < 20 else rows - 2]
    left = min((len(line) - len(line.lstrip()) for line in person.lines if line), default=0)
    right = max(len(line) for line in person.lines)
    return (
        footer.endswith(("Ctrl+X leave", "^X leave"))
        and words(question) in column(person, columns)
        and left >= (1 if columns < 80 else 7)
        and right <= columns - 1
    )


def look_at_every_size(person: AtScreen, question: str, home: list[str]) -> None:
    for columns, rows in SIZES:
        person.terminal.resize(columns, rows)
        person.until(
            lambda c=columns, r=rows: is_whole(person, question, c, r),  # type: ignore[misc]
            f"“{question}” whole at {columns}x{rows}",
        )
    person.terminal.resize(80, 24)
    person.until(lambda: person.lines == home, "the same screen again:\n" + "\n".join(home))


STORIES = (TWO_READINGS, THE_WORDS)
"""Between them every kind of step but breathing."""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.exercise)
def test_every_step_is_whole_at_every_size(story: Story, house: House) -> None:
    person = house.screen("run", story.exercise)
    person.begin()
    for question, act in story.acts:
        if question:
            person.until_asked(question)
            person.settle()
            assert_the_rows_of_the_plan(person, question, act)
            look_at_every_size(person, question, person.lines)
        person.do(act)
    person.until_shown(story.ends)
    person.settle()
    look_at_every_size(person, story.ends, person.lines)


def assert_the_rows_of_the_plan(person: AtScreen, question: str, act: Act) -> None:
    """At 80x24: header in row 1, question from row 7 on, footer in row 22, in 66 cells."""
    lines = person.lines
    assert re.search(r"(\d+ of (about )?\d+|before you begin)$", lines[1])
    for blank in (0, 2, 6, 21, 23):
        assert not lines[blank], f"row {blank} of “{question}” for {act}:\n{person.terminal.text}"
    assert words(question).split()[0] in words("\n".join(lines[7:12]))
    assert lines[7].strip()
    assert lines[22].endswith("Ctrl+X leave")
    assert len(lines[22]) == 73
    for line in lines:
        assert line == "" or (line.startswith(" " * 7) and len(line) <= 73)


def test_too_small_a_window_says_so_and_loses_nothing(house: House) -> None:
    person = house.screen("run", "two-interpretations")
    person.begin()
    person.until_asked("What shall we look at?")
    person.press("2")
    person.until_shown("2  ●")
    person.terminal.resize(30, 8)
    person.until_shown("Your words are safe.")
    person.terminal.resize(80, 24)
    person.until_shown("2  ●")
