"""What is about to be kept, as rows: in full, or in as few as there is room for.

For: the keep screen, whose choices must stay in sight whatever is offered.
Pure drawing; may import the engine's offers and phrases, and rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len

from studio.engine.phrases import already_words, goes_with
from studio.engine.prompts import KeepOffer
from studio.tui.rows import BLANK, Piece, Row, fit, kept_rows, row, wrap

WHERE = {
    "add": "in {label}",
    "update": "changes what is in {label}",
    "archive": "put away from {label}",
}
INDENT = 5
SEE_ALL = "v shows all of it"


def where(offer: KeepOffer) -> str:
    """Which collection it is for, and what happens there."""
    return WHERE.get(offer.op, WHERE["add"]).format(label=offer.label)


def _more(offer: KeepOffer) -> list[str]:
    """What the line does not say: the other fields, and since when it is there."""
    fields = goes_with(offer.fields)
    return [one for one in (fields, already_words(offer.since) if offer.since else "") if one]


def offer_rows(offers: Sequence[KeepOffer], width: int, room: int) -> tuple[list[Row], bool]:
    """The offers in at most `room` rows, and whether all of their words are in them.

    The collection is said once for those that follow one another into the same.
    """
    full = _full(offers, width)
    if len(full) <= room:
        return full, True
    if len(offers) == 1:
        return [*full[: room - 1], _quiet(f"and more; {SEE_ALL}", width)], False
    brief = _brief(offers, width)
    if len(brief) <= room:
        return [one for one, _ in brief], False
    shown = brief[: room - 1]
    left = len(offers) - sum(1 for _, is_offer in shown if is_offer)
    return [*(one for one, _ in shown), _quiet(f"and {left} more; {SEE_ALL}", width)], False


def _full(offers: Sequence[KeepOffer], width: int) -> list[Row]:
    rows: list[Row] = []
    for place, several in groupby(offers, where):
        group = list(several)
        for offer in group:
            rows += kept_rows(offer.line, width)
            said = [place, *_more(offer)] if len(group) == 1 else _more(offer)
            rows += _wrapped(" · ".join(said), width) if said else []
        rows += _wrapped(place, width) if len(group) > 1 else []
    return rows


def _brief(offers: Sequence[KeepOffer], width: int) -> list[tuple[Row, bool]]:
    """A row for each offer, and whether it is one: the collection of several has its own."""
    rows: list[tuple[Row, bool]] = []
    for place, several in groupby(offers, where):
        group = list(several)
        for offer in group:
            said = [place, *_more(offer)] if len(group) == 1 else _more(offer)
            line = fit(" ".join(offer.line.split()), width - 2)
            rest = fit("".join(f" · {one}" for one in said), width - 2 - cell_len(line))
            rows.append((row(Piece("│ ", "edge"), line, Piece(rest, "quiet")), True))
        if len(group) > 1:
            rows.append((_quiet(place, width), False))
    return rows


def offers_in_full(offers: Sequence[KeepOffer], width: int) -> list[Row]:
    """Every offer with all that is kept of it, a field a row: for reading."""
    rows: list[Row] = []
    for offer in offers:
        rows += kept_rows(offer.line, width)
        rows += _wrapped(where(offer), width)
        for one in offer.fields:
            if one.value and one.value != offer.line:
                rows += _wrapped(f"{one.label}: {one.value}", width)
        rows += _wrapped(already_words(offer.since), width) if offer.since else []
        rows.append(BLANK)
    return rows[:-1]


def _wrapped(words: str, width: int) -> list[Row]:
    return [row(" " * INDENT, Piece(line, "quiet")) for line in wrap(words, width - INDENT)]


def _quiet(words: str, width: int) -> Row:
    return row(" " * INDENT, Piece(fit(words, width - INDENT), "quiet"))
