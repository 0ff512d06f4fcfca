"""The map of keys in the real studio, once in a bare terminal and once inside tmux."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.endtoend.at_screen import ENTER, ESCAPE, NEXT, AtScreen
from tests.endtoend.house import House
from tests.endtoend.in_tmux import InTmux
from tests.endtoend.left_off import READING, LeftOff

HALF = "They are angr"
STOP, HELP, COVER, LEAVE, SAVED, BEFORE = "\x03", "\x07", "\x0c", "\x18", "\x13", "\x10"
Open = Callable[..., AtScreen]


@pytest.fixture(params=["a bare terminal", "tmux"])
def inside(request: pytest.FixtureRequest, house: House) -> Iterator[Open]:
    """Opens the studio, with these words, in either."""
    with ExitStack() as undo:
        if request.param == "tmux":
            if shutil.which("tmux") is None:
                pytest.skip("needs tmux")
            tmux = InTmux(house.folder)
            undo.callback(tmux.close)
            yield lambda *words: AtScreen(undo.enter_context(tmux.terminal(house, *words)))
        else:
            shell = ["sh", "-c", '"$@"; echo "ended with $?"; read -r _', "sh"]
            yield lambda *words: AtScreen(house.terminal(*words, before=shell))


def writing(inside: Open, house: House) -> AtScreen:
    """A text step with half a line in it."""
    LeftOff("two-interpretations", READING, "first_reading").make(house)
    person = inside()
    person.take_up()
    person.until_asked("What did your mind say")
    person.until_shown("Ctrl+C stop")
    person.press(HALF)
    person.until_shown(HALF)
    return person


def is_writing_again(person: AtScreen) -> None:
    person.until_asked("What did your mind say")
    person.until_shown(HALF)
    person.until_shown("Ctrl+C stop")


def test_control_keys_work_in_a_field_and_lead_back_to_the_same_words(
    inside: Open, house: House
) -> None:
    person = writing(inside, house)
    person.press(SAVED)
    person.until_shown("Kept as you type.")
    person.press(STOP)
    person.until_shown("Stopped. What you wrote is kept.")
    person.press("4")
    is_writing_again(person)
    person.press(HELP)
    person.until_shown("People to talk to")
    person.press(ESCAPE)
    is_writing_again(person)
    person.press(COVER)
    person.until(lambda: not person.terminal.text.strip(), "nothing at all")
    person.press(ENTER)
    is_writing_again(person)
    person.press("\x1bk")
    person.until_shown("Keys")
    person.press(ESCAPE)
    is_writing_again(person)
    person.press(NEXT)
    person.until_asked("How likely does that feel?")
    person.press(BEFORE)
    is_writing_again(person)
    person.press("y.")
    person.until_shown(HALF + "y.")


def test_covering_the_screen_repairs_what_another_program_drew_on_it(
    inside: Open, house: House
) -> None:
    person = writing(inside, house)
    person.terminal.scribble(b"\x1b[3;60Hlow on memory\x1b[24;1Hlow on memory")
    person.press(COVER)
    person.until(lambda: not person.terminal.text.strip(), "nothing at all")
    person.press(ENTER)
    is_writing_again(person)
    assert "low on memory" not in person.terminal.text


def test_escape_and_then_a_letter_is_a_command_slowly_and_quickly(
    inside: Open, house: House
) -> None:
    person = writing(inside, house)
    person.press(ESCAPE)
    person.until_shown("Nothing is running.")
    person.press(ENTER)
    is_writing_again(person)
    person.press(ESCAPE)
    person.until_shown("Nothing is running.")
    person.press("q")
    person.until_shown("Stopped. What you wrote is kept.")
    person.press("4")
    is_writing_again(person)
    person.press("\x1bq")  # at once: it comes as Alt and the letter
    person.until_shown("Stopped. What you wrote is kept.")
    person.press("4")
    is_writing_again(person)
    person.press("\x1bs")
    person.until_asked("How likely does that feel?")
    person.press("b")
    person.until_asked("What did your mind say")
    person.press(ESCAPE)
    person.until_shown("Nothing is running.")
    person.press("b")
    person.until_asked("How upset or tense")
    assert not person.shows("b 6"), "no letter of a command was typed anywhere"


def test_escape_b_at_once_moves_a_word_and_harms_nothing(inside: Open, house: House) -> None:
    person = writing(inside, house)
    person.press("\x1bb")
    person.press("x")
    person.until(lambda: "x" in person.terminal.text.replace("Ctrl+X", ""), "the letter")
    assert person.question.startswith("What did your mind say")


def test_leaving_fast_clears_ends_with_0_and_writes_a_flag_alone(
    inside: Open, house: House
) -> None:
    person = writing(inside, house)
    person.press(STOP)  # whatever was typed is on the disk now
    person.until_shown("Stopped. What you wrote is kept.")
    person.press("4")
    is_writing_again(person)
    before = files(house)
    person.press("zzz" + LEAVE)
    person.until_shown("ended with 0")
    assert not person.shows(HALF)
    assert not person.shows("Two other readings")
    after = files(house)
    added = {name: after[name] for name in after if name not in before}
    assert added == {".open": b""}
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed <= {name for name in before if "drafts" in name}

    again = house.screen()
    again.until_shown("Something is open.")
    again.press("q")
    again.terminal.wait_for_end()
    third = house.screen()
    third.until_shown("Left open")
    third.settle()
    assert not third.shows("Something is open.")


def files(house: House) -> dict[str, bytes]:
    """Every file of the data folder but the lock, and what is in it."""
    data = house.home / "data"
    return {
        str(one.relative_to(data)): one.read_bytes()
        for one in data.rglob("*")
        if one.is_file() and one.name != ".lock"
    }


@pytest.mark.parametrize(
    ("until", "keys", "shows"),
    [
        ("blame", "1234", "4  ●"),
        ("looked_through", "1 2 3", "› 3"),
        ("first_likely_before", "7305", "[ 5 ]"),
        ("saved", "12", "2  ●"),
        ("check_back", "321", "1  ●"),
    ],
)
def test_a_digit_marks_and_never_leaves_a_question(
    until: str, keys: str, shows: str, house: House
) -> None:
    LeftOff("two-interpretations", READING, until).make(house)
    person = house.screen()
    person.take_up()
    person.until(lambda: bool(person.question), "a question")
    person.settle()
    asked, answered = person.question[:20], house.answered()
    person.press(keys)
    person.until_shown(shows)
    person.settle()
    assert person.question.startswith(asked)
    assert house.answered() == answered


def test_a_doubled_enter_passes_one_step_and_no_more(inside: Open, house: House) -> None:
    LeftOff("two-interpretations", READING, "blame").make(house)
    person = inside()
    person.take_up()
    person.until_asked("Whose fault")
    person.press("2" + ENTER * 3)
    person.until_asked("Hold that one")
    person.settle()
    person.until_asked("Hold that one")
    person.press(ENTER)
    person.until_asked("Pick two or more")


def test_a_ten_typed_slowly_is_ten(house: House) -> None:
    LeftOff("two-interpretations", READING, "first_likely_before").make(house)
    person = house.screen()
    person.take_up()
    person.until_asked("How likely does that feel?")
    for keys, shows in (("1", "[ 1 ]"), ("0", "[ 10 ]"), ("0", "[ 0 ]"), ("\x1b[3~", "")):
        person.settle()
        person.press(keys)
        person.until_shown(shows)
    person.settle()
    assert "[" not in person.question
