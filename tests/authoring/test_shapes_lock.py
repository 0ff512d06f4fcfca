"""`shapes.lock`: what answers of before need, and what changes freely."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from studio.authoring.check import check
from studio.authoring.edits import write
from studio.authoring.locking import locked
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
    [
        "", "[]", "{", '{"layout": 9, "exercises": {}}', '{"layout": 1, "exercises": {"a": 1}}',
        *(
            f'{{"layout": 1, "exercises": {{"first-look": {{"version": 1, "ids": {one}}}}}}}'
            for one in (
                '{"moment": {"kind": "text", "range": 5}}',
                '{"moment": {"kind": "text", "values": 5}}',
                '{"moment": {"kind": "text", "values": [[]]}}',
                '{"moment": {"kind": "text", "each": 5}}',
                '{"moment": {}}',
            )
        ),
        '{"layout": 1, "exercises": {"first-look": {"version": Infinity, "ids": {}}}}',
    ],
)  # fmt: skip
def test_a_lock_that_cannot_be_read_is_said_to_be(text: str, mine: Path):
    (mine / "shapes.lock").write_text(text)
    assert codes(mine) == ["P625"]


def test_a_lock_is_for_packs(tmp_path: Path):
    (tmp_path / "alone.yml").write_text("format: 1\n")
    with pytest.raises(StudioError, match="no pack"):
        locked([tmp_path])


def told(folder: Path) -> list[tuple[str, int, str, str]]:
    found = check([folder], today=TODAY).problems
    return [(one.code, one.place.line, one.message, one.hint) for one in found]


def written_anew(folder: Path) -> None:
    """An exercise that has nothing left of what it was made with."""
    (folder / "first-look.test.yml").unlink()
    (folder / "first-look.yml").write_text(
        "format: 1\nid: first-look\nversion: 1\ntitle: First\nquick: yes\nsteps:\n"
        "  - type: text\n    id: other\n    text: What came up?\n"
    )


def test_what_is_gone_is_told_once_at_the_version_with_every_way_on(mine: Path):
    written_anew(mine)
    ((code, line, message, hint),) = told(mine)
    assert (code, line) == ("P621", 3)
    assert message.startswith("shapes.lock says that in version 1 `distress_after`, ")
    assert message.endswith(" are asked, and they are not any more.")
    assert "write `was:` there" in hint
    assert "write `version: 2`" in hint
    assert f"studio check --lock --anew {mine / 'first-look.yml'}" in hint
    # A single file is held against the lock too.
    assert told(mine / "first-look.yml") == told(mine)


def test_an_exercise_can_be_locked_anew_and_the_others_stay(mine: Path):
    lock = mine / "shapes.lock"
    data = json.loads(lock.read_text())
    data["exercises"]["elsewhere"] = {"version": 3, "ids": {}}
    lock.write_text(json.dumps(data))
    written_anew(mine)
    file = mine / "first-look.yml"
    assert locked([file], anew=True, sessions=lambda name, version: 0) == [f"{lock}: first-look"]
    made = json.loads(lock.read_text())["exercises"]
    assert list(made["first-look"]["ids"]) == ["other"]
    assert made["elsewhere"] == {"version": 3, "ids": {}}
    assert told(file) == []


def test_one_exercise_is_locked_without_the_others(mine: Path):
    (mine / "shapes.lock").unlink()
    locked([mine / "first-look.yml"])
    (mine / "second.yml").write_text(
        (mine / "first-look.yml").read_text().replace("id: first-look", "id: second")
    )
    change(mine, "exercises: [first-look]", "exercises: [first-look, second]", "pack.yml")
    assert list(json.loads((mine / "shapes.lock").read_text())["exercises"]) == ["first-look"]
    assert codes(mine) == []
    assert codes(mine, "share") == ["P626"]


def test_what_sessions_have_answers_for_is_not_locked_anew(mine: Path):
    asked: list[tuple[str, int]] = []

    def sessions(name: str, version: int) -> int:
        asked.append((name, version))
        return 2

    locked([mine], anew=True, sessions=sessions)
    assert asked == []  # nothing would be forgotten
    written_anew(mine)
    before = (mine / "shapes.lock").read_bytes()
    with pytest.raises(StudioError, match="There are 2 sessions of `first-look` in version 1"):
        locked([mine], anew=True, sessions=sessions)
    assert (mine / "shapes.lock").read_bytes() == before
    change(mine, "version: 1", "version: 2")
    locked([mine], anew=True, sessions=sessions)
    assert codes(mine, "share") == []
