"""The keys, on one screen.

For: `k`. May import the page.
"""

from __future__ import annotations

from typing import ClassVar

from studio.tui.page import Page, said
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import Piece, Row, row

KEYS = (
    ("next", "Enter", "Ctrl+N"),
    ("back", "b", "Ctrl+P"),
    ("pause, menu", "Esc; Space while timed", "Esc"),
    ("skip", "s", "Esc, then s"),
    ("stop", "q", "Ctrl+C"),
    ("people to talk to", "h or ?", "Ctrl+G"),
    ("leave fast", "Ctrl+X", "Ctrl+X"),
    ("cover the screen", "Ctrl+L", "Ctrl+L"),
    ("a win, how I am, a card", "w, m, c", "Esc, then w, m, c"),
    ("find", "/", "Esc, then t"),
    ("everything so far", "l", "Esc, then l"),
    ("these keys", "k", "Esc, then k"),
    ("move the mark", "arrows, Home, End, Tab", "Tab leaves it"),
    ("choose", "0-9 or Space, then Enter", ""),
)


class KeysScreen(PageScreen[None]):
    """What each key does, with and without a text field."""

    closed_to: ClassVar[frozenset[str]] = frozenset({"keys"})

    def page(self, plan: Plan) -> Page:
        return Page(
            left="Keys",
            rows=tuple(_rows(plan.column)),
            start=3,
            note=said("The mouse works on every word down there."),
            keys=(("Enter", "close"), ("b", "back")),
        )

    def pressed(self, key: str) -> bool:
        if key == "enter":
            self.back()
            return True
        return False


def _rows(width: int) -> list[Row]:
    if width < 60:
        return [row(Piece(keys.ljust(14), "question"), f" {what}") for what, keys, _ in KEYS]
    heading = row(Piece("to".ljust(24) + "no field".ljust(24) + "in a text field", "quiet"))
    lines = [
        row(what.ljust(24), Piece(keys.ljust(24), "question"), typing)
        for what, keys, typing in KEYS
    ]
    return [heading, *lines]
