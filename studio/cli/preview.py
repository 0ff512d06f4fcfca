"""`studio preview`: an exercise on the real screens, shown anew as its file is saved."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from studio.cli import streams
from studio.cli.arguments import Given
from studio.cli.languages import asked
from studio.cli.outcry import UsageError
from studio.errors import StudioError

SPEEDS = (0.1, 1000.0)


def preview(given: Given) -> int:
    """Show an exercise until the author leaves."""
    speed, size, language = _speed(given), _size(given), asked(given)
    path = Path(given.word)
    if not path.is_file():
        raise StudioError(f"There is no file {path}.", "Name the file of an exercise.")
    if not streams.at_terminal():
        raise UsageError("There is no terminal to draw on.", "studio test plays without one.")
    from studio.authoring.preview import Given as Answered
    from studio.authoring.preview import Preview, from_case
    from studio.plain.trial import play
    from studio.practice.desk import open_desk
    from studio.tui.preview import preview as shown

    with TemporaryDirectory(prefix="studio-preview-") as made:
        home = Path(made)
        answered = Answered()
        if given.has("answers"):
            answered = from_case(path, given.value("answers"), home, play)
        folders = [path.resolve().parent.parent]
        desk = open_desk(home=home, folders=folders, language=language, system="")
        desk.change(country="GB", seen_first_run=True)
        source = Preview(
            path,
            desk,
            today=datetime.now(UTC).astimezone().date(),
            monotonic=time.monotonic,
            speed=speed,
            at=given.value("at"),
            given=answered,
        )
        return int(shown(desk, source, size))


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
    return int(wide), int(high)
