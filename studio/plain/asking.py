"""Turns of phrase that every question shares: skipping, keeping what was there.

May import the engine's view. Writes nothing.
"""

from __future__ import annotations

from studio.engine.view import View
from studio.plain.wording import ended


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
