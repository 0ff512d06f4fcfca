"""Every way a session can end: what is saved, what the terminal is left like, how soon."""

from __future__ import annotations

import shlex
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import Tiny
from tests.terminal.pty import Terminal, wait_until

Restored = Callable[..., None]
PROMPT = "shell> "


def test_a_dropped_line_saves_and_ends_with_129(tiny: Tiny) -> None:
    terminal = tiny.start(typed="words")
    terminal.hang_up()
    code, seconds = terminal.wait_for_end()
    assert code == 129
    assert seconds < 1
    assert tiny.saved == "hangup:words"


def test_a_hang_up_ends_even_a_program_whose_loop_is_stuck(tiny: Tiny) -> None:
    terminal = tiny.start(typed="words")
    terminal.send("\x1bOQ")
    wait_until(tiny.blocked.exists)
    terminal.hang_up()
    code, seconds = terminal.wait_for_end()
    assert code == 129
    assert seconds < 1
    assert tiny.saved == "hangup:words"


def test_a_dropped_line_ends_a_program_that_ignores_hang_ups(tiny: Tiny) -> None:
    # What nohup does, but with standard input left on the terminal.
    command = f"trap '' HUP; exec {shlex.join(tiny.command())}"
    terminal = tiny.run(["bash", "-c", command])
    terminal.wait_for("ready")
    terminal.wait_until_quiet()
    terminal.send("words")
    terminal.wait_for("'words'")
    terminal.hang_up()
    code, seconds = terminal.wait_for_end()
    assert code == 129
    assert seconds < 1
    assert tiny.saved == "hangup:words"


def test_input_at_its_end_ends_the_program(tiny: Tiny) -> None:
    with Path("/dev/null").open() as nothing:
        terminal = tiny.run(tiny.command(), stdin=nothing.fileno())
        code, _ = terminal.wait_for_end(10)
    assert code == 129
    assert tiny.saved == "hangup:"


def test_sigterm_saves_and_gives_the_terminal_back(tiny: Tiny, restored: Restored) -> None:
    terminal = tiny.start(typed="words")
    drawn = len(terminal.output)
    terminal.signal(signal.SIGTERM)
    code, seconds = terminal.wait_for_end()
    assert code == 143
    assert seconds < 1
    assert tiny.saved == "terminated:words"
    restored(terminal, drawn)


def test_sigterm_gives_the_terminal_back_when_the_loop_is_stuck(
    tiny: Tiny, restored: Restored
) -> None:
    terminal = tiny.start(typed="words")
    drawn = len(terminal.output)
    terminal.send("\x1bOQ")
    wait_until(tiny.blocked.exists)
    terminal.signal(signal.SIGTERM)
    code, seconds = terminal.wait_for_end()
    assert code == 143
    assert seconds < 1
    assert tiny.saved == "terminated:words"
    restored(terminal, drawn)


@pytest.mark.parametrize("end", [signal.SIGTERM, None], ids=["sigterm", "hang-up"])
def test_a_terminal_that_reads_nothing_delays_no_end(tiny: Tiny, end: int | None) -> None:
    terminal = tiny.start()
    terminal.stall()
    terminal.send("\x1bOS")
    wait_until(lambda: tiny.file.exists() and tick(tiny).frames > 10)
    if end is None:
        terminal.hang_up()
    else:
        terminal.signal(end)
    code, seconds = terminal.wait_for_end()
    assert code == (129 if end is None else 143)
    assert seconds < 1
    assert tiny.saved.startswith("hangup:" if end is None else "terminated:")


def test_a_stalled_terminal_is_restored_once_it_reads_again(tiny: Tiny, restored: Restored) -> None:
    terminal = tiny.start()
    drawn = len(terminal.output)
    terminal.stall()
    terminal.send("\x1bOS")
    wait_until(lambda: tiny.file.exists() and tick(tiny).frames > 10)
    terminal.signal(signal.SIGTERM)
    terminal.wait_for_end()
    terminal.go_on()
    restored(terminal, drawn)


def test_quitting_gives_the_terminal_back(tiny: Tiny, restored: Restored) -> None:
    terminal = tiny.start(typed="words")
    drawn = len(terminal.output)
    terminal.send("\x11")
    code, _ = terminal.wait_for_end()
    assert code == 0
    assert tiny.saved == "quit:words"
    restored(terminal, drawn)


@pytest.mark.parametrize("key", ["\x1bOR", "\x1b[15~"], ids=["handler", "worker"])
def test_a_crash_says_what_to_do_and_quotes_nobody(
    tiny: Tiny, restored: Restored, key: str
) -> None:
    terminal = tiny.start(typed="secret")
    drawn = len(terminal.output)
    terminal.send(key)
    code, _ = terminal.wait_for_end()
    terminal.wait_for_output(b"What you answered is saved.\r\n", drawn)
    said = bytes(terminal.output[drawn:]).decode()
    assert code == 1
    assert tiny.saved == "crash:secret"
    assert "secret" not in said
    assert "Traceback" not in said
    assert "Error" not in said
    restored(terminal, drawn)
    note = tiny.crash.read_text()
    assert "secret" not in note
    assert "tiny_app.py" in note
    assert tiny.crash.stat().st_mode & 0o777 == 0o600


def test_the_rest_of_a_paste_does_not_run_in_the_shell(tiny: Tiny) -> None:
    ran = tiny.folder / "ran"
    terminal = shell(tiny, "crash-on-paste")
    terminal.send("\x1b[200~one\x1b[201~" + f"touch {ran}\r" * 2000)
    terminal.wait_for("is saved")
    assert shell_answers(terminal, b"is saved")
    assert not ran.exists()


def test_the_rest_of_a_paste_without_marks_does_not_run_in_the_shell(tiny: Tiny) -> None:
    ran = tiny.folder / "ran"
    terminal = shell(tiny)
    terminal.send("some words\r\x11" + f"touch {ran}\r" * 2000)
    terminal.wait_for_output(b"\x1b[?1049l")
    assert shell_answers(terminal, b"\x1b[?1049l")
    assert not ran.exists()
    assert tiny.saved == "quit:some words\n"


def test_an_editor_gets_the_terminal_and_gives_it_back(tiny: Tiny) -> None:
    terminal = tiny.start(typed="a")
    terminal.send("\x14")
    terminal.wait_for("outside")
    assert terminal.echoes
    terminal.send("line\n")
    terminal.wait_for_output(b"got line")
    terminal.wait_for("'a'")
    terminal.send("b")
    terminal.wait_for("'ab'")
    terminal.send("\x11")
    assert terminal.wait_for_end()[0] == 0
    assert tiny.saved == "quit:ab"


def test_a_hang_up_under_an_editor_saves(tiny: Tiny) -> None:
    terminal = tiny.start(typed="a")
    terminal.send("\x14")
    terminal.wait_for("outside")
    terminal.signal(signal.SIGHUP)
    assert terminal.wait_for_end()[0] == 129
    assert tiny.saved == "hangup:a"


def test_a_stopped_program_leaves_the_terminal_and_comes_back(tiny: Tiny) -> None:
    terminal = tiny.start(typed="a")
    terminal.signal(signal.SIGTSTP)
    wait_until(lambda: terminal.state() == "T")
    assert terminal.echoes
    drawn = len(terminal.output)
    terminal.signal(signal.SIGCONT)
    terminal.wait_for_output(b"\x1b[?1049h", drawn)
    terminal.send("b")
    terminal.wait_for("'ab'")
    assert not terminal.echoes


def test_sigint_is_a_key_and_ends_nothing(tiny: Tiny) -> None:
    terminal = tiny.start(typed="a")
    terminal.signal(signal.SIGINT)
    terminal.send("b")
    terminal.wait_for("'ab'")
    assert terminal.process.poll() is None


class tick:
    """The last line the flooding app wrote: frames drawn, seconds, longest gap."""

    def __init__(self, tiny: Tiny) -> None:
        fields = tiny.saved.split(":")
        whole = fields[0] == "tick" and len(fields) == 4
        self.frames = int(fields[1]) if whole else 0
        self.seconds = float(fields[2]) if whole else 0.0
        self.longest_gap = float(fields[3]) if whole else 0.0


def shell(tiny: Tiny, *words: str) -> Terminal:
    """A shell that has started the tiny app."""
    terminal = tiny.run(["bash", "--norc", "--noprofile"], environment={"PS1": PROMPT})
    terminal.wait_for(PROMPT.strip())
    terminal.send(shlex.join(tiny.command(*words)) + "\r")
    terminal.wait_for("ready")
    terminal.wait_until_quiet()
    return terminal


def shell_answers(terminal: Terminal, after: bytes) -> bool:
    """Wait until the shell has run a command of ours, and so everything before it.

    It is back once it prompts below what the program wrote last; how it has set the terminal
    by then differs from one moment to the next.
    """
    terminal.wait_for_output(PROMPT.encode(), terminal.output.rindex(after))
    drawn = len(terminal.output)
    terminal.send("echo fin''ished\r")
    terminal.wait_for_output(b"finished", drawn)
    return True
