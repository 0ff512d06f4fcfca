"""The rooms import each other in one direction, and time never gets into the engine."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PURE = ("studio/engine", "studio/insights")
LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder,
        env={"PATH": "", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_every_contract_is_kept() -> None:
    ran = lint_imports(ROOT)
    assert (ran.returncode, ", 0 broken" in ran.stdout) == (0, True), ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("studio/engine/chance.py", "import random"),
        ("studio/engine/chance.py", "import studio.store.store"),
        ("studio/plain/talk.py", "import studio.tui.today"),
        ("studio/practice/desk.py", "import textual.app"),
        ("studio/library/library.py", "import yaml"),
        ("studio/format/step.py", "import studio.engine.session"),
    ],
)
def test_a_step_in_the_wrong_direction_is_seen(tmp_path: Path, module: str, line: str) -> None:
    shutil.copytree(ROOT / "studio", tmp_path / "studio", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    ran = lint_imports(tmp_path)
    assert (ran.returncode, ", 1 broken" in ran.stdout) == (1, True), ran.stdout + ran.stderr


def clock_calls(source: str) -> list[int]:
    """The lines that ask what time it is: `datetime.now()`, `date.today()` and their kin."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("now", "utcnow", "today")
        and isinstance(node.func.value, (ast.Name, ast.Attribute))
        and getattr(node.func.value, "id", getattr(node.func.value, "attr", ""))
        in ("datetime", "date")
    ]


def test_the_engine_and_the_insights_never_ask_for_the_time() -> None:
    assert clock_calls("x = datetime.now(UTC)\ny = dt.date.today()\nz = session.now\n") == [1, 2]
    found = {
        str(path.relative_to(ROOT)): lines
        for folder in PURE
        for path in sorted((ROOT / folder).rglob("*.py"))
        if (lines := clock_calls(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "words",
    [["today"], ["list"], ["check", str(ROOT / "exercises" / "steady")], ["history"], ["kept"]],
    ids=lambda words: words[0],
)
def test_a_command_that_draws_no_screen_never_imports_textual(
    tmp_path: Path, words: list[str]
) -> None:
    told = f"""
import sys
from studio.cli import main
try:
    main({words!r})
except SystemExit as end:
    print(end.code or 0, "textual" in sys.modules, file=sys.stderr)
"""
    ran = subprocess.run(
        [sys.executable, "-c", told],
        cwd=ROOT,
        env={"PATH": "", "STUDIO_HOME": str(tmp_path), "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stderr.split() == ["0", "False"], ran.stdout
