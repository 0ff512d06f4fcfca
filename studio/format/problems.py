"""What an author is told: places, problems, and the words they are shown in.

A problem is data: nothing here raises for an author's mistake. Readers collect into
`Problems`, which keeps the raw lines of each file so that a caret can stand under the word.
May be imported by everything above; imports only the standard library. Never reads a file.

Lines and columns count from 1, columns in characters. Widths of carets are in terminal cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

WINDOW = 100  # cells of a source line that are shown; longer lines are cut around the caret
LEAD = 30  # cells kept in front of the caret when a line is cut


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: `line` and `column` from 1, `width` in characters."""

    file: str
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, or to look at.

    `message` says what is wrong, `hint` how to mend it; `source` is the raw line of `place`.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    place: Place
    source: str = ""


class Problems:
    """The problems met while reading, in any order; handed on in the order of the files."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Place, str], Problem] = {}
        self._lines: dict[str, Sequence[str]] = {}
        self.mistakes = 0  # errors that were added, each time it was

    def remember_source(self, file: str, lines: Sequence[str]) -> None:
        """Keep the raw lines of `file`, so that its problems can show them."""
        self._lines[file] = lines

    def error(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Add something that keeps the file from being used."""
        self.mistakes += 1
        self._add(code, "error", place, message, hint)

    def warning(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Add something that works, but perhaps not as meant."""
        self._add(code, "warning", place, message, hint)

    def _add(self, code: str, severity: Severity, place: Place, message: str, hint: str) -> None:
        # The same thing is often met twice, once for each path that leads to a step.
        key = (code, place, message)
        if key in self._found:
            return
        lines = self._lines.get(place.file, ())
        source = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
        self._found[key] = Problem(code, severity, message, hint, place, source)

    @property
    def all(self) -> tuple[Problem, ...]:
        """Every problem, by file, line and column."""
        return tuple(sorted(self._found.values(), key=_order))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors alone, by file, line and column."""
        return tuple(problem for problem in self.all if problem.severity == "error")


def _order(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return (place.file, place.line, place.column, problem.code)


def render(problem: Problem) -> str:
    """The problem as text for a terminal: place and message, the line, a caret, the hint."""
    place = problem.place
    head = f"{place.file}:{place.line}:{place.column}: {problem.severity} {problem.code}: "
    rows = [head + problem.message]
    if problem.source:
        shown, before, under = _window(problem.source, place)
        rows.append(f"  | {shown}".rstrip())
        rows.append(f"  | {' ' * before}{'^' * under}")
    if problem.hint:
        rows += [f"  {row}" for row in problem.hint.split("\n")]
    return "\n".join(rows)


def _window(source: str, place: Place) -> tuple[str, int, int]:
    """What to show of a line, and the cells before and under the caret."""
    source = source.rstrip("\r\n")
    start = min(place.column - 1, len(source))
    end = max(start, min(start + place.width, len(source)))
    # A line can be a megabyte long; what is far from the caret is not even looked at.
    far = max(0, start - 4 * WINDOW)
    beyond = len(source) > start + 4 * WINDOW
    # A control character is shown as one plain sign, so that what a stranger wrote can
    # neither move the caret nor speak to the terminal.
    characters = [_visible(c) for c in source[far : start + 4 * WINDOW]]
    start, end = start - far, min(end - far, len(characters))
    cells = [_cells(c) for c in characters]
    first = 0
    if sum(cells) > WINDOW:
        kept = 0
        first = start
        while first > 0 and kept + cells[first - 1] <= LEAD:
            first -= 1
            kept += cells[first]
    room = WINDOW if sum(cells) <= WINDOW and not (far or beyond) else WINDOW - 2
    last, used = first, 0
    while last < len(characters) and used + cells[last] <= room:
        used += cells[last]
        last += 1
    lead = "…" if first or far else ""
    tail = "…" if last < len(characters) or beyond else ""
    shown = lead + "".join(characters[first:last]) + tail
    under = sum(cells[start : min(end, last)])
    return shown, len(lead) + sum(cells[first:start]), max(under, 1)


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    if character.isascii():
        return character if character.isprintable() else "\ufffd"
    from unicodedata import category

    if character in "\u200c\u200d":
        return ""  # joiners: they have no cell, and are at home in Persian and Hindi
    # "Cf" and friends hold the marks that reorder or hide text.
    return "\ufffd" if category(character)[0] == "C" or character in "\u2028\u2029" else character


def _cells(character: str) -> int:
    if character.isascii():
        return len(character)
    from unicodedata import category, east_asian_width

    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was most likely meant to be, or None.

    Letter case and the choice of `-`, `_` or a blank make no difference.
    """
    by_shape: dict[str, str] = {}
    for name in known:
        by_shape.setdefault(_shape(name), name)
    shape = _shape(word)
    if not shape:
        return None
    if shape in by_shape:
        return by_shape[shape]
    if len(shape) == 2 and shape[::-1] in by_shape:
        return by_shape[shape[::-1]]  # too short to be alike by half, and a common slip
    from difflib import get_close_matches

    # Short words have few letters to agree on: 0.6 lets one letter of three differ.
    cutoff = 0.6 if len(shape) <= 4 else 0.68
    close = get_close_matches(shape[:64], by_shape, n=5, cutoff=cutoff)
    # Of those that look alike, the one that takes the fewest slips of the hand.
    return by_shape[min(close, key=lambda one: _slips(shape[:64], one))] if close else None


def _slips(word: str, other: str) -> int:
    """How many letters were left out, put in, mistaken or swapped with a neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        last, before, row = before, row, [i]
        for j, one in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != one))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == one
            row.append(min(cost, last[j - 2] + 1) if swapped else cost)
    return row[-1]


def _shape(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_").strip("_")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or "" when none is near."""
    near = nearest(word, known)
    return f"Did you mean `{near}`?" if near is not None else ""
