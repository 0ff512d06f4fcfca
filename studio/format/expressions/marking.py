"""Which words of a text stand in a word list.

Used by `marks()` and by the lint of a text. Whole words and phrases, letter case aside, a
curly apostrophe the same as a straight one. Imports nothing; never blocks, never judges.
"""

from __future__ import annotations

from collections.abc import Iterable


def marked(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Start and end of every marked stretch of `text`, in order, none over another.

    Where two stretches begin at the same place the longer one counts: "never again" is one
    mark where both "never" and "never again" are listed.
    """
    folded = _fold(text)
    found: list[tuple[int, int]] = []
    for word in {_fold(word.strip()) for word in words}:
        if not word:
            continue
        start = folded.find(word)
        while start >= 0:
            end = start + len(word)
            if _stands_alone(folded, start, end):
                found.append((start, end))
            start = folded.find(word, start + 1)
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def _fold(text: str) -> str:
    """The text without letter case, each character in its place: offsets stay true."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_one(character) for character in text)


def _fold_one(character: str) -> str:
    if character in "’ʼ":
        return "'"
    folded = character.casefold()
    return folded if len(folded) == 1 else character


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (_in_word(before) and _in_word(text[start])) and not (
        _in_word(after) and _in_word(text[end - 1])
    )


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
