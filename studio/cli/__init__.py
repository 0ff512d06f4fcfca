"""The command `studio`: reads what was typed, imports what that needs, and says how it ended.

Exit codes: 0 fine (stopping early is fine), 1 problems found, 2 wrong usage,
3 the store could not be used, 129 hang-up, 143 SIGTERM.

Reading order: `arguments` (what was typed), `table` (the commands), one module
for each command, `outcry` (the one place that writes to standard error).
A front end is imported when it is asked for, and `today --short` imports next
to nothing: it stands in a shell prompt.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # `typing` costs as much as all the rest of `today --short`
if TYPE_CHECKING:
    from typing import NoReturn


def main(argv: list[str] | None = None) -> NoReturn:
    """Run `studio` with these arguments, and exit with its code."""
    words = sys.argv[1:] if argv is None else argv
    if words == ["today", "--short"]:
        from studio.cli.short import short

        sys.exit(short())
    from studio.cli.outcry import guarded

    sys.exit(guarded(lambda: _dispatch(words)))


def _dispatch(words: list[str]) -> int:
    from studio.cli.table import dispatch

    return dispatch(words)
