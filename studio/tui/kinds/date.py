"""date: a day, near ones to choose and any other typed."""

from __future__ import annotations

from datetime import date, timedelta

from studio.engine.phrases import day_refused
from studio.engine.prompts import DatePrompt
from studio.tui.dating import Dating, day_words
from studio.tui.paper import Value

NEAR = {
    "past": (0, -1, -2, -7),
    "future": (1, 2, 3, 7),
    "": (-1, 0, 1),
}
NAMES = {0: "today", 1: "tomorrow", -1: "yesterday"}


class DateBody(Dating):
    """Near days, and another day; answers `"2026-04-15"`."""

    @property
    def prompt(self) -> DatePrompt:
        assert isinstance(self.view.prompt, DatePrompt)
        return self.view.prompt

    def today(self) -> date:
        return date.fromisoformat(self.prompt.today[:10])

    def past(self) -> bool:
        return self.prompt.only == "past"

    def days(self) -> list[date]:
        return [self.today() + timedelta(days=away) for away in NEAR[self.prompt.only]]

    def own_label(self) -> str:
        return "another day..."

    def labels(self) -> list[tuple[str, str]]:
        labels = []
        for away, day in zip(NEAR[self.prompt.only], self.days(), strict=True):
            ago = "1 week ago" if away < 0 else "in 1 week"
            near = f"{-away} days ago" if away < 0 else f"in {away} days"
            label = NAMES.get(away) or (ago if abs(away) == 7 else near)
            labels.append((label, day_words(day)))
        return labels

    def value(self, index: int) -> Value:
        return self.days()[index].isoformat()

    def take_up(self, earlier: Value) -> None:
        super().take_up(earlier)
        if self.at is None:
            self.at, self.written = self.count - 1, str(earlier)

    def fits(self, day: date) -> str:
        return day_refused(day, self.today(), self.prompt.only)

    def day_value(self, day: date, rest: str) -> Value:
        return day.isoformat()
