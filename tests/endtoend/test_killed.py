"""kill -9 in the middle of every kind of step: the next start goes on exactly there.

The studio is opened on a session left off, taken up, and killed with an answer
half given. A second start then has to show the same question, the words and
marks again, and everything answered before.
"""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.endtoend.acts import Story
from tests.endtoend.at_screen import ENTER, SHORT, AtScreen
from tests.endtoend.house import House
from tests.endtoend.in_lines import InLines
from tests.endtoend.left_off import BREATH, KEPT_REF, READING, SCAN, UNFAIR, WORDS, LeftOff
from tests.endtoend.stories import THE_WORDS
from tests.terminal.pty import wait_until

BOUNDARY = {"area": "work or study", "not_ok": "messages after nine in the evening"}
A_SECOND = 2.0
"""A word typed is on the disk a second after its first letter; a busy machine has as much again."""
Act = Callable[[AtScreen], None]


def typed(words: str) -> Act:
    """Letters, seen on the screen."""

    def act(person: AtScreen) -> None:
        person.press(words)
        person.until_shown(words)

    return act


def pressed(keys: str, shows: str) -> Act:
    """Keys, and what they change on the screen."""

    def act(person: AtScreen) -> None:
        person.press(keys)
        person.until_shown(shows)

    return act


def after(*acts: Act) -> Act:
    """One after another."""

    def act(person: AtScreen) -> None:
        for one in acts:
            one(person)

    return act


@dataclass(frozen=True)
class Cut:
    """Where it is cut: the session, what was done at the step, and what is there again.

    `typing` is the unfinished answer as the disk has it within a second; `again` is
    on the screen after the second start.
    """

    left: LeftOff
    act: Act
    question: str
    again: tuple[str, ...] = ()
    typing: Any = None


TWO, BOUNDS = "two-interpretations", "boundary-scripting"
CUTS = {
    "say": Cut(LeftOff(TWO, READING, "say_2"), pressed("", "Hold"), "Hold that one"),
    "text": Cut(
        LeftOff(TWO, READING, "first_reading"),
        typed("They are angr"),
        "What did your mind say",
        ("They are angr",),
        "They are angr",
    ),
    "text of several lines": Cut(
        LeftOff(BOUNDS, WORDS, "mine"),
        after(
            pressed("\x05\x15" * 8, "0 of 40 words"),
            typed("After nine I feel tense."),
            pressed(ENTER, "5 of 40 words"),
            typed("Please wri"),
        ),
        "Make it yours",
        ("After nine I feel tense.", "Please wri"),
        "After nine I feel tense.\nPlease wri",
    ),
    "choice": Cut(
        LeftOff(TWO, READING, "blame"),
        pressed("2", "2  ●"),
        "Whose fault",
        ("2  ●  partly mine",),
        {"value": "partly"},
    ),
    "choice in own words": Cut(
        LeftOff(BOUNDS, WORDS, "with_whom"),
        after(pressed("0", "Ctrl+C stop"), typed("the new tea")),
        "Who would you say it to?",
        ("the new tea",),
        {"own": "the new tea"},
    ),
    "choices": Cut(
        LeftOff(TWO, READING, "looked_through"),
        after(pressed("2", "2  [x]"), pressed("3", "3  [x]")),
        "Pick two or more",
        ("2  [x]  timing", "3  [x]  their mood"),
        [{"value": "timing"}, {"value": "mood_load"}],
    ),
    "scale": Cut(
        LeftOff(TWO, READING, "first_likely_before"),
        pressed("10", "[ 10 ]"),
        "How likely does that feel?",
        ("[ 10 ]",),
        10,
    ),
    "scale, the earlier one shown": Cut(
        LeftOff(TWO, READING, "first_likely_after"),
        after(pressed("4", "[ 4 ]"), pressed(ENTER, "You said 8 earlier and 4 now.")),
        "And the first one",
        ("You said 8 earlier and 4 now.",),
    ),
    "list": Cut(
        LeftOff(TWO, READING, "alts"),
        after(typed("They were late."), pressed(ENTER, "1  They were late."), typed("Bad ne")),
        "They don't have to be nice",
        ("1  They were late.", "Bad ne"),
        [{"text": "They were late."}, {"text": "Bad ne"}],
    ),
    "list, an entry rated": Cut(
        LeftOff(TWO, READING, "alts"),
        after(
            typed("They were late."),
            pressed(ENTER, "1  They were late."),
            typed("Bad news."),
            pressed(ENTER, "2  Bad news."),
            pressed(ENTER, "1 timing"),
            pressed("1", "› timing"),
        ),
        "They don't have to be nice",
        ("1  They were late.", "timing", "2  Bad news."),
        [{"text": "They were late.", "lens": "timing"}, {"text": "Bad news."}],
    ),
    "compose": Cut(
        LeftOff(BOUNDS, WORDS, "draft"),
        pressed("3", "› 3 firm"),
        "Three drafts",
        ("› 3 firm", "I've said this before."),
        {"slots": {}, "version": "firm"},
    ),
    "pick": Cut(
        LeftOff(BOUNDS, {"less_safe": WORDS["less_safe"]}, "boundary", kept=BOUNDARY),
        pressed("1", "› 1"),
        "Which line is this about?",
        ("› 1",),
        {"ref": KEPT_REF},
    ),
    "pick, a new line": Cut(
        LeftOff(BOUNDS, {"less_safe": WORDS["less_safe"]}, "boundary", kept=BOUNDARY),
        after(pressed("0", "Ctrl+C stop"), typed("Calls at ni")),
        "Which line is this about?",
        ("Calls at ni",),
        {"own": "Calls at ni"},
    ),
    "timed": Cut(
        LeftOff("body-scan", SCAN, "scan"),
        after(pressed("s", "part 2 of 12"), pressed("s", "part 3 of 12")),
        "",
        ("Knees, thighs", "part 3 of 12"),
    ),
    "breathe": Cut(
        LeftOff("grounding-breath", BREATH, "breathe_1", seconds=12.0),
        pressed("", "breath 2 of 6"),
        "in",
        ("breath 2 of 6",),
    ),
    "keep": Cut(
        LeftOff(TWO, READING, "saved"),
        pressed("1", "1  ●"),
        "Keep",
        ("1  ○  Keep it", "They were late for a train."),
    ),
    "schedule": Cut(
        LeftOff(TWO, READING, "check_back"),
        pressed("3", "3  ●"),
        "Check back",
        ("3  ●  in 3 days",),
        {"value": "three_days"},
    ),
    "contacts": Cut(
        LeftOff(TWO, UNFAIR, "contacts_1"),
        pressed("", "findahelpline.com"),
        "",
        ("findahelpline.com",),
    ),
}


def take_up(house: House, cut: Cut) -> AtScreen:
    """The studio, at the step that was left; a question kept nowhere is answered again."""
    if house.drafts():
        person = house.screen()
        person.take_up()
    else:  # nothing was answered yet that leaves a trace
        person = house.screen("run", cut.left.exercise)
        person.begin()
    if cut.left.exercise == BOUNDS:
        person.until_asked("Could saying it make you less safe?")
        person.press("1")
        person.until_shown("1  ●  No")
        person.press(ENTER)
    person.until_asked(cut.question)
    return person


def step(person: AtScreen) -> str:
    """`5 of about 16` in the header."""
    place = re.compile(r"\d+ of (?:about )?\d+")
    person.until(lambda: bool(place.search(person.lines[1])), "the step in the header")
    found = place.search(person.lines[1])
    assert found
    return found[0]


def kill(person: AtScreen) -> None:
    person.terminal.signal(signal.SIGKILL)
    person.terminal.wait_for_end()


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_killed_at_a_step_it_goes_on_exactly_there(cut: Cut, house: House) -> None:
    answered = cut.left.make(house)
    first = take_up(house, cut)
    cut.act(first)
    wait_until(lambda: house.typing() == cut.typing, A_SECOND)
    progress = step(first)
    kill(first)

    assert house.answered()[: len(answered)] == answered
    again = take_up(house, cut)
    for words in cut.again:
        again.until_shown(words)
    assert step(again) == progress
    assert house.answered()[: len(answered)] == answered


def test_a_timed_step_waits_at_the_start_of_the_part_it_was_in(house: House) -> None:
    """Paused, with the whole part before it, however far it had gone."""
    scan = LeftOff("body-scan", SCAN | {"form": {"value": "hands_feet"}}, "scan", seconds=38.0)
    scan.make(house)
    person = take_up(house, Cut(scan, pressed("", ""), ""))
    person.until_shown("part 3 of 5")
    session = house.desk().resume(house.draft()["id"]).session
    assert session.paused
    assert session.timer is not None
    assert session.timer.total_left(session.now) == 20 + 15 + 20
    before = person.terminal.text
    person.terminal.wait_until_quiet(SHORT)
    assert person.terminal.text == before, "nothing moves while it is paused"


def test_of_typed_letters_at_most_the_last_second_is_missing(house: House) -> None:
    """Letter after letter, and killed while typing: what is a second old is there."""
    LeftOff(TWO, READING, "first_reading").make(house)
    person = take_up(house, CUTS["text"])
    words = ""
    old = ""
    began = time.monotonic()
    while time.monotonic() < began + 2.5:
        letter = chr(ord("a") + len(words) % 26)
        person.press(letter)
        words += letter
        person.until_shown(words[-40:])
        if time.monotonic() < began + 2.5 - A_SECOND:
            old = words
    kill(person)
    kept = house.typing() or ""
    assert words.startswith(kept)
    assert len(kept) >= len(old) > 0


def test_killed_in_line_mode_between_two_lines_it_goes_on_exactly_there(house: House) -> None:
    first = InLines(house.terminal("run", BOUNDS, "--plain"))
    first.until("Enter begins")
    first.type("")
    for question, act in THE_WORDS.acts[:14]:
        first.until(question)
        first.do(act)
    first.until("a line with a dot ends it")
    first.type("After nine I feel tense.")
    first.until("> ")
    first.terminal.signal(signal.SIGKILL)
    first.terminal.wait_for_end()

    assert house.typing() == "After nine I feel tense."
    again = InLines(house.terminal("run", BOUNDS, "--plain"))
    again.until("Step 15 of 24 is waiting.")
    again.type("1")
    again.until("Could saying it make you less safe?")
    again.type("1")
    again.until("You had: After nine I feel tense.")
    again.type("+")
    again.type("Please write before six.")
    again.type(".")
    rest = THE_WORDS.acts[15:]
    again.play(Story(BOUNDS, rest, "", THE_WORDS.ends))
    assert again.terminal.wait_for_end()[0] == 0
    (outcome,) = house.history()
    answers = {one["id"]: one for one in outcome["answers"] if one["on_path"]}
    assert answers["mine"]["value"] == "After nine I feel tense.\nPlease write before six."
    assert answers["fact"]["value"] == "a message comes after nine"


@pytest.mark.parametrize("at", ["a list, between two entries", "time that runs"])
def test_killed_in_line_mode_at(at: str, house: House) -> None:
    if at == "time that runs":
        LeftOff("body-scan", SCAN, "scan").make(house)
        lines = resumed_in_lines(house, "body-scan")
        lines.until("Enter goes on")
        lines.type("")
        for part in ("part 1", "part 2"):
            lines.until(part)
            lines.terminal.send(":s\n")
        lines.until("part 3 of 12")
    else:
        LeftOff(TWO, READING, "alts").make(house)
        lines = resumed_in_lines(house, TWO)
        for line in ("They were late.", "1", "7"):
            lines.type(line)
        lines.until("Another")
    lines.terminal.signal(signal.SIGKILL)
    lines.terminal.wait_for_end()

    again = house.screen()
    again.take_up()
    if at == "time that runs":
        again.until_shown("part 3 of 12")
    else:
        again.until_shown("1  They were late.")
        again.until_shown("timing")
        assert house.typing() == [{"text": "They were late.", "lens": "timing", "plausible": 7}]


def resumed_in_lines(house: House, exercise: str) -> InLines:
    lines = InLines(house.terminal("run", exercise, "--plain"))
    lines.until("is waiting.")
    lines.type("1")
    return lines
