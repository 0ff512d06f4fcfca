"""Lines that are suggested for words of one's own: said with their numbers, and taken over.

For: texts and lists. May import plain's talk.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.plain.numbers import place
from studio.plain.talk import Talk


def show_suggestions(talk: Talk, suggestions: Sequence[str]) -> None:
    """Each with what takes it over; nothing where there are none."""
    for number, line in enumerate(suggestions, 1):
        talk.say(f"  {number}= {line}", hang=6)
    if suggestions:
        talk.say("A number with = takes that line over, such as 1= here.")


def taken_over(line: str, suggestions: Sequence[str]) -> str:
    """The suggestion that `2=` names; any other line as it was typed."""
    number = place(line[:-1], len(suggestions)) if line.endswith("=") else None
    return line if number is None else suggestions[number - 1]
