"""How it looks and moves: the settings as rows to change with the arrows.

For: the last screen of the first run, and the same again from find. What is
chosen is on disk at once and seen at once. May import the page and the desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from studio.tui.footer import SAFETY_QUIT
from studio.tui.page import Page, said
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, row

LABEL = 11
LINE = 58
NARROW = 60
"""Below this many cells a row shows what is chosen and not what else there is."""


@dataclass(frozen=True)
class Choice:
    """A setting: its label, its field, and what it can be, value and word."""

    label: str
    field: str
    values: tuple[tuple[Any, str], ...]


CHOICES = (
    Choice(
        "Colours",
        "theme",
        (("dusk", "dusk"), ("paper", "paper"), ("terminal", "terminal's own"), ("none", "none")),
    ),
    Choice("Movement", "motion", (("gentle", "gentle"), ("words", "words only"))),
    Choice("Line", "line", (("fast", "fast"), ("slow", "slow (little redrawn)"))),
    Choice("Bell", "bell", ((False, "off"), (True, "on, soft"))),
)
LANGUAGE = "Language"
"""The label of the row for the language of exercises, where there is more than one."""
MOST_LANGUAGES = 4
"""So many stand in the row; of more, the one that is chosen."""


class SettingsScreen(PageScreen[bool]):
    """Dismisses with True when Enter was pressed. `step` is the first run's "3 of 3"."""

    closed_to: ClassVar[frozenset[str]] = frozenset({"win", "mood", "card", "so_far"})

    def __init__(self, step: str = "", at: str = "") -> None:
        super().__init__()
        self.step = step
        self.offered: tuple[Choice, ...] = CHOICES
        fields = [one.field for one in CHOICES]
        self.at = fields.index(at) if at in fields else 0

    def appear(self) -> None:
        """The first run has one page for all of it: there the system's language is taken."""
        languages = {} if self.step else self.studio.desk.languages
        if len(languages) > 1:
            known = (("", "the system's"), *languages.items())
            self.offered = (*CHOICES, Choice(LANGUAGE, "language", known))

    def page(self, plan: Plan) -> Page:
        settings = self.studio.desk.settings
        rows: list[Row] = [row(Piece("How should it look and move?", "question")), BLANK]
        for number, choice in enumerate(self.offered):
            words = [
                (word, value == getattr(settings, choice.field)) for value, word in choice.values
            ]
            if plan.column < NARROW or len(words) > MOST_LANGUAGES + 1:
                words = [one for one in words if one[1]]
            rows.append(self._row(number, choice.label, words))
        country = self.studio.desk.contacts("crisis").country
        rows.append(self._row(len(self.offered), "People", [(country or "choose a country", True)]))
        if self.whole:
            rows.append(self._row(len(self.offered) + 1, "My data", [("look after it", True)]))
        rows += [
            BLANK,
            row(Piece("│ ", "edge"), "This is how a question looks."),
            row(Piece("│ ", "edge"), Piece("And a quiet line under it.", "quiet")),
        ]
        if settings.motion == "gentle" and plan.column >= LINE + 8:
            side = 8
            rows += [
                BLANK,
                row(
                    " " * 4,
                    Piece("─" * side, "rule"),
                    Piece("━" * (LINE - 2 * side - 6), "accent"),
                    Piece("─" * side, "rule"),
                ),
            ]
        return Page(
            left="Practice studio",
            right=self.step or "settings",
            rows=tuple(rows),
            start=5,
            note=said("All of it can be changed later: find ( / ), then the word."),
            keys=(("Enter", "begin" if self.step else "done"), ("← →", "change"), ("b", "back")),
            safety=SAFETY_QUIT,
        )

    def _row(self, number: int, label: str, words: list[tuple[str, bool]]) -> Row:
        here = number == self.at
        pieces = [
            Piece("› " if here else "  ", "mark" if here else "text"),
            Piece(label.ljust(LABEL), "mark" if here else "text"),
        ]
        for order, (word, chosen) in enumerate(words):
            name = ("set", number, order) if len(words) > 1 else ("turn", number)
            shown = f"[{word}]" if chosen else f" {word} "
            pieces.append(Piece(shown, "question" if chosen else "quiet", name))
            pieces.append(Piece(" "))
        del pieces[-1:]
        return Row(tuple(pieces), None, here)

    @property
    def whole(self) -> bool:
        """Whether this is more than the first run's last page, and over no exercise."""
        return not self.step and not self.studio.sittings

    def pressed(self, key: str) -> bool:
        rows = len(self.offered) + (2 if self.whole else 1)
        at = self.at or 0
        if key in ("up", "shift+tab"):
            self.at = max(0, at - 1)
        elif key in ("down", "tab"):
            self.at = min(rows - 1, at + 1)
        elif key in ("left", "right", " "):
            self.turn(at, -1 if key == "left" else 1)
            return True
        elif key == "enter" and at > len(self.offered):
            self.open_data()
            return True
        elif key == "enter":
            self.dismiss(True)
            return True
        else:
            return False
        self.draw()
        return True

    def turn(self, number: int, way: int) -> None:
        """The next value of a setting."""
        if number > len(self.offered):
            self.open_data()
            return
        if number == len(self.offered):
            self.open_countries()
            return
        choice = self.offered[number]
        values = [value for value, _ in choice.values]
        chosen = getattr(self.studio.desk.settings, choice.field)
        now = values.index(chosen) if chosen in values else 0
        self.set(number, max(0, min(len(values) - 1, now + way)))

    def set(self, number: int, order: int) -> None:
        """Take a value: on disk, and on the screen."""
        choice = self.offered[number]
        self.studio.desk.change(**{choice.field: choice.values[order][0]})
        self.studio.take_theme()
        self.draw()

    def open_countries(self) -> None:
        """Choose the country whose lines are shown."""
        from studio.tui.people import CountryScreen

        self.app.push_screen(CountryScreen(), lambda _: self.draw())

    def open_data(self) -> None:
        """Everything that concerns all of the data."""
        from studio.tui.my_data import MyDataScreen

        self.app.push_screen(MyDataScreen())

    def clicked(self, name: object) -> None:
        match name:
            case ("turn", int(number)):
                self.at = number
                self.turn(number, 1)
            case ("set", int(number), int(order)):
                self.at = number
                self.set(number, order)

    def stop(self) -> None:
        if self.step:
            self.studio.quit()
        else:
            self.dismiss(None)
