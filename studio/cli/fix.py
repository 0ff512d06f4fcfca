"""`studio fix`: mend what has one right answer, or show what would be changed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from studio.authoring.edits import difference, write
from studio.authoring.fix import Fixed, fix_all
from studio.cli.arguments import Given
from studio.cli.installed import installed
from studio.cli.outcry import FINE, PROBLEMS
from studio.cli.streams import door
from studio.format.problems import Problem, render
from studio.library.library import shown


def fix_files(given: Given) -> int:
    """Mend files and say what was done; 1 when something is left that needs a person."""
    today = datetime.now(UTC).astimezone().date()
    done = fix_all(
        [Path(word) for word in given.words],
        today=today,
        folders=installed(),
    )
    if given.has("diff"):
        for one in done:
            _print(difference(shown(one.path), one.before, one.after))
    else:
        for one in done:
            if one.changed:
                write(one.path, one.after)
        _say(done)
    return PROBLEMS if _left(done) else FINE


def _left(done: list[Fixed]) -> list[Problem]:
    """The errors that are left, those in files that others lean on first, each once."""
    found = [one for fixed in done for one in (*fixed.elsewhere, *fixed.left)]
    errors = [one for one in found if one.severity == "error"]
    mended = {shown(one.path) for one in done}
    # What kept a file from being read whole may have been mended since.
    last = {problem for one in done for problem in one.left}
    return [one for one in dict.fromkeys(errors) if one in last or one.place.file not in mended]


def _say(done: list[Fixed]) -> None:
    out = door()
    for one in done:
        for problem in one.mended:
            place = problem.place
            out.line(f"mended  {place.file}:{place.line}:{place.column}: {problem.code}")
    mended = sum(len(one.mended) for one in done)
    errors = _left(done)
    for problem in errors:
        out.line()
        for row in render(problem).split("\n"):
            out.line(row)
    if mended or errors:
        out.line()
    left = f", {len(errors)} left for you" if errors else ""
    out.line(f"{mended} mended{left}.")


def _print(text: str) -> None:
    out = door()
    for row in text.split("\n")[:-1]:
        out.line(row)
    sys.stdout.flush()
