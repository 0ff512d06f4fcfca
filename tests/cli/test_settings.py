"""`studio settings` as a shell runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_settings_are_shown_and_changed(shell: Shell) -> None:
    shown = shell("settings").stdout
    assert "theme: dusk (or paper, terminal, none). The colours." in shown
    assert "heavy-words: off (or on)." in shown
    done = shell("settings", "heavy-words", "on")
    assert done.stdout.startswith("heavy-words: on (or off).")
    assert "nobody reads or watches" in " ".join(done.stdout.split())
    assert shell("settings", "country", "gb").stdout.startswith("country: GB.")
    assert shell.json("settings", "--json")["heavy-words"] == "on"
    said = shell("run", "q-win", "--plain", typed="\nI want to die\n:stop\n1\n").stdout
    assert "there are people to talk to now: type :help." in " ".join(said.split())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("themes",), "Did you mean `theme`?"),
        (("theme", "neon"), "`theme` takes one of: dusk, paper, terminal, none."),
        (("country", "zz"), "There are no lines for “zz” here."),
    ],
)
def test_what_there_is_not_is_said(shell: Shell, words: tuple[str, ...], told: str) -> None:
    done = shell("settings", *words)
    assert done.returncode == 2
    assert told in done.stderr


def test_an_optional_exercise_is_offered_once_it_is_chosen(shell: Shell) -> None:
    assert "rosenberg" not in shell("list").stdout
    assert shell("settings", "offer-rosenberg").stdout.startswith("offer-rosenberg: off (or on).")
    shell("settings", "offer-rosenberg", "on")
    assert "rosenberg: Ten sentences about myself" in shell("list").stdout
    assert "needs" not in shell("show", "rosenberg").stdout
