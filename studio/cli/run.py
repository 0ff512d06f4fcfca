"""`studio` and `studio run`: full screen where there is a terminal, else in lines.

May import every room, each when it is needed: full screen only when it will
be shown.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli import streams
from studio.cli.arguments import Given
from studio.cli.languages import asked
from studio.cli.outcry import FINE, HUNG_UP, PROBLEMS, STORE, UsageError, quiet_output, say

if TYPE_CHECKING:
    from studio.plain.visit import Visit
    from studio.practice.desk import Desk


def home(given: Given) -> int:
    """`studio` alone: Today, full screen; in lines on a plain terminal; as text without one."""
    if not streams.at_terminal():
        from studio.cli.look import today

        return today(Given(options=given.options))
    if given.has("plain") or streams.dumb():
        from studio.plain.today import open_today

        return in_lines(open_today, asked(given))
    return _full_screen(None, asked(given))


def run(given: Given) -> int:
    """`studio run ID`."""
    identity = given.word
    language = asked(given)
    if given.has("answers"):
        return _from_file(identity, Path(given.value("answers")), language)
    if given.has("plain") or (streams.dumb() and streams.at_terminal()):
        return in_lines(lambda visit: _exercise(visit, identity), language)
    if not streams.at_terminal():
        # One line: what starts the studio over SSH may show no more than that.
        raise UsageError(
            f"There is no terminal to draw on; `studio run {identity} --plain` runs in lines."
        )
    return _full_screen(identity, language)


def known(desk: Desk, identity: str) -> None:
    """Raises UsageError, with the nearest name, for an exercise that is not here."""
    if desk.library.path(identity) is not None:
        return
    from studio.format.problems import nearest

    close = nearest(identity, [one.id for one in desk.summaries])
    hint = f"Did you mean `{close}`?" if close else "`studio list` shows those there are."
    raise UsageError(f"There is no exercise “{identity[:60]}”.", hint)


def _full_screen(identity: str | None, language: str) -> int:
    from studio.tui.opening import Opening
    from studio.tui.safety import clear_textual_environment

    clear_textual_environment()
    with Opening() as opening:
        from studio.practice.desk import open_desk

        desk = open_desk(language=language)
        if identity is not None:
            known(desk, identity)
        from studio.tui import run as full_screen

        return int(full_screen(desk, identity, opening))


def in_lines(work: Callable[[Visit], int], language: str = "") -> int:
    """A visit in lines, unlocked first where that is needed; the exit code."""
    from studio.plain.ending import Ended, Signals
    from studio.plain.lines import TypedLines
    from studio.plain.visit import Visit
    from studio.practice.desk import open_desk
    from studio.tui.safety import no_core_dumps

    no_core_dumps()
    desk = open_desk(language=language)
    from studio.cli.sealing import at_start

    if not at_start(desk):
        return STORE
    with Signals() as signals:
        lines = TypedLines(
            _input(), live=streams.at_terminal(), wake=signals.wake, heed=signals.heed
        )
        visit = Visit(desk, lines, streams.door(signals.writing), width=streams.width())
        try:
            code = work(visit)
        except Ended as ended:
            code = ended.code
    if code == HUNG_UP:
        quiet_output()
    return code


def _input() -> int:
    """The descriptor that lines are read from; an input that is closed reads as ended."""
    try:
        return sys.stdin.fileno()
    except (AttributeError, ValueError, OSError):
        return os.open(os.devnull, os.O_RDONLY)


def _exercise(visit: Visit, identity: str) -> int:
    known(visit.desk, identity)
    return visit.run(identity)


def _from_file(identity: str, file: Path, language: str) -> int:
    from datetime import UTC, datetime

    from studio.format.problems import render
    from studio.plain.visit import run_answers
    from studio.practice.desk import open_desk
    from studio.practice.virtual import VirtualTime

    time = VirtualTime(datetime.now(UTC).astimezone())
    desk = open_desk(wall=time.now, monotonic=time.monotonic, language=language)
    known(desk, identity)
    problems = run_answers(
        desk, identity, file, time=time, out=streams.door(), width=streams.width()
    )
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        quiet_output()
    for problem in problems:
        for row in render(problem).split("\n"):
            say(row)
    return PROBLEMS if problems else FINE


__all__ = ["FINE", "home", "in_lines", "known", "run"]
