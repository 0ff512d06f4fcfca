"""The conversation that line mode is: say something, ask something.

For: what a step kind needs to ask its question in lines. A command typed in
place of an answer goes to `obey`, which either comes back (help was read, the
question stands) or raises. May import plain's wording, lines and commands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from studio.format.clean import clean
from studio.plain.commands import Command, command_in, letter_in, looks_meant
from studio.plain.door import Door, Gone
from studio.plain.lines import Lines
from studio.plain.wording import WIDEST, flowed

PROMPT = "> "


class Talk:
    """Says lines and asks for lines.

    `obey` is called with each command; `typing` is told what is being written,
    in the shape of the answer, each time a line of it is there; `people` tells
    the lines to call for a topic. All three are the player's.
    """

    def __init__(self, door: Door, lines: Lines, *, width: int = WIDEST) -> None:
        self.door = door
        self.lines = lines
        self.width = max(20, min(width, WIDEST))
        self.obey: Callable[[Command], None] = _nothing
        self.typing: Callable[[Any], None] = _nothing
        self.people: Callable[[str], None] = _nothing
        self.refusal = ""

    def say(self, text: str = "", *, hang: int = 0) -> None:
        """A sentence or several, wrapped; `hang` indents the rows after the first."""
        for row in flowed(text, self.width, hang):
            self.door.line(row)

    def refuse(self, text: str) -> None:
        """Say that an answer does not fit; the question stands."""
        self.refusal = text
        self.say(text)

    def rows(self, rows: Sequence[str]) -> None:
        """Numbered or otherwise separate rows, each indented by two."""
        for row in rows:
            hang = 2 + (len(row) - len(row.lstrip("0123456789"))) + 2
            lines = row.replace("\n", f"\n{' ' * hang}")
            self.say(f"  {lines}", hang=hang)

    def number(self, question: str = "") -> str:
        """A line where no words are expected: there, q, b, s, h are commands without a colon."""
        return self.ask(question, words=False)

    def ask(self, question: str = "", *, words: bool = True) -> str:
        """One line of a person, cleaned and stripped; "" for Enter alone.

        `question` is said first, and again after a command that came back.
        """
        while True:
            if question:
                self.say(question)
            line = self._read()
            command = command_in(line) or (None if words else letter_in(line))
            if command is not None:
                self.obey(command)
                continue
            meant = looks_meant(line)
            if meant:
                self.refuse(meant)
                continue
            return clean(line, lines=False).strip()

    def enter(self, text: str) -> None:
        """Say something, and wait for Enter; anything typed with it is let go."""
        self.number(f"{text} (Enter)" if text else "(Enter)")

    def glance(self, seconds: float) -> Command | None:
        """Wait while time runs: a command that came, or None."""
        line = self.lines.glance(seconds)
        if line is None:
            return None
        command = command_in(line)
        if not self.lines.live:
            self.door.line(f"{PROMPT}{line.strip()}")
        if command is None and line.strip():
            self.say(looks_meant(line) or "Time is running. :keys says what can be done meanwhile.")
        return command

    def _read(self) -> str:
        self.door.begin(PROMPT)
        try:
            line = self.lines.read()
        except BaseException:
            with suppress(Gone):
                self.door.line()
            raise
        if not self.lines.live:
            # A terminal shows what is typed by itself; a transcript shows it here.
            self.door.line(line)
        return line


def _nothing(_: object) -> None:
    """Where no player listens (a test of one kind)."""
