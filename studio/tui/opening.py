"""The terminal from the command to the first screen, while the front end is being imported.

For: an answer at once. The screen is taken over with a name on it, and what is typed meanwhile
is not echoed: it waits for the first screen. When the studio does not get that far (no store, no
such exercise, a signal), the terminal is given back as it was.

May import `plan`, `terminal_modes` and the standard library: it runs before Textual is imported.
"""

from __future__ import annotations

import os
import select
import signal
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Self

from studio.tui import terminal_modes as modes
from studio.tui.plan import plan, too_small

NAME = "Practice studio"
PATIENCE = 0.25
"""Seconds the terminal has to take what it was sent."""
ENDS = {"SIGTERM": 143, "SIGHUP": 129}
"""The signals that end a process, and the code it ends with."""


class Opening:
    """Holds the terminal until the driver does; a context manager.

    `taken_over` is the driver's to call. Where input is no terminal, nothing happens.
    """

    def __init__(self, source: int = 0, output: int | None = None) -> None:
        self._input = source
        self._output = modes.output_descriptor() if output is None else output
        self._attributes: modes.Attributes | None = None
        self._handlers: dict[int, Any] = {}

    def __enter__(self) -> Self:
        before = modes.attributes(self._input)
        if before is None:
            return self
        # First what gives it back, then what is given back: a signal may come in between.
        for name, code in ENDS.items():
            number = getattr(signal, name)
            self._handlers[number] = signal.signal(number, self._ended(code))
        self._attributes = before
        try:
            modes.enter_raw(self._input)
            self._write(modes.AGAIN + modes.CLEAR + self._frame())
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._give_back()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def taken_over(self) -> modes.Attributes | None:
        """The terminal's settings as the shell left them, which are the driver's to restore now.

        None when there are none, or when they were asked for before.
        """
        attributes, self._attributes = self._attributes, None
        return attributes

    def _frame(self) -> str:
        width, height = modes.size((self._output, self._input))
        if too_small(width, height):
            return ""
        at = plan(width, height)
        return f"\x1b[{at.header + 1};{at.left + 1}H\x1b[2m{NAME}\x1b[0m"

    def _give_back(self) -> None:
        attributes = self.taken_over()
        if attributes is None:
            return
        self._write(modes.LEAVE)
        modes.drain(self._input, quiet=0.0, at_most=0.2)
        modes.set_attributes(self._input, attributes)

    def _ended(self, code: int) -> Any:  # noqa: ANN401 - a handler, as `signal` has it
        def end(number: int, frame: FrameType | None) -> None:
            self._give_back()
            os._exit(code)

        return end

    def _write(self, text: str) -> None:
        # With the terminal gone, whoever reads from it next hears of it.
        with suppress(OSError):
            if not select.select([], [self._output], [], PATIENCE)[1]:
                # It does not read, and would hold whoever writes: make room, as the driver does.
                modes.drop_output(self._output)
            os.write(self._output, text.encode("ascii"))
