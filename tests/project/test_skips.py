"""What a machine lacks is skipped for a person, and an error where all of it was installed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.project.commands import environment, run

ROOT = Path(__file__).resolve().parents[2]
TESTS = """
import pytest

def test_asked_inside():
    pytest.skip("needs a-program")

@pytest.mark.skipif(True, reason="needs a-program")
def test_asked_before():
    assert False

def test_another_reason():
    pytest.skip("only on Sundays")
"""


@pytest.mark.parametrize(
    ("ci", "counts"),
    [("", "3 skipped"), ("true", "1 failed, 1 skipped, 1 error")],
    ids=["person", "ci"],
)
def test_a_missing_program(tmp_path: Path, ci: str, counts: str) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_some.py").write_text(TESTS, encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    ran = run(words, environment(tmp_path) | {"CI": ci}, tmp_path)
    assert ran.out.splitlines()[-1].startswith(counts), ran.out
