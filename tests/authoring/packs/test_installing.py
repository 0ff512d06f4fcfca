"""Building, taking in and comparing packs: what is refused, and what is said of changes."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from studio.authoring.locking import locked
from studio.authoring.packs import changes
from studio.authoring.packs.building import build
from studio.authoring.packs.changes import answers, reading_of
from studio.authoring.packs.folders import from_folder
from studio.authoring.packs.installing import (
    incoming,
    installed,
    is_same,
    leaning_on,
    put,
    remove,
    rows,
)
from studio.authoring.packs.zips import from_zip
from studio.authoring.rename import rename_id
from studio.errors import StudioError
from studio.store.pack_shelf import PackShelf
from tests.authoring.packs.making import change, sound_pack

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return sound_pack(tmp_path)


@pytest.fixture
def shelf(tmp_path: Path) -> PackShelf:
    return PackShelf(tmp_path / "data" / "packs")


def install(folder: Path, shelf: PackShelf) -> None:
    with incoming(from_folder(folder), shelf, today=TODAY) as one:
        put(one, shelf, NOW)


def refused(folder: Path, shelf: PackShelf) -> str:
    with (
        pytest.raises(StudioError) as error,
        incoming(from_folder(folder), shelf, today=TODAY),
    ):
        pass
    assert error.value.hint
    return error.value.message


# Building


def test_a_zip_is_made_of_what_can_be_shared(mine: Path, tmp_path: Path):
    (mine / "notes.docx").write_bytes(b"x")
    made = build(mine, today=TODAY, into=tmp_path)
    assert made.report.fine
    assert made.path == tmp_path / "mine-1.zip"
    assert dict(from_zip(made.path).files) == dict(made.pack.files)
    assert made.pack.left_out == ("notes.docx",)
    assert build(mine, today=TODAY, into=tmp_path).path == made.path


@pytest.mark.parametrize("lacking", ["first-look.test.yml", "shapes.lock"])
def test_what_lacks_something_for_others_is_not_built(lacking: str, mine: Path, tmp_path: Path):
    (mine / lacking).unlink()
    made = build(mine, today=TODAY, into=tmp_path)
    assert (made.path, made.report.fine) == (None, False)
    assert list(tmp_path.glob("*.zip")) == []


def test_a_zip_that_others_have_is_not_written_over(mine: Path, tmp_path: Path):
    first = build(mine, today=TODAY, into=tmp_path)
    assert first.path is not None
    before = first.path.read_bytes()
    change(mine, "What happened", "What was it")
    with pytest.raises(StudioError, match="holds something else") as error:
        build(mine, today=TODAY, into=tmp_path)
    assert "Raise `version`" in error.value.hint
    assert first.path.read_bytes() == before


def test_a_link_among_the_files_is_refused(mine: Path):
    (mine / "LICENSE").symlink_to("/etc/passwd")
    with pytest.raises(StudioError, match="LICENSE is a link"):
        from_folder(mine)


def test_a_pipe_among_the_files_does_not_hang(mine: Path):
    os.mkfifo(mine / "README.md")
    with pytest.raises(StudioError, match="plain files"):
        from_folder(mine)


# Taking in


def test_it_is_put_in_place_with_where_it_came_from(mine: Path, shelf: PackShelf):
    install(mine, shelf)
    record = installed(shelf, "mine")
    assert record["from"] == {"kind": "folder", "address": str(mine)}
    assert record["at"] == NOW.isoformat()
    assert is_same(record, from_folder(mine), shelf)
    change(shelf.folder / "mine", "What happened", "What was it")
    assert not is_same(record, from_folder(mine), shelf)


def test_what_does_not_check_is_never_in_place(mine: Path, shelf: PackShelf):
    change(mine, "type: text", "type: txet")
    with incoming(from_folder(mine), shelf, today=TODAY) as one:
        assert not one.fine
        assert "mine/first-look.yml:" in one.mended
        assert ".new." not in one.mended
        with pytest.raises(StudioError, match="does not check"):
            put(one, shelf, NOW)
    assert [path.name for path in shelf.folder.iterdir()] == [".lock"]


def test_what_others_should_have_is_told_and_does_not_hinder(mine: Path, shelf: PackShelf):
    (mine / "first-look.test.yml").unlink()
    with incoming(from_folder(mine), shelf, today=TODAY) as one:
        assert one.fine
        assert "P713" in [problem.code for problem in one.lacks]


def test_the_name_of_a_shipped_pack_is_refused(tmp_path: Path, shelf: PackShelf):
    # A stranger's `common` would stand in for the rules of care.
    folder = sound_pack(tmp_path)
    change(folder, "id: mine", "id: common", "pack.yml")
    assert "comes with the program" in refused(folder, shelf)


def test_an_exercise_that_is_here_already_is_refused(tmp_path: Path, shelf: PackShelf):
    # It would be found in place of the other.
    assert "“steady” has an exercise `body-scan`" in refused(
        sound_pack(tmp_path, exercise="body-scan"), shelf
    )


def test_ones_own_pack_is_not_written_over(mine: Path, shelf: PackShelf):
    own = shelf.folder / "mine"
    own.mkdir(parents=True)
    (own / "pack.yml").write_text("mine")
    assert "a pack of your own" in refused(mine, shelf)
    assert (own / "pack.yml").read_text() == "mine"
    with pytest.raises(StudioError) as error:
        remove(shelf, "mine")
    assert "It is your own" in error.value.hint
    assert (own / "pack.yml").exists()


@pytest.mark.parametrize("name", ["..", "../packs/mine", ".", "", "/etc", "mine/..", "steady", "x"])
def test_only_what_was_installed_is_removed(name: str, mine: Path, shelf: PackShelf):
    install(mine, shelf)
    with pytest.raises(StudioError, match="was installed") as error:
        remove(shelf, name)
    assert error.value.hint
    assert shelf.names() == ["mine"]


def test_a_pack_that_others_use_is_known(mine: Path, tmp_path: Path, shelf: PackShelf):
    install(mine, shelf)
    other = sound_pack(tmp_path, "other", "second-look")
    change(other, "uses: [common]", "uses: [common, mine]", "pack.yml")
    locked([other])
    install(other, shelf)
    assert leaning_on("mine", shelf) == ["other"]
    remove(shelf, "mine")
    assert shelf.names() == ["other"]


def test_the_list_tells_where_each_came_from(mine: Path, tmp_path: Path, shelf: PackShelf):
    install(mine, shelf)
    own = shelf.folder / "own"
    own.mkdir()
    (own / "pack.yml").write_text("format: 1\nid: own\nversion: 2\ntitle: Own\nlanguage: en\n")
    found = {one.id: one for one in rows(shelf)}
    assert found["common"].sort == "shipped"
    assert (found["mine"].sort, found["mine"].exercises) == ("installed", ("first-look",))
    assert (found["own"].sort, found["own"].version) == ("your own", "2")


# What changes


def told(before: Path, now: Path, count: int | None = 3) -> list[str]:
    return answers(reading_of(before), reading_of(now), lambda _: count)


@pytest.fixture
def two(mine: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A pack, and a copy to change."""
    (tmp_path / "before").mkdir()
    return sound_pack(tmp_path / "before"), mine


def test_other_words_change_no_answer(two: tuple[Path, Path]):
    change(two[1], "What happened, in a line or two?", "What was it?")
    old, new = (from_folder(one).files for one in two)
    assert changes.files(old, new) == [("changed", "first-look.yml")]
    assert changes.words(old, new) == [
        changes.Change("first-look.yml", "What happened, in a line or two?", "What was it?")
    ]
    assert "+    text: What was it?" in changes.lines(old, new)
    assert told(*two) == []


def test_a_question_that_is_gone_is_told(two: tuple[Path, Path]):
    change(two[1], "id: moment", "id: instant")
    change(two[1], "line: moment", "line: instant")
    lines = told(*two)
    assert lines[0] == "first-look, 3 past sessions:"
    assert any("`moment` is not asked any more" in one for one in lines)
    assert any("New: `instant`" in one for one in lines)


def test_a_new_name_is_followed(two: tuple[Path, Path]):
    done = rename_id(two[1] / "first-look.yml", "moment", "instant", today=TODAY)
    for path, data in done.files.items():
        path.write_bytes(data)
    assert told(*two) == [
        "first-look, 3 past sessions:",
        "  `moment` is called `instant` now; earlier answers are read under that.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "- type: text\n    id: moment",
            "- type: number\n    id: moment",
            "was a text and is a num",
        ),
        ("hide: Keeping", "keep_out: Keeping", "has no `hide` any more"),
    ],
)
def test_another_kind_or_option_is_told(before: str, after: str, said: str, two: tuple[Path, Path]):
    change(two[1], "    lines: 3\n", "")
    change(two[1], before, after)
    assert any(said in one for one in told(*two))


def test_an_exercise_that_is_gone_keeps_its_sessions(two: tuple[Path, Path]):
    (two[1] / "first-look.yml").unlink()
    assert told(*two)[0].startswith("first-look is gone: 3 past sessions can still be read")
    assert "its past sessions" in told(*two, None)[0]
    assert "no past sessions" in told(*two, 0)[0]


def test_what_cannot_be_read_is_not_guessed_at(two: tuple[Path, Path]):
    change(two[1], "type: text", "type: txet")
    assert "cannot be said" in told(*two)[0]
