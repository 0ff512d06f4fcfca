"""A whole number as a person types it, read in one place.

For: every question, list and option of a command that takes a number. Imports nothing, asks
nothing.
"""

from __future__ import annotations

LONGEST = 18
"""Digits that are still read. Python refuses to read very long ones, and none is meant."""


def whole(text: str) -> int | None:
    """The whole number that `text` is, below 0 too; None for anything else."""
    digits = text.strip().removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) <= LONGEST else None


def place(text: str, count: int) -> int | None:
    """The number in a list of `count` that `text` is, from 1 on; None for anything else."""
    number = whole(text)
    return number if number is not None and 1 <= number <= count else None
