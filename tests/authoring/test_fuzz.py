"""Any bytes to any command for authors end in a value or a problem at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.fuzz import COMMANDS, FILES, attempt, put_back, run, shipped_files


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    for file in FILES:
        put_back(folder, file)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_few_inputs_are_met_well(command: str, home: Path):
    files = shipped_files()
    found = [attempt(command, f"5/{number}", home, files) for number in range(12)]
    assert [one for one in found if one is not None] == []
    assert {file.name for file in home.iterdir()} == set(FILES)


def test_a_run_goes_through_every_command_and_tells_how_long_it_took():
    found, longest = run(0, 20, 9)
    assert found == []
    assert 0 < longest < 20
