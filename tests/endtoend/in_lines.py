"""A person in line mode: reads what is printed, and types a line.

Numbers come from what was printed, never from ids. What is printed after a line
was typed is what the next line answers.
"""

from __future__ import annotations

import re
from functools import singledispatchmethod

from tests.endtoend.acts import (
    Act,
    Add,
    Choose,
    Mark,
    Own,
    Rate,
    Read,
    Sit,
    Skip,
    Story,
    Take,
    Write,
    WriteLines,
)
from tests.terminal.pty import Terminal

LONG = 20.0
PROMPT = "\n> "


class InLines:
    """A person in front of a terminal that prints lines."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.seen = 0

    @property
    def said(self) -> str:
        """What was printed since the last line was typed."""
        return bytes(self.terminal.output[self.seen :]).decode().replace("\r\n", "\n")

    def until(self, text: str) -> None:
        """Wait until it is printed."""
        try:
            self.terminal.wait_for(lambda: text in self.said or text in self.said.casefold(), LONG)
        except AssertionError:
            raise AssertionError(f"waited for “{text}”\n{self.said}") from None

    def type(self, line: str) -> None:
        """Wait for the prompt, and type a line."""
        try:
            self.terminal.wait_for(lambda: self.said.endswith(("> ", PROMPT)), LONG)
        except AssertionError:
            raise AssertionError(f"no prompt to type “{line}” at\n{self.said}") from None
        self.seen = len(self.terminal.output)
        self.terminal.send(f"{line}\n")

    def number_of(self, label: str) -> str:
        """The number printed before a label."""
        found = re.search(rf"(\d+)\.? {re.escape(label)}(?=[\n,:]| \()", self._unwrapped())
        assert found, f"“{label}” is not offered in\n{self.said}"
        return found[1]

    def _unwrapped(self) -> str:
        return re.sub(r"\n {4,}", " ", self.said)

    def play(self, story: Story) -> None:
        """From the first question to the last lines."""
        for question, act in story.acts:
            if question:
                self.until(question)
            self.do(act)
        self.until(story.ends)

    def _choose(self, label: str) -> None:
        self.until(label)
        self.until("Number")
        self.type(self.number_of(label))

    @singledispatchmethod
    def do(self, act: Act) -> None:
        """Type what answers the question."""
        raise TypeError(type(act).__name__)

    @do.register
    def _(self, act: Read) -> None:
        self.until("(Enter)")
        self.type("")

    @do.register
    def _(self, act: Skip) -> None:
        self.type(":s")

    @do.register
    def _(self, act: Choose) -> None:
        if act.label == "Keep it":
            self.until("1 keep")
            self.type("1")
        else:
            self._choose(act.label)

    @do.register
    def _(self, act: Own) -> None:
        self.until("Number?")
        self.type("0")
        self.until("Your words?")
        self.type(act.words)

    @do.register
    def _(self, act: Mark) -> None:
        self.until("Numbers, with spaces")
        self.type(" ".join(self.number_of(label) for label in act.labels))

    @do.register
    def _(self, act: Rate) -> None:
        self.type(str(act.number))
        if act.reveals:
            self.until(f"and {act.number} now")

    @do.register
    def _(self, act: Write) -> None:
        self.type(act.words)

    @do.register
    def _(self, act: WriteLines) -> None:
        self.until("a line with a dot ends it")
        self.type(act.words)
        self.type(".")

    @do.register
    def _(self, act: Add) -> None:
        for item in act.items:
            self.type(item.text)
            if item.choice:
                self._choose(item.choice)
            if item.number is not None:
                self.until("10 very")
                self.type(str(item.number))
        self.until("or an empty line")
        self.type("")

    @do.register
    def _(self, act: Take) -> None:
        self.until("Take which?")
        self.type(self.number_of(act.label.capitalize()))

    @do.register
    def _(self, act: Sit) -> None:
        if act.begins:
            self.until("Enter begins.")
            self.type("")
        for number, part in enumerate(act.parts, 1):
            self.until(f"Part {number} of {len(act.parts)}")
            self.until(f"{part.rstrip('.').casefold()}")
            self.seen = len(self.terminal.output)
            self.terminal.send(":s\n")
