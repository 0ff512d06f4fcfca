"""The walks reach every picture, and the pictures that are kept are whole."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from screenshots.scenes import LOOKS, TELLING, WALKS, pictures
from screenshots.stage import Look

KEPT = Path(__file__).resolve().parents[2] / "screenshots" / "pictures"
HOMES = sorted({walk.home for walk in WALKS})
MOST = 6_000_000
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the stage sets for itself goes with the test."""
    for name in ("TERM", "COLORTERM", "LC_ALL", "NO_COLOR"):
        monkeypatch.setenv(name, "")


def kept(look: Look) -> dict[str, str]:
    folder = KEPT / look.folder
    return {one.stem: one.read_text(encoding="utf-8") for one in folder.glob("*.svg")}


@pytest.mark.parametrize("home", HOMES)
async def test_every_walk_shows_what_its_pictures_are_for(home: str, tmp_path: Path) -> None:
    found = await pictures(tmp_path, LOOKS[0], only=home)
    names = {name for name, text in found.items() if ElementTree.fromstring(text) is not None}
    assert names
    assert names <= set(kept(LOOKS[0]))


async def test_two_drawings_are_the_same_to_the_byte(tmp_path: Path) -> None:
    homes = [tmp_path / "one", tmp_path / "two"]
    for home in homes:
        home.mkdir()
    first, second = [await pictures(home, LOOKS[1], only="fourth") for home in homes]
    assert first
    assert first == second


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.folder)
def test_every_look_has_its_pictures(look: Look) -> None:
    assert set(kept(look)) == (set(look.only) if look.only is not None else set(kept(LOOKS[0])))


def test_the_telling_pictures_are_among_all() -> None:
    assert set(kept(LOOKS[0])) >= TELLING


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.folder)
def test_pictures_ask_for_nothing_from_anywhere(look: Look) -> None:
    for name, text in kept(look).items():
        tags = {one.tag for one in ElementTree.fromstring(text).iter()}
        assert tags <= {f"{SVG}{tag}" for tag in ("svg", "rect", "text", "desc")}, name
        assert text.count("http") - text.count("findahelpline") <= 1, name
        assert "font-face" not in text, name


def test_all_of_it_is_small() -> None:
    assert sum(one.stat().st_size for one in KEPT.parent.rglob("*") if one.is_file()) < MOST
