from __future__ import annotations

import os

from tests.store.doubles import NOON, files, outcome


def temp(root, folder, age):
    (root / folder).mkdir(mode=0o700, exist_ok=True)
    path = root / folder / f".2026-03.aa.json.{age:x}.tmp"
    path.write_text("half an outc")
    os.utime(path, (NOON.timestamp() - age,) * 2)
    return path


def test_stale_temp_files_go_and_fresh_ones_stay(store, root):
    store.finish(store.new_session_id(), outcome())
    stale, fresh = temp(root, "history", 3600), temp(root, "history", 5)
    inner = temp(root, "drafts", 7200)
    assert store.sweep().temps == 2
    assert [path.exists() for path in (stale, inner, fresh)] == [False, False, True]


def test_erasing_takes_only_the_lines_that_name_it_out_of_a_damaged_original(store, root):
    for identity in ("one", "two"):
        store.finish(identity, outcome(said=f"words of {identity}"))
    (own,) = (root / "history").iterdir()
    own.write_bytes(own.read_bytes()[:-3])
    assert len(list(store.outcomes())) == 2
    (copy,) = (root / "quarantine").iterdir()
    store.erase("one")
    assert b"words of one" not in copy.read_bytes()
    assert b"words of two" in copy.read_bytes()


def test_a_temp_file_is_never_read_as_history(store, root):
    store.finish(store.new_session_id(), outcome())
    temp(root, "history", 5)
    assert len(list(store.outcomes())) == 1
    assert store.notices() == ()


def test_a_file_with_another_name_is_not_taken_for_a_temp_file(store, root):
    store.change_settings({})
    (root / "notes.tmp").write_text("mine")
    os.utime(root / "notes.tmp", (0, 0))
    assert store.sweep().temps == 0
    assert "notes.tmp" in files(root)
