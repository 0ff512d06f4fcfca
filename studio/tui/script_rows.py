"""A composed text as rows: what fills its blanks is strong, and the blank asked now is in sight.

For: the compose body. Pure drawing; may import the engine's composing, the page and rows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from studio.engine.composing import laid_out
from studio.engine.prompts import Draft
from studio.tui.page import visible
from studio.tui.rows import Piece, Row, row, wrap_pieces

SO_FAR = "Your words so far"
AROUND = "Your words so far, around this blank"


def script_rows(
    draft: Draft,
    words: Mapping[str, str],
    width: int,
    *,
    blanks: Collection[str] = (),
    at: str = "",
) -> list[Row]:
    """A draft as it will be kept; `blanks` are shown though they are empty.

    The rows on which the blank `at` stands are marked.
    """
    rows: list[Row] = []
    for line in laid_out(draft, words, blanks=blanks):
        pieces = [
            Piece(one.words, "question" if one.filled else "text", one.slot or None) for one in line
        ]
        for wrapped in wrap_pieces(pieces, width - 2) or [()]:
            marked = bool(at) and any(piece.name == at for piece in wrapped)
            rows.append(row(Piece("│ ", "edge"), *wrapped, marked=marked))
    return rows


def so_far_rows(rows: list[Row], room: int) -> list[Row]:
    """The script below its heading in at most `room` rows, those that are marked among them."""
    shown, _ = visible(rows, max(1, room - 1))
    said = SO_FAR if len(shown) == len(rows) else AROUND
    # The mark was for choosing them: on the screen it stands where words are typed.
    return [row(Piece(said, "quiet")), *(Row(one.pieces) for one in shown)]
