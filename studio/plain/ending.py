"""Signals in line mode: they end it between lines, with everything on disk.

For: SIGTERM and SIGHUP (saved, then exit 143 or 129) and Ctrl+C (the stop
question). A signal never cuts into a save: it is noted, wakes the reader, and
is heeded there. Writing is the one place that is cut off at once, as a
terminal that no longer reads would hold the program for ever.
May import the standard library only.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import Any

CODES = {"SIGTERM": 143, "SIGHUP": 129}


class Ended(BaseException):
    """The system asked the program to end. `code` is what it exits with."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Interrupted(Exception):
    """Ctrl+C was pressed at a prompt."""


class Signals:
    """Holds the signals while line mode runs; put back as they were afterwards."""

    def __init__(self) -> None:
        self._noted: list[int] = []
        self._writing = False
        self._before: dict[int, Any] = {}
        self.wake, self._poke = os.pipe()
        os.set_blocking(self._poke, False)

    def __enter__(self) -> Signals:
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            number = getattr(signal, name, None)
            if number is None:
                continue
            # Under nohup a hang-up is ignored on purpose; leave it so.
            if name != "SIGINT" and signal.getsignal(number) is signal.SIG_IGN:
                continue
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self.wake)
        os.close(self._poke)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._noted.append(number)
        if self._writing and number != signal.SIGINT:
            self._writing = False
            raise Ended(_code(number))
        with contextlib.suppress(BlockingIOError):
            os.write(self._poke, b".")

    def heed(self) -> None:
        """Raise what was noted: Ended, or Interrupted for Ctrl+C."""
        with contextlib.suppress(BlockingIOError):
            os.set_blocking(self.wake, False)
            os.read(self.wake, 4096)
        noted, self._noted = self._noted, []
        for number in noted:
            if number != signal.SIGINT:
                raise Ended(_code(number))
        if noted:
            raise Interrupted

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """While this holds, a signal that ends the program is heeded at once."""
        self._writing = True
        try:
            yield
        finally:
            self._writing = False


def _code(number: int) -> int:
    return CODES.get(signal.Signals(number).name, 143)
