"""Where a sentence that was piped in meets the signs of the sentence around it.

People end what they type with a full stop, and an author cannot know: `“${thought}”.` would end
in two. One of two signs goes from what is shown; what is stored stays as it was typed. Imports
nothing.
"""

from __future__ import annotations

STOPS = (".", ",", ";", ":", "?", "!", "…")  # what goes on behind a full stop of the person's
ENDS = ("?", "!", "…", "..")  # ends that say more than a full stop does, and stay
CLOSING = "”\"’'»)]"


def meet(words: str, following: str) -> tuple[str, str]:
    """What was piped in, and what the author goes on with, without a sign that is there twice.

    `I can't.` before `”.` loses its stop; `Why me?` before `.` takes the author's.
    """
    if words.endswith(ENDS):
        doubled = following.startswith((".", words[-1])) and not following.startswith("..")
        return words, following[1:] if doubled else following
    if len(words) > 1 and words.endswith("."):
        quoted = following.lstrip(CLOSING).startswith(".")
        return words[:-1] if quoted or following.startswith(STOPS) else words, following
    return words, following
