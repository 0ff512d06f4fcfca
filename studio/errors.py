"""The one error this program raises for a person to read.

May be imported by every room; imports nothing. Whoever raises it has already
thought of the person: `message` says what happened and where, `hint` says the
one thing to do next. Neither ever carries words a person typed.
"""

from __future__ import annotations


class StudioError(Exception):
    """Something a person can act on: what happened, and what to do.

    `message` and `hint` are plain sentences without line breaks; `hint` may be
    empty when the message already says what to do.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()
