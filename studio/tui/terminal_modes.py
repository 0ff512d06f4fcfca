"""The terminal's own settings: what is switched on, and how all of it is put back.

For: the control strings for entering and leaving the full screen, raw mode, and throwing away
unread input so that the rest of a paste never reaches the user's shell.

May import the standard library; on a system without termios every function here is a no-op.
Never knows Textual.
"""

from __future__ import annotations

import errno
import os
import select
import sys
import time
from contextlib import suppress
from typing import Any

try:
    import termios
except ImportError:  # Windows has no termios, and the driver is not used there
    termios = None  # type: ignore[assignment]

SYNC_QUERY = "\x1b[?2026$p"

AGAIN = (
    "\x1b[?1049h"  # the other screen
    "\x1b[?1000h\x1b[?1006h"  # clicks and the wheel; never motion
    "\x1b[?25l"  # no cursor: Textual draws one
    "\x1b[?2004h"  # say where a paste begins and ends
    "\x1b[?7l"  # no wrapping at the right edge
)
"""What may be sent any number of times."""

ENTER = AGAIN + "\x1b[>1u"  # a lone Escape key that can be told from the start of a sequence

LEAVE = (
    "\x1b[?2026l"
    "\x1b[?2004l"
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l"
    "\x1b[?7h"
    "\x1b[<u"
    "\x1b[0m"
    "\x1b[H\x1b[2J"  # GNU screen has no other screen unless told to: the words would stay
    "\x1b[?1049l"
    "\x1b[?25h"
)

CLEAR = "\x1b[H\x1b[2J"
"""An empty screen, where there was no other one to change to."""

CANCEL = "\x18"
"""Ends a sequence that was cut in the middle."""

Attributes = list[Any]


def enter_raw(descriptor: int) -> Attributes | None:
    """Hand every byte over as it comes, without echo; returns the former settings.

    None when `descriptor` is no terminal. In the background this stops the process until it
    is brought to the front, as it is for any program.
    """
    before = attributes(descriptor)
    if before is None:
        return None
    raw: Attributes = [list(part) if isinstance(part, list) else part for part in before]
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    raw[0] &= ~(
        termios.IXON
        | termios.IXOFF
        | termios.ICRNL
        | termios.INLCR
        | termios.IGNCR
        | termios.ISTRIP
    )
    raw[6][termios.VMIN] = 1
    raw[6][termios.VTIME] = 0
    set_attributes(descriptor, raw)
    return before


def attributes(descriptor: int) -> Attributes | None:
    """The terminal's settings, or None when there is no terminal (any more)."""
    if termios is None:
        return None
    try:
        return termios.tcgetattr(descriptor)
    except termios.error:
        return None


def set_attributes(descriptor: int, wanted: Attributes) -> bool:
    """Apply settings at once; never waits for output. False when the terminal is gone."""
    while True:
        try:
            termios.tcsetattr(descriptor, termios.TCSANOW, wanted)
            return True
        except termios.error as error:
            if error.args[0] != errno.EINTR:
                return False


def drain(descriptor: int, *, quiet: float, at_most: float) -> int:
    """Read and throw away input until none came for `quiet` seconds; returns the bytes.

    With `quiet` 0 what is there already is dropped, and only if there was anything is the rest
    of it awaited. Never longer than `at_most` seconds.
    """
    if termios is None or not os.isatty(descriptor):
        return 0
    dropped = 0
    end = time.monotonic() + at_most
    while True:
        patience = min(quiet, max(0.0, end - time.monotonic()))
        try:
            if not select.select([descriptor], [], [], patience)[0]:
                break
            data = os.read(descriptor, 65536)
        except (OSError, ValueError):
            break
        if not data or time.monotonic() >= end:
            break
        dropped += len(data)
        # The sender is in the middle of something: its next piece is on the way.
        quiet = max(quiet, 0.1)
    _flush(descriptor, "TCIFLUSH")
    return dropped


def drop_output(descriptor: int) -> None:
    """Throw away what the terminal has not read, to make room for the way out."""
    _flush(descriptor, "TCOFLUSH")


def _flush(descriptor: int, which: str) -> None:
    if termios is None:
        return
    # With no terminal any more nothing is waiting in it.
    with suppress(termios.error):
        termios.tcflush(descriptor, getattr(termios, which))


def size(descriptors: tuple[int, ...]) -> tuple[int, int]:
    """Columns and rows of the first that is a terminal; 80 by 24 when none says."""
    for descriptor in descriptors:
        try:
            columns, rows = os.get_terminal_size(descriptor)
        except (OSError, ValueError):
            continue
        if columns > 0 and rows > 0:
            return columns, rows
    return 80, 24


def output_descriptor() -> int:
    """Where to draw: standard output if it is a terminal, else standard error if that is."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and stream.isatty():
            return stream.fileno()
    return 1
