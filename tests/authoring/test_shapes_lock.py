"""`shapes.lock`: what answers of before need, and what changes freely."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.authoring.check import check, locked
from studio.authoring.edits import write
from studio.authoring.new import new_pack
from studio.authoring.rename import rename_id
from studio.errors import StudioError

TODAY = date(2026, 11, 22)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    new_pack("mine", tmp_path)
    folder = tmp_path / "mine"
    locked([folder])
    assert codes(folder) == []
    return folder


def codes(folder: Path, profile: str = "draft") -> list[str]:
    found = check([folder], today=TODAY, profile=profile).problems
    return [one.code for one in found if "P620" <= one.code < "P700"]


def change(folder: Path, before: str, after: str, file: str = "first-look.yml") -> None:
    text = (folder / file).read_text()
    assert before in text
    (folder / file).write_text(text.replace(before, after))


def test_new_wording_needs_nothing(mine: Path):
    change(mine, "What happened, in a line or two?", "What was it?")
    change(mine, "hide: Keeping out of sight", "hide: Hiding")
    assert codes(mine) == []
    assert codes(mine, "share") == []


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("id: moment", "id: instant", "P621"),
        ("- type: text\n    id: moment", "- type: number\n    id: moment", "P622"),
        ("hide: Keeping", "keep_out: Keeping", "P623"),
    ],
)
def test_a_shape_that_changed_needs_was_or_a_new_version(
    before: str, after: str, code: str, mine: Path
):
    change(mine, "    lines: 3\n", "")
    change(mine, "line: moment", "line: pull")
    change(mine, before, after)
    assert codes(mine) == [code]
    change(mine, "version: 1 ", "version: 2 ")
    assert codes(mine) == []


def test_an_option_with_was_keeps_its_meaning(mine: Path):
    change(
        mine,
        "      hide: Keeping out of sight",
        "      keep_out:\n        label: Keeping out of sight\n        was: hide",
    )
    assert codes(mine) == []


def test_what_studio_rename_does_is_fine(mine: Path):
    done = rename_id(mine / "first-look.yml", "moment", "scene", today=TODAY)
    for path, data in done.files.items():
        write(path, data)
    assert codes(mine) == []
    assert codes(mine, "share") == ["P626"]
    locked([mine])
    assert codes(mine, "share") == []


def test_an_option_that_is_added_is_no_harm(mine: Path):
    change(mine, "      wait: Waiting it out", "      wait: Waiting it out\n      laugh: Laughing")
    assert codes(mine) == []


def test_the_lock_is_the_same_for_the_same_shapes(mine: Path):
    before = (mine / "shapes.lock").read_bytes()
    locked([mine])
    assert (mine / "shapes.lock").read_bytes() == before
    assert b'"values": [\n      "act"' in before


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"layout": 9, "exercises": {}}', '{"layout": 1, "exercises": {"a": 1}}'],
)
def test_a_lock_that_cannot_be_read_is_said_to_be(text: str, mine: Path):
    (mine / "shapes.lock").write_text(text)
    assert codes(mine) == ["P625"]


def test_a_lock_is_for_packs(tmp_path: Path):
    (tmp_path / "alone.yml").write_text("format: 1\n")
    with pytest.raises(StudioError, match="no pack"):
        locked([tmp_path])
