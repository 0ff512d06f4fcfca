"""`studio data`: each word does what it says, says what it did, and exits so."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.cli import main
from studio.practice.desk import open_desk
from tests.store.doubles import outcome

Ran = tuple[int, str, str]
Run = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*words: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(["data", *words])
        told = capsys.readouterr()
        return int(ended.value.code or 0), " ".join(told.out.split()), told.err

    return ran


def filled(home: Path) -> list[str]:
    store = open_desk(home=home).store
    ids = []
    for exercise in ("q-win", "q-win", "body-scan"):
        ids.append(store.new_session_id())
        store.finish(ids[-1], outcome(exercise=exercise, said="SECRET", pack="common"))
    return ids


def said(home: Path) -> int:
    return len(list(open_desk(home=home).history()))


def test_path_says_where_and_makes_nothing(run: Run, home: Path) -> None:
    assert run("path") == (0, f"{home}/data", "")
    assert not home.exists()


def test_verify_reads_everything_and_tells(run: Run, home: Path) -> None:
    assert run("verify")[:2] == (0, "Nothing is kept yet.")
    filled(home)
    code, out, _ = run("verify")
    assert code == 0
    assert "3 sessions" in out
    assert "All of it is as it was written." in out


def test_verify_repairs_only_when_asked(run: Run, home: Path) -> None:
    filled(home)
    (path,) = (home / "data" / "history").glob("*.json")
    damaged = path.read_bytes()[:-20]
    path.write_bytes(damaged)
    code, out, _ = run("verify")
    assert (code, path.read_bytes()) == (1, damaged)
    assert "1 line could not be read" in out
    assert "--repair" in out
    assert run("verify", "--repair")[0] == 0
    assert run("verify")[0] == 0
    assert said(home) == 2


def test_a_backup_is_restored_as_a_merge(run: Run, home: Path, tmp_path: Path) -> None:
    filled(home)
    zip_path = tmp_path / "b.zip"
    code, out, _ = run("backup", str(zip_path))
    assert code == 0
    assert str(zip_path.name) in out
    more = open_desk(home=home).store
    more.finish(more.new_session_id(), outcome(exercise="new"))
    code, out, _ = run("restore", str(zip_path))
    assert (code, out) == (0, "Everything in it was here already.")
    assert said(home) == 4


def test_a_folder_is_merged(run: Run, home: Path, tmp_path: Path) -> None:
    filled(tmp_path / "other")
    code, out, _ = run("merge", str(tmp_path / "other"))
    assert (code, out) == (0, "New here: 3 sessions, 0 kept things, 0 left open.")
    assert said(home) == 3


def test_a_backup_with_a_hole_gives_the_rest_and_one(run: Run, home: Path, tmp_path: Path) -> None:
    filled(tmp_path / "other")
    (path,) = (tmp_path / "other" / "data" / "history").glob("*.json")
    path.write_bytes(path.read_bytes()[:-20])
    code, out, _ = run("merge", str(tmp_path / "other"))
    assert (code, said(home)) == (1, 2)
    assert "part of it could not be read" in out


def test_what_cannot_be_used_is_said_with_three(run: Run, tmp_path: Path) -> None:
    code, _, told = run("restore", str(tmp_path / "none.zip"))
    assert code == 3
    assert "There is no" in told
    code, _, told = run("merge", str(tmp_path))
    assert code == 3
    assert "holds no data" in told


def test_erase_one_session_by_the_end_of_its_id(run: Run, home: Path) -> None:
    ids = filled(home)
    code, out, _ = run("erase", ids[0][-8:], "--yes")
    assert code == 0
    assert out.startswith("Erased: 1 session.")
    assert "Out of reach from here: backups and exports" in out
    assert said(home) == 2


def test_erase_an_exercise_and_everything(run: Run, home: Path) -> None:
    filled(home)
    assert run("erase", "--exercise", "q-win", "--yes")[1].startswith("Erased: 2 sessions.")
    assert said(home) == 1
    assert run("erase", "--everything", "--yes")[1].startswith("Erased: 1 session.")
    left = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"SECRET" not in left
    assert b"q-win" not in left


def test_erase_with_a_backup_first(run: Run, home: Path, tmp_path: Path) -> None:
    filled(home)
    zip_path = tmp_path / "first.zip"
    assert run("erase", "--everything", "--yes", "--backup", str(zip_path))[0] == 0
    assert said(home) == 0
    assert run("restore", str(zip_path))[0] == 0
    assert said(home) == 3


def test_a_backup_that_cannot_be_made_erases_nothing(run: Run, home: Path) -> None:
    filled(home)
    assert run("erase", "--everything", "--yes", "--backup", "/nowhere/at/all.zip")[0] == 3
    assert said(home) == 3


@pytest.mark.parametrize("what", [("--exercise", "nothing"), ("0000-nothing",)])
def test_what_is_not_there_is_said_with_one(run: Run, home: Path, what: tuple[str, ...]) -> None:
    filled(home)
    code, out, _ = run("erase", *what, "--yes")
    assert code == 1
    assert out.startswith("There is no")
    assert said(home) == 3


def test_without_a_terminal_erasing_needs_yes(run: Run, home: Path) -> None:
    filled(home)
    code, _, told = run("erase", "--everything")
    assert (code, said(home)) == (2, 3)
    assert "--yes" in told


@pytest.mark.parametrize(("typed", "left"), [("erase\n", 0), ("Erase \n", 0), ("y\n", 3), ("", 3)])
def test_at_a_terminal_it_asks_and_only_the_word_erases(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, typed: str, left: int
) -> None:
    filled(home)
    monkeypatch.setattr("studio.cli.data_erase.at_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    code, out, _ = run("erase", "--everything")
    assert (code, said(home)) == (0, left)
    assert "It cannot be brought back." in out
    assert ("Nothing was erased." in out) is (left == 3)


@pytest.mark.parametrize(
    "words",
    [
        ("verfy",), ("path", "x"), ("path", "--yes"), ("restore",), ("merge",), ("erase",),
        ("erase", "x", "--everything"), ("verify", "--everything"),
    ],
)  # fmt: skip
def test_wrong_usage_is_two_and_does_nothing(run: Run, home: Path, words: tuple[str, ...]) -> None:
    filled(home)
    code, _, told = run(*words)
    assert (code, said(home)) == (2, 3)
    assert told.startswith("studio: ")
