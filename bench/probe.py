"""A program in a real pty: when it painted, how much it sent, what it used.

Leaner than the tests' terminal: it keeps no screen, so that measuring costs
as little as it can on the machine that is being measured.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

REPLIES = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>1;10;0c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?u": b"\x1b[?0u",
}
CONTROL = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;:?<>=$ ]*[a-zA-Z]|\x1b.")
TICK = os.sysconf("SC_CLK_TCK")


class Probe:
    """One run of a program. Times are seconds since it was started.

    `ready` is what its first whole screen has on it: what is painted before that is no answer
    to a key yet. Without it the first paint is one.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        ready: bytes = b"",
    ) -> None:
        self.began = time.perf_counter()
        self.total = 0
        self.first_paint: float | None = None
        self.is_ready = False
        self._ready = ready
        self._painted = b""
        self.last_output = 0.0
        self.status: int | None = None
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environment))
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.began

    def read(self, wait: float) -> int:
        """Read once, waiting at most so long; how many bytes came (-1 at the end)."""
        ready, _, _ = select.select([self.handle], [], [], wait)
        if not ready:
            return 0
        try:
            data = os.read(self.handle, 65536)
        except OSError:
            return -1
        if not data:
            return -1
        self.total += len(data)
        self.last_output = self.now()
        if self.first_paint is None and CONTROL.sub(b"", data).strip():
            self.first_paint = self.last_output
        if not self.is_ready:
            self._painted += data
            self.is_ready = self.first_paint is not None and self._ready in self._painted
        for question, reply in REPLIES.items():
            if question in data:
                os.write(self.handle, reply)
        return len(data)

    def until_quiet(self, quiet: float, most: float = 15.0) -> float:
        """Read until it is ready and nothing more comes for so long; when that was."""
        end = self.now() + most
        self.until(lambda: self.is_ready, most)
        while self.now() < end and self.read(quiet) > 0:
            pass
        return self.last_output

    def until(self, done: Callable[[], bool], most: float = 15.0) -> None:
        """Read until something holds."""
        end = self.now() + most
        while not done() and self.now() < end and self.read(0.05) >= 0:
            pass

    def key(self, keys: bytes, quiet: float = 0.03) -> tuple[float, int]:
        """Send keys: seconds until the last output they caused, and its bytes."""
        before, sent = self.total, self.now()
        os.write(self.handle, keys)
        if self.read(0.5) <= 0:
            return 0.0, 0
        last = self.until_quiet(quiet)
        return last - sent, self.total - before

    def memory(self) -> float:
        """Resident memory, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def idle(self, seconds: float) -> tuple[float, int]:
        """Processor use in percent, and bytes sent, while nobody touches it."""
        cpu, sent, end = self.cpu(), self.total, self.now() + seconds
        while (left := end - self.now()) > 0:
            if self.read(left) < 0:
                break
        return 100 * (self.cpu() - cpu) / seconds, self.total - sent

    def end(self, how: bytes | int) -> float:
        """Send keys or a signal, and wait for the end: how many seconds it took."""
        sent = time.perf_counter()
        if isinstance(how, bytes):
            os.write(self.handle, how)
        else:
            os.kill(self.pid, how)
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                break
            if self.read(0.001) < 0:
                _, status = os.waitpid(self.pid, 0)
                self.status = os.waitstatus_to_exitcode(status)
                break
            if time.perf_counter() - sent > 10:
                os.kill(self.pid, signal.SIGKILL)
        took = time.perf_counter() - sent
        os.close(self.handle)
        return took
