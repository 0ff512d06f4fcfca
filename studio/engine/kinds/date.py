"""date: a day, past or to come where the author says so."""

from __future__ import annotations

from datetime import date

from studio.engine.kind import Kind, Moment, Words
from studio.engine.phrases import day_refused
from studio.engine.prompts import DatePrompt, Prompt
from studio.engine.refused import Refused
from studio.format.kinds.date import Date


def _prompt(step: Date, moment: Moment) -> Prompt:
    return DatePrompt(moment.world.started.date().isoformat(), step.only)


def _accept(step: Date, prompt: DatePrompt, value: object) -> str:
    del step
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise Refused("A day such as 2026-04-15, please.") from None
    today = date.fromisoformat(prompt.today)
    if why := day_refused(day, today, prompt.only):
        raise Refused(why)
    return day.isoformat()


def _words(prompt: DatePrompt, stored: str) -> Words:
    del prompt
    return (stored,)


KIND = Kind(_prompt, _accept, _words)
