"""An answer or event that does not fit, said to the person; nothing changes then."""

from __future__ import annotations

from studio.errors import StudioError


class Refused(StudioError):
    """The answer does not fit the question: `message` says what would."""


class NotAllowed(StudioError):
    """An event that the state of the session does not allow: a fault of the caller."""
