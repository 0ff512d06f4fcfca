"""schedule: when to come back, if at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from studio.engine.again import every_words
from studio.engine.kind import Kind, Moment, Words, label_of
from studio.engine.phrases import day_refused, spoken
from studio.engine.prompts import Choosable, Prompt, SchedulePrompt
from studio.engine.refused import Refused
from studio.engine.rows import shown_value
from studio.format.kinds.schedule import Schedule
from studio.format.parts import Duration, When

# "No" is always there and always first (screen 23).
NO = Choosable("no", "no")
HOURS = {"morning": 8, "afternoon": 14, "evening": 19, "night": 21}
DAY = 24 * 3600


def after(when: datetime, length: Duration) -> datetime:
    """A moment this much later on the wall: 3 days later is the same time of day.

    Whole days keep the time on the clock across a change to or from summer
    time; months keep the day, or the last of a shorter month.
    """
    days, seconds = divmod(length.seconds, DAY)
    later = when + timedelta(days=days)
    if length.months:
        count = later.year * 12 + later.month - 1 + length.months
        year, month = divmod(count, 12)
        for day in (later.day, 30, 29, 28):
            try:
                later = later.replace(year=year, month=month + 1, day=day)
                break
            except ValueError:
                continue
    return later + timedelta(seconds=seconds)


def due_of(option: When, started: datetime) -> datetime | None:
    """When an option comes back; None for a cue, which has no time."""
    length = option.after or option.every
    if length is None:
        return None
    due = after(started, length)
    if option.part_of_day:
        due = due.replace(hour=HOURS[option.part_of_day], minute=0, second=0, microsecond=0)
    return due


def label_for(option: When) -> str:
    """The words of an option, made from its duration or cue when none were written."""
    if option.label:
        return option.label
    if option.after is not None:
        return f"in {spoken(option.after)}"
    if option.every is not None:
        return every_words(option.every)
    return option.cue or option.name.replace("_", " ")


def _prompt(step: Schedule, moment: Moment) -> Prompt:
    started = moment.world.started
    options = [NO]
    for one in step.options.values():
        due = due_of(one, started)
        options.append(Choosable(one.name, label_for(one), shown_value(due.date()) if due else ""))
    return SchedulePrompt(tuple(options), step.own, started.isoformat())


def _accept(step: Schedule, prompt: SchedulePrompt, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused("Pick a day, or no.")
    started = datetime.fromisoformat(prompt.today)
    if prompt.own and "own" in value:
        return {"value": "own", "due": _own_day(value["own"], started).isoformat()}
    name = value.get("value")
    if name == NO.value:
        return {"value": "no"}
    option = step.options.get(str(name))
    if option is None:
        raise Refused("Pick a day, or no.")
    stored: dict[str, Any] = {"value": option.name}
    due = due_of(option, started)
    if due is not None:
        stored["due"] = due.isoformat()
    if option.every is not None:
        stored["every"] = {"seconds": option.every.seconds, "months": option.every.months}
    if option.cue:
        stored["cue"] = option.cue
    return stored


def _own_day(value: object, started: datetime) -> datetime:
    try:
        due = datetime.fromisoformat(str(value))
    except ValueError:
        raise Refused("A day such as 2026-04-15, please.") from None
    if due.tzinfo is None:
        due = due.replace(tzinfo=started.tzinfo)
    if len(str(value)) <= 10:
        due = due.replace(hour=started.hour, minute=started.minute)
    if why := day_refused(due.date(), started.date(), "future"):
        raise Refused(why)
    return due


def _words(prompt: SchedulePrompt, stored: dict[str, Any]) -> Words:
    if stored["value"] == "own":
        return (shown_value(datetime.fromisoformat(stored["due"]).date()),)
    return (label_of(prompt.options, stored["value"]),)


KIND = Kind(_prompt, _accept, _words)
