"""The folder of installed packs: whole packs only, whatever happens in the middle."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from studio.store.durable import Disk
from studio.store.faults import StoreError
from studio.store.pack_shelf import RECORD, PackShelf, sum_of
from tests.store.doubles import BreakingFs, Killed
from tests.store.test_power_cut import PowerCutFs

OLD = {"pack.yml": b"old head", "one.yml": b"old one", "gone.yml": b"only old"}
NEW = {"pack.yml": b"new head", "one.yml": b"new one", "lang/de.po": b"only new"}


def record_of(files) -> dict:
    return {
        "id": "mine",
        "version": "1",
        "from": {"kind": "zip", "address": "/a.zip"},
        "files": {name: sum_of(data) for name, data in files.items()},
    }


def install(shelf: PackShelf, files) -> None:
    with shelf.changing():
        staged = shelf.stage("mine", files)
        try:
            shelf.put(staged, record_of(files))
        finally:
            shelf.drop(staged)


def found(folder: Path):
    """Every file below the packs, but the lock and the record."""
    return {
        str(path.relative_to(folder / "mine")): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (RECORD, ".lock")
    }


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return tmp_path / "data" / "packs"


@pytest.fixture
def full(packs: Path) -> Path:
    install(PackShelf(packs), OLD)
    return packs


def test_a_pack_is_put_in_place_and_exchanged(packs: Path):
    shelf = PackShelf(packs)
    assert (shelf.names(), shelf.record("mine")) == ([], None)
    install(shelf, OLD)
    assert found(packs) == OLD
    install(shelf, NEW)
    assert found(packs) == NEW
    assert shelf.names() == ["mine"]
    assert (shelf.record("mine") or {})["files"] == record_of(NEW)["files"]
    with shelf.changing():
        shelf.take_away("mine")
    assert [path.name for path in packs.iterdir()] == [".lock"]


def test_only_the_owner_may_look_at_any_umask(packs: Path):
    before = os.umask(0)
    try:
        install(PackShelf(packs), NEW)
    finally:
        os.umask(before)
    for path in (packs.parent, packs, *packs.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def changes_in(folder: Path, work) -> int:
    fs = BreakingFs()
    work(PackShelf(folder, Disk(fs=fs)))
    return fs.seen.total()


def put_new(shelf: PackShelf) -> None:
    install(shelf, NEW)


def take(shelf: PackShelf) -> None:
    with shelf.changing():
        shelf.take_away("mine")


@pytest.mark.parametrize(
    ("before", "work", "after"),
    [(None, put_new, NEW), (OLD, put_new, NEW), (OLD, take, {})],
    ids=["install", "update", "remove"],
)
def test_killed_anywhere_it_is_the_old_pack_or_the_new_one_whole(
    before, work, after, tmp_path: Path
):
    def prepared(name: str) -> Path:
        packs = tmp_path / name / "packs"
        if before:
            install(PackShelf(packs), before)
        return packs

    total = changes_in(prepared("counted"), work)
    assert total >= 8
    outcomes = []
    for at in range(1, total + 1):
        packs = prepared(f"at{at}")
        with pytest.raises(Killed):
            work(PackShelf(packs, Disk(fs=BreakingFs(at))))
        PackShelf(packs).settle()
        assert found(packs) in (before or {}, after), at
        names = {path.name for path in packs.iterdir()} if packs.exists() else set()
        assert names <= {".lock", "mine"}, at
        outcomes.append(found(packs) == after)
    assert outcomes == sorted(outcomes), "once it is the new one, it stays the new one"
    assert {True, False} == set(outcomes)


def cut(home: Path, left: Path, at: int | None, forget=()) -> tuple[BreakingFs, PackShelf]:
    """Install one version, then another until the power goes; what is left on the disk."""
    home.mkdir(mode=0o700)
    fs = PowerCutFs(at, forget)
    with suppress(Killed):
        for files in (OLD, NEW):
            install(PackShelf(home / "data" / "packs", Disk(fs=fs)), files)
    fs.survivors(home.stat().st_ino, left)
    return fs, PackShelf(left / "data" / "packs")


def halves(tmp_path: Path, forget=()) -> list[int]:
    """The moments at which a cut would leave something that is neither version."""
    bad = []
    first = changes_in(tmp_path / "first" / "data" / "packs", lambda one: install(one, OLD))
    both = cut(tmp_path / "count", tmp_path / "counted", None)[0].count
    assert both > first
    for at in range(first + 1, both + 2):
        _, shelf = cut(tmp_path / f"{at}", tmp_path / f"{at}-left", at, forget)
        shelf.settle()
        if found(shelf.folder) not in (OLD, NEW):
            bad.append(at)
    return bad


def test_a_power_cut_anywhere_leaves_the_old_pack_or_the_new_one(tmp_path: Path):
    assert halves(tmp_path) == []


@pytest.mark.parametrize("forget", ["file", "folder"])
def test_a_sync_that_is_missing_would_be_seen(forget: str, tmp_path: Path):
    assert halves(tmp_path, (forget,)) != []


def changes_in_cut(tmp_path: Path) -> int:
    packs = tmp_path / "counted" / "packs"
    install(PackShelf(packs), OLD)
    return changes_in(packs, put_new)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_a_refusal_anywhere_leaves_a_whole_pack_and_a_sentence(code, tmp_path: Path):
    total = changes_in_cut(tmp_path)
    for at in range(1, total + 1):
        packs = tmp_path / f"{at}" / "packs"
        install(PackShelf(packs), OLD)
        # A chmod on a disk that can only be read is allowed to fail; then all goes on.
        with suppress(StoreError):
            install(PackShelf(packs, Disk(fs=BreakingFs(at, code))), NEW)
        PackShelf(packs).settle()
        assert found(packs) in (OLD, NEW), at


def test_a_disk_that_stays_full_leaves_the_old_pack(full: Path):
    fs = BreakingFs(1, errno.ENOSPC, stays=True, only=("write", "create"))
    with pytest.raises(StoreError, match="No room"):
        install(PackShelf(full, Disk(fs=fs)), NEW)
    PackShelf(full).settle()
    assert found(full) == OLD


def test_two_windows_do_not_change_packs_at_once(full: Path):
    waited = []
    times = iter([0.0, 1.0, 3.0])
    second = PackShelf(full, monotonic=lambda: next(times), wait=waited.append)
    with PackShelf(full).changing():
        with pytest.raises(StoreError, match="Another window"), second.changing():
            pass
        assert waited == [0.01]


def test_what_another_window_is_doing_is_not_settled(full: Path):
    with PackShelf(full).changing():
        staged = PackShelf(full).stage("other", NEW)
        PackShelf(full).settle()
        assert (staged / "pack.yml").read_bytes() == NEW["pack.yml"]
    PackShelf(full).settle()
    assert not staged.exists()


def test_settling_an_empty_folder_makes_nothing(packs: Path):
    PackShelf(packs).settle()
    assert not packs.parent.exists()


def test_a_link_in_what_was_left_over_is_not_followed(full: Path, tmp_path: Path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("kept")
    (full / ".gone.abc").mkdir()
    (full / ".gone.abc" / "mine").symlink_to(precious)
    PackShelf(full).settle()
    assert (precious / "file").read_text() == "kept"
    assert not (full / ".gone.abc").exists()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"layout": 1}', b'{"layout": 2, "files": {}}']
)
def test_a_note_that_cannot_be_read_makes_it_nobodys_pack(data: bytes, full: Path):
    (full / "mine" / RECORD).write_bytes(data)
    with pytest.raises(StoreError, match="cannot be read") as error:
        PackShelf(full).record("mine")
    assert "Move the folder" in error.value.hint


def test_a_folder_without_a_note_was_not_installed(full: Path, tmp_path: Path):
    (full / "own").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (full / "linked").symlink_to(tmp_path / "elsewhere")
    shelf = PackShelf(full)
    assert (shelf.record("own"), shelf.record("linked"), shelf.names()) == (None, None, ["mine"])


def test_what_was_changed_by_hand_is_known(full: Path):
    shelf = PackShelf(full)
    assert shelf.changed_by_hand("mine") == []
    (full / "mine" / "one.yml").write_bytes(b"mine now")
    (full / "mine" / "gone.yml").unlink()
    assert shelf.changed_by_hand("mine") == ["gone.yml", "one.yml"]


def test_packs_that_others_may_write_in_are_not_used(full: Path):
    full.chmod(0o777)
    with pytest.raises(StoreError, match="Other accounts may write"), PackShelf(full).changing():
        pass
