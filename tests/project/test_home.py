"""Nothing is left in a person's home but what they were told of."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tests.project.commands import ANSWERS, environment, run

COMMANDS = (
    ["list"],
    ["today"],
    ["run", "grounding-breath", "--plain", "--answers", "answers.yml"],
    ["history", "--json"],
    ["kept"],
    ["export", "--format", "md"],
    ["check", "answers.yml"],
    ["data", "path"],
)


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "answers.yml").write_text(ANSWERS, encoding="utf-8")
    return folder


def run_all(env: dict[str, str], folder: Path) -> None:
    for words in COMMANDS:
        ran = run([sys.executable, "-m", "studio.cli", *words], env, folder)
        assert ran.code == (1 if words[0] == "check" else 0), f"{words}: {ran.err}"


def test_with_a_place_of_its_own_nothing_is_left_in_the_home(tmp_path: Path, desk: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    run_all(environment(home) | {"STUDIO_HOME": str(tmp_path / "elsewhere")}, desk)
    assert list(home.rglob("*")) == []
    assert everything_in(desk) == ["answers.yml"]
    assert len(everything_in(tmp_path / "elsewhere" / "data" / "history")) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other folders")
def test_without_one_the_platforms_folders_alone_are_used(tmp_path: Path, desk: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    env = environment(home)
    del env["STUDIO_HOME"]
    run_all(env, desk)
    owners = {
        "/".join(Path(one).parts[:3]) if one.startswith(".local") else "/".join(Path(one).parts[:2])
        for one in everything_in(home)
    }
    assert owners == {".local/share/practice-studio", ".cache/practice-studio"}
    assert everything_in(desk) == ["answers.yml"]


@pytest.mark.skipif(sys.platform == "win32", reason="other systems have other rights")
def test_what_is_written_is_for_its_owner_alone(tmp_path: Path, desk: Path) -> None:
    env = environment(tmp_path)
    run_all(env, desk)
    modes = {
        str(path.relative_to(tmp_path)): stat.S_IMODE(path.stat().st_mode)
        for path in (tmp_path / "studio").rglob("*")
    }
    assert modes != {}
    assert [name for name, mode in modes.items() if mode & 0o077] == []
