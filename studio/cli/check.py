"""`studio check`: read exercises and packs, and say what to mend."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from studio.authoring import reports
from studio.authoring.check import Report
from studio.authoring.check import check as check_files
from studio.authoring.locking import Sessions, apart, locked
from studio.cli.arguments import Given
from studio.cli.installed import installed
from studio.cli.outcry import FINE, PROBLEMS, UsageError
from studio.cli.pages import version
from studio.cli.streams import door, say_json

STANDARD_INPUT = "-"


def check(given: Given) -> int:
    """Say every problem with its place; 1 when something has to be mended."""
    words = list(dict.fromkeys(given.words))
    typed = _typed() if STANDARD_INPUT in words else None
    report = check_files(
        [Path(word) for word in words if word != STANDARD_INPUT],
        today=datetime.now(UTC).astimezone().date(),
        profile=given.value("profile", "draft"),
        folders=installed(),
        typed=typed,
    )
    anew = given.has("anew")
    if anew and not given.has("lock"):
        raise UsageError("--anew belongs to --lock.", "Such as: studio check --lock --anew PACK")
    if anew:
        report = Report(report.files, apart(report.problems))
    if given.has("lock") and report.fine:
        paths = [Path(word) for word in words if word != STANDARD_INPUT]
        for file in locked(paths, anew=anew, sessions=_sessions() if anew else None):
            door().line(f"wrote  {file}")
        return FINE
    say_report(report, given)
    return FINE if report.fine else PROBLEMS


def _typed() -> bytes:
    """Standard input as far as it is read; nothing where it is closed."""
    return b"" if sys.stdin is None else sys.stdin.buffer.read(reports.MOST)


def _sessions() -> Sessions:
    """How many sessions there are on this machine of an exercise in a version."""
    from studio.cli.sealing import opened
    from studio.practice.desk import open_desk

    store = opened(open_desk()).store
    found = Counter((str(one.get("exercise")), one.get("version")) for one in store.outcomes())
    return lambda name, version: found[name, version]


def say_report(report: Report, given: Given) -> None:
    """Print a report in the format that was asked for."""
    form = given.value("format", "json" if given.has("json") else "text")
    if form == "json":
        say_json(reports.as_json(report.problems))
    elif form == "sarif":
        say_json(reports.as_sarif(report.problems, version()))
    else:
        text = report.text if form == "text" else reports.as_github(report.problems)
        out = door()
        for row in text.split("\n"):
            out.line(row)
