"""What was written in a past session, and whether some words stand in it.

May import nothing of the program. Knows an outcome's shape and no screen.
"""

from __future__ import annotations

from typing import Any


def words_of(outcome: dict[str, Any]) -> list[str]:
    """Everything written in an outcome, in order."""
    return [
        str(word)
        for answer in outcome.get("answers") or ()
        if answer.get("on_path", True)
        for word in answer.get("words") or ()
    ]


WRITTEN = ("text", "list", "compose")
CHOSEN = ("choice", "choices", "pick", "picks", "share")


def telling(outcome: dict[str, Any]) -> list[str]:
    """What an outcome is known again by: what was written, else what was chosen.

    A bare number, a length of time or a date says little without its question.
    """
    for kinds in (WRITTEN, CHOSEN):
        found = [
            str(word)
            for answer in outcome.get("answers") or ()
            if answer.get("on_path", True) and answer.get("kind") in kinds
            if not answer.get("care")
            for word in answer.get("words") or ()
        ]
        if found:
            return found
    return words_of(outcome)


def stands_in(text: str, outcome: dict[str, Any]) -> bool:
    """Whether `text` stands in its title or its words, whatever the case and the spaces."""
    told = " ".join([str(outcome.get("title", "")), *words_of(outcome)])
    return _even(text) in _even(told)


def _even(text: str) -> str:
    return " ".join(text.casefold().split())
