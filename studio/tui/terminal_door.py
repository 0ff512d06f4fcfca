"""The last look at every line before it is drawn.

For: taking control characters, bidi overrides and links out of each rendered segment,
whichever widget made it. Text is cleaned when it comes in as well; this is for what did not.

May import textual, rich and `studio.format.clean`. Never changes how many cells a line takes.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

# Letters of most European text, punctuation, arrows, boxes and blocks: nothing here acts.
_HARMLESS = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f"
                       r"\u2010-\u2027\u2190-\u2bff]*")  # fmt: skip


class Door(LineFilter):
    """Lets through text and colour, and nothing a terminal would act on."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, each as many cells wide as before."""
        return [
            Segment(at_the_door(text), _without_link(style))
            for text, style, control in segments
            if control is None
        ]


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
