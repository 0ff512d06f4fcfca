"""Exercises for the engine's tests, read from YAML as an author would write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from textwrap import dedent

from studio.format.exercise import Exercise
from studio.library.library import Library, load_exercise, shipped

STARTED = datetime(2026, 3, 2, 19, 30, tzinfo=timezone(timedelta(hours=1)))
SHIPPED = tuple(sorted(one.id for one in Library([shipped()]).summaries() if not one.quick))
HEAD = """\
format: 1
id: trial
version: 1
title: A trial
purpose: To try things.
minutes: 1
cadence: [daily]
covers: [P1.1]
evidence: []
claim: None is made.
closing: You tried it.
"""


@cache
def shipped_exercise(name: str) -> Exercise:
    """An exercise that comes with the program."""
    return Library([shipped()]).exercise(name)


def exercise(folder: Path, steps: str, head: str = "") -> Exercise:
    """An exercise of these steps, in a pack that uses `common`; fails on any error."""
    pack = folder / "trial-pack"
    pack.mkdir(exist_ok=True)
    (pack / "pack.yml").write_text(
        "format: 1\nid: trial-pack\nversion: 1\ntitle: Trials\nlanguage: en\n"
        "uses: [common]\nexercises:\n  - trial\n"
    )
    file = pack / "trial.yml"
    file.write_text(HEAD + dedent(head) + "steps:\n" + indented(dedent(steps)))
    found, problems = load_exercise(file)
    errors = [f"{one.place.line}: {one.message}" for one in problems if one.severity == "error"]
    assert found is not None, errors
    return found


def indented(text: str) -> str:
    return "".join(f"  {line}\n" if line.strip() else "\n" for line in text.splitlines())
