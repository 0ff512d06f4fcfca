"""Paths without links, and how often a check looks for them."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from studio.authoring.check import check
from studio.library import Library, shipped
from studio.library.whole_paths import WholePaths


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file, a link to the folder and one to the file; the current folder."""
    (tmp_path / "real" / "deep").mkdir(parents=True)
    (tmp_path / "real" / "one.yml").write_text("one\n")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "other.yml").symlink_to(tmp_path / "real" / "one.yml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    ["real/one.yml", "link/one.yml", "link/other.yml", "link", "link/deep/..", "link/../link",
     "real/none.yml", "none/none.yml", ".", "..", "real/.", "real/./one.yml", "/", "link/deep/x"],
)  # fmt: skip
def test_it_is_the_path_that_resolve_gives(home: Path, name: str):
    whole = WholePaths()
    for path in (Path(name), home / name, Path(name)):
        assert whole(path) == path.resolve()
    for path in (Path(name) / "one.yml", Path(name) / "one.yml" / ".."):
        assert whole(path) == path.resolve()


def test_a_path_that_is_named_from_elsewhere_later_is_not_mistaken(home: Path):
    whole = WholePaths()
    assert whole(Path("one.yml")) == home / "one.yml"
    os.chdir("real")
    assert whole(Path("one.yml")) == home / "real" / "one.yml"


def test_a_link_that_was_turned_is_seen_after_a_refresh(home: Path):
    library = Library([home])
    assert library.whole(home / "link" / "a.yml") == home / "real" / "a.yml"
    (home / "link").unlink()
    (home / "link").mkdir()
    library.refresh()
    assert library.whole(home / "link" / "a.yml") == home / "link" / "a.yml"


def test_a_check_looks_at_each_folder_once(monkeypatch: pytest.MonkeyPatch):
    looked: list[Path] = []
    real = Path.resolve

    def resolve(path: Path, strict: bool = False) -> Path:
        looked.append(path)
        return real(path, strict)

    shipped()
    monkeypatch.setattr(Path, "resolve", resolve)
    report = check([shipped() / "steady" / "body-scan.yml"], today=date(2026, 3, 2))
    assert report.fine
    assert len(looked) == len(set(looked)) <= 3
