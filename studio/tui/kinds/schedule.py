"""schedule: when to come back, if at all; `no` is the first of the options."""

from __future__ import annotations

from datetime import date

from studio.engine.phrases import day_refused
from studio.engine.prompts import SchedulePrompt
from studio.practice.days import time_in
from studio.tui.dating import Dating
from studio.tui.paper import Value

MORNING = "09:00"
WAITS = "It waits on Today. Nothing rings, nothing is overdue."


class ScheduleBody(Dating):
    """Options with their day; answers `{"value": v}` or `{"own": "2026-04-15T18:00"}`."""

    @property
    def prompt(self) -> SchedulePrompt:
        assert isinstance(self.view.prompt, SchedulePrompt)
        return self.view.prompt

    def today(self) -> date:
        return date.fromisoformat(self.prompt.today[:10])

    def own_label(self) -> str:
        return self.prompt.own

    def labels(self) -> list[tuple[str, str]]:
        return [(option.label, option.hint) for option in self.prompt.options]

    def value(self, index: int) -> Value:
        return {"value": self.prompt.options[index].value}

    def take_up(self, earlier: Value) -> None:
        name = earlier.get("value") if isinstance(earlier, dict) else None
        for index, option in enumerate(self.prompt.options):
            if option.value == name:
                self.at = index
        due = earlier.get("own") or earlier.get("due") if isinstance(earlier, dict) else None
        if self.at is None and self.own and due:
            self.at, self.written = self.count - 1, str(due)[:16].replace("T", " ")

    def fits(self, day: date) -> str:
        return day_refused(day, self.today(), "future")

    def day_of(self, words: str) -> tuple[date | None, str]:
        day, rest = super().day_of(words)
        head, _, tail = words.rpartition(" ")
        if day is not None and day.year >= self.today().year:
            return day, rest
        time = time_in(tail) if head else None  # "27 nov 18" is no year
        if time is not None:
            return super().day_of(head)[0], f"{time[0]:02}:{time[1]:02}"
        return day, rest

    def day_value(self, day: date, rest: str) -> Value:
        return {"own": f"{day.isoformat()}T{rest or MORNING}"}

    def usual_for_options(self) -> str:
        return WAITS
