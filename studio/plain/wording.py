"""How words leave line mode: cleaned, plain, in lines that fit.

For: turning prose, pins and counts into lines without control bytes. May
import the format's cleaning and the engine's phrases. Never writes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.engine.phrases import small_number
from studio.format.clean import clean
from studio.format.markdown import BULLET

if TYPE_CHECKING:
    pass

WIDEST = 72

# What stands in where the terminal does not speak UTF-8 (screens, section 1).
PLAIN_GLYPHS = str.maketrans(
    {
        "│": "|", "─": "-", "━": "=", "█": "#", "░": ":", "·": ".", "●": "*", "○": "o",
        "▲": "^", "■": "#", "□": ".", "›": ">", "…": "...", "“": '"', "”": '"', "„": '"', "‘": "'",
        "’": "'", "–": "-", "—": "-", "\u00a0": " ",
    }
)  # fmt: skip


def flowed(text: str, width: int = WIDEST, hang: int = 0) -> list[str]:
    """`text` as cleaned lines of at most `width` cells; later rows start `hang` blanks in.

    Line breaks of the text stay, a line of a list goes on under its own words. An empty
    text is one empty line.
    """
    rows: list[str] = []
    for line in clean(text).split("\n"):
        body = line.lstrip(" ")
        inside = len(line) - len(body) + len(BULLET) if body.startswith(BULLET) else 0
        if inside > width // 2:
            inside = 0
        rows.extend(_wrapped(line.rstrip(), min(width, WIDEST), max(hang, inside)))
    return rows


def _wrapped(line: str, width: int, hang: int) -> list[str]:
    if cells(line) <= width:
        return [line]
    lead = line[: len(line) - len(line.lstrip(" "))]
    rows: list[str] = []
    row, used = lead, cells(lead)
    empty = True
    for word in line.split():
        for piece in _pieces(word, width - max(hang, cells(lead))):
            size = cells(piece)
            if not empty and used + 1 + size > width:
                rows.append(row)
                row, used, empty = " " * hang, hang, True
            row, used = (row + piece, used + size) if empty else (f"{row} {piece}", used + 1 + size)
            empty = False
    return [*rows, row]


def _pieces(word: str, width: int) -> list[str]:
    """A word cut so that each piece fits; nearly always the word itself."""
    if cells(word) <= width:
        return [word]
    pieces, piece, used = [], "", 0
    for sign in word:
        if used + cells(sign) > width:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + sign, used + cells(sign)
    return [*pieces, piece]


def cells(text: str) -> int:
    """How many cells a terminal takes for `text`."""
    if text.isascii():
        return len(text)
    return sum(_cells(sign) for sign in text)


def _cells(sign: str) -> int:
    from unicodedata import category, east_asian_width

    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def capital(text: str) -> str:
    """With a capital first letter, the rest as it was."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """With a full stop, unless it ends in one or in another end of a sentence."""
    return text if not text or text[-1] in ".?!:…" else text + "."


def seconds_words(seconds: float) -> str:
    """`four seconds`, `20 seconds`, `1 minute`, `1 minute 15 seconds`."""
    whole = max(1, round(seconds))
    if whole < 60:
        return "one second" if whole == 1 else f"{small_number(whole)} seconds"
    minutes, rest = divmod(whole, 60)
    spoken = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return spoken if not rest else f"{spoken} {rest} second{'' if rest == 1 else 's'}"


def about_words(seconds: float) -> str:
    """`50 seconds`, `about a minute`, `about 2 minutes`: a length that need not be exact."""
    if seconds < 55:
        return seconds_words(seconds)
    minutes = max(1, round(seconds / 60))
    return "about a minute" if minutes == 1 else f"about {minutes} minutes"


def weekday(iso: str) -> str:
    """`Wednesday 25 November` for a day as stored (`2026-11-25`, a time after it or not)."""
    from datetime import date

    day = date.fromisoformat(iso[:10])
    return f"{day:%A} {day.day} {day:%B}"
