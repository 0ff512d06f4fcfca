"""Sheets: short numbered lists of ways to go on, in words.

For: stopping, what is not on disk, what was left open. May import plain's
talk. Decides nothing: the number goes back to the caller.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.plain.numbers import place
from studio.plain.talk import Talk

STOP = (
    "Stop here and keep it",
    "Come back to it later",
    "Stop, and erase what I wrote here",
    "Go on after all",
)
ERASE = ("Keep it", "Erase it")
UNSAVED = (
    "Try again",
    "Show my words, to copy them",
    "Save to another folder",
    "Go on; it will be tried at every step",
)
UNSAVED_AND_LEAVING = (*UNSAVED[:3], "Leave all the same; it will be lost")
WAITING = (
    "Go on at {}",
    "Read what is there first",
    "Start again; keep this one in Look back",
    "Not now",
    "Erase it",
)


def pick(talk: Talk, rows: Sequence[str], *, enter: int | None = None) -> int:
    """Say the rows with their numbers, and ask for one; Enter takes `enter`."""
    talk.rows([f"{index}. {row}" for index, row in enumerate(rows, 1)])
    question = f"Number? Enter takes {enter}." if enter else "Number?"
    while True:
        line = talk.number(question).rstrip(".")
        if not line and enter:
            return enter
        if (number := place(line, len(rows))) is not None:
            return number
        talk.refuse(f"1 to {len(rows)}, please.")
