from __future__ import annotations

import fcntl

import pytest

from studio.store.erasing import erase_everything, erase_exercise
from studio.store.merging import take_in
from studio.store.sources import Folder
from tests.store.doubles import NOON, BreakingFs, Killed, NoSync, files, outcome, store_at

ADD = {"op": "add", "collection": "a/b", "ref": "r1", "fields": {"text": "SECRET kept"}}
ENTRY = {"id": "s1", "due": NOON.isoformat(), "exercise": "x", "title": "SECRET plan"}


def fill(store):
    store.finish("a1", outcome(exercise="x", said="SECRET", changes=[ADD], schedule=[ENTRY]))
    store.finish("a2", outcome("2026-01-02T10:00:00+00:00", exercise="x", said="SECRET"))
    store.finish("b1", outcome(exercise="y", said="other"))
    store.save_draft("d1", {"exercise": "x", "events": ["SECRET"]})
    store.save_draft("d2", {"exercise": "y", "events": ["other"]})
    store.change_settings({"country": "GB"})
    return store


def words(root):
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_an_exercise_is_erased_with_its_open_sessions_and_its_times_to_come_back(store, root):
    erased = erase_exercise(fill(store).rooms, "x", with_kept=True)
    assert (erased.sessions, erased.things, erased.out_of_reach) == (3, 1, ())
    assert b"SECRET" not in words(root)
    assert [one["said"] for one in store.outcomes()] == ["other"]
    assert [one["id"] for one in store.drafts()] == ["d2"]
    assert (store.schedule(), store.kept("a/b")) == ([], [])


def test_what_it_put_into_collections_stays_unless_told(store):
    erase_exercise(fill(store).rooms, "x")
    assert [one["id"] for one in store.kept("a/b")] == ["r1"]


def test_an_exercise_that_was_never_done_erases_nothing(store):
    assert erase_exercise(fill(store).rooms, "z").sessions == 0
    assert len(list(store.outcomes())) == 3


def test_everything_leaves_no_document_behind(store, root):
    erased = erase_everything(fill(store).rooms)
    assert (erased.sessions, erased.things, erased.out_of_reach) == (5, 2, ())
    assert files(root) == ["store.json"]
    assert (list(store.outcomes()), store.drafts(), store.settings()) == ([], [], {})


def test_damaged_originals_go_with_everything(store, root):
    fill(store)
    (own,) = (root / "history").glob("2026-01.*")
    own.write_bytes(own.read_bytes()[:-30])
    list(store.outcomes())
    assert (root / "quarantine").exists()
    erase_everything(store.rooms)
    assert b"SECRET" not in words(root)


def test_in_a_shared_folder_marks_stay_and_the_files_of_others_are_named(store, root):
    fill(store)
    other = store_at(root, host="two")
    other.finish("c1", outcome(exercise="x", said="theirs"))
    erased = erase_everything(store.rooms)
    (theirs,) = erased.out_of_reach
    assert b"theirs" in (root / theirs).read_bytes()
    assert b"SECRET" not in words(root)
    assert list(store.outcomes()) == []
    other.finish("c2", outcome(said="next"))
    assert b"theirs" not in words(root)
    assert [one["said"] for one in store.outcomes()] == ["next"]


def test_what_was_erased_as_a_whole_is_erased_in_a_joined_folder_too(store, tmp_path):
    fill(store)
    away = store_at(tmp_path / "away", host="two")
    take_in(away.rooms, Folder(store.root, away.rooms.place.disk))
    take_in(store.rooms, Folder(away.root, store.rooms.place.disk))
    erase_exercise(store.rooms, "x", with_kept=True)
    take_in(away.rooms, Folder(store.root, away.rooms.place.disk))
    assert [one["said"] for one in away.outcomes()] == ["other"]
    history = b"".join(path.read_bytes() for path in (away.root / "history").iterdir())
    assert b"SECRET" not in history


def test_with_a_stuck_lock_it_is_hidden_at_once_and_taken_out_later(store, root):
    fill(store)
    with (root / ".lock").open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        hasty = store_at(root, lock_timeout=0)
        erase_exercise(hasty.rooms, "x", with_kept=True)
        assert [one["said"] for one in hasty.outcomes()] == ["other"]
    store.finish("next", outcome(said="next"))
    assert b"SECRET" not in words(root)


@pytest.mark.parametrize("what", ["exercise", "everything"])
def test_killed_at_any_change_of_the_disk_it_can_be_done_again(tmp_path, what):
    def erase(store):
        if what == "exercise":
            erase_exercise(store.rooms, "x", with_kept=True)
        else:
            erase_everything(store.rooms)

    count = BreakingFs()
    fill(store_at(tmp_path / "count", fs=NoSync()))
    erase(store_at(tmp_path / "count", fs=count))
    assert count.count > 15
    for at in range(1, count.count + 1):
        root = tmp_path / f"{at}"
        fill(store_at(root, fs=NoSync()))
        with pytest.raises(Killed):
            erase(store_at(root, fs=BreakingFs(at)))
        after = store_at(root, fs=NoSync())
        after.sweep()
        if what == "exercise":
            assert "other" in [one["said"] for one in after.outcomes()], at
        erase(after)
        assert b"SECRET" not in words(root), at
