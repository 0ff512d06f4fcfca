"""A terminal for tests: runs a program in a real pty, answers its questions, reads its screen.

For tests and benchmarks. The program gets the pty as its controlling terminal and its own
session, so that closing the pty hangs it up as a dropped line does. A thread reads what it
draws, answers as a terminal would, and keeps the screen as cells (pyte).

May import pyte and the standard library. Nothing here sleeps: every wait ends with the thing
waited for, or raises with the screen in its message once the deadline has passed.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

REPOSITORY = Path(__file__).resolve().parents[2]

REPLIES: dict[bytes, bytes] = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>1;10;0c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?u": b"\x1b[?0u",
}
"""What the program asks a terminal, and what an ordinary one says."""

_QUESTION = re.compile(b"|".join(re.escape(question) for question in REPLIES))
# pyte does not know these and would print their tails as text.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")


class Terminal:
    """One program in one pty. Use it as a context manager: leaving it ends the program.

    `command` is run with `environment` over a small plain one. `stdin`, when given, replaces
    the pty on standard input. All times are seconds.
    """

    def __init__(
        self,
        command: Sequence[str | os.PathLike[str]],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        folder: Path = REPOSITORY,
        stdin: int | None = None,
        replies: Mapping[bytes, bytes] | None = None,
    ) -> None:
        self._master, child = pty.openpty()
        _set_size(child, columns, rows)
        self._replies = dict(REPLIES if replies is None else replies)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._change = threading.Condition()
        self._reading = True
        self._ended = False
        self._unfinished = b""
        self.output = bytearray()
        """Every byte the program has drawn."""
        self.drawn_at: list[tuple[float, int]] = []
        """When output came (monotonic) and how many bytes there were by then."""
        self.process = subprocess.Popen(
            [os.fspath(part) for part in command],
            stdin=child if stdin is None else stdin,
            stdout=child,
            stderr=child,
            cwd=folder,
            env={**_plain_environment(), **(environment or {})},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0),
        )
        self._device = os.ttyname(child)
        os.close(child)
        self._ear, self._bell = os.pipe()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hang_up()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(5)

    # What the person does

    def send(self, data: str | bytes) -> None:
        """Type `data` in one write; more than the pty holds goes on as the program reads."""
        rest = data.encode() if isinstance(data, str) else data
        while rest:
            rest = rest[os.write(self._master, rest) :]

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size; the kernel tells the program."""
        with self._change:
            self._screen.resize(rows, columns)
        _set_size(self._master, columns, rows)

    def signal(self, number: int) -> None:
        """Send a signal to the program alone."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as a dropped line does. Idempotent."""
        if self._master < 0:
            return
        with self._change:
            self._ended = True
        os.write(self._bell, b"\0")
        self._reader.join(2)
        os.close(self._master)
        os.close(self._ear)
        os.close(self._bell)
        self._master = -1

    def stall(self) -> None:
        """Stop reading what the program draws, as a terminal does after Ctrl+S."""
        self._reading = False
        os.write(self._bell, b"\0")

    def go_on(self) -> None:
        """Read again after `stall`."""
        self._reading = True
        os.write(self._bell, b"\0")

    def scribble(self, data: bytes) -> None:
        """Draw on the screen past the program, as another one on the same terminal does."""
        with self._change:
            self._stream.feed(data)

    # What there is to see

    @property
    def lines(self) -> list[str]:
        """The screen as it is now, a string for each row, without spaces at the end."""
        with self._change:
            return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen as it is now, in one string."""
        return "\n".join(self.lines)

    def cell(self, column: int, row: int) -> pyte.screens.Char:
        """One cell with its colours; both counted from 0."""
        with self._change:
            return self._screen.buffer[row][column]

    @property
    def modes(self) -> termios._AttrReturn:
        """The pty's own settings (echo, canonical mode)."""
        return termios.tcgetattr(self._master)

    @property
    def echoes(self) -> bool:
        """Whether the terminal is as a shell leaves it: echo and whole lines."""
        return self.modes[3] & (termios.ECHO | termios.ICANON) == (termios.ECHO | termios.ICANON)

    # Waiting

    def wait_for(self, what: str | Callable[[], bool], deadline: float = 10.0) -> None:
        """Wait until a text is on the screen, or until a condition holds after some output."""
        holds = what if callable(what) else lambda: what in "\n".join(self._screen.display)
        with self._change:
            if not self._change.wait_for(holds, deadline):
                shown = "\n".join(line.rstrip() for line in self._screen.display)
                raise AssertionError(f"not within {deadline} s: {what!r}\n{shown}")

    def wait_for_output(self, data: bytes, since: int = 0, deadline: float = 10.0) -> None:
        """Wait until the program has written `data` after the first `since` bytes."""
        self.wait_for(lambda: self.output.find(data, since) >= 0, deadline)

    def wait_until_quiet(self, quiet: float = 0.1, deadline: float = 10.0) -> None:
        """Wait until nothing has been drawn for `quiet` seconds."""
        end = time.monotonic() + deadline
        with self._change:
            while self._change.wait(quiet):
                if time.monotonic() > end:
                    raise AssertionError(f"still drawing after {deadline} s")

    def wait_for_end(self, deadline: float = 5.0) -> tuple[int, float]:
        """Wait for the program to end; returns its exit code and the seconds it took."""
        began = time.monotonic()
        if self.process.poll() is None and hasattr(os, "pidfd_open"):
            # Popen.wait looks only every 50 ms.
            ended = os.pidfd_open(self.process.pid)
            select.select([ended], [], [], deadline)
            os.close(ended)
        code = self.process.wait(max(0.0, began + deadline - time.monotonic()))
        return code, time.monotonic() - began

    def cpu_seconds(self) -> float:
        """User and system time the program has used so far (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def state(self) -> str:
        """The kernel's letter for what the program is doing: R, S, T (stopped), Z (Linux)."""
        return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]

    # The terminal itself

    def _read(self) -> None:
        while not self._ended:
            sources = [self._ear, self._master] if self._reading else [self._ear]
            ready = select.select(sources, [], [])[0]
            if self._ear in ready:
                os.read(self._ear, 64)
            if self._master in ready and self._reading and not self._ended:
                try:
                    data = os.read(self._master, 65536)
                except OSError:
                    data = b""  # Linux says EIO when the last program has gone
                if not data:
                    break
                self._take(data)
        with self._change:
            self._change.notify_all()

    def _take(self, data: bytes) -> None:
        for question in _QUESTION.findall(self._unfinished + data):
            answer = self._replies.get(question)
            if answer:
                with suppress(OSError):
                    os.write(self._master, answer)
        # A question or sequence may be cut between two reads.
        whole = self._unfinished + data
        cut = whole.rfind(b"\x1b", max(0, len(whole) - 16))
        unfinished = b"" if cut < 0 or _looks_whole(whole[cut:]) else whole[cut:]
        with self._change:
            self.output += data
            self.drawn_at.append((time.monotonic(), len(self.output)))
            shown = whole[: len(whole) - len(unfinished)]
            self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", shown))
            self._unfinished = unfinished
            self._change.notify_all()


def python_app(path: Path, *arguments: str) -> list[str]:
    """The command that runs a Python file with this interpreter (its folder not on the path)."""
    return [sys.executable, "-P", os.fspath(path), *arguments]


def wait_until(holds: Callable[[], bool], deadline: float = 5.0) -> None:
    """Wait for something no output tells of (a file); looks again every few milliseconds."""
    end = time.monotonic() + deadline
    pause = threading.Event()
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"not within {deadline} s")
        pause.wait(0.005)


def _looks_whole(sequence: bytes) -> bool:
    return re.match(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[^\[])", sequence) is not None


def _plain_environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "PYTHONPATH", "TMPDIR", "COVERAGE_PROCESS_START")
    }
    return {
        **kept,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(REPOSITORY), kept.get("PYTHONPATH")])),
    }


def _set_size(descriptor: int, columns: int, rows: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
