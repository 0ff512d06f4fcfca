"""`studio locale`: gather a pack's texts, bring a translation up to them, look it over."""

from __future__ import annotations

from pathlib import Path

from studio.authoring import locale as work
from studio.cli.arguments import Given
from studio.cli.check import say_report
from studio.cli.outcry import FINE, PROBLEMS, UsageError
from studio.cli.streams import door
from studio.library.library import shown

WHAT = ("extract", "update", "check")


def locale(given: Given) -> int:
    """`studio locale extract|update|check FOLDER [LANGUAGE]`."""
    what, folder, *languages = given.words
    if what not in WHAT:
        from studio.format.problems import nearest

        close = nearest(what, WHAT)
        raise UsageError(
            f"`studio locale` has no “{what[:40]}”.",
            f"Did you mean `studio locale {close}`?" if close else "It takes " + _either(),
        )
    if what == "check":
        report = work.check(Path(folder), languages)
        say_report(report, given)
        return FINE if report.fine else PROBLEMS
    if what == "extract":
        if languages:
            raise UsageError(
                "The texts to translate are the same for every language.",
                f"`studio locale update {folder} {languages[0]}` begins or updates that one.",
            )
        done = work.extract(Path(folder))
        _say(f"{_verb(done)} {shown(done.file)}: {done.texts} texts.")
        return FINE
    if not languages:
        raise UsageError(
            "Into which language?", f"Write it behind: `studio locale update {folder} de`."
        )
    done = work.update(Path(folder), languages[0])
    unsure = f", {done.unsure} to be looked at" if done.unsure else ""
    told = f"{done.translated} of {done.texts} texts are translated{unsure}."
    _say(f"{_verb(done)} {shown(done.file)}: {told}")
    return FINE


def _either() -> str:
    return f"{', '.join(WHAT[:-1])} or {WHAT[-1]}."


def _verb(done: work.Done) -> str:
    return "wrote " if done.changed else "kept  "


def _say(line: str) -> None:
    door().line(line)
