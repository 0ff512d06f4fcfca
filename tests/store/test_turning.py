from __future__ import annotations

import json
import shutil
import zipfile

import pytest

from studio.store.erasing import erase_everything, erase_exercise
from studio.store.faults import StoreError
from studio.store.merging import take_in
from studio.store.sealing import Locked
from studio.store.sources import Archive
from tests.store.doubles import BreakingFs, Clock, Killed, files, outcome, store_at
from tests.store.sealed import QUICK, WORDS, sealed_store

ITEM = "019cd79e-0000-7000-8000-00000000000a"
ENTRY = "019cd79e-0000-7000-8000-00000000000b"
TELLING = (b"SECRET", b"body_scan", b"readings", b"Ann 0123", b"Two other")


def filled(root, **more):
    store = store_at(root, passphrases=QUICK, **more)
    identity = store.new_session_id()
    store.finish(
        identity,
        outcome(
            title="Two other readings",
            said="SECRET one",
            changes=[
                {"op": "add", "collection": "common/readings", "ref": ITEM,
                 "fields": {"line": "SECRET two"}}
            ],
            shown=["body_scan/card#1"],
            schedule=[{"id": ENTRY, "exercise": "body_scan", "due": "2026-03-12T09:00:00+00:00"}],
        ),
    )  # fmt: skip
    store.save_draft(store.new_session_id(), {"title": "Two other", "events": ["SECRET three"]})
    store.change_settings({"theme": "paper", "contacts": ["Ann 0123"]})
    return store


def everything(store):
    return {
        "outcomes": list(store.outcomes()),
        "kept": store.kept("common/readings"),
        "collections": store.collections(),
        "shown": store.shown(),
        "schedule": store.schedule(),
        "settings": store.settings(),
        "drafts": store.drafts(),
    }


def grep(root):
    """The telling words that can be found in names or contents below root."""
    found = set()
    for path in root.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        found |= {word for word in TELLING if word in data or word.decode() in path.name}
    return found


def restored(store, path):
    source = Archive(path)
    try:
        return take_in(store.rooms, source)
    finally:
        source.close()


def opened(root, **more):
    store = store_at(root, passphrases=QUICK, **more)
    if store.locked:
        assert store.unlock(WORDS)
    return store


def test_on_and_off_again_keeps_everything(root):
    store = filled(root)
    before = everything(store)
    store.encrypt(WORDS)
    assert everything(store) == before
    assert everything(opened(root)) == before
    store.decrypt()
    again = store_at(root, passphrases=QUICK)
    assert not again.sealed
    assert everything(again) == before
    assert again.notices() == ()


def test_sealed_no_answer_title_or_exercise_is_found_by_grep(root):
    store = filled(root)
    assert grep(root) == set(TELLING)
    store.encrypt(WORDS)
    assert grep(root) == set()


def test_a_damaged_original_that_was_put_aside_is_sealed_too_and_comes_back(root):
    store = filled(root)
    (path,) = (root / "kept").iterdir()
    path.write_bytes(path.read_bytes()[:-40])
    store = store_at(root, passphrases=QUICK)
    store.collections()
    (kept,) = (root / "quarantine").iterdir()
    before = kept.read_bytes()
    store.encrypt(WORDS)
    assert grep(root) == set()
    store.decrypt()
    assert before in [one.read_bytes() for one in (root / "quarantine").iterdir()]


def test_while_locked_nothing_is_read_not_even_whether_there_is_anything(root):
    sealed_store(root)
    shut = store_at(root, passphrases=QUICK)
    assert (shut.sealed, shut.locked) == (True, True)
    reads = (
        shut.outcomes, shut.drafts, shut.collections, shut.shown, shut.schedule,
        lambda: shut.kept("x"), lambda: shut.outcome("x"), lambda: shut.due(Clock()()),
        lambda: shut.erase("x"), lambda: shut.erase_kept("x"),
    )  # fmt: skip
    for read in reads:
        with pytest.raises(Locked):
            read()


def test_a_session_finished_while_locked_is_filed_at_the_next_unlocking(root):
    filled(root).encrypt(WORDS)
    shut = store_at(root, passphrases=QUICK)
    identity = shut.new_session_id()
    item = "019cd79e-0000-7000-8000-0000000000ff"
    shut.save_draft(identity, {"title": "Later", "events": [1]})
    shut.finish(
        identity,
        outcome(
            said="SECRET late",
            changes=[{"op": "add", "collection": "common/readings", "ref": item,
                      "fields": {"line": "late"}}],
        ),
    )  # fmt: skip
    assert grep(root) == set()
    assert shut.sweep().filed == ()
    assert shut.unlock(WORDS)
    assert shut.sweep().filed == (identity,)
    assert shut.outcome(identity)["said"] == "SECRET late"
    assert [one["id"] for one in shut.kept("common/readings")] == [item, ITEM]
    assert grep(root) == set()


def test_settings_saved_while_locked_keep_what_is_sealed(root):
    filled(root).encrypt(WORDS)
    shut = store_at(root, passphrases=QUICK)
    assert shut.settings() == {"theme": "paper"}
    shut.change_settings({"theme": "dusk", "contacts": []})
    assert opened(root).settings() == {"theme": "dusk", "contacts": ["Ann 0123"]}


def test_a_wrong_passphrase_opens_nothing(root):
    filled(root).encrypt(WORDS)
    store = store_at(root, passphrases=QUICK)
    assert store.unlock("no") is False
    assert store.locked


def test_another_window_that_was_open_sees_that_the_folder_was_sealed(root):
    filled(root)
    other = store_at(root, passphrases=QUICK)
    assert len(list(other.outcomes())) == 1
    opened(root).encrypt(WORDS)
    other.save_draft(other.new_session_id(), {"title": "SECRET four", "events": []})
    assert grep(root) == set()
    with pytest.raises(Locked):
        other.outcomes()


def test_a_damaged_store_json_leads_to_no_plain_word(root):
    filled(root).encrypt(WORDS)
    (root / "store.json").write_text("{")
    store = store_at(root, passphrases=QUICK)
    store.save_draft(store.new_session_id(), {"title": "SECRET five", "events": []})
    assert grep(root) == set()
    assert len(everything(opened(root))["drafts"]) == 2


def test_a_changed_passphrase_opens_and_the_older_one_does_not(root):
    store = filled(root)
    before = everything(store)
    store.encrypt(WORDS)
    store.change_passphrase("another one")
    again = store_at(root, passphrases=QUICK)
    assert again.unlock(WORDS) is False
    assert again.unlock("another one") is True
    assert everything(again) == before


def test_locked_it_tells_that_something_is_due_only_if_that_was_allowed(root, clock):
    store = filled(root, clock=clock)
    store.encrypt(WORDS)
    clock.pass_by(days=5)
    assert not (root / ".due").exists()
    store.change_settings({"theme": "paper", "tell_due": True})
    assert (root / ".due").read_text() == "2026-03-12T09:00:00+00:00"
    store.settle(ENTRY, clock())
    assert not (root / ".due").exists()
    assert grep(root) == set()


@pytest.mark.parametrize(
    "erase", [erase_everything, lambda rooms: erase_exercise(rooms, "body_scan")]
)
def test_what_was_erased_is_not_told_as_due_either(root, clock, erase):
    store = filled(root, clock=clock)
    store.encrypt(WORDS)
    store.change_settings({"tell_due": True})
    assert (root / ".due").exists()
    erase(store.rooms)
    assert not (root / ".due").exists()


def test_an_erased_item_stays_erased_over_on_and_off(root):
    store = filled(root)
    store.encrypt(WORDS)
    assert store.erase_kept(ITEM)
    store.decrypt()
    assert store_at(root, passphrases=QUICK).kept("common/readings") == []
    assert not any(b"SECRET two" in one.read_bytes() for one in (root / "kept").iterdir())


# Backups ------------------------------------------------------------------


def test_a_plain_backup_holds_what_was_there_with_a_manifest(root):
    store = filled(root)
    (history,) = (root / "history").iterdir()
    before = history.read_bytes()
    path = store.encrypt(WORDS, "plain")
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.read(f"history/{history.name}") == before
        assert set(manifest["files"]) == set(archive.namelist()) - {"manifest.json"}


@pytest.mark.parametrize("way", ["on", "off"])
def test_a_sealed_backup_tells_nothing_and_can_be_restored_by_its_passphrase(root, tmp_path, way):
    store = filled(root)
    before = everything(store)
    path = store.encrypt(WORDS, "sealed" if way == "on" else "none")
    if way == "off":
        path = store.decrypt("sealed")
    with zipfile.ZipFile(path) as archive:
        joined = b"".join(archive.read(name) for name in archive.namelist())
        names = " ".join(archive.namelist()).encode()
    assert not [word for word in TELLING if word in joined + names]
    new = store_at(tmp_path / "new", passphrases=QUICK)
    with pytest.raises(Locked):
        restored(new, path)
    assert new.unlock(WORDS)
    restored(new, path)
    assert everything(new) == before
    assert grep(tmp_path / "new") == set()


@pytest.mark.parametrize("how", ["plain", "sealed"])
def test_a_backup_goes_into_the_same_sealed_folder_without_a_plain_word(root, how):
    store = filled(root)
    before = everything(store)
    path = store.encrypt(WORDS, how)
    (root / "kept").joinpath(next((root / "kept").iterdir()).name).unlink()
    target = path.rename(root.parent / "backup.zip")
    taken = restored(store, target)
    assert (taken.things, taken.unread) == (1, ())
    assert everything(store) == before
    assert grep(root) == set()


def test_a_plain_backup_on_the_way_off_is_readable_by_anybody(root):
    store = filled(root)
    store.encrypt(WORDS)
    path = store.decrypt("plain")
    with zipfile.ZipFile(path) as archive:
        joined = b"".join(archive.read(name) for name in archive.namelist())
    assert b"SECRET one" in joined and b"SECRET two" in joined and b"Ann 0123" in joined


def test_no_room_for_the_backup_changes_nothing(root):
    before = everything(filled(root))
    fs = BreakingFs()
    store = store_at(root, passphrases=QUICK, fs=fs)
    store.settings()
    real = store._place.disk.replace

    def refused(path, data):
        if path.parent.name == "backups":
            raise StoreError("No room is left on /home.", kind="no_space")
        real(path, data)

    store._place.disk.replace = refused
    with pytest.raises(StoreError, match="No room"):
        store.encrypt(WORDS, "plain")
    again = store_at(root, passphrases=QUICK)
    assert not again.sealed
    assert everything(again) == before


# Killed ---------------------------------------------------------------------


def killed_at(root, number, work):
    """Run `work` on a store whose process dies at the n-th change of the disk; True if it did."""
    fs = BreakingFs(at=number)
    store = store_at(root, passphrases=QUICK, fs=fs)
    try:
        if store.sealed:
            store.unlock(WORDS)
        work(store)
    except Killed:
        return True
    return False


def test_killed_anywhere_while_turning_on_nothing_is_lost(tmp_path):
    model = tmp_path / "model"
    before = everything(filled(model))
    number = 0
    while True:
        number += 1
        root = shutil.copytree(model, tmp_path / f"{number}")
        killed = killed_at(root, number, lambda store: store.encrypt(WORDS, "sealed"))
        store = opened(root)
        assert everything(store) == before, number
        if store.sealed:
            store.sweep()
            for temp in root.rglob(".*.tmp"):
                temp.unlink()  # the sweep of ten minutes later
            assert grep(root) == set(), number
            assert "turning" not in json.loads((root / "store.json").read_text()), number
            assert everything(store) == before, number
        else:
            store.encrypt(WORDS)
            assert everything(opened(root)) == before, number
        if not killed:
            break
    assert number > 40


def test_killed_while_turning_on_the_rest_is_sealed_without_the_passphrase(tmp_path):
    model = tmp_path / "model"
    before = everything(filled(model))
    for number in range(20, 70, 5):
        root = shutil.copytree(model, tmp_path / f"{number}")
        killed_at(root, number, lambda store: store.encrypt(WORDS))
        shut = store_at(root, passphrases=QUICK)
        if not shut.locked:
            continue
        shut.sweep()
        contents = [one.read_bytes() for one in root.rglob("*.json")]
        assert not any(word in data for data in contents for word in TELLING), number
        assert everything(opened(root)) == before, number


def test_killed_anywhere_while_turning_off_nothing_is_lost(tmp_path):
    model = tmp_path / "model"
    store = filled(model)
    before = everything(store)
    store.encrypt(WORDS)
    number = 0
    while True:
        number += 1
        root = shutil.copytree(model, tmp_path / f"{number}")
        killed = killed_at(root, number, lambda store: store.decrypt())
        again = opened(root)
        assert everything(again) == before, number
        again.sweep()
        assert everything(again) == before, number
        if not killed:
            assert "keys/identity.age" not in files(root)
            break
    assert number > 30


def test_killed_anywhere_while_the_passphrase_changes_one_of_the_two_opens(tmp_path):
    model = tmp_path / "model"
    sealed_store(model)
    number = 0
    while True:
        number += 1
        root = shutil.copytree(model, tmp_path / f"{number}")
        killed = killed_at(root, number, lambda store: store.change_passphrase("another one"))
        store = store_at(root, passphrases=QUICK)
        assert store.unlock(WORDS) != store.unlock("another one"), number
        if not killed:
            break
    assert number > 3
