"""Where each character of a YAML text stands in its file, for every way of writing it.

An error inside a folded or quoted text points at the very character. The map is made when it
is first asked for, which is only when something is wrong. Knows the raw lines and nothing
of YAML's grammar beyond folding and quotes. Imports only `problems`.
"""

from __future__ import annotations

from typing import Literal

from studio.format.problems import Place

Style = Literal["plain", "single", "double", "literal", "folded"]
Spot = tuple[int, int]  # line and column, both from 0

_LONG_ESCAPES = {"x": 2, "u": 4, "U": 8}


class SourceText:
    """The raw lines of one file, and the map of the text that was asked about last."""

    __slots__ = ("_map", "_mapped", "file", "lines")

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self._mapped: tuple[int, int, int, int] | None = None
        self._map: list[Spot] = []

    def locate(
        self,
        text: str,
        style: Style,
        span: tuple[int, int, int, int],
        offset: int,
        width: int,
    ) -> Place:
        """The place of `text[offset]`; `span` is where the text begins and where it stops."""
        if self._mapped != span:
            start, last = span[:2], len(self.lines) - 1
            if start[0] > last:
                # A value that is left out at the end of a file stands behind its last line.
                start = (last, len(self.lines[last]))
            self._map = self._spots(text, style, start, span[2:])
            self._mapped = span
        spots = self._map
        offset = min(max(offset, 0), len(spots) - 1)
        line, column = spots[offset]
        last_line, last = spots[min(offset + max(width, 1) - 1, len(spots) - 1)]
        room = max(len(self.lines[line]) - column, 1) if line < len(self.lines) else 1
        wide = last - column + 1 if last_line == line else room
        return Place(self.file, line + 1, column + 1, max(1, min(wide, room)))

    def _spots(self, text: str, style: Style, start: Spot, end: Spot) -> list[Spot]:
        """One spot for each character of `text`, and one for what follows the last."""
        if style == "plain":
            spots = self._plain(text, start, end)
        elif style == "literal":
            spots = self._literal(text, start)
        elif style == "folded":
            spots = self._folded(text, start)
        else:
            spots = self._quoted(style, start, end)
        # A map that is too short would send a caret to a wrong word: the last spot is the
        # nearest that is known.
        last = spots[-1] if spots else start
        while len(spots) < len(text):
            spots.append(last)
        del spots[len(text) :]
        line, column = spots[-1] if spots else start
        after = column + 1 if spots else column
        spots.append((line, after))
        return spots

    def _plain(self, text: str, start: Spot, end: Spot) -> list[Spot]:
        line, column = start
        if line == end[0]:
            return [(line, column + i) for i in range(len(text))]
        spots: list[Spot] = []
        for number in range(line, min(end[0] + 1, len(self.lines))):
            raw = self.lines[number]
            begin = column if number == line else len(raw) - len(raw.lstrip(" "))
            stop = end[1] if number == end[0] else len(raw)
            chunk = raw[begin:stop].rstrip(" ")
            _append_chunk(spots, text, chunk, number, begin)
        return spots

    def _literal(self, text: str, start: Spot) -> list[Spot]:
        first = start[0] + 1
        indent = self._indent(text, first)
        spots: list[Spot] = []
        for number, row in enumerate(text.split("\n"), first):
            spots.extend((number, indent + i) for i in range(len(row) + 1))
        return spots

    def _folded(self, text: str, start: Spot) -> list[Spot]:
        number = start[0] + 1
        indent = self._indent(text, number)
        spots: list[Spot] = []
        while len(spots) < len(text) and number < len(self.lines):
            chunk = self.lines[number][indent:]
            if chunk:
                _append_chunk(spots, text, chunk, number, indent)
            number += 1
        return spots

    def _indent(self, text: str, number: int) -> int:
        """Blanks in front of each line of a block: those that are not part of its text."""
        while number < len(self.lines) and not self.lines[number].strip(" "):
            number += 1
        if number >= len(self.lines):
            return 0
        raw = self.lines[number]
        body = text.lstrip("\n")
        kept = len(body) - len(body.lstrip(" "))
        return max(0, len(raw) - len(raw.lstrip(" ")) - kept)

    def _quoted(self, style: Style, start: Spot, end: Spot) -> list[Spot]:
        spots: list[Spot] = []
        line, column = start[0], start[1] + 1
        while (line, column) < (end[0], end[1] - 1):
            raw = self.lines[line]
            rest = raw[column:]
            if not rest.strip(" "):
                line, column = self._fold(spots, line, column)
            elif style == "double" and raw[column] == "\\":
                if not rest[1:].strip(" "):
                    line, column = self._next_text(line)[:2]
                    continue
                spots.append((line, column))
                column += 2 + _LONG_ESCAPES.get(raw[column + 1], 0)
            else:
                spots.append((line, column))
                column += 2 if style == "single" and raw[column : column + 2] == "''" else 1
        return spots

    def _fold(self, spots: list[Spot], line: int, column: int) -> Spot:
        """Add the blank or the newlines that a line break inside quotes becomes."""
        next_line, next_column, breaks = self._next_text(line)
        spots.extend((line + i, column if i == 0 else 0) for i in range(max(1, breaks - 1)))
        return next_line, next_column

    def _next_text(self, line: int) -> tuple[int, int, int]:
        """Line and column of the next text after `line`, and how many breaks lie between."""
        breaks = 1
        line += 1
        while line < len(self.lines) - 1 and not self.lines[line].strip(" "):
            line += 1
            breaks += 1
        if line >= len(self.lines):
            return line, 0, breaks
        raw = self.lines[line]
        return line, len(raw) - len(raw.lstrip(" ")), breaks


def _append_chunk(spots: list[Spot], text: str, chunk: str, number: int, column: int) -> None:
    """Add the spots of a stretch that stands in `text` as it stands in the file.

    What lies between two stretches is what folding made of a line break; it is put at the
    end of the line before.
    """
    if not chunk:
        return
    position = text.find(chunk, len(spots))
    if position < 0:
        return
    between = (spots[-1][0], spots[-1][1] + 1) if spots else (number, column)
    spots.extend([between] * (position - len(spots)))
    spots.extend((number, column + i) for i in range(len(chunk)))
