"""The body as a map of 14 rows: which region is lit.

For: body scans. Which letters a part lights is read from its name, so that an
author's own scan finds the map too. Pure; may import rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.engine.prompts import Stretch
from studio.tui.rows import Piece

MAP = (
    "      ffff",
    "      ffff",
    "       nn",
    "   ssssssssss",
    "  aa cccccc aa",
    "  aa cccccc aa",
    "  aa bbbbbb aa",
    "  aa bbbbbb aa",
    "  hh pppppp hh",
    "     tt  tt",
    "     tt  tt",
    "     ll  ll",
    "     ll  ll",
    "    xxx  xxx",
)
ALL = "".join(sorted(set("".join(MAP)) - {" "}))
REGIONS = {
    "f": "face scalp head eyes forehead",
    "n": "neck jaw throat",
    "s": "shoulders shoulder",
    "a": "arms arm elbows",
    "c": "chest",
    "b": "belly stomach",
    "h": "hands hand palms fingers",
    "p": "seat hips hip pelvis",
    "t": "thighs knees thigh knee",
    "l": "legs leg shins calves",
    "x": "feet foot toes",
    ALL: "whole",
}
LETTERS = {word: letters for letters, words in REGIONS.items() for word in words.split()}


def region(part: Stretch) -> str:
    """The letters of the map that this part lights; "" for one that is not on it."""
    for text in (part.name.replace("_", " "), part.label):
        words = text.casefold().replace(",", " ").split()
        found = dict.fromkeys(LETTERS[word] for word in words if word in LETTERS)
        if found:
            return ALL if ALL in found else "".join(found)
    return ""


def has_map(parts: Sequence[Stretch]) -> bool:
    """Whether these parts go through the body: more than half of them, and at least two."""
    found = sum(1 for part in parts if region(part))
    return found >= 2 and found * 2 > len(parts)


def map_row(index: int, lit: str) -> list[Piece]:
    """One row of the map."""
    pieces: list[Piece] = []
    for letter in MAP[index]:
        glyph, voice = (" ", "text")
        if letter != " ":
            glyph, voice = ("█", "accent") if letter in lit else ("░", "edge")
        if pieces and pieces[-1].voice == voice:
            pieces[-1] = Piece(pieces[-1].text + glyph, voice)
        else:
            pieces.append(Piece(glyph, voice))
    return pieces
