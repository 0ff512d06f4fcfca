"""`schedule` in lines: when to come back, by number; the last number asks for a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from studio.engine.events import Answer, Event
from studio.engine.phrases import day_refused
from studio.engine.prompts import SchedulePrompt
from studio.engine.view import View
from studio.format.source import Node
from studio.plain import options
from studio.plain.asking import keeps, or_skip
from studio.plain.given import Unfit, own_words, safe
from studio.plain.options import chosen, named, number_for
from studio.plain.talk import Talk
from studio.plain.wording import weekday
from studio.practice.days import day_in, time_in
from studio.practice.noted import Written

NOON = (12, 0)


def ask(view: View, talk: Talk) -> Event:
    """Ask for one of the times offered, or for a day of one's own."""
    prompt = view.prompt
    assert isinstance(prompt, SchedulePrompt)
    show(view, talk)
    last = str(len(prompt.options) + 1)
    if view.earlier is not None:
        talk.say(keeps(_words(view.earlier, prompt)))
    while True:
        line = talk.number("Number?")
        if not line and view.earlier is not None:
            return Answer(view.earlier)
        if prompt.own and line in ("0", last):
            own = _own_day(prompt, talk)
            if own:
                return Answer({"own": own})
            continue
        index = chosen(line, prompt.options) if line else None
        if index is not None:
            return Answer({"value": prompt.options[index].value})
        talk.refuse(f"Pick one by its number{or_skip(view)}.")


def show(view: View, talk: Talk) -> None:
    """The times with their numbers; the last one is a day of one's own."""
    prompt = view.prompt
    assert isinstance(prompt, SchedulePrompt)
    options.show(talk, prompt.options)
    if prompt.own:
        talk.rows([f"{len(prompt.options) + 1}. {prompt.own}"])


def _own_day(prompt: SchedulePrompt, talk: Talk) -> str:
    """A day and a time after today, as stored; "" when the person went back to the list."""
    today = date.fromisoformat(prompt.today[:10])
    while True:
        line = talk.ask("Which day? Such as 25 nov, +3 or friday 18:00. Enter goes back.")
        if not line:
            return ""
        head, _, tail = line.rpartition(" ")
        clock = time_in(tail) if head and (":" in tail or "." in tail) else None
        day = day_in(head if clock else line, today)
        if day is None:
            talk.refuse("A day, please, such as 25 nov or +3.")
        elif why := day_refused(day, today, "future"):
            talk.refuse(why)
        else:
            hour, minute = clock or NOON
            talk.say(f"{weekday(day.isoformat())}, {hour}:{minute:02}.")
            return f"{day.isoformat()}T{hour:02}:{minute:02}"


def _words(earlier: object, prompt: SchedulePrompt) -> str:
    if isinstance(earlier, dict) and "own" in earlier:
        return weekday(str(earlier["own"]))
    value = earlier.get("value", "") if isinstance(earlier, dict) else ""
    return named(str(value), prompt.options)


def typed(view: View, node: Node) -> list[str]:
    """The option's number, or the last one and the day."""
    prompt = view.prompt
    assert isinstance(prompt, SchedulePrompt)
    own = own_words(node)
    if own is not None:
        if not prompt.own:
            raise Unfit("P806", node.place, "This question has no place for a day of your own.")
        return [str(len(prompt.options) + 1), safe(own.replace("T", " "))]
    return [number_for(node, prompt.options)]


def noted(prompt: SchedulePrompt, value: dict[str, Any]) -> Written:
    """The option by its name, or the day and the time."""
    if value["value"] == "own" and "own" not in {one.value for one in prompt.options}:
        return {"own": f"{datetime.fromisoformat(value['due']):%Y-%m-%d %H:%M}"}
    return str(value["value"])
