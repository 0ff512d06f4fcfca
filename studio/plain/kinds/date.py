"""`date` in lines: a day as people write it, answered with its weekday."""

from __future__ import annotations

from datetime import date

from studio.engine.events import Answer, Event
from studio.engine.phrases import day_refused
from studio.engine.prompts import DatePrompt
from studio.engine.view import View
from studio.format.source import Node
from studio.plain.asking import keeps, or_skip
from studio.plain.given import safe, word
from studio.plain.talk import Talk
from studio.plain.wording import weekday
from studio.practice.days import day_in
from studio.practice.noted import Written


def ask(view: View, talk: Talk) -> Event:
    """Ask for a day."""
    prompt = view.prompt
    assert isinstance(prompt, DatePrompt)
    today = date.fromisoformat(prompt.today[:10])
    near = "tomorrow" if prompt.only == "future" else "yesterday"
    if view.earlier is not None:
        talk.say(keeps(weekday(str(view.earlier))))
    while True:
        line = talk.ask(f"Day? Such as 25 nov, {near} or 2026-11-25{or_skip(view)}.")
        if not line and view.earlier is not None:
            return Answer(view.earlier)
        day = day_in(line, today, past=prompt.only == "past")
        if day is None:
            talk.refuse("A day, please, such as 25 nov.")
        elif why := day_refused(day, today, prompt.only):
            talk.refuse(why)
        else:
            talk.say(f"{weekday(day.isoformat())}.")
            return Answer(day.isoformat())


def typed(view: View, node: Node) -> list[str]:
    """The day."""
    return [safe(word(node))]


def noted(prompt: DatePrompt, value: str) -> Written:
    """The day."""
    return str(value)
