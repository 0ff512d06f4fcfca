"""`studio data verify`: read everything, say what is not as it was written, mend if asked."""

from __future__ import annotations

from studio.cli.arguments import Given
from studio.cli.outcry import FINE, PROBLEMS
from studio.cli.sealing import opened
from studio.cli.streams import say_lines
from studio.practice.desk import open_desk
from studio.practice.my_data import check


def verify(given: Given) -> int:
    """0 when all is well, 1 when something is left to mend."""
    told = check(opened(open_desk()), repair=given.has("repair"))
    say_lines(told.lines, hang=2)
    return FINE if told.fine else PROBLEMS
