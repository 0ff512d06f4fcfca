"""`studio map`: the paths of an exercise, as text and as a picture."""

from __future__ import annotations

from pathlib import Path

from studio.authoring.edits import write
from studio.authoring.map_picture import picture
from studio.authoring.map_text import flow, listed, summary
from studio.cli.arguments import Given
from studio.cli.outcry import FINE, UsageError
from studio.cli.streams import door
from studio.errors import StudioError
from studio.format.exercise import Exercise
from studio.library.library import Library, shipped, shown

MOST = 50  # paths that are listed


def show_map(given: Given) -> int:
    """Say how an exercise flows; with --picture, draw it into a file."""
    exercise = _exercise(given.word)
    if given.has("picture"):
        path = Path(given.value("picture"))
        if path.suffix != ".svg":
            raise UsageError(f"A picture is SVG, and {path} is not.", "Such as --picture map.svg.")
        write(path, picture(exercise).encode())
        door().line(f"wrote  {path}")
        return FINE
    rows = summary(exercise)
    rows += ["", *(listed(exercise, MOST) if given.has("paths") else flow(exercise))]
    out = door()
    for row in rows:
        out.line(row)
    return FINE


def _exercise(word: str) -> Exercise:
    """An exercise by its file, or by its id. StudioError when it is not there or has mistakes."""
    path = Path(word)
    if not path.is_file() and not path.suffix:
        return Library().exercise(word)
    if not path.is_file():
        raise StudioError(f"There is no file {path}.", "Check the spelling of the path.")
    draught = Library([path.resolve().parent.parent, shipped()]).draught(path)
    if draught.exercise is None or not draught.fine:
        raise StudioError(
            f"{shown(path)} has mistakes and cannot be drawn.", f"`studio check {path}` shows them."
        )
    return draught.exercise
