"""The application's side of good terminal manners: what the one App inherits from.

For: crashes that quote nobody, doors that let nothing act outside the screen, keys in order,
no blinking. `driver` says how such an app ends and which hook it defines.

May import textual and the other `terminal_*` modules. Never prints an error's message, and
never hands text to rich's markup.
"""

from __future__ import annotations

import asyncio
import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.dom import DOMNode
from textual.driver import Driver
from textual.widget import Widget

from studio.format.isolates import understood
from studio.tui.safety import CRASH_LINES, note_crash, say
from studio.tui.terminal_door import Door, at_the_door
from studio.tui.terminal_order import InOrder, ReturnT

if TYPE_CHECKING:
    from studio.tui.opening import Opening


def studio_driver() -> type[Driver] | None:
    """The driver for this system; None lets Textual choose (Windows)."""
    if os.name != "posix":
        return None
    from studio.tui.driver import StudioDriver

    return StudioDriver


class TerminalApp(InOrder[ReturnT]):
    """An App that behaves in a terminal; inherit from it instead of from `App`.

    `crash_file`, when set, gets the kind of a crash (class names and places, mode 0600).
    `opening`, when set, has held the terminal so far.
    """

    ENABLE_COMMAND_PALETTE = False
    crash_file: Path | None = None
    opening: Opening | None = None

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - App's own options
        options.setdefault("driver_class", studio_driver())
        super().__init__(**options)
        self._filters.insert(0, Door(isolates=understood(os.environ)))
        self._last_lines: tuple[str, ...] = ()
        self.most: tuple[int, int] | None = None

    def run_to_code(self, size: tuple[int, int] | None = None) -> int:
        """Run full screen until the end; returns the process's exit code.

        With `size`, no more than so many columns and rows are drawn on.
        """
        self.most = size
        self.run()
        # Without this the interpreter looks through every object once more before it goes,
        # which takes ten times as long as everything else about leaving.
        gc.freeze()
        return self.return_code or 0

    def forget_screen(self) -> None:
        """Something else may have drawn on the terminal: send the next whole frame whole."""
        forget = getattr(self._driver, "forget_screen", None)
        if forget is not None:
            forget()

    # Ends

    def exit(
        self,
        result: ReturnT | None = None,
        return_code: int = 0,
        message: object | None = None,
    ) -> None:
        """End the app. `message`, plain text, is printed once the terminal is restored."""
        if message is not None:
            lines = str(message).splitlines()
            self._last_lines = tuple(at_the_door(line) for line in lines)
        super().exit(result, return_code)

    def _handle_exception(self, error: Exception) -> None:
        """End with code 1, save first, and keep what the error says to ourselves."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        note_crash(error, self.crash_file)
        self._save_what_there_is()
        self._fatal_error()

    def _fatal_error(self) -> None:
        self._last_lines = CRASH_LINES
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """End as after a crash; what was to be shown is not, as it may quote the person."""
        self._return_code = 1
        self._save_what_there_is()
        self._fatal_error()

    def _save_what_there_is(self) -> None:
        save_once = getattr(self._driver, "save_once", None)
        before_end = getattr(self, "before_end", None)
        if save_once is not None:
            save_once("crash")
        elif before_end is not None:
            try:
                before_end("crash")
            except Exception as error:  # noqa: BLE001 - the crash goes on; this one is noted too
                note_crash(error, self.crash_file)

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
        lines, self._last_lines = self._last_lines, ()
        if lines:
            say(lines)

    async def _process_messages(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        asyncio.get_running_loop().set_exception_handler(self._loop_complains)
        await super()._process_messages(*arguments, **options)

    def _loop_complains(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """asyncio would print the error and its message over the screen."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            note_crash(error, self.crash_file)

    # Doors

    def copy_to_clipboard(self, text: str) -> None:
        """Keep `text` for pasting inside the app; the system's clipboard is not touched."""
        self._clipboard = text

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Nothing is opened: no link leads out of the studio."""

    def _set_pointer_shape(self, shape: str) -> None:
        """No mouse pointer is drawn: it would be a sequence to a terminal that may not know."""

    def _register_child(
        self,
        parent: DOMNode,
        child: Widget,
        before: int | None,
        after: int | None,
    ) -> None:
        blink = getattr(type(child), "cursor_blink", None)
        if blink is not None:
            # A blinking cursor keeps a dead SSH connection alive and the line busy.
            child.set_reactive(blink, False)
        super()._register_child(parent, child, before, after)
