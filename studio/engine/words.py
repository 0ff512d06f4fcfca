"""Words in a text: counting them, and finding those of a word list."""

from __future__ import annotations


def count_words(text: str) -> int:
    """How many words, parted by white space."""
    return len(text.split())


def marked(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words (or phrases) of the list that stand whole in `text`, case aside."""
    folded = f" {''.join(c if c.isalnum() or c == "'" else ' ' for c in text.casefold())} "
    spaced = " ".join(folded.split())
    padded = f" {spaced} "
    return tuple(word for word in words if f" {word.casefold()} " in padded)
