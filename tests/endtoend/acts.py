"""What a person does at a question, in their own terms: no keys, no ids.

A story is a list of (a part of the question, the act). `at_screen` turns it into
keys, `in_lines` into typed lines, so one story goes two ways.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Read:
    """Read it and go on."""


@dataclass(frozen=True)
class Skip:
    """Leave this one out."""


@dataclass(frozen=True)
class Choose:
    """Take the option with this label."""

    label: str


@dataclass(frozen=True)
class Own:
    """Take the last option and write these words."""

    words: str


@dataclass(frozen=True)
class Mark:
    """Mark the options with these labels; none is fine where none is asked for."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Rate:
    """Give a number; `reveals` where an earlier one is then shown beside it."""

    number: int
    reveals: bool = False


@dataclass(frozen=True)
class Write:
    """Write one line."""

    words: str


@dataclass(frozen=True)
class WriteLines:
    """Write in place of what stands there, where several lines fit."""

    words: str


@dataclass(frozen=True)
class Item:
    """One entry of a list; `choice` and `number` answer the small questions about it."""

    text: str
    choice: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Add:
    """Write several entries."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Take:
    """Take a draft by its label."""

    label: str


@dataclass(frozen=True)
class Sit:
    """Be led through timed parts, skipping each of them in turn; `begins` with Enter."""

    parts: tuple[str, ...]
    begins: bool = False


Act = Read | Skip | Choose | Own | Mark | Rate | Write | WriteLines | Add | Take | Sit


@dataclass(frozen=True)
class Story:
    """One way through an exercise, from its first question to its end.

    `answers` are the same answers as a file for `--answers`; `ends` is the first
    line of the last screen.
    """

    exercise: str
    acts: tuple[tuple[str, Act], ...]
    answers: str
    ends: str
