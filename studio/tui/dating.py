"""A choice of days whose last option is typed: `25 nov`, `+3`.

For: what date and schedule share: the day that is meant is said with its
weekday while it is typed. May import the choosing body and the days people
type. Today comes in with the prompt.
"""

from __future__ import annotations

from datetime import date

from textual.widgets import Input

from studio.practice.days import day_in
from studio.tui.choosing import Choosing
from studio.tui.paper import Value

UNCLEAR = "A day like 25 nov, or +3, please."
HINT = "A day like 25 nov, or +3."


def day_words(day: date) -> str:
    """`Wednesday 25 November`."""
    return f"{day:%A} {day.day} {day:%B}"


class Dating(Choosing):
    """Days to choose from; a kind says what today is and which days fit."""

    def today(self) -> date:
        raise NotImplementedError

    def past(self) -> bool:
        """Whether a day without a year is meant backwards."""
        return False

    def fits(self, day: date) -> str:
        """Why this day does not fit; "" when it does."""
        return ""

    def day_of(self, words: str) -> tuple[date | None, str]:
        """The day in what was typed, and the rest of it (a time)."""
        return day_in(words, self.today(), past=self.past()), ""

    def usual(self) -> str:
        if not self.in_field or self.field is None:
            return self.usual_for_options()
        day, rest = self.day_of(self.field.words)
        if day is None:
            return HINT if not self.field.words else UNCLEAR
        return self.fits(day) or f"{day_words(day)}{', ' + rest if rest else ''}."

    def usual_for_options(self) -> str:
        return super().usual()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.in_field and self.field is not None and self.field.words != self.written:
            self.written = self.field.words
            self.redraw()

    def own_value(self, words: str) -> Value:
        day, rest = self.day_of(words)
        if day is None:
            raise ValueError(UNCLEAR)
        if why := self.fits(day):
            raise ValueError(why)
        return self.day_value(day, rest)

    def day_value(self, day: date, rest: str) -> Value:
        """The answer that this day stands for."""
        raise NotImplementedError
