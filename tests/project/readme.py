"""Reads a page as a list of things to try: files to write, commands to run.

A block fenced as `yaml NAME` is a file of that name. In a block fenced as
`console` a line that begins with `$ ` is a command, and what follows is what
it says; a line with nothing but `…` stands for any number of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
ANY = "…"
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
MOMENTS = (
    (re.compile(rf"\b\d{{1,2}} (?:{MONTHS}) \d{{4}}\b"), "DAY"),
    (re.compile(r"(?<!:)\b\d\d:\d\d\b"), "TIME"),  # and not the line and column of a problem
    (re.compile(r"\([0-9a-f]{8}\)"), "(ID)"),
)


@dataclass(frozen=True)
class File:
    """A file the page tells of."""

    name: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command of the page, and the lines it says."""

    line: str
    says: tuple[str, ...]


def things(page: str) -> Iterator[File | Command]:
    """Every file and command of a page, in order."""
    for language, name, body in FENCE.findall(page):
        if language == "console":
            yield from _commands(body)
        elif name:
            yield File(name, body)


def _commands(body: str) -> Iterator[Command]:
    line, says = "", list[str]()
    for one in body.splitlines():
        if one.startswith("$ "):
            if line:
                yield Command(line, tuple(says))
            line, says = one[2:], []
        else:
            says.append(one)
    if line:
        yield Command(line, tuple(says))


def agrees(says: tuple[str, ...], out: str) -> bool:
    """Whether what a command wrote is what the page says, days and ids apart."""
    pattern = "".join(
        r"(?:.*\n)*?" if one == ANY else re.escape(timeless(one.rstrip())) + r"\n" for one in says
    )
    lines = [timeless(one.rstrip()) + "\n" for one in out.rstrip().splitlines()]
    return re.fullmatch(pattern, "".join(lines)) is not None


def timeless(line: str) -> str:
    """A line with its days, times and ids replaced by words."""
    for moment, word in MOMENTS:
        line = moment.sub(word, line)
    return line
