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
from studio.tui.rows import BLANK, Piece, Row, row, wrap

LABEL = 11
OFFER = "offer "
CHANGED_LATER = "All of it can be changed later: find ( / ), then the word."
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
LATER = (
    Choice(
        "Hard words",
        "heavy_words",
        ((False, "off"), (True, "bring a line about people to call")),
    ),
)
"""What the first run does not ask."""
LANGUAGE = "Language"
MOST_LANGUAGES = 4
"""So many stand in the row; of more, the one that is chosen."""


class SettingsScreen(PageScreen[bool]):
    """Dismisses with True when Enter was pressed. `step` is the first run's "3 of 3"."""

    closed_to: ClassVar[frozenset[str]] = frozenset({"win", "mood", "card", "so_far"})

    def __init__(self, step: str = "", at: str = "") -> None:
        super().__init__()
        self.step = step
        fields = [one.field for one in self.choosable]
        self.at = fields.index(at) if at in fields else 0

    def page(self, plan: Plan) -> Page:
        rows: list[Row] = [row(Piece("How should it look and move?", "question")), BLANK]
        for number, choice in enumerate(self.choosable):
            words = [(word, value == self._value(choice)) for value, word in choice.values]
            if plan.column < NARROW or len(words) > MOST_LANGUAGES + 1:
                words = [one for one in words if one[1]]
            rows.append(self._row(number, choice.label, words))
        country = self.studio.desk.contacts("crisis").country
        rows.append(
            self._row(len(self.choosable), "People", [(country or "choose a country", True)])
        )
        if self.whole:
            rows.append(self._row(len(self.choosable) + 1, "My data", [("look after it", True)]))
        about = self._about()
        if about:
            rows += [BLANK, *(row(Piece(line, "quiet")) for line in wrap(about, plan.column))]
        else:
            rows += self._sample(plan)
        return Page(
            left="Practice studio",
            right=self.step or "settings",
            rows=tuple(rows),
            start=5,
            note=said("" if about else CHANGED_LATER),
            keys=(("Enter", "begin" if self.step else "done"), ("← →", "change"), ("b", "back")),
            safety=SAFETY_QUIT,
        )

    def _sample(self, plan: Plan) -> list[Row]:
        """How it looks and moves as it is set now."""
        rows = [
            BLANK,
            row(Piece("│ ", "edge"), "This is how a question looks."),
            row(Piece("│ ", "edge"), Piece("And a quiet line under it.", "quiet")),
        ]
        if self.studio.desk.settings.motion == "gentle" and plan.column >= LINE + 8:
            side = 8
            line = Piece("━" * (LINE - 2 * side - 6), "accent")
            rows += [
                BLANK, row(" " * 4, Piece("─" * side, "rule"), line, Piece("─" * side, "rule")),
            ]  # fmt: skip
        return rows

    def _about(self) -> str:
        """What there is to know of the setting under the mark."""
        at = self.at or 0
        if at >= len(self.choosable) or self.choosable[at].field != "heavy_words":
            return ""
        from studio.practice.heavy_words import ABOUT

        return ABOUT

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
    def choosable(self) -> tuple[Choice, ...]:
        """The settings that are asked here."""
        if self.step:
            return CHOICES
        return (*CHOICES, *self._languages(), *LATER, *self._optional())

    def _languages(self) -> tuple[Choice, ...]:
        """A row for the language of exercises, where there is more than one."""
        known = {"": "the system's"} | self.studio.desk.languages
        chosen = self.studio.desk.settings.language
        if len(known) < 3 and chosen in known:
            return ()
        return (
            Choice(
                LANGUAGE,
                "language",
                tuple((known | ({} if chosen in known else {chosen: chosen})).items()),
            ),
        )

    def _optional(self) -> tuple[Choice, ...]:
        """A row for each exercise that is offered only if somebody wants it."""
        return tuple(
            Choice("Also offer", f"{OFFER}{one.id}", ((False, "no"), (True, f"yes: {one.title}")))
            for one in self.studio.desk.optional
        )

    def _value(self, choice: Choice) -> object:
        settings = self.studio.desk.settings
        if choice.field.startswith(OFFER):
            return choice.field.removeprefix(OFFER) in settings.offered
        return getattr(settings, choice.field)

    @property
    def whole(self) -> bool:
        """Whether this is more than the first run's last page, and over no exercise."""
        return not self.step and not self.studio.sittings

    def pressed(self, key: str) -> bool:
        rows = len(self.choosable) + (2 if self.whole else 1)
        at = self.at or 0
        if key in ("up", "shift+tab"):
            self.at = max(0, at - 1)
        elif key in ("down", "tab"):
            self.at = min(rows - 1, at + 1)
        elif key in ("left", "right", " "):
            self.turn(at, -1 if key == "left" else 1)
            return True
        elif key == "enter" and at > len(self.choosable):
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
        if number > len(self.choosable):
            self.open_data()
            return
        if number == len(self.choosable):
            self.open_countries()
            return
        choice = self.choosable[number]
        values = [value for value, _ in choice.values]
        now = values.index(self._value(choice))
        self.set(number, max(0, min(len(values) - 1, now + way)))

    def set(self, number: int, order: int) -> None:
        """Take a value: on disk, and on the screen."""
        choice = self.choosable[number]
        value = choice.values[order][0]
        if choice.field.startswith(OFFER):
            self.studio.desk.offer(choice.field.removeprefix(OFFER), wanted=value)
        else:
            self.studio.desk.change(**{choice.field: value})
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
