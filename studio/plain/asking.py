"""Turns of phrase that every question shares: skipping, keeping what was there.

May import the engine's view. Writes nothing.
"""

from __future__ import annotations

from studio.engine.phrases import small_number
from studio.engine.view import View
from studio.plain.wording import capital, ended


def skippable(view: View) -> bool:
    """Whether the step in view can be passed without an answer."""
    return "skip" in view.allowed


def or_skip(view: View) -> str:
    """`, or :s to skip`, with the step's own word for it; "" where it is needed."""
    if not skippable(view):
        return ""
    return f", or :s for “{view.skip}”" if view.skip else ", or :s to skip"


def keeps(words: str) -> str:
    """What to say of an answer given before."""
    return f"You had: {ended(words)} Enter keeps it."


def how_many(low: int, high: int | None) -> str:
    """`Two or more.`, `Up to three.`, `Two to four.`; "" when any number will do."""
    if high is None:
        return f"{capital(small_number(low))} or more." if low else ""
    if low == high:
        return f"{capital(small_number(low))} of them."
    if low == 0:
        return f"Up to {small_number(high)}."
    return f"{capital(small_number(low))} to {small_number(high)}."
