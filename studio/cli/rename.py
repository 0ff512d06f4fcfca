"""`studio rename`: another name for an exercise, an id or an option, everywhere at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from studio.authoring.edits import difference, write
from studio.authoring.rename import Renamed, rename_exercise, rename_id
from studio.cli.arguments import Given
from studio.cli.outcry import FINE
from studio.cli.streams import door
from studio.errors import StudioError
from studio.library.library import contents, shown


def rename(given: Given) -> int:
    """Rename in the pack of this folder, or in the exercise that is named."""
    old, new, *more = given.words
    if more:
        file = Path(more[0])
        if not file.is_file():
            raise StudioError(f"There is no file {file}.", "Name the file of an exercise.")
        today = datetime.now(UTC).astimezone().date()
        done = rename_id(file, old, new, today=today)
    else:
        done = rename_exercise(Path(), old, new)
    if given.has("diff"):
        _show(done)
    else:
        _write(done)
    return FINE


def _show(done: Renamed) -> None:
    out = door()
    for path, data in done.files.items():
        for row in difference(shown(path), contents(path), data).split("\n")[:-1]:
            out.line(row)
    for path, to in done.moved.items():
        out.line(f"rename {shown(path)} to {shown(to)}")


def _write(done: Renamed) -> None:
    out = door()
    for path, data in done.files.items():
        write(path, data)
        if path not in done.moved:
            out.line(f"changed  {shown(path)}")
    for path, to in done.moved.items():
        try:
            path.rename(to)
        except OSError as problem:
            raise StudioError(
                f"{path} could not be renamed: {problem.strerror or 'no reason given'}.",
                f"Rename it to {to} by hand; what is in it is changed already.",
            ) from problem
        out.line(f"changed  {shown(path)}, now {shown(to)}")
    places = "1 place" if done.places == 1 else f"{done.places} places"
    out.line(f"{places} in {len(done.files)} files.")
