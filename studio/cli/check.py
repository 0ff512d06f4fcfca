"""`studio check`: read exercises and packs, and say what to mend."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from studio.authoring.check import check as check_files
from studio.cli.arguments import Given
from studio.cli.outcry import FINE, PROBLEMS
from studio.cli.streams import door, say_json


def check(given: Given) -> int:
    """Say every problem with its place; 1 when something has to be mended."""
    today = datetime.now(UTC).astimezone().date()
    report = check_files([Path(word) for word in given.words], today=today)
    if given.has("json"):
        say_json(
            [
                {
                    "code": one.code, "severity": one.severity, "message": one.message,
                    "hint": one.hint, "file": one.place.file, "line": one.place.line,
                    "column": one.place.column, "width": one.place.width,
                }
                for one in report.problems
            ]
        )  # fmt: skip
    else:
        out = door()
        for row in report.text.split("\n"):
            out.line(row)
    return FINE if report.fine else PROBLEMS
