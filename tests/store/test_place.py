from __future__ import annotations

import errno
import json

import pytest

from studio.store import StoreError
from studio.store.durable import Disk
from tests.store.doubles import BreakingFs, files, outcome, store_at


def test_opening_and_reading_makes_nothing(store, root):
    assert list(store.outcomes()) == []
    assert (store.drafts(), store.kept("a/b"), store.due(store._place.clock())) == ([], [], [])
    assert (store.settings(), store.schedule(), store.shown(), store.collections()) == (
        {},
        [],
        {},
        {},
    )
    assert (store.outcome("x"), store.take_open_flag()) == (None, False)
    assert store.sweep() == ((), 0, None)
    assert not root.exists()


def test_the_first_write_makes_store_json_and_later_ones_keep_it(store, root):
    store.change_settings({"country": "GB"})
    first = (root / "store.json").read_bytes()
    assert json.loads(first)["format"] == 1
    store_at(root).change_settings({"country": "DE"})
    assert (root / "store.json").read_bytes() == first


def newer(root):
    head = json.loads((root / "store.json").read_text())
    (root / "store.json").write_text(json.dumps({**head, "format": 2, "new": "key"}))
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_newer_folder_is_read_and_never_written(store, root):
    identity = store.new_session_id()
    store.finish(identity, outcome(said="x", schedule=[{"id": "s", "due": None}]))
    store.save_draft(store.new_session_id(), {"n": 1})
    before = newer(root)
    again = store_at(root)
    assert again.read_only is True
    assert again.outcome(identity)["said"] == "x"
    assert (len(again.drafts()), len(again.schedule())) == (1, 1)
    for act in (
        lambda: again.save_draft("d", {}),
        lambda: again.finish("d", outcome()),
        lambda: again.erase(identity),
        lambda: again.erase_kept("r"),
        lambda: again.change_settings({}),
        lambda: again.settle("s", again._place.clock()),
        lambda: again.stop_schedule("s"),
        lambda: again.drop_draft(again.drafts()[0]["id"]),
        lambda: again.flag_open(),
    ):
        with pytest.raises(StoreError) as told:
            act()
        assert (told.value.kind, told.value.hint) == ("newer", "Update this program.")
    assert again.sweep() == ((), 0, None)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_damage_in_a_newer_folder_is_told_without_adding_a_copy(store, root):
    store.finish(store.new_session_id(), outcome())
    (root / "history" / "2026-03.ffffffff.json").touch(0o600)
    before = newer(root)
    again = store_at(root)
    assert len(list(again.outcomes())) == 1
    assert [notice.copy for notice in again.notices()] == [None]
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("content", ["", "{", "[1]", '"x"'])
def test_a_damaged_store_json_is_put_aside_and_begun_anew(store, root, content):
    identity = store.new_session_id()
    store.finish(identity, outcome(said="x"))
    (root / "store.json").write_text(content)
    again = store_at(root)
    again.change_settings({})
    assert json.loads((root / "store.json").read_text())["format"] == 1
    assert again.outcome(identity)["said"] == "x"
    assert (root / again.notices()[0].copy).read_text() == content


@pytest.mark.parametrize("content", ["", "{", "null"])
def test_damaged_settings_are_put_aside(store, root, content):
    store.change_settings({"country": "GB"})
    (root / "settings.json").write_text(content)
    assert store.settings() == {}
    assert (root / store.notices()[0].copy).read_text() == content
    store.change_settings({"country": "DE"})
    assert store.settings() == {"country": "DE"}


def test_a_read_only_disk_still_shows_everything_and_says_what_it_is(store, root):
    identity = store.new_session_id()
    store.finish(identity, outcome(said="x"))
    fs = BreakingFs(1, errno.EROFS, stays=True)
    frozen = store_at(root, fs=fs)
    assert frozen.outcome(identity)["said"] == "x"
    with pytest.raises(StoreError) as told:
        frozen.save_draft("d", {"said": "SECRET"})
    assert told.value.kind == "read_only"
    assert "SECRET" not in str(told.value)


def test_damage_on_a_read_only_disk_is_told_without_a_copy(store, root):
    store.finish(store.new_session_id(), outcome())
    (root / "history" / "2026-03.ffffffff.json").touch(0o600)
    frozen = store_at(root, fs=BreakingFs(1, errno.EROFS, stays=True))
    assert len(list(frozen.outcomes())) == 1
    assert [notice.copy for notice in frozen.notices()] == [None]


def test_an_unsafe_folder_is_refused_before_anything_is_read(store, root):
    store.change_settings({"country": "GB"})
    for mode in (0o722, 0o777):
        root.chmod(mode)
        for act in ("settings", "drafts", "sweep", "schedule", "take_open_flag", "collections"):
            with pytest.raises(StoreError) as told:
                getattr(store_at(root), act)()
            assert (told.value.kind, "chmod 700" in told.value.hint) == ("unsafe_folder", True)


def test_a_folder_of_somebody_else_is_refused(store, root):
    store.change_settings({})
    disk = Disk(owner=12345)
    with pytest.raises(StoreError) as told:
        store_at(root, disk=disk).drafts()
    assert told.value.kind == "unsafe_folder"


@pytest.mark.parametrize("folder", ["history", "drafts", "kept", "schedule"])
def test_a_link_in_place_of_a_room_is_refused(store, root, tmp_path, folder):
    store.change_settings({})
    (tmp_path / "trap").mkdir(mode=0o700)
    (root / folder).symlink_to(tmp_path / "trap")
    with pytest.raises(StoreError) as told:
        store.finish(
            store.new_session_id(),
            outcome(
                schedule=[{"id": "s"}],
                changes=[{"op": "add", "collection": "a/b", "ref": "r", "fields": {}}],
            ),
        )
    assert told.value.kind == "unsafe_folder"
    assert list((tmp_path / "trap").iterdir()) == []


def test_two_hosts_have_tags_of_their_own(root):
    for host in ("one", "two"):
        store = store_at(root, host=host)
        store.finish(store.new_session_id(), outcome())
    assert len([name for name in files(root) if name.startswith("history/2026")]) == 2
