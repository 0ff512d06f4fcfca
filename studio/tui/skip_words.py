"""How the skip key is spoken of: in the author's words where a step has some.

For: the notes that say what else could be done when nothing was answered. May
import the engine's view. Never says anything where a skip is not allowed.
"""

from __future__ import annotations

from studio.engine.view import View

AGAIN = "Nothing here yet. Enter again skips this."


def or_skip(view: View) -> str:
    """`, or s to skip`, with the step's own words for it; "" where it is needed."""
    if not _skippable(view):
        return ""
    return f", or s for “{view.skip}”" if view.skip else ", or s to skip"


def or_skip_typing(view: View) -> str:
    """The same as a sentence of its own, for a field, where letters are words."""
    if not _skippable(view):
        return ""
    return f" Or Esc, then s, for “{view.skip}”." if view.skip else " Or skip with Esc, s."


def again_skips(view: View) -> str:
    """What an empty line means where nothing was written at all, and Enter was pressed once."""
    if not _skippable(view):
        return ""
    return f"Nothing here yet. Enter again: “{view.skip}”." if view.skip else AGAIN


def _skippable(view: View) -> bool:
    return "skip" in view.allowed and not view.required
