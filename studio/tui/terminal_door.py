"""The last look at every line before it is drawn.

For: taking control characters, bidi overrides and links out of each rendered segment,
whichever widget made it. Text is cleaned when it comes in as well; this is for what did not.

May import textual, rich, and the cleaning and the isolates of the format. Never changes how many
cells a line takes.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from studio.format.isolates import BEGIN, END, stretches

# Letters of most European text, punctuation, arrows, boxes and blocks: nothing here acts.
_HARMLESS = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f"
                       r"\u2010-\u2027\u2190-\u2bff]*")  # fmt: skip


class Door(LineFilter):
    """Lets through text and colour, and nothing a terminal would act on.

    `isolates` marks writing from right to left for a terminal that understands it.
    """

    def __init__(self, *, isolates: bool = False) -> None:
        super().__init__()
        self._isolates = isolates

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, each as many cells wide as before."""
        passed = [
            Segment(at_the_door(text), _without_link(style))
            for text, style, control in segments
            if control is None
        ]
        return _isolated(passed) if self._isolates else passed


def _isolated(segments: list[Segment]) -> list[Segment]:
    """A text may go through several segments: one word of it is strong, say."""
    found = stretches("".join(one.text for one in segments))
    if not found:
        return segments
    begins = {start for start, _ in found}
    ends = {stop for _, stop in found}
    made: list[Segment] = []
    at = 0
    for text, style, _ in segments:
        marked = ""
        for place, sign in enumerate(text, at):
            marked += (BEGIN if place in begins else "") + sign
            marked += END if place + 1 in ends else ""
        made.append(Segment(marked, style))
        at += len(text)
    return made


def at_the_door(text: str) -> str:
    """`text` without anything a terminal acts on, exactly as many cells wide."""
    if _HARMLESS.fullmatch(text):
        return text
    from studio.format.clean import clean

    cleaned = clean(text, lines=False)
    if not cleaned.isprintable():
        cleaned = "".join(c if c.isprintable() or c in _JOINERS else " " for c in cleaned)
    width = cell_len(text)
    return cleaned if cell_len(cleaned) == width else set_cell_size(cleaned, width)


_JOINERS = frozenset("\u200c\u200d")


def _without_link(style: Style | None) -> Style | None:
    return style.update_link(None) if style is not None and style.link else style
