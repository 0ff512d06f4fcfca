from __future__ import annotations

import errno
import hashlib
import json
import stat
import zipfile

import pytest

from studio.store import StoreError
from studio.store.backup import back_up
from studio.store.durable import Disk
from studio.store.merging import take_in
from studio.store.sources import Archive, open_source
from tests.store.doubles import outcome, store_at
from tests.store.test_merging import everything, theirs

assert theirs  # a fixture, used by its name


@pytest.fixture
def zip_path(theirs, tmp_path):
    return back_up(theirs.rooms.place, tmp_path / "b.zip").path


def restore(store, path):
    return take_in(store.rooms, open_source(path, Disk()))


def rewritten(path, change):
    """The zip again with `change(members)` done to its members; the new path."""
    with zipfile.ZipFile(path) as old:
        members = {info.filename: old.read(info) for info in old.infolist()}
    change(members)
    new = path.with_name("changed.zip")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    return new


def listed(members, name, data):
    """Put a file in, and in the manifest."""
    manifest = json.loads(members["manifest.json"])
    digest = hashlib.sha256(data).hexdigest()
    manifest["files"][name] = {"bytes": len(data), "sha256": digest}
    members["manifest.json"] = json.dumps(manifest).encode()
    members[name] = data


def test_a_restored_backup_is_everything(store, theirs, zip_path):
    taken = restore(store, zip_path)
    assert everything(store) == everything(theirs)
    assert (taken.sessions, taken.drafts, taken.unread) == (2, 1, ())


def test_a_backup_is_private_and_lists_every_file_with_its_checksum(zip_path):
    assert stat.S_IMODE(zip_path.stat().st_mode) == 0o600
    with zipfile.ZipFile(zip_path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        names = set(archive.namelist()) - {"manifest.json"}
        assert names == set(manifest["files"])
        for name in names:
            facts, data = manifest["files"][name], archive.read(name)
            assert facts == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert {name.split("/")[0] for name in names} == {
        "store.json", "settings.json", "history", "drafts", "kept", "schedule", "shown",
    }  # fmt: skip


def test_into_a_folder_it_gets_a_name_with_the_time(theirs, tmp_path):
    made = back_up(theirs.rooms.place, tmp_path)
    assert made.path.name == "practice-backup-2026-03-10-120000.zip"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_is_there_is_never_replaced(theirs, tmp_path):
    (tmp_path / "b.zip").write_text("mine")
    with pytest.raises(StoreError, match="already"):
        back_up(theirs.rooms.place, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_text() == "mine"


@pytest.mark.parametrize("where", ["none/b.zip", "store.zip/b.zip"])
def test_a_place_that_does_not_take_it_is_told_and_nothing_is_left(theirs, tmp_path, where):
    (tmp_path / "store.zip").write_text("a file")
    with pytest.raises(StoreError):
        back_up(theirs.rooms.place, tmp_path / where)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store.zip", "theirs"]


@pytest.mark.parametrize(
    "name", [" (somebody's conflicted copy 2026-03-10)", " (1)", " Konfliktkopie ü"]
)
def test_a_copy_that_a_syncer_made_is_in_the_backup_whatever_its_name(
    store, theirs, tmp_path, name
):
    (own,) = theirs.root.glob("history/2026-01.*.json")
    own.rename(own.with_name(f"{own.stem}{name}.json"))
    made = back_up(theirs.rooms.place, tmp_path / "b.zip")
    assert made.left_out == ()
    restore(store, made.path)
    assert everything(store) == everything(theirs)


def test_a_stick_that_knows_no_links_takes_a_backup(store, theirs, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("studio.store.backup.os.link", refuse)
    made = back_up(theirs.rooms.place, tmp_path / "b.zip")
    restore(store, made.path)
    assert everything(store) == everything(theirs)
    with pytest.raises(StoreError):
        back_up(theirs.rooms.place, made.path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "data", "theirs"]


def test_nothing_yet_is_no_backup(store, tmp_path):
    with pytest.raises(StoreError, match="nothing"):
        back_up(store.rooms.place, tmp_path / "b.zip")


@pytest.mark.parametrize(
    "name",
    [
        "../out.json", "/etc/passwd", "history/../../out.json", "history/a\x1b.json", "evil.sh",
        "quarantine/a.json", "history/.hidden.json", "drafts/sub/a.json", "history\\a.json",
        "keys/../x",
    ],
)  # fmt: skip
@pytest.mark.parametrize("told", [True, False])
def test_a_name_that_no_backup_has_refuses_the_whole(store, root, zip_path, name, told):
    def change(members):
        members[name] = b"{}"
        if told:
            listed(members, name, b"{}")

    with pytest.raises(StoreError) as refused:
        restore(store, rewritten(zip_path, change))
    assert "\x1b" not in str(refused.value)
    assert not root.exists()


def test_a_file_that_does_not_match_its_checksum_is_passed_over_and_named(store, zip_path):
    hurt = []

    def change(members):
        name = next(one for one in members if one.startswith("history/2026-03"))
        members[name] = members[name].replace(b'"one"', b'"ONE"')
        hurt.append(name)

    taken = restore(store, rewritten(zip_path, change))
    assert taken.unread == tuple(hurt)
    assert [one["said"] for one in store.outcomes()] == ["two"]


def test_a_file_that_is_not_in_the_manifest_is_not_taken(store, zip_path):
    def change(members):
        members["history/2026-03.ffffffff.json"] = b'{"outcomes":{"x":{"id":"x","said":"planted"}}}'

    restore(store, rewritten(zip_path, change))
    assert [one["said"] for one in store.outcomes()] == ["one", "two"]


def test_a_member_that_unpacks_to_more_than_it_says_is_not_read_to_its_end(store, zip_path):
    def change(members):
        name = "history/2026-03.ffffffff.json"
        listed(members, name, b"{}")
        members[name] = b" " * 50_000_000

    taken = restore(store, rewritten(zip_path, change))
    assert taken.unread == ("history/2026-03.ffffffff.json",)


def test_a_name_that_is_there_twice_is_no_backup(store, zip_path):
    with zipfile.ZipFile(zip_path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("settings.json", b"{}")
    with pytest.raises(StoreError, match="no backup"):
        restore(store, zip_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_told(store, tmp_path, content):
    path = tmp_path / "b.zip"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="no backup"):
        restore(store, path)


def test_no_flipped_bit_raises_or_takes_in_what_was_not_written(tmp_path, theirs, zip_path):
    import random

    chance = random.Random(3)
    data = zip_path.read_bytes()
    whole = everything(theirs)[0]
    for number in range(60):
        place = chance.randrange(len(data))
        path = tmp_path / "flipped.zip"
        path.write_bytes(
            data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]
        )
        store = store_at(tmp_path / f"f{number}")
        try:
            restore(store, path)
        except StoreError:
            continue
        assert {one["said"] for one in store.outcomes()} <= set(whole)


def test_a_backup_of_a_newer_program_is_refused(store, zip_path):
    def change(members):
        manifest = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps({**manifest, "format": 2}).encode()

    with pytest.raises(StoreError) as told:
        restore(store, rewritten(zip_path, change))
    assert told.value.kind == "newer"


def test_earlier_keys_come_along_and_are_never_replaced(store, root, theirs, tmp_path):
    keys = theirs.root / "keys"
    keys.mkdir(mode=0o700)
    (keys / "earlier-0a1b2c3d.age").write_bytes(b"sealed")
    made = back_up(theirs.rooms.place, tmp_path / "k.zip")
    restore(store, made.path)
    assert (root / "keys" / "earlier-0a1b2c3d.age").read_bytes() == b"sealed"
    (keys / "earlier-0a1b2c3d.age").write_bytes(b"other")
    restore(store, theirs.root)
    assert (root / "keys" / "earlier-0a1b2c3d.age").read_bytes() == b"sealed"


def test_a_missing_zip_is_told(tmp_path):
    with pytest.raises(StoreError, match="There is no"):
        Archive(tmp_path / "none.zip")


def test_a_session_that_is_filed_while_the_backup_is_made_is_in_it(theirs, store, tmp_path):
    """It is read as open first and as past afterwards, never as neither."""
    real, seen = theirs.rooms.place.disk.read, []

    def reading(path):
        data = real(path)
        if path.parent.name == "drafts" and not seen:
            seen.append(path)
            store_at(theirs.root, host="theirs").finish("open", outcome(said="open"))
        return data

    theirs.rooms.place.disk.read = reading
    made = back_up(theirs.rooms.place, tmp_path / "w.zip")
    restore(store, made.path)
    store.sweep()
    assert "open" in [one["said"] for one in store.outcomes()]
    assert store.drafts() == []
