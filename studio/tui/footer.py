"""The keys at the foot of every screen, the ones that keep a person safe first.

For: one row of keys. The right end is laid out before anything else and ends
at the column's edge; the step's own keys take what is left, in their order.
May import the rows. Decides nothing about which keys there are.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from studio.tui.rows import Piece, fit

Keys = Sequence[tuple[str, str]]

SAFETY: Keys = (("q", "stop"), ("h", "help"), ("Ctrl+X", "leave"))
SAFETY_TYPING: Keys = (("Ctrl+C", "stop"), ("Ctrl+G", "help"), ("Ctrl+X", "leave"))
SAFETY_QUIT: Keys = (("q", "quit"), ("h", "help"), ("Ctrl+X", "leave"))
SAFETY_QUIT_TYPING: Keys = (("Ctrl+C", "quit"), ("Ctrl+G", "help"), ("Ctrl+X", "leave"))
SAFETY_TODAY: Keys = (("q", "Today"), ("h", "help"), ("Ctrl+X", "leave"))
SAFETY_TODAY_TYPING: Keys = (("Ctrl+C", "Today"), ("Ctrl+G", "help"), ("Ctrl+X", "leave"))
SAFETY_BUSY: Keys = (("Ctrl+G", "help"), ("Ctrl+X", "leave"))
SAFETY_CLOSE: Keys = (("q", "close"), ("h", "help"), ("Ctrl+X", "leave"))
SAFETY_CLOSE_TYPING: Keys = (("Ctrl+C", "close"), ("Ctrl+G", "help"), ("Ctrl+X", "leave"))

LEAST_WORDS = 12  # cells: words that are cut have at least these
PRESSED = {
    "Enter": "enter",
    "Esc": "escape",
    "Space": "space",
    "Tab": "tab",
    "Del": "delete",
    "Up": "up",
    "Down": "down",
    "/": "slash",
    "?": "question_mark",
}
"""How a key's name on the screen is spelled as Textual spells it, where they differ."""


def pressed(label: str) -> str:
    """The key a label stands for ("Ctrl+N" is ctrl+n), or "" when it stands for several."""
    if label in PRESSED:
        return PRESSED[label]
    if label.startswith("^"):
        return f"ctrl+{label[1:].lower()}"
    if label.startswith("Ctrl+"):
        return label.lower()
    return label if len(label) == 1 else ""


def footer(own: Keys, safety: Keys, width: int) -> tuple[Piece, ...]:
    """The row, exactly `width` cells wide; a click on a word is named by its key."""
    narrow = width < 60
    gap = 2 if narrow else 3
    right = _words(safety, gap, narrow=narrow)
    right_width = _cells(right)
    left: list[Piece] = []
    used = 0
    for key in own:
        words = _words([key], gap, narrow=narrow)
        size = _cells(words) + (gap if left else 0)
        free = width - right_width - gap - used
        if size > free and left:
            words = _words([_shortened(key, free - gap)], gap, narrow=narrow)
            size = _cells(words) + gap
        if size > free:
            break
        if left:
            left.append(Piece(" " * gap, "quiet"))
        left.extend(words)
        used += size
    filler = Piece(" " * max(0, width - used - right_width), "quiet")
    return (*left, filler, *right)


def _shortened(key: tuple[str, str], room: int) -> tuple[str, str]:
    """A key whose words are cut to what is left, if enough of them stay to be understood."""
    label, meaning = key
    cells = room - cell_len(label) - 1
    return label, fit(meaning, cells) if cells >= LEAST_WORDS else meaning


def _words(keys: Keys, gap: int, *, narrow: bool) -> list[Piece]:
    pieces: list[Piece] = []
    for label, meaning in keys:
        shown = label.replace("Ctrl+", "^") if narrow else label
        name = ("press", pressed(label))
        if pieces:
            pieces.append(Piece(" " * gap, "quiet"))
        pieces.append(Piece(f"{shown} ", "question", name))
        pieces.append(Piece(meaning, "quiet", name))
    return pieces


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in pieces)
