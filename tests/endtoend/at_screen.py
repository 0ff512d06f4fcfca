"""A person at the full screen: reads it, and presses what a person would.

Nothing is known here of ids or of the engine: what is on the screen decides
which key comes next. Every wait ends with what was waited for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import singledispatchmethod

from tests.endtoend.acts import (
    Act,
    Add,
    Choose,
    Item,
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

ENTER, ESCAPE, DOWN, UP, RIGHT, NEXT = "\r", "\x1b", "\x1b[B", "\x1b[A", "\x1b[C", "\x0e"
SHORT = 0.3
"""Longer than a bare Enter is dropped after a step appeared."""
LONG = 20.0
OPTION = re.compile(
    r"(?P<mark>›)? *(?P<number>\d*) *(?P<sign>[○●]|\[[ x]\])  (?P<label>\S+(?: \S+)*)"
)
"""An option wherever it stands in a row; a hint is two blanks away from its label."""


class AtScreen:
    """A person in front of a terminal that shows the studio."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    # What they see

    @property
    def lines(self) -> list[str]:
        return self.terminal.lines

    @property
    def question(self) -> str:
        """What stands from row 7 on, where the question is on a screen of 24 rows."""
        return " ".join(line.strip() for line in self.lines[7:14])

    @property
    def note(self) -> str:
        """The row for notes, above the footer."""
        return self.lines[-4].strip()

    def shows(self, text: str) -> bool:
        return text in "\n".join(self.lines)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for something on the screen; `what` says it where it does not come."""
        try:
            self.terminal.wait_for(lambda: self._whole() and holds(), LONG)
        except AssertionError:
            raise AssertionError(f"waited for {what}\n{self.terminal.text}") from None

    def _whole(self) -> bool:
        """Whether the last drawing has come to its end: half a screen tells nothing."""
        output = self.terminal.output
        return output.rfind(b"\x1b[?2026l") >= output.rfind(b"\x1b[?2026h")

    def until_shown(self, text: str) -> None:
        self.until(lambda: self.shows(text), f"“{text}”")

    def until_asked(self, question: str) -> None:
        self.until(lambda: question in self.question, f"the question “{question}”")

    def settle(self) -> None:
        """As long as it takes to look at a screen before Enter is pressed."""
        self.terminal.wait_until_quiet(SHORT, LONG)

    def options(self) -> dict[str, str]:
        """Label -> sign of each option in view, hints left out."""
        return {one["label"]: one["sign"] for one in self._options()}

    def _options(self) -> Iterator[re.Match[str]]:
        for line in self.lines:
            yield from OPTION.finditer(line)

    def number_of(self, label: str) -> str | None:
        """The number before an option, or None if it is not in view."""
        return next((one["number"] for one in self._options() if one["label"] == label), None)

    def mark_row(self) -> str:
        """What the mark stands on, or ""."""
        return next((line.strip() for line in self.lines if line.strip().startswith("›")), "")

    # What they press

    def press(self, keys: str) -> None:
        self.terminal.send(keys)

    def begin(self) -> None:
        """From the card of an exercise to its first question."""
        self.until_shown("Enter begin")
        self.settle()
        self.press(ENTER)

    def take_up(self) -> None:
        """From Today, by what is left open, to the step that was left."""
        self.until_shown("Left open")
        self.press(ENTER)
        self.until_shown("Go on at step")
        self.press("1")
        self.until(lambda: not self.shows("Go on at step"), "the step that was left")

    def play(self, story: Story) -> None:
        """From the first question to the last screen."""
        for question, act in story.acts:
            if question:
                self.until_asked(question)
            self.do(act)
        self.until_shown(story.ends)

    @singledispatchmethod
    def do(self, act: Act) -> None:
        """Do it, up to the key that leaves the question."""
        raise TypeError(type(act).__name__)

    @do.register
    def _(self, act: Read) -> None:
        self.settle()
        self.press(ENTER)

    @do.register
    def _(self, act: Skip) -> None:
        self.settle()
        if self.shows("Ctrl+C stop"):  # a field has the focus
            self.press(ESCAPE)
            self.until_shown("Nothing is running.")
        self.press("s")

    @do.register
    def _(self, act: Choose) -> None:
        self.point_at(act.label)
        self.press(ENTER)

    def point_at(self, label: str) -> None:
        """Put the mark on an option, by its number or with the arrows."""
        self.until(lambda: label in self.terminal.text, f"the option “{label}”")
        number = self.number_of(label)
        if number:
            self.press(number)
        else:
            self._arrow_to(label)
        self.until(lambda: self.is_marked(label), f"the mark on “{label}”")

    def is_marked(self, label: str) -> bool:
        if f"[{label}]" in self.terminal.text:
            return True
        return any(
            one["label"] == label and (one["sign"] == "●" or bool(one["mark"]))
            for one in self._options()
        )

    def _arrow_to(self, label: str) -> None:
        """Down, and along a grid, until the mark is there."""
        for _ in range(80):
            if self.is_marked(label):
                return
            before = self._mark_place()
            self.press(self._way(label))
            self.until(lambda before=before: self._mark_place() != before, "the mark to move")  # type: ignore[misc]
        raise AssertionError(f"“{label}” cannot be reached\n{self.terminal.text}")

    def _mark_place(self) -> tuple[int, int] | None:
        """Row and column of the mark, a sign before a row or brackets round a word of a grid."""
        for number, line in enumerate(self.lines):
            found = re.search(r"›|\[(?=[^\] ]{2})", line)
            if found:
                return number, found.start()
        return None

    def _way(self, label: str) -> str:
        """Down to the row of a grid that holds it, then to the right; else down."""
        for line in self.lines:
            here = re.search(r"\[([^\]]{2,})\]", line)
            if here and re.search(rf"\b{re.escape(label)}\b", line):
                return RIGHT
        return DOWN

    @do.register
    def _(self, act: Own) -> None:
        self.press("0")
        self.until_shown("Ctrl+C stop")
        self._type(act.words)
        self.press(ENTER)

    @do.register
    def _(self, act: Mark) -> None:
        for label in act.labels:
            self.point_at(label)
            if not self.number_of(label):  # a number has marked it already
                self.press(" ")
            self.until(lambda label=label: self.options().get(label) == "[x]", f"[x] at “{label}”")  # type: ignore[misc]
        self.press(ENTER)

    @do.register
    def _(self, act: Rate) -> None:
        self.rate(act.number)
        self.press(ENTER)
        if act.reveals:
            self.until_shown(f"and {act.number} now")
            self.settle()
            self.press(ENTER)

    def rate(self, number: int) -> None:
        self.press(str(number))
        self.until(lambda: bool(re.search(rf"\[ *{number} *\]", self.terminal.text)), f"[{number}]")

    @do.register
    def _(self, act: Write) -> None:
        self.until_shown("Ctrl+C stop")
        self._type(act.words)
        self.press(ENTER)

    def _type(self, words: str) -> None:
        """Type, and see the end of it."""
        self.press(words)
        self.until(lambda: words[-12:] in self._joined(), f"“{words}”")

    def _joined(self) -> str:
        return " ".join(line.strip() for line in self.lines)

    @do.register
    def _(self, act: WriteLines) -> None:
        self.until_shown("Ctrl+N next")
        self.press("\x05\x15" * 8)  # to the end of the line, and back to its start
        self._type(act.words)
        self.press(NEXT)

    @do.register
    def _(self, act: Add) -> None:
        for item in act.items:
            self.add(item)
        for item in act.items:
            self._about(item)
        self.press(ENTER)

    def add(self, item: Item) -> None:
        """Write an entry; Enter puts it among the others."""
        self._type(item.text)
        self.press(ENTER)
        self.until(
            lambda: bool(re.search(rf"\d +{re.escape(item.text)}", self.terminal.text)), item.text
        )

    def _about(self, item: Item) -> None:
        """Enter leads to what is still open about an entry; a digit answers it."""
        if item.choice:
            self.press(ENTER)
            self.until(lambda: bool(self._digit_of(item.choice)), f"“{item.choice}” with a digit")
            self.press(self._digit_of(item.choice))
            self.until(lambda: self.mark_row().startswith(f"› {item.choice}"), f"› {item.choice}")
        if item.number is not None:
            self.press(ENTER)
            self.until(lambda: self.mark_row().endswith("_"), "the number that is open")
            self.press(str(item.number))
            self.until(lambda: self.mark_row().endswith(str(item.number)), f"{item.number}")

    def _digit_of(self, label: str) -> str:
        """The digit of a small option, such as `1 timing   2 noise`."""
        found = re.search(
            rf"(\d) {re.escape(label)}(?: {{2,}}|$)", self.terminal.text, re.MULTILINE
        )
        return found[1] if found else ""

    @do.register
    def _(self, act: Take) -> None:
        self.until(lambda: bool(self._digit_of(act.label)), f"the draft “{act.label}”")
        digit = self._digit_of(act.label)
        self.press(digit)
        self.until_shown(f"› {digit} {act.label}")
        self.press(ENTER)

    @do.register
    def _(self, act: Sit) -> None:
        if act.begins:
            self.settle()
            self.press(ENTER)
        for number, part in enumerate(act.parts, 1):
            self.until_shown(f"part {number} of {len(act.parts)}")
            assert self.shows(part), self.terminal.text
            self.press("s")
