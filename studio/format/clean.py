"""The one way text from outside is made fit for a terminal and for keeping.

`clean` is called wherever text enters (a key, a paste, a file) and once more where it leaves
for the screen. Imports only the standard library; knows nothing of exercises or of screens.
Rules: terminal escapes and characters that hide, reorder or pile up are taken out; writing
systems that need joiners (Persian, Hindi, family emoji) keep them.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, normalize

MARKS = 4  # combining marks kept on one character: Vietnamese and Hebrew need three

_NEWLINES = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"

# Default-ignorable code points of Unicode, without the joiners 200C and 200D and without the
# variation selectors FE0E and FE0F (text or picture form of an emoji), and with the
# interlinear annotation marks, which hide what they stand around.
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff"

_JOINERS = "\u200c\u200d\ufe0e\ufe0f"


def clean(text: str, *, lines: bool = True) -> str:
    """`text` without anything that could act on, or hide in, a terminal; NFC.

    Tabs become one blank. With `lines` every kind of line break becomes a newline, without it
    a blank. Cleaning twice gives the same as cleaning once. Never raises.
    """
    if text.isascii() and (text.isprintable() or (lines and text.replace("\n", "").isprintable())):
        return text
    text = _newlines().sub("\n", text).replace("\t", " ")
    if not lines:
        text = text.replace("\n", " ")
    text = _unwanted().sub("", text)
    if text.isascii():
        return text
    return _thin(normalize("NFC", text))


@cache
def _newlines() -> re.Pattern[str]:
    return re.compile(_NEWLINES)


@cache
def _unwanted() -> re.Pattern[str]:
    return re.compile(f"[{_CONTROL}{_HIDDEN}]")


def _thin(text: str) -> str:
    """Drop marks beyond `MARKS` on one character, and joiners that have nothing to join.

    A joiner at the very beginning stays: it may be the key that was pressed last, and its
    neighbour is already in the field.
    """
    kept: list[str] = []
    marks = 0
    before = ""
    for character in text:
        if character < "\u0300":
            marks = 0
        elif character in _JOINERS:
            if before and (before in _JOINERS[:2] or before.isspace() or before == character):
                continue
            if category(character) == "Mn":
                marks += 1
        elif category(character)[0] == "M":
            marks += 1
        else:
            marks = 0
        if marks > MARKS:
            continue
        kept.append(character)
        before = character
    return "".join(kept)


@cache
def _rejected() -> re.Pattern[str]:
    return re.compile(f"[\x0b\x0c\u2028\u2029{_CONTROL}{_HIDDEN}]")


def unwelcome(text: str, start: int = 0) -> int | None:
    """The offset of the first character from `start` on that a file may not hold, or None.

    Newlines, tabs and joiners are welcome here; whoever reads a file judges tabs by itself.
    """
    found = _rejected().search(text, start)
    return found.start() if found else None
