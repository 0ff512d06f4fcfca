"""The body as a map of 14 rows: which region is lit.

For: body scans. Which letters a part lights is read from its id and its label,
so that an author's own scan finds the map too. Pure; may import rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.engine.prompts import Stretch
from studio.tui.rows import Piece

MAP = (
    "      eeee",
    "      ffff",
    "       nn",
    "   ssssssssss",
    "  aa cccccc aa",
    "  aa cccccc aa",
    "  oo bbbbbb oo",
    "  oo bbbbbb oo",
    "  hh pppppp hh",
    "     tt  tt",
    "     tt  tt",
    "     ll  ll",
    "     ll  ll",
    "    xxx  xxx",
)
ALL = "".join(sorted(set("".join(MAP)) - {" "}))
REGIONS = {
    "ef": "face, head",
    "e": "forehead, brow, brows, eyebrows, eyes, eye, eyelids, ears, temples, scalp",
    "f": "nose, cheeks, mouth, lips, tongue, teeth, jaw, chin",
    "n": "neck, nape, throat",
    "s": "shoulders, shoulder",
    "ao": "arms, arm",
    "a": "upper arms, upper arm",
    "o": "forearms, forearm, lower arms, lower arm, elbows, elbow",
    "c": "chest, ribs, heart, upper back, shoulder blades",
    "cb": "back, spine, torso, trunk",
    "b": "belly, stomach, abdomen, tummy, waist, low back, lower back",
    "h": "hands, hand, palms, fingers, thumbs, fists, wrists",
    "p": "seat, hips, hip, pelvis, buttocks, bottom, groin",
    "tl": "legs, leg",
    "t": "thighs, thigh, upper legs, upper leg, knees, knee",
    "l": "lower legs, lower leg, shins, calves, calf",
    "x": "feet, foot, toes, heels, soles, ankles",
}
LETTERS = {name: letters for letters, names in REGIONS.items() for name in names.split(", ")}
# Longer names first: "upper arms" are not all of the arms.
NAMES = re.compile(rf"\b(?:{'|'.join(sorted(LETTERS, key=len, reverse=True))})\b")
WHOLE = re.compile(r"\bbody\b|^whole$")


def region(part: Stretch) -> str:
    """The letters of the map that this part lights; "" for one that is not on it."""
    # The label says it more closely ("low back"); the id stands in where that is translated.
    told = [text.casefold().strip() for text in (part.label, part.name.replace("_", " "))]
    for text in told:
        if found := {letter for name in NAMES.findall(text) for letter in LETTERS[name]}:
            return "".join(sorted(found))
    return ALL if any(WHOLE.search(text) for text in told) else ""


def has_map(parts: Sequence[Stretch]) -> bool:
    """Whether these parts go through the body: two at least, and no more than one elsewhere."""
    found = sum(1 for part in parts if region(part))
    return found >= 2 and found >= len(parts) - 1


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
