"""`studio programme` as a shell runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_a_programme_is_begun_shown_walked_and_left(shell: Shell) -> None:
    listed = shell("programme").stdout
    assert "1. Boundaries in two weeks (boundaries-14), 7 parts." in listed
    done = shell("programme", "begin", "first-week", typed="\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Begun. What comes next stands on Today." in done.stdout
    assert "1. Steady start: Grounding breath, 1-4 min." in shell("today").stdout
    (row,) = shell.json("today", "--json")["programmes"]
    assert (row["programme"], row["exercise"]) == ("growth/first-week", "grounding-breath")
    assert "left out" in shell("programme", "skip", "first-week", "1").stdout
    shown = shell.json("programme", "first-week", "--json")
    assert (shown["rows"][0]["passed"], shown["next"]["exercise"]) == (True, "check-in")
    assert "Next: Check-in, alone or with a friend." in shell("programme", "first-week").stdout
    assert "Left." in shell("programme", "leave", "first-week").stdout
    assert [one["run"] for one in shell.json("programme", "--json")] == [""] * 6


def test_without_an_answer_at_the_gate_nothing_begins(shell: Shell) -> None:
    done = shell("programme", "begin", "boundaries-14", typed="\n")
    assert "Could saying it make you less safe?" in done.stdout
    assert "It was not begun." in done.stdout
    assert shell.json("today", "--json")["programmes"] == []
    done = shell("programme", "begin", "boundaries-14", typed="1\n\n")
    assert "Begun." in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("begin",), 2, "needs a NAME"),
        (("skip", "first-week"), 2, "needs the number of a part"),
        (("skip", "first-week", "x"), 2, "needs the number of a part"),
        (("first-week", "more"), 2, "no place for"),
        (("frist-week",), 1, "Did you mean `first-week`?"),
        (("leave", "first-week"), 1, "You are not on"),
        (("skip", "first-week", "1"), 1, "You are not on"),
    ],
)
def test_what_does_not_fit_is_said_with_what_to_do(
    shell: Shell, words: tuple[str, ...], code: int, told: str
) -> None:
    done = shell("programme", *words)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
