"""The help pages: short enough to read when tired.

May import the table's types. Every line fits 72 columns; whoever prints them wraps for less.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.cli.arguments import Option
    from studio.cli.table import Command

FRONT = """\
studio: guided exercises in the terminal, for when people are hard

  studio                     begin here
  studio run ID              begin one exercise
  studio run ID --plain      the same in lines, for screen readers

Nothing you write leaves this computer. You can skip any step and stop
at any time; what you wrote is kept until you erase it.
In danger, or about to act? Call your local emergency number.
findahelpline.com lists people to talk to, by country."""

BEHIND = 4
"""Cells before the second line of a row, where the terminal has no room for it on one."""

LAST = "`studio COMMAND --help` tells more about one command."


def front_page(commands: Sequence[Command]) -> str:
    """What `studio --help` says."""
    rows = [FRONT]
    group = ""
    for one in commands:
        if one.group != group:
            group = one.group
            rows += ["", f"To {group}"]
        rows.append(f"  {one.name:<9} {one.does}")
    return "\n".join([*rows, "", LAST])


def command_page(command: Command) -> str:
    """What `studio COMMAND --help` says."""
    takes = command.takes
    words = "".join(f" {word}" for word in takes.words[: takes.least])
    if takes.words[takes.least :]:
        words += f" [{' '.join(takes.words[takes.least :])}]"
    rows = [f"studio {command.name}{words}", "", f"  {command.does}"]
    if command.words:
        rows += ["", *(f"  {word:<22} {does}" for word, does in command.words)]
    if command.takes.options:
        rows.append("")
        rows += [f"  {_spelled(one):<22} {one.does}" for one in command.takes.options]
    return "\n".join(rows)


def _spelled(option: Option) -> str:
    short = f"-{option.short}, " if option.short else ""
    return f"{short}--{option.name}" + (f" {option.value}" if option.value else "")


def version() -> str:
    """The installed version; importing what knows it costs more than the rest of the page."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("practice-studio")
    except PackageNotFoundError:
        return "from a checkout"
