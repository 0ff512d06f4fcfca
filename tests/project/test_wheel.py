"""What is built installs into an empty environment and works there, exercises and all."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.project.commands import ANSWERS, environment, run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--no-cache-dir"]
    subprocess.run([*pip, "wheel", *options, "-w", str(folder), str(ROOT)], check=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment's commands, with the wheel and nothing of the checkout.

    The libraries are lent by this environment, for a test has no network; the
    project itself comes from the wheel alone, which stands first.
    """
    home = tmp_path_factory.mktemp("empty")
    venv.create(home, with_pip=False)
    commands = home / "bin"
    python = str(commands / "python")
    found = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    packages = Path(found.stdout.strip())
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "--python", python,
         "install", "--no-index", "--no-deps", "--no-cache-dir", str(wheel)],
        check=True, timeout=120,
    )  # fmt: skip
    # A plain path in a .pth file comes last, and .pth files found there are not obeyed:
    # so a checkout that is installed in this environment stays out of sight.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return commands


def test_the_wheel_holds_the_exercises_and_nothing_of_the_tests(wheel: Path) -> None:
    with ZipFile(wheel) as file:
        names = file.namelist()
    kinds = ("*.yml", "*.po")
    files = [one for kind in kinds for one in (ROOT / "exercises").rglob(kind)]
    shipped = {one.relative_to(ROOT) for one in files}
    assert any(one.suffix == ".po" for one in shipped)
    assert {f"studio/{one}" for one in shipped} <= set(names)
    assert [one for one in names if one.startswith(("tests/", "exercises/", "docs/"))] == []
    assert [one for one in names if one.endswith("/LICENSE")] != []
    assert "studio/py.typed" in names


def test_the_program_that_runs_is_the_one_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    told = "import studio, studio.library.library as l; print(studio.__file__, l.shipped())"
    ran = run([str(installed / "python"), "-c", told], environment(tmp_path), tmp_path)
    assert ran.code == 0, ran.err
    assert [one.startswith(str(installed.parent)) for one in ran.out.split()] == [True, True]


def test_it_lists_the_exercises(installed: Path, tmp_path: Path) -> None:
    ran = run([str(installed / "studio"), "list"], environment(tmp_path), tmp_path)
    assert (ran.code, ran.err) == (0, "")
    for name in ("grounding-breath", "body-scan", "boundary-scripting", "two-interpretations"):
        assert f"  {name}: " in ran.out


def test_it_checks_an_exercise_of_somebody(installed: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "mine.yml"
    theirs.write_text("format: 1\nid: mine\ntitel: Mine\n", encoding="utf-8")
    ran = run([str(installed / "studio"), "check", str(theirs)], environment(tmp_path), tmp_path)
    assert (ran.code, "titel" in ran.out) == (1, True)


def test_it_runs_an_exercise_and_remembers_it(installed: Path, tmp_path: Path) -> None:
    env = environment(tmp_path)
    answers = tmp_path / "answers.yml"
    answers.write_text(ANSWERS, encoding="utf-8")
    studio = str(installed / "studio")
    ran = run(
        [studio, "run", "grounding-breath", "--plain", "--answers", str(answers)], env, tmp_path
    )
    assert (ran.code, ran.err) == (0, "")
    later = run([studio, "history"], env, tmp_path)
    assert (later.code, "Grounding breath" in later.out) == (0, True)
