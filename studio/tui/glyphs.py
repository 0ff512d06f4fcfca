"""ASCII for the few drawn signs, where a terminal cannot show them.

For: terminals outside UTF-8, and the setting that says wide signs break. Every
sign stands beside a word, so nothing is lost. May import textual's filter.
"""

from __future__ import annotations

import locale

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

IN_ASCII = str.maketrans("│─━█░·●○▲■□›…•", "|-=#:.*o^#.>.*")


class AsciiGlyphs(LineFilter):
    """Each sign becomes one ASCII character, so every line keeps its width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments in ASCII signs; other letters are left as they are."""
        return [
            text_only if text_only.text.isascii() else _ascii(text_only) for text_only in segments
        ]


def _ascii(segment: Segment) -> Segment:
    return Segment(segment.text.translate(IN_ASCII), segment.style, segment.control)


def says_utf8() -> bool:
    """Whether the locale this program runs in is UTF-8."""
    return locale.getpreferredencoding(do_setlocale=False).lower().replace("-", "") == "utf8"
