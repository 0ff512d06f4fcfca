"""Names for the codes of what can be wrong with an expression, and the table of functions.

Plain tables, for the reader, the checker and the reference. Imports nothing.
"""

from __future__ import annotations

UNREADABLE = "P301"
SINGLE_EQUALS = "P302"
CURLY_QUOTES = "P303"
UNKNOWN_NAME = "P304"
USED_TOO_EARLY = "P305"
OTHER_ARM = "P306"
NOT_AN_OPTION = "P307"
WRONG_TYPE = "P308"
BAD_CALL = "P309"
NOT_ALLOWED = "P310"
TOO_BIG = "P311"
NOT_YES_NO = "P312"
WORDS_SHOWN = "P313"
NEGATED_MISSING = "P320"
ALL_VANISHES = "P321"
CONSTANT = "P322"
NOTHING_LEFT = "P323"

LONGEST = 200  # characters
DEEPEST = 8  # brackets inside brackets

# Fewest and most things in the brackets of each function; None: no upper bound.
FUNCTIONS: dict[str, tuple[int, int | None]] = {
    "answered": (1, 1),
    "count": (1, 1),
    "sum": (1, 1),
    "mean": (1, 1),
    "median": (1, 1),
    "min": (1, None),
    "max": (1, None),
    "first": (1, 1),
    "join": (1, 1),
    "number": (1, 1),
    "days": (2, 2),
    "on_days": (1, 1),
    "marks": (2, 2),
    "either": (2, None),
    "given": (2, 2),
}

# Format page, section 1 rule 4; `own` and `skip` are values, and `item` is a name that a place
# brings along, so none of them can be the id of a step.
KEYWORDS = frozenset(["and", "or", "not", "in", "if", "else", "is", "for", "from"])
KEYWORDS |= {"with", "as", "lambda"}
RESERVED = KEYWORDS | frozenset(FUNCTIONS)
RESERVED |= {"item", "own", "skip", "sessions", "strategies", "start", "now", "ratings"}
