"""What goes out: nothing while idle, nothing that acts, and never at the cost of the clock."""

from __future__ import annotations

import signal

from tests.terminal.conftest import Tiny
from tests.terminal.pty import wait_until
from tests.terminal.test_ends import tick


def test_a_stalled_terminal_stops_neither_timers_nor_saving(tiny: Tiny) -> None:
    terminal = tiny.start()
    terminal.stall()
    terminal.send("\x1bOS")
    wait_until(lambda: tiny.file.exists() and tick(tiny).seconds >= 2)
    seen = tick(tiny)
    assert seen.frames > 15
    assert seen.longest_gap < 0.5


def test_a_stalled_terminal_is_shown_the_present_once_it_reads_again(tiny: Tiny) -> None:
    terminal = tiny.start()
    terminal.stall()
    terminal.send("\x1bOS")
    wait_until(lambda: tiny.file.exists() and tick(tiny).frames > 60)
    drawn = len(terminal.output)
    terminal.send("\x1bOS")  # F4 again ends the flood
    terminal.send("typed")
    wait_until(lambda: tick(tiny).frames == 0)
    terminal.go_on()
    terminal.wait_for("'typed'")
    terminal.wait_until_quiet()
    last_frame = tiny.saved.partition(":")[2]
    assert terminal.lines[0] == last_frame * 70
    assert len(terminal.output) - drawn < 60_000


def test_a_letter_costs_the_line_a_letter_and_not_a_row(tiny: Tiny) -> None:
    terminal = tiny.start(typed="a")
    drawn = len(terminal.output)
    terminal.send("b")
    terminal.wait_for("'ab'")
    terminal.wait_until_quiet()
    assert len(terminal.output) - drawn < 250  # in the field and in the line that repeats it


def test_starting_sends_the_whole_screen_once(tiny: Tiny) -> None:
    terminal = tiny.start()
    assert terminal.output.count(b"ready") == 1


def test_an_idle_program_draws_nothing_and_takes_no_time(tiny: Tiny) -> None:
    terminal = tiny.start(typed="a")
    drawn, used = len(terminal.output), terminal.cpu_seconds()
    terminal.wait_until_quiet(1.0)
    assert len(terminal.output) == drawn
    assert terminal.cpu_seconds() - used <= 0.05


def test_control_characters_in_any_widget_do_not_reach_the_terminal(tiny: Tiny) -> None:
    terminal = tiny.start("nasty")
    assert terminal.lines[0] == "ready a[31mb]52;c;aGk=c2Jdefg"
    for acting in (b"\x1b[31m", b"\x1b]", b"\x07", b"\x00", "\u202e".encode(), "\x9b".encode()):
        assert acting not in terminal.output


def test_only_clicks_are_asked_of_the_mouse(tiny: Tiny) -> None:
    terminal = tiny.start()
    assert b"\x1b[?1000h" in terminal.output
    for mode in (b"1002", b"1003", b"1004", b"1015", b"1016", b"2048"):
        assert b"\x1b[?" + mode + b"h" not in terminal.output


def test_copying_leaves_the_terminals_clipboard_alone(tiny: Tiny) -> None:
    terminal = tiny.start(typed="secret")
    drawn = len(terminal.output)
    terminal.send("\x1b[1;2H\x03")  # mark back to the beginning, copy
    terminal.send("\x1bOF\x16")  # to the end, paste
    terminal.wait_for("'secretsecret'")
    assert b"\x1b]" not in terminal.output[drawn:]


def test_a_new_size_is_drawn_at_once(tiny: Tiny) -> None:
    terminal = tiny.start()
    terminal.resize(100, 30)
    terminal.wait_for(lambda: len(terminal.lines[1]) > 90)
    terminal.signal(signal.SIGWINCH)  # and once more for nothing
    terminal.wait_until_quiet()
    assert terminal.process.poll() is None


def test_the_same_size_told_again_draws_the_screen_anew(tiny: Tiny) -> None:
    terminal = tiny.start(typed="a")
    terminal.scribble(b"\x1b[20;1Hlow on memory")
    terminal.signal(signal.SIGWINCH)
    terminal.wait_for(lambda: "low on memory" not in "\n".join(terminal._screen.display))
    terminal.wait_until_quiet()
    drawn = len(terminal.output)
    terminal.send("b")
    terminal.wait_for("'ab'")
    terminal.wait_until_quiet()
    assert len(terminal.output) - drawn < 250
