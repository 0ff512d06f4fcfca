"""Days as people type them: `25 nov`, `+3`, `tomorrow`, `wednesday`, `2026-11-25 18:00`.

For: date and schedule questions. Today comes in as an argument; never looks
at a clock. Imports the standard library only.
"""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def day_in(text: str, today: date, *, past: bool = False) -> date | None:
    """The day that `text` names, or None. A day without a year is the next one to come,

    or with `past` the last one that was.
    """
    words = text.casefold().replace(",", " ").replace(".", " ").split()
    if not words:
        return None
    if len(words) == 1:
        return _one_word(words[0], today, past)
    return _day_and_month(words, today, past)


def _one_word(word: str, today: date, past: bool) -> date | None:
    named = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if word in named:
        return today + timedelta(days=named[word])
    if word[0] in "+-" and word[1:].isdecimal() and len(word) < 6:
        return today + timedelta(days=int(word))
    if word[:3] in WEEKDAYS and word.isalpha():
        ahead = (WEEKDAYS.index(word[:3]) - today.weekday()) % 7
        return today + timedelta(days=(ahead or 7) - (7 if past else 0))
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _day_and_month(words: list[str], today: date, past: bool) -> date | None:
    if words[0][:3] in WEEKDAYS and len(words) > 2 and words[0].isalpha():
        words = words[1:]
    first, second = words[0], words[1]
    if first[:3] in MONTHS:
        first, second = second, first
    for ending in ("st", "nd", "rd", "th"):
        first = first.removesuffix(ending)
    if second[:3] not in MONTHS or not _short(first, 2):
        return None
    month, day = MONTHS.index(second[:3]) + 1, int(first)
    if len(words) > 2:
        return _in_year(words[2], month, day, today, past)
    # 29 February is looked for among the years in which it exists.
    years = range(today.year, today.year - 9, -1) if past else range(today.year, today.year + 9)
    for year in years:
        made = _made(year, month, day)
        if made and (made <= today if past else made >= today):
            return made
    return None


def _in_year(year: str, month: int, day: int, today: date, past: bool) -> date | None:
    """A day of a year that is written out, or as two digits: of this century, then, or the last
    if only a day that was can be meant."""
    if not year.isdecimal() or len(year) not in (2, 4):
        return None
    number = int(year)
    if len(year) == 4:
        return _made(number, month, day)
    made = _made(today.year // 100 * 100 + number, month, day)
    return _made(made.year - 100, month, day) if made and past and made > today else made


def _short(text: str, most: int) -> bool:
    """Whether it is a number of at most so many digits: a longer one is no day and no year."""
    return text.isdecimal() and len(text) <= most


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def time_in(text: str) -> tuple[int, int] | None:
    """The hour and minute that `18:00`, `18` or `9.30` name, or None."""
    hour, _, minute = text.strip().replace(".", ":").partition(":")
    if not _short(hour, 2) or (minute and not _short(minute, 2)):
        return None
    found = int(hour), int(minute or 0)
    return found if found[0] < 24 and found[1] < 60 else None
