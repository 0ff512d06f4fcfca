"""Standard input and output as the commands use them.

For: whether a person sits at a terminal, how wide it is, and a door to write
through. May import plain's door; nothing full screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

from studio.format.isolates import understood
from studio.plain.door import Door, Gone
from studio.plain.wording import WIDEST, flowed


def at_terminal() -> bool:
    """Whether both ends are a terminal."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]
    except ValueError:
        return False  # closed


def dumb() -> bool:
    """Whether the terminal cannot move its cursor: line mode then comes by itself."""
    return os.environ.get("TERM", "") in ("dumb", "")


def width() -> int:
    """How many columns a line of text may take: those of the terminal, 72 at most."""
    try:
        columns = int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size(1).columns
    except (ValueError, OSError):
        columns = 0
    # A terminal that does not know its size says 0.
    return min(WIDEST, columns - 1) if columns > 0 else WIDEST


def door(writing: object = None) -> Door:
    """Standard output, cleaned."""
    return Door(
        sys.stdout,
        writing=writing,
        encoding=sys.stdout.encoding or "utf-8",
        isolates=_is_terminal(sys.stdout) and understood(os.environ),
    )


def say_lines(lines: Iterable[str], *, hang: int = 0) -> None:
    """Lines of text, wrapped; a reader that went away ends it quietly."""
    out = door()
    room = width()
    try:
        for line in lines:
            for row in flowed(line, room, hang):
                out.line(row)
    except Gone as gone:
        raise BrokenPipeError from gone


def say_json(value: Any) -> None:  # noqa: ANN401 - plain JSON data
    """JSON on standard output, in ASCII where it does not speak UTF-8."""
    import json

    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    text = json.dumps(value, ensure_ascii=encoding != "utf8", indent=2)
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")
    sys.stdout.flush()
