"""`studio calendar` and `studio trends` as a shell runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import GOLDEN, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_nothing_is_said_plainly(shell: Shell) -> None:
    assert shell("trends").stdout == "Nothing rated yet. A picture needs four times.\n"
    assert shell("calendar", "2026-02").stdout == "February 2026: no days.\n"
    assert shell.json("trends", "--json") == {"rated": [], "indicators": []}


def test_what_was_rated_is_there_as_text_and_as_json(shell: Shell) -> None:
    answers = str(GOLDEN / "two-interpretations.event.yml")
    assert shell("run", "two-interpretations", "--answers", answers).returncode == 0
    assert "One so far. A picture needs four." in shell("trends").stdout
    found = shell.json("trends", "--json")
    assert {"distress", "first_likely"} <= {one["name"] for one in found["rated"]}
    one = shell.json("trends", "distress", "--json")
    assert len(one["points"]) == 1
    assert "before" in shell("trends", "distress").stdout
    (day,) = shell.json("calendar", "--json")["days"].values()
    assert day[0]["title"] == "Two other readings"
    assert "Two other readings." in shell("calendar").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("calendar", "may"), "takes a month, such as 2026-04."),
        (("trends", "nothing"), "Nothing was rated under “nothing”."),
    ],
)
def test_what_does_not_fit_is_said(shell: Shell, words: tuple[str, ...], told: str) -> None:
    done = shell(*words)
    assert done.returncode == 2
    assert told in done.stderr
