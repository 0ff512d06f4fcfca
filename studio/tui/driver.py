"""The one terminal driver: between Textual and the person's terminal, on Linux and macOS.

For: waking for input without polling, surviving any bytes, never waiting for a terminal that
has stopped reading, and ending well whichever way the end comes. What it uses stands in
`terminal_input`, `terminal_output` and `terminal_modes`; `terminal_app.TerminalApp` is the
application's side.

How an application quits, for its author
----------------------------------------
- `App(driver_class=StudioDriver)`, or inherit from `TerminalApp`, which does it.
- **Quit**: call `app.exit(return_code=n)`. The terminal is restored, unread input thrown away,
  and `app.run()` returns. The command then does `sys.exit(app.return_code or 0)`;
  `TerminalApp.run_to_code()` returns that number.
- **`before_end(reason)`** is the one hook, and may be missing. It saves, synchronously, and is
  called once in a process: `"hangup"` (SIGHUP, the terminal closed, input at its end),
  `"terminated"` (SIGTERM) or `"crash"`. Not on an ordinary quit: whoever calls `exit` has
  saved. It runs on the loop's thread; if the loop does not answer within a quarter of a
  second it runs on a thread of the driver's instead. So it awaits nothing, draws nothing,
  queries no widget that it could not also do without, and takes well under half a second.
- After the hook `app.exit(return_code=...)` is called with 129 for a hang-up and 143 for
  SIGTERM. If the loop is stuck, or the process still lives 0.7 s after the signal, the
  terminal is restored and the process ended with that code.
- SIGINT from outside is the key Ctrl+C and nothing else. Ctrl+C typed is that key anyway.
- `app.suspend()` works; a signal that arrives meanwhile saves and ends the process at once.

May import textual and `studio.errors`. Decides nothing about exercises, and writes no text of
a person's anywhere but to the terminal.
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from textual import events
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message

from studio.tui import terminal_modes as modes
from studio.tui.safety import note_crash
from studio.tui.terminal_cells import SYNC_END, SYNC_START
from studio.tui.terminal_input import InputDecoder
from studio.tui.terminal_output import Writer

if TYPE_CHECKING:
    from textual.app import App

    from studio.tui.opening import Opening

Reason = Literal["hangup", "terminated", "crash"]

EXIT_HANGUP = 129
EXIT_TERMINATED = 143
EXIT_CRASH = 1

LOOP_PATIENCE = 0.25
"""Seconds the loop has to answer before the end goes on without it."""
END_AFTER = 0.7
"""Seconds from a hang-up or SIGTERM to the end of the process, at the latest."""
BURST = 256
"""Bytes: a read this large is a paste or a burst, and more of it may be on the way."""


class StudioDriver(Driver):
    """Textual's driver for one full-screen run; see the head of this module."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        # `debug` would write every key to a file in the current folder.
        super().__init__(app, debug=False, mouse=mouse, size=size)
        self._input = 0
        self._output = modes.output_descriptor()
        self._attributes: modes.Attributes | None = None
        self._writer: Writer | None = None
        self._frame: list[str] | None = None
        self._decoder = InputDecoder()
        self._last_burst = float("-inf")
        self._listener: threading.Thread | None = None
        self._listening = False
        self._wake_ear = self._wake_bell = -1
        self._signals = _Signals()
        self._lock = threading.Lock()
        self._leaving = threading.Lock()
        self._size_before: Size | None = None
        self._entered = False
        self._ending = False
        self._save_claimed = False
        self._saved = threading.Event()

    @property
    def can_suspend(self) -> bool:
        """Whether `app.suspend()` works here: it does."""
        return True

    # Drawing

    def write(self, data: str) -> None:
        """Take a piece of output; pieces between the marks of one update go out as one."""
        if self._writer is None or data.startswith("\x1b]"):
            return  # nothing outside the screen is ever touched
        if data == SYNC_START:
            self._frame = [data]
        elif self._frame is None:
            self._writer.deliver(data)
        else:
            self._frame.append(data)
            if data == SYNC_END:
                frame, self._frame = "".join(self._frame), None
                self._writer.deliver(frame)

    def forget_screen(self) -> None:
        """Something else may have drawn on the terminal: the next whole frame is sent whole."""
        if self._writer is not None:
            self._writer.forget()

    def _repaint(self) -> None:
        """Draw everything anew: what the terminal shows is not known."""
        if not self._entered or not self._app._screen_stack:
            return
        self.forget_screen()
        screen = self._app.screen
        self._app._display(
            screen,
            screen._compositor.render_update(full=True, screen_stack=self._app._background_screens),
        )

    # Coming and going

    def start_application_mode(self) -> None:
        """Take the terminal over. On the loop's thread."""
        found = modes.enter_raw(self._input)
        self._wake_ear, self._wake_bell = os.pipe()
        for descriptor in (self._wake_ear, self._wake_bell):
            os.set_blocking(descriptor, False)
        self._signals.watch(self._wake_bell)
        self._writer = Writer(
            self._output, caught_up=lambda: self._on_loop(self._app.call_later, self._repaint)
        )
        # Not before: until signals go to the pipe, it is the opening that gives the terminal back.
        opening: Opening | None = getattr(self._app, "opening", None)
        self._attributes = (opening.taken_over() if opening is not None else None) or found
        self._entered = True
        atexit.register(self.stop_application_mode)
        query = "" if os.environ.get("TERM_PROGRAM") == "Apple_Terminal" else modes.SYNC_QUERY
        self._writer.control(modes.ENTER + query)
        self._send_size()
        self._decoder = InputDecoder()
        self._listening = True
        self._listener = threading.Thread(target=self._listen, name="studio-input", daemon=True)
        self._listener.start()

    def disable_input(self) -> None:
        """Stop reading the terminal. Idempotent."""
        self._listening = False
        self._nudge()
        listener = self._listener
        if listener is not None and listener is not threading.current_thread():
            listener.join(0.3)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was. Idempotent, from any thread, never blocks long."""
        if not self._leaving.acquire(timeout=LOOP_PATIENCE):
            return
        try:
            if self._entered:
                self._entered = False
                self._leave()
        finally:
            self._leaving.release()

    def _leave(self) -> None:
        self.disable_input()
        atexit.unregister(self.stop_application_mode)
        writer = self._writer
        if writer is not None and not writer.finish(
            modes.LEAVE, LOOP_PATIENCE if self._ending else 1.0
        ):
            # The terminal does not read. Make room, so that at least the way out gets there.
            modes.drop_output(self._output)
            writer.finish(modes.CANCEL + modes.LEAVE, 0.05, abandon=True)
        if self._attributes is not None:
            self._drain()
            modes.set_attributes(self._input, self._attributes)

    def _drain(self) -> None:
        """Throw the rest of a paste away while it is still not echoed and not run."""
        busy = self._decoder.in_paste or time.monotonic() - self._last_burst < LOOP_PATIENCE
        modes.drain(
            self._input,
            quiet=0.15 if busy else 0.0,
            at_most=0.2 if self._ending else 10.0,
        )

    def close(self) -> None:
        """Let go of threads, descriptors and signals. Idempotent."""
        self.disable_input()
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._signals.restore()
        listener, self._listener = self._listener, None
        if self._wake_ear >= 0 and (listener is None or not listener.is_alive()):
            os.close(self._wake_ear)
            os.close(self._wake_bell)
            self._wake_ear = self._wake_bell = -1

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while; signals still save and end the process."""
        super().suspend_application_mode()
        self._signals.end_directly(self._end_directly)

    def resume_application_mode(self) -> None:
        """Take the terminal over again."""
        self._signals.restore()
        super().resume_application_mode()

    def _pause_process(self) -> None:
        """SIGTSTP: leave tidily, stop, and come back when told to."""
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)
        self.resume_application_mode()
        self._app.call_later(self._repaint)

    def _come_back(self) -> None:
        """SIGCONT after a stop nobody could announce: the shell has changed the terminal."""
        if self._entered and self._writer is not None:
            modes.enter_raw(self._input)
            self._writer.control(modes.AGAIN)
            self._app.call_later(self._repaint)

    # Listening

    def _listen(self) -> None:
        """The input thread: sleeps until the terminal, a signal or a deadline wakes it."""
        try:
            sources = [self._input, self._wake_ear]
            while self._listening:
                self._listen_once(sources)
        finally:
            if self._listening:
                # Ended by an error in here. A dead keyboard is worse than an end that saves.
                self._end("crash", EXIT_CRASH)

    def _listen_once(self, sources: list[int]) -> None:
        deadline = self._decoder.deadline
        patience = None if deadline is None else max(0.0, deadline - time.monotonic())
        ready = select.select(sources, [], [], patience)[0]
        if self._wake_ear in ready:
            self._hear_signals()
        if not self._listening:
            return
        now = time.monotonic()
        heard: list[Message] = []
        if self._input in ready:
            data = self._read()
            if data is None:
                sources.remove(self._input)
                self._end("hangup", EXIT_HANGUP)
            else:
                if len(data) >= BURST:
                    self._last_burst = now
                heard = self._decoder.feed(data, now)
        heard += self._decoder.tick(now)
        if heard:
            self._on_loop(self._hand_on, heard)

    def _read(self) -> bytes | None:
        """What the terminal sent; None when nothing will come from it again."""
        try:
            return os.read(self._input, 65536) or None
        except (BlockingIOError, InterruptedError):
            return b""
        except OSError:
            return None

    def _hand_on(self, heard: list[Message]) -> None:
        for message in heard:
            message.set_sender(self._app)
            self._app.post_message(message)

    def _hear_signals(self) -> None:
        for number in os.read(self._wake_ear, 512):
            if number == signal.SIGHUP:
                self._end("hangup", EXIT_HANGUP)
            elif number == signal.SIGTERM:
                self._end("terminated", EXIT_TERMINATED)
            elif number == signal.SIGINT:
                self._on_loop(self._hand_on, [events.Key("ctrl+c", "\x03")])
            elif number == signal.SIGWINCH:
                self._on_loop(self._send_size)
            elif number == signal.SIGTSTP:
                self._on_loop(self._pause_process)
            elif number == signal.SIGCONT:
                self._on_loop(self._come_back)

    def _send_size(self) -> None:
        found = Size(*modes.size((self._output, self._input, 0, 1, 2)))
        most = getattr(self._app, "most", None)
        if most is not None:
            found = Size(min(found.width, most[0]), min(found.height, most[1]))
        if self._writer is not None:
            self._writer.forget((found.width, found.height))
        if found == self._size_before:
            # Wider and back again, or `dtach` and the like asking for the screen anew.
            self._app.call_later(self._repaint)
        self._size_before = found
        self._app.post_message(events.Resize(found, found))

    def _nudge(self) -> None:
        """Wake the input thread for nothing but a look at `_listening`."""
        if self._wake_bell >= 0:
            # A full pipe is plenty to wake it.
            with suppress(BlockingIOError):
                os.write(self._wake_bell, b"\0")

    def _on_loop(self, call: Callable[..., object], *arguments: object) -> None:
        # A closed loop means the app is past its end and needs nothing more.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call, *arguments)

    # Ending from outside

    def save_once(self, reason: Reason) -> bool:
        """Call the app's `before_end`, the first time only. From any thread.

        False when it has been called before, though it may not have finished.
        """
        with self._lock:
            if self._save_claimed:
                return False
            self._save_claimed = True
        before_end = getattr(self._app, "before_end", None)
        try:
            if before_end is not None:
                before_end(reason)
        except Exception as error:  # noqa: BLE001 - the end goes on; what went wrong is noted
            note_crash(error, getattr(self._app, "crash_file", None))
        self._saved.set()
        return True

    def _end(self, reason: Reason, code: int) -> None:
        with self._lock:
            if self._ending:
                return
            self._ending = True
        threading.Thread(
            target=self._see_to_the_end, args=(reason, code), name="studio-end", daemon=True
        ).start()

    def _see_to_the_end(self, reason: Reason, code: int) -> None:
        """Ask the loop to end; save without it if it is stuck; and end for certain."""
        began = time.monotonic()
        self._on_loop(self._end_on_loop, reason, code)
        stuck = not self._saved.wait(LOOP_PATIENCE) and self.save_once(reason)
        if not stuck:
            # An ordinary end takes this thread, a daemon, with it long before this is over.
            threading.Event().wait(max(0.0, began + END_AFTER - time.monotonic()))
        self.stop_application_mode()
        os._exit(code)

    def _end_on_loop(self, reason: Reason, code: int) -> None:
        with self._app._context():
            self.save_once(reason)
            self._app.exit(return_code=code)

    def _end_directly(self, reason: Reason, code: int) -> None:
        self.save_once(reason)
        os._exit(code)


class _Signals:
    """The process's signal handlers while the full screen is up.

    Their numbers arrive through a pipe, written by the interpreter at once, however busy the
    main thread is: Python's own handlers would wait for it.
    """

    NAMES = ("SIGHUP", "SIGTERM", "SIGINT", "SIGWINCH", "SIGTSTP", "SIGCONT")

    def __init__(self) -> None:
        self._before: dict[int, Any] = {}
        self._pipe_before: int | None = None

    def watch(self, pipe: int) -> None:
        """Send the numbers to `pipe`, a non-blocking descriptor. Main thread only."""
        if threading.current_thread() is not threading.main_thread():
            return
        self._pipe_before = signal.set_wakeup_fd(pipe, warn_on_full_buffer=False)
        for name in self.NAMES:
            self._handle(name, lambda *_: None)

    def end_directly(self, end: Callable[[Reason, int], None]) -> None:
        """While another program has the terminal: save and end on the spot."""
        self._handle("SIGHUP", lambda *_: end("hangup", EXIT_HANGUP))
        self._handle("SIGTERM", lambda *_: end("terminated", EXIT_TERMINATED))

    def restore(self) -> None:
        """Put back what was there before `watch` or `end_directly`. Idempotent."""
        if threading.current_thread() is not threading.main_thread():
            return
        if self._pipe_before is not None:
            signal.set_wakeup_fd(self._pipe_before)
            self._pipe_before = None
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()

    def _handle(self, name: str, handler: Callable[..., None]) -> None:
        number = getattr(signal, name, None)
        if number is None or threading.current_thread() is not threading.main_thread():
            return
        before = signal.signal(number, handler)
        self._before.setdefault(number, signal.SIG_DFL if before is None else before)
