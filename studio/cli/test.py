"""`studio test`: play an author's tests, and walk through exercises at random."""

from __future__ import annotations

from pathlib import Path

from studio.authoring import reports
from studio.authoring.explore import Walks, explore
from studio.authoring.report import MOST_TOLD
from studio.authoring.trials import Result, Run, exercise_files, run
from studio.cli.arguments import Given, whole
from studio.cli.installed import installed
from studio.cli.outcry import FINE, PROBLEMS, UsageError
from studio.cli.pages import version
from studio.cli.streams import door, say_json
from studio.format.problems import Problem, render
from studio.library.library import Library, shipped
from studio.plain.trial import play


def test(given: Given) -> int:
    """Play tests and say how each ended; 1 when one of them did not pass."""
    paths = [Path(word) for word in given.words] or [Path()]
    if given.has("explore"):
        return walk(given, paths)
    if given.has("seed"):
        raise UsageError("--seed belongs to --explore.", "A test has a `seed` of its own.")
    form = given.value("format", "text")
    out = door()

    def tell(result: Result) -> None:
        mark = "passed" if not result.problems else "FAILED"
        out.line(f"{mark}  {result.exercise}: {result.name}")

    done = run(paths, play, told=tell if form == "text" else None, installed=installed())
    say(done.problems, form)
    if form == "text":
        covered(done)
        out.line()
        out.line(summary(done))
    return FINE if done.fine else PROBLEMS


def say(problems: tuple[Problem, ...], form: str) -> None:
    """Print problems in the form that was asked for."""
    if form == "json":
        say_json(reports.as_json(problems))
    elif form == "sarif":
        say_json(reports.as_sarif(problems, version()))
    else:
        out = door()
        for one in problems[: None if form == "github" else MOST_TOLD]:
            text = reports.as_github([one]) if form == "github" else f"\n{render(one)}"
            for row in text.split("\n"):
                out.line(row)
        if form == "text" and problems[MOST_TOLD:]:
            out.line(f"And {len(problems) - MOST_TOLD:,} more.")


def covered(done: Run) -> None:
    """How far the tests of each exercise go, and what they leave out."""
    out = door()
    if done.covered:
        out.line()
    for name, one in done.covered.items():
        out.line(f"{name}: {one.line}")
        for row in one.missing:
            out.line(f"  not met: {row}")


def summary(done: Run) -> str:
    """`12 tests passed.`, or how many did not."""
    failed = sum(1 for one in done.results if one.problems)
    passed = len(done.results) - failed
    tests = "1 test" if passed == 1 else f"{passed} tests"
    if not failed and done.fine:
        return f"{tests} passed."
    unread = sum(1 for one in done.unreadable if one.severity == "error")
    said = [f"{tests} passed"]
    said += [f"{failed} failed"] if failed else []
    said += [f"{unread} to mend before they can be played"] if unread else []
    return f"{', '.join(said)}."


def walk(given: Given, paths: list[Path]) -> int:
    """Random walks through every exercise of some files."""
    walks, seed = whole(given, "explore", 100), whole(given, "seed", 1)
    form = given.value("format", "text")
    files = exercise_files(paths)
    near = dict.fromkeys(file.resolve().parent.parent for file in files)
    library = Library([*near, *installed(), shipped()])
    found: list[Problem] = []
    out = door()
    for file in files:
        draught = library.draught(file)
        if draught.exercise is None or not draught.fine:
            found += [one for one in draught.all if one.severity == "error"]
            continue
        done = explore(draught.exercise, walks, seed)
        lines = file.read_text("utf-8", "replace").split("\n")
        done.problems.remember_source(draught.exercise.place.file, lines)
        found += done.problems.all
        if form == "text":
            out.line(walked(draught.exercise.id, done))
    say(tuple(dict.fromkeys(found)), form)
    return FINE if all(one.severity == "warning" for one in found) else PROBLEMS


def walked(name: str, done: Walks) -> str:
    """What some walks covered, in a line."""
    ways = "1 walk" if done.done == 1 else f"{done.done} walks"
    return f"{name}: {ways}, {done.coverage.line}"
