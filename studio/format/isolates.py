"""Writing that runs from right to left, kept together on lines that run the other way.

A terminal that reorders Hebrew and Arabic does it for a whole row, borders and numbers and
the next column with it. Isolates (U+2068, U+2069) tell it which stretch is a text of its own:
then its full stop stands at its end, and a Latin name in it where it belongs. They take no
cell. A terminal that does not know them may draw them as boxes, so they are sent only where
they are known to be understood. Added behind the last cleaning, which lets none through.

Imports the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import bidirectional

BEGIN, END = "\u2068", "\u2069"
ASKED = "STUDIO_ISOLATES"
"""`1` sends them to a terminal that is not known to understand them, `0` sends none."""

_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_GAP = re.compile(r"\s{2,}|[\u2500-\u259f|]")
"""What parts the texts of one row: a gap, a border."""


def understood(environment: Mapping[str, str]) -> bool:
    """Whether the terminal understands isolates, by what it says of itself.

    mintty does. Inside tmux or screen nothing is sent, whatever is outside.
    """
    asked = environment.get(ASKED, "")
    if asked in ("0", "1"):
        return asked == "1"
    if environment.get("TMUX") or environment.get("TERM", "").startswith(("screen", "tmux")):
        return False
    return environment.get("TERM_PROGRAM", "") == "mintty"


def stretches(row: str) -> list[tuple[int, int]]:
    """Where texts with writing from right to left begin and end in a row.

    A text reaches from its first letter, with the signs directly before it, to its last sign;
    a number in front of it, as a list has them, stays outside.
    """
    if row.isascii() or not _RIGHT.search(row):
        return []
    found = []
    start = 0
    for gap in [*_GAP.finditer(row), None]:
        stop = gap.start() if gap else len(row)
        if _RIGHT.search(row, start, stop):
            found.append(_trimmed(row, start, stop))
        start = gap.end() if gap else stop
    return found


def _trimmed(row: str, start: int, stop: int) -> tuple[int, int]:
    first = next(i for i in range(start, stop) if bidirectional(row[i]) in ("L", "R", "AL"))
    while first > start and not row[first - 1].isspace():
        first -= 1
    while row[stop - 1].isspace():
        stop -= 1
    return first, stop


def isolated(row: str) -> str:
    """A row with each of its texts from right to left as a text of its own."""
    for start, stop in reversed(stretches(row)):
        row = f"{row[:start]}{BEGIN}{row[start:stop]}{END}{row[stop:]}"
    return row
