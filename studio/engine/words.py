"""Counting words, as soft limits do."""

from __future__ import annotations


def count_words(text: str) -> int:
    """How many words, parted by white space."""
    return len(text.split())
