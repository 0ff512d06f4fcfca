"""The little Markdown that texts of exercises have: emphasis, strong emphasis, list lines.

Read one line at a time, on the author's words alone: pieces that came through a pipe are never
looked into. Links, code and HTML are words like any other. Imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

BULLET = "· "
EMPHASIS = "em"
STRONG = "strong"
YOURS = "yours"


class Span(NamedTuple):
    """A stretch of a line; `style` is "", "em", "strong", or "yours" for what was piped in."""

    text: str
    style: str


Line = tuple[Span, ...]


class _Sign:
    """A run of `*` or `_` that may begin or end emphasis."""

    __slots__ = ("closes", "index", "opens", "run", "style")

    def __init__(self, run: str, index: int, opens: bool, closes: bool) -> None:
        self.run = run
        self.index = index
        self.opens = opens
        self.closes = closes
        self.style: str | None = None  # set on the opening sign of a pair; "" on the closing


def styled(pieces: Sequence[tuple[str, bool]]) -> Line:
    """The spans of one line. `pieces` are (text, whether it came through a pipe)."""
    parts: list[str | _Sign | Span] = []
    if pieces and not pieces[0][1]:
        first, rest = _bullet(pieces[0][0])
        if first:
            parts.append(Span(first, ""))
            pieces = [(rest, False), *pieces[1:]]
    for number, (text, yours) in enumerate(pieces):
        if yours:
            parts.append(Span(text, YOURS))
        elif "*" in text or "_" in text:
            # A pipe counts as a letter beside a sign, so that **${name}** is emphasis.
            before = "x" if number else " "
            after = "x" if number + 1 < len(pieces) else " "
            _split(text, before, after, parts)
        elif text:
            parts.append(text)
    _pair(parts)
    return tuple(_joined(parts))


def _bullet(text: str) -> tuple[str, str]:
    """The bullet of a list line with its indent, and what follows it; or "" and the text."""
    body = text.lstrip(" ")
    if body[:2] in ("- ", "* "):
        return text[: len(text) - len(body)] + BULLET, body[2:].lstrip(" ")
    return "", text


def _split(text: str, before: str, after: str, parts: list[str | _Sign | Span]) -> None:
    """Cut a text into words and signs. `before` and `after` are its neighbours' characters."""
    at, words = 0, ""
    while at < len(text):
        character = text[at]
        if character == "\\" and text[at + 1 : at + 2] in ("*", "_", "\\", "-"):
            words += text[at + 1]
            at += 2
            continue
        if character not in "*_":
            words += character
            at += 1
            continue
        end = at
        while end < len(text) and text[end] == character:
            end += 1
        left = text[at - 1] if at else before
        right = text[end] if end < len(text) else after
        opens = not right.isspace()
        closes = not left.isspace()
        if character == "_":
            # Inside a word the sign is a letter like any other.
            opens = opens and not left.isalnum()
            closes = closes and not right.isalnum()
        if end - at > 2 or not (opens or closes):
            words += text[at:end]
        else:
            if words:
                parts.append(words)
                words = ""
            parts.append(_Sign(text[at:end], len(parts), opens, closes))
        at = end
    if words:
        parts.append(words)


def _pair(parts: list[str | _Sign | Span]) -> None:
    """Give every sign that has a partner its style; the others stay words."""
    waiting: list[_Sign] = []
    for part in parts:
        if not isinstance(part, _Sign):
            continue
        opened = None
        if part.closes:
            opened = next((sign for sign in reversed(waiting) if sign.run == part.run), None)
        if opened is not None and opened.index + 1 < part.index:
            opened.style = STRONG if len(part.run) == 2 else EMPHASIS
            part.style = ""
            del waiting[waiting.index(opened) :]
        elif part.opens:
            waiting.append(part)


def _joined(parts: Iterable[str | _Sign | Span]) -> list[Span]:
    spans: list[Span] = []
    styles: list[str] = []
    for part in parts:
        if isinstance(part, Span):
            spans.append(part)
        elif isinstance(part, _Sign) and part.style is not None:
            if part.style:
                styles.append(part.style)
            else:
                styles.pop()
        else:
            words = part.run if isinstance(part, _Sign) else part
            style = STRONG if STRONG in styles else (styles[-1] if styles else "")
            if spans and spans[-1].style == style and style != YOURS:
                spans[-1] = Span(spans[-1].text + words, style)
            else:
                spans.append(Span(words, style))
    return spans


def unstyled(lines: Iterable[Line]) -> str:
    """Lines for the screen as one plain text: emphasis is not said."""
    return "\n".join("".join(span.text for span in line) for line in lines)
