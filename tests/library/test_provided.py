"""Packs that came with Python packages: found by their metadata, with nothing imported."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from studio.library import Library
from studio.library.provided import GROUP, provided

HEAD = "format: 1\nid: small-pauses\nversion: 1\ntitle: Small pauses\nlanguage: en\nexercises: []\n"


def package(base: Path, points: str, *, where: Path | None = None) -> Path:
    """A Python package with a pack in it, as an installer leaves it; the pack's folder."""
    told = base / "small_pauses-1.0.dist-info"
    told.mkdir(parents=True)
    (told / "entry_points.txt").write_text(points)
    home = (where or base) / "small_pauses"
    (home / "small-pauses").mkdir(parents=True)
    (home / "__init__.py").write_text("raise SystemExit('a pack was imported')\n")
    (home / "small-pauses" / "pack.yml").write_text(HEAD)
    return home


POINTS = f"[console_scripts]\nx = small_pauses:x\n\n[{GROUP}]\nsmall-pauses = small_pauses\n"


def test_a_pack_is_found_and_nothing_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    home = package(tmp_path, POINTS)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert provided([str(tmp_path)]) == [home]
    assert home in provided()
    assert Library(provided([str(tmp_path)])).packs == {"small-pauses": home / "small-pauses"}
    assert "small_pauses" not in sys.modules


def test_one_that_is_being_worked_on_lies_elsewhere_on_the_path(tmp_path: Path):
    home = package(tmp_path / "site", POINTS, where=tmp_path / "work")
    assert provided([str(tmp_path / "site")]) == []
    assert provided([str(tmp_path / "site"), str(tmp_path / "work")]) == [home]


@pytest.mark.parametrize(
    "points",
    [
        "",
        "[console_scripts]\nsmall-pauses = small_pauses\n",
        f"[{GROUP}]\nother = small_pauses\n",
        f"[{GROUP}]\n../small-pauses = small_pauses\n",
        f"[{GROUP}]\nsmall-pauses = small_pauses:run\n",
        f"[{GROUP}]\nsmall-pauses = ../small_pauses\n",
        f"[{GROUP}]\nsmall-pauses = small_pauses/../small_pauses\n",
        f"[{GROUP}\nsmall-pauses = small_pauses\n",
        f"{GROUP}\x00\n\n[[[",
    ],
)
def test_what_names_no_pack_is_passed_over(points: str, tmp_path: Path):
    package(tmp_path, points)
    assert provided([str(tmp_path)]) == []


def test_a_path_that_is_no_folder_holds_none(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(b"")
    assert provided(["", str(tmp_path / "a.zip"), str(tmp_path / "nowhere")]) == []
