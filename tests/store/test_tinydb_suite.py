"""TinyDB's own tests, over our storage."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.store.sealed import SEALS

HERE = Path(__file__).resolve().parent
ABOUT_JSON_STORAGE_ITSELF = {
    "test_json_kwargs": "how it indents and sorts",
    "test_json_read": "its access mode, and that a missing file is an error",
    "test_create_dirs": "that a missing folder is an error; ours is made, private",
    "test_json_invalid_directory": "the same, at the root of the disk",
    "test_encoding": "its encoding; ours is UTF-8, and damage never raises",
    "test_json_invalid_mode_warning": "its access mode",
}


@pytest.fixture
def suite(tmp_path):
    """The tests of the pinned source distribution, unpacked."""
    pinned = (HERE / "tinydb.txt").read_text()
    (version, digest) = re.findall(r"^tinydb==(\S+) --hash=sha256:([0-9a-f]{64})$", pinned, re.M)[0]
    path = Path(sys.prefix) / "share" / f"tinydb-{version}.tar.gz"
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{path} is missing: make fetches it while installing")
        pytest.skip("TinyDB's source is not here; `make test` fetches it while installing")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
    with tarfile.open(path) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path / f"tinydb-{version}" / "tests"


def run(suite, *plugins, over="plain"):
    """pytest over the suite in a process of its own; its counts."""
    command = [sys.executable, "-m", "pytest", "-q", "--tb=line", "-p", "no:cacheprovider"]
    command += ["-p", "no:randomly", "-p", "no:xdist", "-p", "no:cov", "--rootdir", str(suite)]
    command += ["-c", os.devnull, "--basetemp", str(suite.parent / "tmp")]
    for plugin in plugins:
        command += ["-p", plugin]
    paths = os.pathsep.join([str(HERE.parents[1]), str(HERE)])
    env = {**os.environ, "PYTHONPATH": paths, "PYTEST_ADDOPTS": ""}
    env["TINYDB_TESTS_LEFT_OUT"] = " ".join(ABOUT_JSON_STORAGE_ITSELF)
    env["TINYDB_TESTS_OVER"] = over
    env.pop("PYTEST_XDIST_WORKER", None)
    ran = subprocess.run(
        [*command, str(suite)], cwd=suite.parent, env=env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", ran.stdout[-200:])}
    return ran, counts


@pytest.mark.parametrize("over", SEALS)
def test_our_storage_passes_the_tests_of_tinydb(suite, over):
    ran, counts = run(suite, "tinydb_plugin", over=over)
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert counts["deselected"] == len(ABOUT_JSON_STORAGE_ITSELF)
    assert counts["passed"] > 200
    assert "failed" not in counts


@pytest.mark.parametrize(("over", "sign"), [("plain", "~crc"), ("sealed", "~age")])
def test_our_storage_is_what_was_tested(suite, over, sign):
    """The stand-in is in place: a test that meets it finds what is ours in the file."""
    (suite / "test_storages.py").write_text(
        "from tinydb import TinyDB\n"
        "def test_one(tmp_path):\n"
        "    TinyDB(tmp_path / 'a.json').insert({'a': 1})\n"
        f"    assert '{sign}' in (tmp_path / 'a.json').read_text()\n"
    )
    for name in ("middlewares", "operations", "queries", "tables", "tinydb", "utils"):
        (suite / f"test_{name}.py").unlink()
    ran, counts = run(suite, "tinydb_plugin", over=over)
    assert (ran.returncode, counts.get("passed")) == (0, 1), ran.stdout
    ran, _ = run(suite)
    assert ran.returncode == 1
