"""`studio fix`: mend what has one right answer, or show what would be changed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from studio.authoring.check import files_of
from studio.authoring.edits import difference, write
from studio.authoring.fix import Fixed, fix
from studio.cli.arguments import Given
from studio.cli.outcry import FINE, PROBLEMS
from studio.cli.streams import door
from studio.format.problems import render
from studio.library.library import shown


def fix_files(given: Given) -> int:
    """Mend files and say what was done; 1 when something is left that needs a person."""
    today = datetime.now(UTC).astimezone().date()
    done = [fix(file, today=today) for file in files_of(Path(word) for word in given.words)]
    if given.has("diff"):
        for one in done:
            _print(difference(shown(one.path), one.before, one.after))
    else:
        for one in done:
            if one.changed:
                write(one.path, one.after)
        _say(done)
    left = [problem for one in done for problem in one.left]
    return PROBLEMS if any(one.severity == "error" for one in left) else FINE


def _say(done: list[Fixed]) -> None:
    out = door()
    for one in done:
        for problem in one.mended:
            place = problem.place
            out.line(f"mended  {place.file}:{place.line}:{place.column}: {problem.code}")
    mended = sum(len(one.mended) for one in done)
    errors = [problem for one in done for problem in one.left if problem.severity == "error"]
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
