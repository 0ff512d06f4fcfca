"""A few plain phrases about not wanting to live or not being safe, if a person wants that.

Off unless chosen in the settings. It looks at what was typed a moment ago, on
this computer, and offers one line about people to talk to, once in a session.
Nothing is blocked, nothing about it is kept anywhere, nobody is told. A list
of phrases misses much and misfires: this is a courtesy, and watches nobody.
"""

from __future__ import annotations

from collections.abc import Iterable

from studio.engine.events import Answer, Event
from studio.format.expressions.marking import marked

LIST = "common/heavy_words"
LINE = (
    "If part of this is about not wanting to live, or not being safe, there are people to talk"
    " to now: {}."
)
SHORT = "About not wanting to live, or not being safe? People: {}."
"""The same in one row of a screen."""
ABOUT = (
    "It knows a few plain phrases, misses much and misfires. It looks only here, keeps nothing of"
    " it, and nobody reads or watches."
)


class HeavyWords:
    """Looks at answers as they are given; `said` once it has had its line."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(phrases)
        self.said = False

    def look(self, event: Event) -> bool:
        """Whether the line is due: for the first answer with such words in it."""
        if self.said or not isinstance(event, Answer):
            return False
        self.said = any(marked(text, self.phrases) for text in _texts(event.value))
        return self.said


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)
