"""The card of an exercise: what it is for, read before it begins.

For: purpose, what one will do, what is kept and what is known. What to take
care about comes from the engine, as the first screens of the exercise. May
import the page and the desk's facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.tui.page import Page
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, row, wrap, wrapped

if TYPE_CHECKING:
    from studio.practice.card import Card
    from studio.tui.player import Played

LABEL = 13


class CardScreen(PageScreen["Played"]):
    """One exercise; Enter begins it. Dismisses with how it ended, None where it never began."""

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.card = card

    def page(self, plan: Plan) -> Page:
        card, width = self.card, plan.column
        rows: list[Row] = [*wrapped(card.title, width, "question"), BLANK]
        rows += [row(line) for line in wrap(card.purpose, width)]
        facts = (
            ("You will", card.you_will),
            ("It keeps", card.keeps),
            ("Last time", card.last_time),
        )
        told = [_fact(label, words, width) for label, words in facts if words]
        if told:
            rows += [BLANK, *(line for fact in told for line in fact)]
        if card.claim:
            rows += [BLANK, row(Piece("What is known", "quiet"))]
            rows += [row(line) for line in wrap(card.claim, width)]
        return Page(
            left=card.pack_title,
            right=card.minutes,
            rows=tuple(rows),
            start=5,
            keys=(("Enter", "begin"), ("b", "back")),
        )

    def pressed(self, key: str) -> bool:
        if key != "enter":
            return False
        self.begin()
        return True

    def begin(self) -> None:
        """Begin, and come back to where the card was opened from when it is over."""
        try:
            sitting = self.studio.desk.begin(self.card.id)
        except StudioError as error:
            self.say(str(error))
            return
        self.studio.play(sitting, self._played)

    def _played(self, played: Played | None) -> None:
        """Close as well, or become the card of what the exercise opens."""
        if played is None or not played.opens:
            self.dismiss(played)
            return
        self.card = self.studio.desk.card(played.opens)
        self.draw()

    def stop(self) -> None:
        self.back()


def _fact(label: str, words: str, width: int) -> list[Row]:
    first, *rest = wrap(words, width - LABEL)
    rows = [row(Piece(label.ljust(LABEL), "quiet"), first)]
    return rows + [row(" " * LABEL, line) for line in rest]
