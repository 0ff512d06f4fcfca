"""From frames to the terminal, without anybody ever waiting for it.

For: the writer thread. Whoever draws hands a frame over and goes on; the thread writes as
fast as the terminal reads. A terminal that has stopped, or a line that is slow, costs frames
and nothing else: what it has not begun to read is thrown away, and once it has caught up the
screen is asked for one whole repaint.

May import `terminal_cells` and the standard library. Never knows Textual, and never writes to
a descriptor whose non-blocking mode a shell would see.
"""

from __future__ import annotations

import os
import re
import select
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from studio.tui.terminal_cells import Cells

BACKLOG = 16 * 1024
"""Bytes of frames that may wait before the line counts as behind."""

CHUNK = 4096
CAREFUL_CHUNK = 256

_OSC = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?")


class Writer:
    """Owns the way to the terminal while the full screen is up.

    `descriptor` is the terminal; where possible a second, non-blocking one is opened for it,
    so that this thread can always be told to stop. `caught_up` is called from this thread
    after frames had to be dropped and the line is free again.
    """

    def __init__(
        self, descriptor: int, *, encoding: str = "utf-8", caught_up: Callable[[], None]
    ) -> None:
        self._encoding = encoding
        self._caught_up = caught_up
        self._own = _open_again(descriptor)
        self._descriptor = descriptor if self._own is None else self._own
        self._chunk = CAREFUL_CHUNK if self._own is None else CHUNK
        self._lock = threading.Lock()
        self._cells = Cells()
        self._frames: deque[tuple[bytes, bool]] = deque()
        self._waiting = 0
        self._current = b""
        self._behind = False
        self._dead = False
        self._stopping = False
        self._empty = threading.Event()
        self._empty.set()
        self._ear, self._bell = os.pipe()
        os.set_blocking(self._bell, False)
        self._thread = threading.Thread(target=self._run, name="studio-output", daemon=True)
        self._thread.start()

    def deliver(self, text: str) -> None:
        """Hand over one whole frame; returns at once. It may be dropped if the line is behind.

        Of a frame goes out what the terminal does not show yet.
        """
        if "\x1b]" in text:
            # No titles, links, clipboard or pointer shapes: these act outside the screen.
            text = _OSC.sub("", text)
        with self._lock:
            if self._dead or self._stopping:
                return
            if self._behind or self._waiting > BACKLOG:
                self._behind = True
                self._drop_frames()
                return
            sent = self._cells.less(text)
            self._put(sent.encode(self._encoding, "replace"), droppable=True)

    def control(self, text: str) -> None:
        """Hand over a change of mode, which is never dropped."""
        with self._lock:
            self._cells.forget()
            if not self._dead:
                self._put(text.encode(self._encoding, "replace"), droppable=False)

    def forget(self, size: tuple[int, int] | None = None) -> None:
        """What the terminal shows is not known any more; its size in columns and rows, if new."""
        with self._lock:
            self._cells.forget(size)

    def finish(self, last: str, patience: float, *, abandon: bool = False) -> bool:
        """Drop what has not begun, write `last`, and wait for it at most `patience` seconds.

        `abandon` also gives up a frame that is half written. True when the terminal took all.
        """
        with self._lock:
            self._stopping = True
            self._drop_frames()
            if abandon:
                self._frames.clear()
                self._current = b""
            if not self._dead:
                self._put(last.encode(self._encoding, "replace"), droppable=False)
        return self._empty.wait(patience)

    def close(self) -> None:
        """End the thread. Idempotent; what is still waiting is lost."""
        with self._lock:
            self._stopping = self._dead = True
            self._frames.clear()
            self._wake()
        self._thread.join(0.2)
        if not self._thread.is_alive():
            self._release()

    def _release(self) -> None:
        for descriptor in (self._own, self._ear, self._bell):
            if descriptor is not None:
                os.close(descriptor)
        self._own = None
        self._ear = self._bell = -1

    def _put(self, data: bytes, *, droppable: bool) -> None:
        if not data:
            return
        self._frames.append((data, droppable))
        self._waiting += len(data)
        self._empty.clear()
        self._wake()

    def _drop_frames(self) -> None:
        self._cells.forget()
        self._frames = deque(item for item in self._frames if not item[1])
        self._waiting = sum(len(data) for data, _ in self._frames)

    def _wake(self) -> None:
        if self._bell < 0:
            return
        # A full pipe holds wake-ups enough.
        with suppress(BlockingIOError):
            os.write(self._bell, b"\0")

    def _run(self) -> None:
        while True:
            with self._lock:
                if self._dead:
                    self._empty.set()
                    return
                more = bool(self._current or self._frames)
            try:
                heard, ready, _ = select.select([self._ear], [self._descriptor] if more else [], [])
                if heard:
                    os.read(self._ear, 4096)
                if ready:
                    self._write_some()
            except BlockingIOError:
                continue
            except (OSError, ValueError):
                self._lose_terminal()

    def _write_some(self) -> None:
        """Write one piece; called when the terminal has room."""
        with self._lock:
            if not self._current:
                if not self._frames:
                    return
                self._current, _ = self._frames.popleft()
                self._waiting -= len(self._current)
            piece = self._current[: self._chunk]
            whole = self._current
        written = os.write(self._descriptor, piece)
        with self._lock:
            if self._current is whole:  # else it was abandoned meanwhile
                self._current = whole[written:]
            idle = not self._current and not self._frames
            repaint = idle and self._behind and not self._stopping
            if idle:
                self._behind = False
                self._empty.set()
        if repaint:
            self._caught_up()

    def _lose_terminal(self) -> None:
        """There is nobody to write to any more; the input side notices and ends the app."""
        with self._lock:
            self._dead = True
            self._frames.clear()
            self._current = b""


def _open_again(descriptor: int) -> int | None:
    """A non-blocking descriptor of our own for the same terminal, or None."""
    flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    try:
        return os.open(os.ttyname(descriptor), flags)
    except OSError:
        return None  # not a terminal, or one that may not be opened by name (after `su`)
