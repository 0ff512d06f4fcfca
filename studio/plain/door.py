"""The one place where line mode writes: no control byte passes it.

For: lines of text to a stream, each cleaned, with plain signs where the
stream does not speak UTF-8. May import the format's cleaning. Never moves the
cursor, never draws a line twice.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from studio.format.clean import clean
from studio.format.isolates import isolated
from studio.plain.wording import PLAIN_GLYPHS


class Stream(Protocol):
    """What is written to: a text stream."""

    def write(self, text: str, /) -> object:
        """Write some text."""

    def flush(self) -> None:
        """Send it on its way."""


class Unheard:
    """A stream that keeps nothing: what is rehearsed or tried is not heard."""

    def write(self, text: str, /) -> object:
        """Nothing is kept."""
        return len(text)

    def flush(self) -> None:
        """There is nothing to send on."""


class Gone(BrokenPipeError):
    """Nobody reads any more: a closed pipe, a terminal that went away."""


class Door:
    """Writes lines to `stream`. `writing` is held around each write (see `ending`).

    `isolates` marks writing from right to left for a terminal that understands it.
    """

    def __init__(
        self,
        stream: Stream,
        *,
        writing: object = None,
        encoding: str = "utf-8",
        isolates: bool = False,
    ) -> None:
        self._stream = stream
        self._writing = writing
        self._utf8 = encoding.lower().replace("-", "") in ("utf8", "utf8sig", "")
        self._encoding = encoding
        self._isolates = isolates

    def patient(self) -> Door:
        """The same door, which goes on without a word once its reader went away."""
        return _Patient(self)

    def line(self, text: str = "") -> None:
        """One line and its end."""
        self._send(self._fit(text) + "\n")

    def begin(self, text: str) -> None:
        """The start of a line that a person goes on writing."""
        self._send(self._fit(text))

    def _fit(self, text: str) -> str:
        text = clean(text, lines=False)
        if self._utf8:
            return isolated(text) if self._isolates else text
        plain = text.translate(PLAIN_GLYPHS)
        return plain.encode(self._encoding, errors="replace").decode(self._encoding)

    def _send(self, text: str) -> None:
        with self._held():
            try:
                self._stream.write(text)
                self._stream.flush()
            except (OSError, ValueError) as error:
                raise Gone from error

    def _held(self) -> AbstractContextManager[object]:
        held = self._writing() if callable(self._writing) else None
        return held if isinstance(held, AbstractContextManager) else nullcontext()


class _Patient(Door):
    """A door whose reader may leave: what is played is played to its end all the same."""

    def __init__(self, door: Door) -> None:
        super().__init__(
            door._stream,
            writing=door._writing,
            encoding=door._encoding,
            isolates=door._isolates,
        )
        self._alone = False

    def _send(self, text: str) -> None:
        if self._alone:
            return
        try:
            super()._send(text)
        except Gone:
            self._alone = True
