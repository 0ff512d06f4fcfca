"""Ends that nobody asked for, and terminals that are none, with the real studio."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable

import pytest

from tests.endtoend.at_screen import AtScreen
from tests.endtoend.house import House
from tests.endtoend.left_off import READING, LeftOff
from tests.terminal.pty import Terminal

COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
HALF = "They are angr"
ENDS: dict[str, tuple[Callable[[Terminal], None], int]] = {
    "a hang-up": (lambda terminal: terminal.signal(signal.SIGHUP), 129),
    "an order to end": (lambda terminal: terminal.signal(signal.SIGTERM), 143),
    "a closed terminal": (lambda terminal: terminal.hang_up(), 129),
}


def writing(house: House) -> AtScreen:
    """In the middle of a text field, with a letter typed this moment."""
    LeftOff("two-interpretations", READING, "first_reading").make(house)
    person = house.screen()
    person.take_up()
    person.until_asked("What did your mind say")
    person.press(HALF)
    person.until_shown(HALF)
    return person


@pytest.mark.parametrize(("end", "code"), ENDS.values(), ids=ENDS)
def test_what_is_typed_is_saved_and_taken_up_again(
    end: Callable[[Terminal], None], code: int, house: House
) -> None:
    person = writing(house)
    end(person.terminal)
    ended, seconds = person.terminal.wait_for_end()
    assert (ended, seconds < 2) == (code, True)
    assert house.typing() == HALF

    again = house.screen()
    again.take_up()
    again.until_asked("What did your mind say")
    again.until_shown(HALF)


def test_letters_and_a_hang_up_at_once_are_all_kept(house: House) -> None:
    person = writing(house)
    more = "y with me and will not say so"
    person.press(more)
    person.terminal.signal(signal.SIGHUP)
    person.terminal.wait_for_end()
    kept = house.typing()
    assert (HALF + more).startswith(kept)
    assert kept.startswith(HALF)


def test_an_order_to_end_leaves_the_terminal_as_it_was(house: House) -> None:
    person = writing(house)
    person.terminal.signal(signal.SIGTERM)
    person.terminal.wait_for_end()
    person.terminal.wait_for_output(b"\x1b[?1049l")
    assert person.terminal.echoes


def test_without_a_terminal_run_says_one_line_and_how(house: House) -> None:
    done = house.run("run", "body-scan")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "no terminal" in done.stderr
    assert "--plain" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_without_a_terminal_the_studio_tells_today_as_text(house: House) -> None:
    LeftOff("two-interpretations", READING, "first_reading").make(house)
    done = house.run()
    assert done.returncode == 0, done.stderr
    assert "Two other readings" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("words", [(), ("run", "body-scan")], ids=["studio", "studio run"])
def test_a_dumb_terminal_gets_lines_by_itself(words: tuple[str, ...], house: House) -> None:
    terminal = house.terminal(*words, environment={"TERM": "dumb"})
    terminal.wait_for_output(b"> ")
    assert b"\x1b" not in bytes(terminal.output)
    terminal.send(":q\n")
    assert terminal.wait_for_end()[0] == 0


def test_no_color_sends_no_colour(house: House) -> None:
    """Bold and reverse stay: they are not colours."""
    LeftOff("two-interpretations", READING, "blame").make(house)
    person = house.screen(environment={"NO_COLOR": "1"})
    person.take_up()
    person.until_asked("Whose fault")
    person.press("2")
    person.until_shown("2  ●")
    assert COLOUR.search(bytes(person.terminal.output)) is None


def test_with_colours_there_are_colours(house: House) -> None:
    """What the test above looks for is there where nobody forbids it."""
    person = house.screen()
    person.until_shown("Today")
    assert COLOUR.search(bytes(person.terminal.output)) is not None


def test_two_terminals_at_once_lose_nothing(house: House) -> None:
    """The same session taken up twice: both go on, and what was answered stays."""
    person = writing(house)
    other = house.screen()
    other.until_shown("Left open")
    person.press(" with me.\r")
    person.until_asked("How likely")
    other.press("q")
    other.terminal.wait_for_end()
    assert ["first_reading", "answer", HALF + " with me."] in house.answered()
