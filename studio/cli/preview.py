"""`studio preview`: an exercise on the real screens, shown anew as its file is saved."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from studio.cli import streams
from studio.cli.arguments import Given
from studio.cli.languages import asked
from studio.cli.outcry import FINE, PROBLEMS, UsageError
from studio.errors import StudioError
from studio.format.problems import render
from studio.library.library import NOT_EXERCISES

if TYPE_CHECKING:
    from studio.authoring.cases import Case
    from studio.authoring.preview import Preview
    from studio.authoring.record import Recorder

SPEEDS = (0.1, 1000.0)


def preview(given: Given) -> int:
    """Show an exercise until the author leaves, and record the way they went if asked to."""
    speed, size, language = _speed(given), _size(given), asked(given)
    path = _exercise_file(given.word)
    recorder = _recorder(path, given)
    if not streams.at_terminal():
        raise UsageError("There is no terminal to draw on.", "studio test plays without one.")
    _fits(size)
    from studio.authoring.cases import Case, from_case
    from studio.authoring.preview import Preview
    from studio.plain.trial import play
    from studio.practice.desk import open_desk
    from studio.tui.preview import preview as shown

    with TemporaryDirectory(prefix="studio-preview-") as made:
        home = Path(made) / "home"
        case = Case()
        if given.has("answers"):
            case = from_case(path, given.value("answers"), home, play)
        desk = open_desk(
            home=home,
            folders=[path.resolve().parent.parent],
            wall=_wall(case),
            language=language or case.language,
            system="",
        )
        desk.change(country="GB", seen_first_run=True)
        source = Preview(
            path,
            desk,
            today=datetime.now(UTC).astimezone().date(),
            monotonic=time.monotonic,
            speed=speed,
            at=given.value("at"),
            followup=given.value("followup"),
            given=case.given,
            later=case.later,
            begun=case.begun_in(desk.library.language),
        )
        code = int(shown(desk, source, size, "" if recorder is None else recorder.name))
        return code if recorder is None else max(code, _record(recorder, source))


def _exercise_file(word: str) -> Path:
    """The file that is named. StudioError where it is none, or is no exercise."""
    path = Path(word)
    if path.is_dir():
        raise StudioError(f"{path} is a folder.", "Name the file of an exercise in it.")
    if not path.is_file():
        raise StudioError(f"There is no file {path}.", "Name the file of an exercise.")
    if path.name.endswith(".test.yml"):
        raise StudioError(
            f"{path} holds tests.",
            "Name the exercise beside it; --answers NAME shows one of its tests.",
        )
    if path.suffix not in (".yml", ".yaml") or path.stem in NOT_EXERCISES:
        raise StudioError(f"{path} is no exercise.", "Name the file of an exercise.")
    return path


def _wall(case: Case) -> Callable[[], datetime] | None:
    """The time that is shown: that of the test, going on from there, or this one."""
    if case.begun is None:
        return None
    start, began = case.begun.started, time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


def _recorder(path: Path, given: Given) -> Recorder | None:
    """What writes the test, if one was asked for. StudioError when it could not be written."""
    if not given.has("record"):
        return None
    from studio.authoring.record import Recorder

    return Recorder(path, given.value("record"))


def _record(recorder: Recorder, source: Preview) -> int:
    """Write the test, and say where it is and whether it passes; 1 when it does not."""
    from studio.authoring.record import Unwritten
    from studio.plain.noting import note
    from studio.plain.trial import play

    out = streams.door()
    if source.waits or source.sitting.erased:
        out.line("No test is written.")
        return FINE
    if source.first is None and not source.sitting.session.passed:
        out.line("No test is written: nothing was answered.")
        return FINE
    try:
        made = recorder.record(source, note, play)
    except Unwritten as unwritten:
        for row in unwritten.rows:
            out.line(row)
        raise
    out.line(f"wrote  {recorder.file}: {recorder.name}")
    mark = "FAILED" if made.problems else "passed"
    out.line(f"{mark}  {source.exercise.id}: {recorder.name}")
    for problem in made.problems:
        for row in ("", *render(problem).split("\n")):
            out.line(row)
    streams.say_lines(("", *made.remarks) if made.remarks else ())
    return PROBLEMS if made.problems else FINE


def _speed(given: Given) -> float:
    text = given.value("speed", "1")
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not SPEEDS[0] <= speed <= SPEEDS[1]:
        raise UsageError(
            f"--speed takes a number, not “{text[:20]}”.", "20 is twenty times as fast."
        )
    return speed


def _size(given: Given) -> tuple[int, int] | None:
    text = given.value("size")
    if not text:
        return None
    wide, cross, high = text.partition("x")
    if not (cross and wide.isdecimal() and high.isdecimal() and len(text) < 12):
        raise UsageError(f"--size takes columns and rows, not “{text[:20]}”.", "Such as 80x24.")
    if not (int(wide) and int(high)):
        raise UsageError("--size takes one column and one row at least.", "Such as 80x24.")
    return int(wide), int(high)


def _fits(size: tuple[int, int] | None) -> None:
    """UsageError where the terminal has less room than is asked for."""
    if size is None:
        return
    try:
        there = os.get_terminal_size(1)
    except OSError:
        return
    # A terminal that does not know its size says 0.
    if there.columns and there.lines and (size[0] > there.columns or size[1] > there.lines):
        raise UsageError(
            f"--size {size[0]}x{size[1]} is more than this terminal has: "
            f"{there.columns}x{there.lines}.",
            "Make the window larger, or ask for less.",
        )
