"""How a value reads in a sentence, in the source language.

`fill` takes another function in its place where texts are translated. Imports the values
alone; adds no words of its own but days and months.
"""

from __future__ import annotations

from datetime import date

from studio.format.expressions.values import Item

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

SENTENCE_ENDS = (".", "?", "!", "…")


def in_words(value: object) -> str:
    """A value as a person reads it; "" when it is missing.

    3.0 reads 3 and 2/3 reads 0.67; a list reads `a, b and c`, and whole sentences follow one
    another; a date `Wednesday 25 November`.
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
        return "0" if short == "-0" else short
    if isinstance(value, (tuple, list)):
        return _list_in_words([words for words in map(in_words, value) if words])
    if isinstance(value, date):
        return f"{_WEEKDAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"
    return ""


def _list_in_words(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    if all(part.endswith(SENTENCE_ENDS) for part in parts[:-1]):
        return " ".join(parts)
    # What a person typed as a sentence is one of several here.
    parts = [*(part.removesuffix(".") for part in parts[:-1]), parts[-1]]
    return ", ".join(parts[:-1]) + " and " + parts[-1]
