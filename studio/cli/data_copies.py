"""`studio data backup`, `restore`, `merge`: copies out, and copies in."""

from __future__ import annotations

from pathlib import Path

from studio.cli.arguments import Given
from studio.cli.outcry import FINE, PROBLEMS
from studio.cli.sealing import opened
from studio.cli.streams import say_lines
from studio.practice.desk import open_desk
from studio.practice.my_data import make_backup, take_from
from studio.store.sealing import Locked


def backup(given: Given) -> int:
    """One zip, here unless a place is named."""
    told = make_backup(open_desk(), Path(given.word or "."))
    say_lines(told.lines, hang=2)
    return FINE


def take(given: Given) -> int:
    """Take in a backup or a folder; 1 when a part of it could not be read."""
    desk = opened(open_desk())
    try:
        told = take_from(desk, Path(given.word))
    except Locked:
        # The folder was empty and is sealed now as the backup is: its passphrase comes next.
        told = take_from(opened(desk), Path(given.word))
    say_lines(told.lines, hang=2)
    return FINE if told.fine else PROBLEMS
