"""The two commands on a machine that lacks something: one sentence, and what to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project.commands import Ran, environment, run

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "make", "echo", "rm")
NAMES = ("python3.11", "python3.12", "python3.13", "python3")

# Stand-ins for Python: what they answer to the two questions the Makefile asks.
TOO_OLD = "exit 1"
WITHOUT_VENV = 'case "$*" in *ensurepip*) exit 1 ;; esac; exit 0'
NOTES = 'case "$*" in *"-m venv"*) echo "$0 $*"; exit 9 ;; esac; exit 0'


def make(folder: Path, **pythons: str) -> Ran:
    """`make run` where nothing is installed but these stand-ins."""
    if shutil.which("make") is None:
        pytest.skip("needs make")
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "pyproject.toml").touch()
    tools = folder / "tools"
    tools.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)
    for name in NAMES:
        one = tools / name
        one.write_text(f"#!/bin/sh\n{pythons.get(name, 'exit 127')}\n", encoding="utf-8")
        one.chmod(0o755)
    return run([str(tools / "make"), "run"], environment(folder) | {"PATH": str(tools)}, folder)


def test_without_a_python_in_range_it_says_which_to_install(tmp_path: Path) -> None:
    ran = make(tmp_path, python3=TOO_OLD)
    said = "No Python 3.11, 3.12 or 3.13 was found: install one, then run make again."
    assert (ran.code, ran.err.splitlines()[0]) == (2, said)


def test_without_the_part_that_makes_environments_it_names_the_package(tmp_path: Path) -> None:
    ran = make(tmp_path, **{"python3.11": WITHOUT_VENV})
    said = ran.err.splitlines()[0]
    assert (ran.code, said.startswith("python3.11 cannot make environments here")) == (2, True)
    assert "sudo apt install python3-venv" in said


def test_a_python_that_cannot_make_environments_is_passed_over(tmp_path: Path) -> None:
    ran = make(tmp_path, **{"python3.11": WITHOUT_VENV, "python3.13": NOTES})
    assert ran.out.splitlines() == [f"{tmp_path}/tools/python3.13 -m venv .venv"]


def test_the_ci_script_is_a_script() -> None:
    if shutil.which("bash") is None:
        pytest.skip("needs bash")
    script = ROOT / ".ci" / "run"
    subprocess.run(["bash", "-n", str(script)], check=True, timeout=20)
    text = script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111 == 0o111
    assert "set -euo pipefail" in text
    assert text.rstrip().endswith("make test")
