"""How a value reads in a sentence, in English or in another language.

English is written here, since it is always at hand; for others Babel knows how a list is
joined and a day is named, and is imported only then. Imports the values alone; adds no words
of its own but days and months.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from studio.format.expressions.values import Item

if TYPE_CHECKING:
    from babel.core import Locale

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

SENTENCE_ENDS = (".", "?", "!", "…")

SPOKEN = "language:"
"""The name under which a session says in which language it is held."""


def spoken_in(names: Callable[[str], object]) -> str:
    """The language of a session, from its names; "en" where they do not say."""
    found = names(SPOKEN)
    return found if isinstance(found, str) and found else "en"


def in_words(value: object, language: str = "en") -> str:
    """A value as a person reads it; "" when it is missing.

    3.0 reads 3 and 2/3 reads 0.67; a list reads `a, b and c`, and whole sentences follow one
    another; a date `Wednesday 25 November`. `language` is a tag such as "de" or "pt_BR"; one
    without known rules joins with commas and gives a day as 2026-11-25.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Item):
        return value.words
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        short = f"{value:.2f}".rstrip("0").rstrip(".")
        return "0" if short == "-0" else short.replace(".", _point(language))
    if isinstance(value, (tuple, list)):
        parts = [words for one in value if (words := in_words(one, language))]
        return _list_in_words(parts, language)
    if isinstance(value, date):
        if not _is_english(language):
            return _day(value, language)
        return f"{_WEEKDAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"
    return ""


def are_sentences(parts: Sequence[str]) -> bool:
    """Whether the things of a list are whole sentences, which follow one another as they are.

    The last may lack its sign: nothing follows it.
    """
    return all(part.endswith(SENTENCE_ENDS) for part in parts[:-1])


def _list_in_words(parts: list[str], language: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    if are_sentences(parts):
        return " ".join(parts)
    # What a person typed as a sentence is one of several here.
    parts = [*(part.removesuffix(".") for part in parts[:-1]), parts[-1]]
    if not _is_english(language):
        return _joined(parts, language)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def _is_english(language: str) -> bool:
    return language.partition("_")[0] == "en"


@cache
def _locale(language: str) -> Locale | None:
    """What Babel knows of a language, or of the one it falls back to."""
    from babel.core import Locale, UnknownLocaleError

    for one in (language, language.partition("_")[0]):
        try:
            return Locale.parse(one)
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _joined(parts: list[str], language: str) -> str:
    from babel.lists import format_list

    locale = _locale(language)
    return format_list(parts, locale=locale) if locale is not None else ", ".join(parts)


def _day(day: date, language: str) -> str:
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    if locale is None:
        return day.isoformat()
    weekday = format_date(day, "EEEE", locale=locale)
    return f"{weekday}, {format_skeleton('MMMMd', day, locale=locale)}"


def _point(language: str) -> str:
    """What stands before the decimals."""
    if _is_english(language):
        return "."
    from babel.numbers import get_decimal_symbol

    locale = _locale(language)
    return get_decimal_symbol(locale) if locale is not None else "."
