"""One exercise, three ways of doing it: nothing that is kept tells which it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.endtoend.acts import (
    Act,
    Add,
    Choose,
    Mark,
    Own,
    Rate,
    Read,
    Sit,
    Skip,
    Story,
    Take,
    Write,
    WriteLines,
)
from tests.endtoend.conftest import NewHouse
from tests.endtoend.house import House
from tests.endtoend.in_lines import InLines
from tests.endtoend.sameness import without_chance
from tests.endtoend.stories import STORIES, TWO_READINGS

THE_DRAFT = (
    "When a message comes after nine, I feel tense. I need evenings to myself."
    " Please write before six."
)


def at_the_screen(house: House, story: Story) -> None:
    """Full screen, key by key, from the card to the last screen."""
    person = house.screen("run", story.exercise)
    person.begin()
    person.play(story)
    person.settle()
    person.press("\r")
    assert person.terminal.wait_for_end()[0] == 0


def in_lines(house: House, story: Story) -> None:
    """Line by line."""
    person = InLines(house.terminal("run", story.exercise, "--plain"))
    person.until("Enter begins")
    person.type("")
    person.play(story)
    assert person.terminal.wait_for_end()[0] == 0


def from_a_file(house: House, story: Story) -> None:
    """From an answers file, with nobody there."""
    file = house.folder / "answers.yml"
    file.write_text(story.answers, "utf-8")
    done = house.run("run", story.exercise, "--plain", "--answers", str(file))
    assert done.returncode == 0, done.stderr


def assert_every_answer(story: Story, outcome: dict[str, Any]) -> None:
    """What the person said is what the history has, in its order."""
    told = [told_of(act) for _, act in story.acts]
    private = "less safe" in story.acts[0][0]
    asked = [
        "skipped" if one.get("skipped") else one["words"]
        for one in outcome["answers"]
        if one["on_path"] and one["kind"] not in ("keep", "timed")
    ]
    assert asked == [one for one in told[private:] if one is not None]


def told_of(act: Act) -> list[str] | str | None:
    """The words of an answer as an outcome has them; None for what is no answer."""
    match act:
        case Choose("Keep it") | Read() | Sit():
            return None
        case Choose(label):
            return [label]
        case Mark(labels):
            return list(labels)
        case Rate(number):
            return [str(number)]
        case Own(words) | Write(words) | WriteLines(words):
            return [words]
        case Add(items):
            return [
                f"{one.text} ({one.choice}, {one.number})" if one.choice else one.text
                for one in items
            ]
        case Take():
            return [THE_DRAFT]
        case Skip():
            return "skipped"


WAYS: tuple[Callable[[House, Story], None], ...] = (at_the_screen, in_lines, from_a_file)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.exercise)
def test_the_three_ways_leave_the_same(story: Story, new_house: NewHouse) -> None:
    left = []
    for way in WAYS:
        house = new_house()
        way(house, story)
        (outcome,) = house.history()
        assert not house.drafts(), "an ended session is no draft any more"
        assert_every_answer(story, outcome)
        left.append(without_chance(outcome))
    screen, lines, file = left
    assert screen == lines
    assert lines == file


def test_sameness_sees_another_answer_and_another_day(new_house: NewHouse) -> None:
    """The comparison above would notice."""
    told = []
    for days in ("in 3 days", "in 7 days"):
        house = new_house()
        answers = TWO_READINGS.answers
        if days == "in 7 days":
            answers = answers.replace("three_days", "a_week")
        from_a_file(house, Story("two-interpretations", (), answers, ""))
        told.append(without_chance(house.history()[0]))
    assert told[0] != told[1]
    assert told[0]["answers"][0] == told[1]["answers"][0]
