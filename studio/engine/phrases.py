"""Sentences that both front ends say in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.engine.prompts import KeepField
    from studio.format.parts import Duration

DAY = 24 * 3600
HALF = 30  # seconds in half a minute

TODAY = "That is today. A day from tomorrow on, please."
HAS_BEEN = "That day has been. Another?"
TO_COME = "That day is still to come. An earlier one?"


def day_refused(day: date, today: date, only: str) -> str:
    """Why a day is not one of the "past" (today is) or the "future" (today is not); "" if it is."""
    if only == "past" and day > today:
        return TO_COME
    if only == "future" and day <= today:
        return TODAY if day == today else HAS_BEEN
    return ""


def revealed_line(earlier: int, now: int) -> str:
    """What is shown once the second of a pair is fixed."""
    return f"You said {earlier} earlier and {now} now."


def change_words(before: int, after: int) -> str:
    """A pair in words; a change of 0 or 1 is about the same (blueprint 6.4)."""
    if abs(after - before) <= 1:
        return "about the same"
    return "lower than before" if after < before else "higher than before"


def keep_question(ops: Sequence[str]) -> str:
    """What a keep without words of its own asks; `ops` is what it would do with each thing.

    What is there already is not kept once more: it becomes another, or goes out of sight.
    """
    several = len(ops) > 1
    done = frozenset(ops)
    if done == {"add"}:
        this, it = ("these", "them") if several else ("this", "it")
        return f"Keep {this} where you can find {it} again?"
    if "add" in done:
        return "Keep these? Some of them change what is kept already."
    if several:
        return "These change what is kept already. Keep the changes?"
    does = "changes" if "update" in done else "puts away"
    return f"This {does} what is kept already. Keep the change?"


def already_words(since: str) -> str:
    """Of something to keep that is kept: from which day on."""
    return f"Already there, since {since}."


def goes_with(fields: Iterable[KeepField]) -> str:
    """What is kept with a line and does not stand in it: `with Feels: warm; Strength: 7`.

    "" when the line says it all.
    """
    more = [
        f"{one.label}: {' '.join(one.value.split()).removesuffix('.')}"
        for one in fields
        if one.value and not one.in_line
    ]
    return f"with {'; '.join(more)}" if more else ""


def time_left(seconds: float) -> str:
    """Time left in words, never a ticking number: they change where a half minute is full.

    True for as long as they stand: to the nearest minute, and in the last one never more
    than there is.
    """
    if seconds < HALF:
        return "less than half a minute left"
    if seconds < HALF + 1:
        return "half a minute left"
    if seconds < 2 * HALF:
        return "less than a minute left"
    minutes = int(seconds / 60 + 0.5)
    return f"about {'a minute' if minutes == 1 else f'{minutes} minutes'} left"


def minutes_words(minutes: float) -> str:
    """How long a session took, for its last screen."""
    whole = round(minutes)
    if whole < 1:
        return "under a minute"
    return f"{whole} minute{'' if whole == 1 else 's'}"


def number_words(value: float) -> str:
    """A number as short as it is: 3, not 3.0; 0.67, not 0.6666."""
    if isinstance(value, int) or float(value).is_integer():
        return str(int(value))
    return f"{value:.2f}".rstrip("0").rstrip(".")


def one_or_more(count: int, singular: str, plural: str = "") -> str:
    """`1 word`, `2 words`."""
    return f"{count} {singular if count == 1 else plural or singular + 's'}"


def spoken(length: Duration) -> str:
    """A duration in words: "3 days", "1 month"."""
    if length.months:
        return one_or_more(length.months, "month")
    for unit, size in (("week", 7 * DAY), ("day", DAY), ("hour", 3600), ("minute", 60)):
        if length.seconds % size == 0 and (unit != "week" or length.seconds > 7 * DAY):
            return one_or_more(length.seconds // size, unit)
    return one_or_more(length.seconds, "second")


def how_many(low: int, high: int | None) -> str:
    """`Two or more.`, `Up to three.`, `Two to four.`; "" when any number will do."""
    if high is None:
        return f"{small_number(low).capitalize()} or more." if low else ""
    if low == high:
        return f"{small_number(low).capitalize()} of them."
    if low == 0:
        return f"Up to {small_number(high)}."
    return f"{small_number(low).capitalize()} to {small_number(high)}."


def more_wanted(least: int, have: int) -> str:
    """What is missing to the fewest there may be: `One more`, or `One` where there is none yet."""
    missing = small_number(least - have).capitalize()
    return f"{missing} more" if have else missing


def questions_words(count: int) -> str:
    """`one question`, `two questions`."""
    return f"{small_number(count)} question{'' if count == 1 else 's'}"


SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def small_number(count: int) -> str:
    """A count up to ten as a word."""
    return SMALL[count] if 0 <= count < len(SMALL) else str(count)
