"""Line mode in a real pipe and a real terminal: signals, hang-ups, a terminal that is plain."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_commands import Shell

DEADLINE = 30.0
COMMAND = "from studio.cli import main; main({!r})"


class Running:
    """A `studio` that runs; its output is read as it comes."""

    def __init__(self, shell: Shell, words: list[str], *, terminal: bool, **more: str) -> None:
        self.terminal = terminal
        if terminal:
            self.master, end = pty.openpty()
            ends = {"stdin": end, "stdout": end, "stderr": end}
        else:
            self.master, out = os.pipe()
            ends = {"stdin": subprocess.PIPE, "stdout": out, "stderr": out}
            end = out
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND.format(words)],
            env=shell.environment | more,
            cwd=shell.home,
            start_new_session=True,
            preexec_fn=_own_terminal if terminal else None,
            **ends,
        )
        os.close(end)
        self.heard = ""

    def type(self, line: str) -> None:
        if self.terminal:
            os.write(self.master, f"{line}\n".encode())
        else:
            assert self.process.stdin is not None
            self.process.stdin.write(f"{line}\n".encode())
            self.process.stdin.flush()

    def until(self, words: str) -> None:
        """Read on until something was said."""
        end = time.monotonic() + DEADLINE
        while words not in self.heard:
            left = end - time.monotonic()
            assert left > 0, f"never said {words!r}: {self.heard[-600:]}"
            if select.select([self.master], [], [], left)[0]:
                self._take()

    def rest(self) -> int:
        """Its exit code, once it has ended."""
        end = time.monotonic() + DEADLINE
        while self.process.poll() is None and time.monotonic() < end:
            if select.select([self.master], [], [], 0.05)[0]:
                self._take()
        while select.select([self.master], [], [], 0)[0] and self._take():
            pass
        return self.process.wait(timeout=1)

    def _take(self) -> bool:
        try:
            taken = os.read(self.master, 65536)
        except OSError:
            return False
        self.heard += taken.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(taken)

    def hang_up(self) -> None:
        os.close(self.master)


def _own_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    settings = "from studio.practice.desk import open_desk; open_desk().change(seen_first_run=True)"
    assert shell.python(settings).returncode == 0
    return shell


def at_the_second_step(shell: Shell, *, terminal: bool, **more: str) -> Running:
    running = Running(shell, ["run", "two-interpretations", "--plain"], terminal=terminal, **more)
    running.until("Enter begins")
    running.type("")
    running.until("What shall we look at?")
    running.type("1")
    running.until("The facts only.")
    running.type("They walked past without a word.")
    running.until("How upset or tense")
    return running


def drafts(shell: Shell) -> list[dict[str, object]]:
    return list(shell.json("today", "--json")["open"])


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_saves_the_draft_and_has_its_exit_code(
    shell: Shell, terminal: bool, number: signal.Signals, code: int
) -> None:
    running = at_the_second_step(shell, terminal=terminal)
    running.process.send_signal(number)
    assert running.rest() == code
    assert "Traceback" not in running.heard
    assert "Ended from outside. This is left open at step 3 of about 18" in running.heard
    [row] = drafts(shell)
    assert row["progress"] == "step 3 of about 18"


def test_a_line_that_drops_saves_the_draft(shell: Shell) -> None:
    running = at_the_second_step(shell, terminal=True)
    running.hang_up()
    assert running.process.wait(timeout=DEADLINE) == 129
    [row] = drafts(shell)
    assert row["progress"] == "step 3 of about 18"


def test_a_reader_that_goes_away_saves_the_draft(shell: Shell) -> None:
    running = at_the_second_step(shell, terminal=False)
    running.hang_up()
    running.type("6")
    assert running.process.wait(timeout=DEADLINE) == 129
    assert len(drafts(shell)) == 1


def test_a_signal_while_time_runs_saves_the_draft(shell: Shell) -> None:
    running = Running(shell, ["run", "grounding-breath", "--plain"], terminal=True)
    for line, said in (("", "dizzy"), ("", "breathing break"), ("", "How upset"), ("7", "pace"),
                       ("4", "Part 1 of 3")):  # fmt: skip
        running.until("Enter begins" if said == "dizzy" else "")
        running.type(line)
        running.until(said)
    running.process.send_signal(signal.SIGTERM)
    assert running.rest() == 143
    assert len(drafts(shell)) == 1
    again = Running(shell, ["run", "grounding-breath", "--plain"], terminal=True)
    again.until("is waiting.")
    again.type("1")
    again.until("Paused. Enter goes on")
    again.process.send_signal(signal.SIGTERM)
    assert again.rest() == 143


def test_ctrl_c_asks_how_to_stop(shell: Shell) -> None:
    running = at_the_second_step(shell, terminal=True)
    os.write(running.master, b"\x03")
    running.until("Stopped. What you wrote is kept.")
    running.type("1")
    assert running.rest() == 0
    [session] = shell.json("history", "--json")
    assert session["ending"] == "stopped"


def test_a_plain_terminal_goes_to_line_mode_by_itself(shell: Shell) -> None:
    running = Running(shell, ["run", "body-scan"], terminal=True, TERM="dumb")
    running.until("Enter begins")
    running.type(":stop")
    assert running.rest() == 0
    assert "\x1b" not in running.heard


def test_today_on_a_plain_terminal_opens_by_number_and_by_name(shell: Shell) -> None:
    running = Running(shell, [], terminal=True, TERM="dumb")
    running.until("Number, or the name of an exercise. Enter leaves.")
    running.type("body-scam")
    running.until("Did you mean body-scan?")
    running.type("q-nothing")
    running.until("Nothing by that name.")
    running.type("1")
    running.until("Grounding breath, about 1 to 4 minutes.")
    running.type(":stop")
    assert running.rest() == 0
    assert "\x1b" not in running.heard


def test_private_answers_are_in_no_file(shell: Shell) -> None:
    running = Running(shell, ["run", "boundary-scripting", "--plain"], terminal=False)
    running.until("Enter begins")
    running.type("")
    running.until("Could saying it make you less safe?")
    running.type("1")
    running.until("What is the line you want to hold?")
    running.type("No messages after nine")
    running.until("Who would you say it to?")
    running.process.send_signal(signal.SIGTERM)
    assert running.rest() == 143
    kept = "".join(file.read_text("utf-8") for file in (shell.home / "data").rglob("*.json"))
    assert "No messages after nine" in kept
    events = [line for line in kept.split("\n") if "less_safe" in line and '"answer"' in line]
    assert all('"safe"' not in line for line in events)
    assert json.loads(shell("today", "--json").stdout)["open"]
