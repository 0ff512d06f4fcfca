"""Where typed lines come from: a terminal, a pipe, or a script under virtual time.

For: reading one line, or waiting a while for a command, without ever moving
the cursor. Bytes that are no UTF-8 become a sign that says so, never an error.
May import virtual time only. Never decides what a line means.
"""

from __future__ import annotations

import os
import select
from collections import deque
from typing import Protocol

from studio.practice.virtual import VirtualTime

CHUNK = 65536


class EndOfInput(Exception):
    """Nobody is there any more: the input was closed."""


class Lines(Protocol):
    """Lines as they are typed. `live` says that a person sits at a terminal."""

    live: bool

    def read(self) -> str:
        """The next line, without its end; raises EndOfInput when there is none."""

    def glance(self, seconds: float) -> str | None:
        """A line that came within `seconds` while time runs, or None when they are over.

        Where nobody sits at a terminal, only a command (a line that begins with a
        colon) is taken: other lines were meant for later questions, and wait.
        """


class TypedLines:
    """Lines from a file descriptor, waited for with select.

    `wake` is a descriptor that becomes readable when a signal came; `heed` is
    then called, and raises if the program has to end. A whole line that was
    typed before the signal is still handed out first.
    """

    def __init__(
        self, descriptor: int, *, live: bool, wake: int | None = None, heed: object = None
    ) -> None:
        self.live = live
        self._descriptor = descriptor
        self._wake = wake
        self._heed = heed
        self._bytes = b""
        self._lines: deque[str] = deque()
        self._closed = False

    def read(self) -> str:
        """The next line; see `Lines`."""
        while not self._lines:
            if self._closed:
                raise EndOfInput
            self._wait(None)
        return self._lines.popleft()

    def glance(self, seconds: float) -> str | None:
        """A line meant for the time that runs; see `Lines`."""
        if self._closed and self.live:
            raise EndOfInput
        if not self._lines and not self._closed:
            self._wait(seconds)
        elif not self._meant_for_now():
            self._sleep(seconds)
        return self._lines.popleft() if self._meant_for_now() else None

    def _meant_for_now(self) -> bool:
        return bool(self._lines) and (self.live or self._lines[0].startswith(":"))

    def _wait(self, seconds: float | None) -> None:
        watched = [self._descriptor] + ([self._wake] if self._wake is not None else [])
        ready, _, _ = select.select(watched, [], [], seconds)
        if self._descriptor in ready:
            self._take()
        if self._wake in ready and not self._lines:
            self._call_heed()

    def _sleep(self, seconds: float) -> None:
        watched = [self._wake] if self._wake is not None else []
        if select.select(watched, [], [], seconds)[0]:
            self._call_heed()

    def _call_heed(self) -> None:
        if callable(self._heed):
            self._heed()

    def _take(self) -> None:
        try:
            taken = os.read(self._descriptor, CHUNK)
        except OSError:
            taken = b""  # a terminal that went away reads as its end
        if not taken:
            self._closed = True
            if self._bytes:
                self._lines.append(_decoded(self._bytes))
                self._bytes = b""
            return
        *whole, self._bytes = (self._bytes + taken).split(b"\n")
        self._lines.extend(_decoded(line) for line in whole)


def _decoded(line: bytes) -> str:
    return line.rstrip(b"\r").decode("utf-8", errors="replace")


class ScriptedLines:
    """Lines known beforehand, under virtual time: they are there at once, waits cost nothing."""

    live = False

    def __init__(self, time: VirtualTime, lines: tuple[str, ...] | list[str] = ()) -> None:
        self.time = time
        self._lines: deque[str] = deque(lines)

    def feed(self, lines: tuple[str, ...] | list[str]) -> None:
        """Add lines at the end."""
        self._lines.extend(lines)

    def left(self) -> tuple[str, ...]:
        """Lines that nothing has asked for yet."""
        return tuple(self._lines)

    def clear(self) -> None:
        """Forget them."""
        self._lines.clear()

    def read(self) -> str:
        """The next line; see `Lines`."""
        if not self._lines:
            raise EndOfInput
        return self._lines.popleft()

    def glance(self, seconds: float) -> str | None:
        """A command that stands next, or the time passes; see `Lines`."""
        if self._lines and self._lines[0].startswith(":"):
            return self._lines.popleft()
        self.time.go_on(seconds)
        return None
