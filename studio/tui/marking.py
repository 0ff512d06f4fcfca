"""Words of a list, met while typing: which one to point at, and its row.

For: the one quiet line under a field. A word is pointed at once it is
finished, one at a time, never a second time, and nothing is ever blocked.
May import the engine's word finding and rows.
"""

from __future__ import annotations

from rich.cells import cell_len

from studio.engine.prompts import WordList, found_words
from studio.tui.rows import Piece, Row, fit, row


class Marking:
    """Remembers which words have been pointed at in this step."""

    def __init__(self, lists: tuple[WordList, ...]) -> None:
        self.lists = lists
        self.met: tuple[str, str] | None = None
        self.said: set[str] = set()

    def read(self, text: str) -> None:
        """Look at the text as it stands now, its unfinished last word left out."""
        found = found_words(_finished(text), self.lists)
        if self.met is not None and self.met not in found:
            self.met = None
        for word, label in found:
            if word not in self.said:
                self.met = (word, label)
                self.said.add(word)
                return

    def rows(self, width: int) -> list[Row]:
        """The line about the word met last; none without one."""
        if self.met is None:
            return []
        word, label = self.met
        return [
            row(Piece(word, "warned"), Piece(fit(f"   {label}", width - cell_len(word)), "quiet"))
        ]


def _finished(text: str) -> str:
    end = len(text)
    while end and (text[end - 1].isalnum() or text[end - 1] == "'"):
        end -= 1
    return text[:end]
