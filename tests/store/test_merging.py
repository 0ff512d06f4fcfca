from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta, timezone

import pytest

from studio.store import StoreError
from studio.store.durable import Disk
from studio.store.lines import encode_file
from studio.store.merging import take_in
from studio.store.sources import open_source
from tests.store.doubles import NOON, BreakingFs, Clock, Killed, NoSync, files, outcome, store_at

ADD = {"op": "add", "collection": "a/b", "ref": "r1", "fields": {"text": "kept"}}


def merge(store, path):
    return take_in(store.rooms, open_source(path, Disk()))


@pytest.fixture
def theirs(tmp_path):
    """Another device's folder, with something in every room."""
    store = store_at(tmp_path / "theirs" / "data", host="theirs")
    entry = {"id": "s1", "due": NOON.isoformat()}
    store.finish(
        "one", outcome(said="one", changes=[ADD], schedule=[entry], shown=["x/cards/wave"])
    )
    store.finish("two", outcome("2026-01-05T08:00:00+00:00", said="two"))
    store.save_draft("open", {"step": 1})
    store.change_settings({"country": "GB"})
    return store


def everything(store):
    return (
        [one["said"] for one in store.outcomes()],
        [one["fields"]["text"] for one in store.kept("a/b")],
        [one["id"] for one in store.schedule()],
        store.shown(),
        [(one["id"], one["step"]) for one in store.drafts()],
    )


def test_an_empty_folder_has_everything_after_a_merge(store, theirs):
    taken = merge(store, theirs.root)
    assert everything(store) == everything(theirs)
    assert (taken.sessions, taken.things, taken.drafts, taken.unread) == (2, 3, 1, ())
    assert store.settings() == {"country": "GB"}


def test_taking_in_again_writes_nothing(store, root, theirs):
    merge(store, theirs.root)
    before = {name: (root / name).read_bytes() for name in files(root)}
    assert merge(store, theirs.root).nothing
    assert before == {name: (root / name).read_bytes() for name in files(root)}


def test_what_it_takes_from_is_left_as_it_was(store, theirs):
    before = {name: (theirs.root / name).read_bytes() for name in files(theirs.root)}
    merge(store, theirs.root)
    assert before == {name: (theirs.root / name).read_bytes() for name in files(theirs.root)}


def test_what_was_erased_on_either_side_stays_erased(store, root, theirs):
    merge(store, theirs.root)
    theirs.erase("one", with_kept=True)
    store.erase("two")
    taken = merge(store, theirs.root)
    assert everything(store)[:2] == ([], [])
    assert taken.erased == 2
    assert b'"said"' not in b"".join(path.read_bytes() for path in root.rglob("*.json"))


def test_a_later_revision_holds_and_an_earlier_one_does_not(store, theirs):
    merge(store, theirs.root)
    change = [{"op": "update", "collection": "a/b", "ref": "r1", "fields": {"text": "new"}}]
    theirs.finish("three", outcome(said="three", changes=change))
    assert merge(store, theirs.root).changed == 1
    assert [one["fields"]["text"] for one in store.kept("a/b")] == ["new"]
    assert merge(theirs, store.root).nothing


def test_settings_of_ones_own_are_not_replaced(store, theirs):
    store.change_settings({"country": "IE"})
    merge(store, theirs.root)
    assert store.settings() == {"country": "IE"}


def test_a_file_takes_256_outcomes_then_the_next_begins(store, root, tmp_path):
    folder = tmp_path / "many" / "history"
    folder.mkdir(parents=True)
    many = {f"id{n}": {"id": f"id{n}", **outcome(said=n)} for n in range(600)}
    (folder / "2026-03.json").write_bytes(encode_file({"outcomes": many}))
    store.finish("mine", outcome(said="mine"))
    assert merge(store, tmp_path / "many").sessions == 600
    sizes = sorted(
        len(json.loads(path.read_bytes())["outcomes"]) for path in (root / "history").glob("*.json")
    )
    assert sizes == [89, 256, 256]


def test_a_file_whose_name_tells_no_month_is_filed_by_its_outcomes(store, root, theirs):
    (own,) = (theirs.root / "history").glob("2026-01.*")
    own.rename(own.with_name("copy of something.json"))
    merge(store, theirs.root)
    assert [one["said"] for one in store.outcomes()] == ["one", "two"]
    assert len(list((root / "history").glob("2026-01.*"))) == 1


def test_a_damaged_file_gives_what_reads_and_is_named(store, theirs):
    (own,) = (theirs.root / "history").glob("2026-03.*")
    own.write_bytes(own.read_bytes()[:-30])
    taken = merge(store, theirs.root)
    assert taken.unread == (f"history/{own.name}",)
    assert [one["said"] for one in store.outcomes()] == ["two"]
    assert "quarantine" not in {path.name for path in theirs.root.iterdir()}


def test_an_open_session_that_went_on_there_is_taken_and_one_that_ended_here_is_not(store, theirs):
    merge(store, theirs.root)
    theirs._place.clock.pass_by(minutes=5)
    theirs.save_draft("open", {"step": 2})
    assert merge(store, theirs.root).drafts == 1
    assert [(one["id"], one["step"]) for one in store.drafts()] == [("open", 2)]
    store.finish("open", outcome(said="done"))
    assert merge(store, theirs.root).nothing
    assert store.drafts() == []


def test_which_of_two_drafts_is_the_later_is_told_across_zones(store, theirs, monkeypatch):
    """Half past nine in one zone can be before nine in another."""
    east = datetime(2026, 3, 11, 9, 30, tzinfo=timezone(timedelta(hours=5)))
    west = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(store._place, "clock", lambda: east)
    store.save_draft("open", {"step": 1})
    monkeypatch.setattr(theirs._place, "clock", lambda: west)
    theirs.save_draft("open", {"step": 2})
    assert merge(store, theirs.root).drafts == 1
    assert [one["step"] for one in store.drafts()] == [2]


def test_a_session_that_was_finished_there_and_not_filed_is_taken_and_filed(store, theirs):
    merge(store, theirs.root)
    theirs._drafts.mark_done("open", outcome(said="done") | {"id": "open"}, {})
    assert merge(store, theirs.root).drafts == 1
    assert store.sweep().filed == ("open",)
    assert "done" in [one["said"] for one in store.outcomes()]
    assert merge(store, theirs.root).nothing


def test_a_home_is_as_good_as_its_data_folder(store, theirs):
    assert merge(store, theirs.root.parent).sessions == 2


def test_a_folder_without_data_is_refused(store, tmp_path):
    with pytest.raises(StoreError, match="holds no data"):
        merge(store, tmp_path)


def test_a_folder_of_a_newer_program_is_refused_and_nothing_is_taken(store, root, theirs):
    head = theirs.root / "store.json"
    head.write_text(json.dumps({**json.loads(head.read_text()), "format": 99}))
    with pytest.raises(StoreError) as told:
        merge(store, theirs.root)
    assert (told.value.kind, list(store.outcomes())) == ("newer", [])


def test_an_outcome_of_a_newer_program_is_passed_on_whole(store, root, theirs):
    new = {"id": "n", "v": 9, "rev": 1, "ended": NOON.isoformat(), "said": "new", "tomorrow": [1]}
    path = theirs.root / "history" / "2026-03.ffffffff.json"
    path.write_bytes(encode_file({"outcomes": {"n": new}}))
    merge(store, theirs.root)
    assert store.outcome("n") == new


def test_killed_at_any_change_of_the_disk_it_can_be_done_again(theirs, tmp_path):
    fs = BreakingFs()
    merge(store_at(tmp_path / "count" / "data", fs=fs), theirs.root)
    assert fs.count > 30
    for at in range(1, fs.count + 1):
        root = tmp_path / f"{at}" / "data"
        with pytest.raises(Killed):
            merge(store_at(root, fs=BreakingFs(at)), theirs.root)
        after = store_at(root, fs=NoSync())
        merge(after, theirs.root)
        assert everything(after) == everything(theirs), at


def test_with_a_stuck_lock_it_goes_to_side_files(root, theirs):
    import fcntl

    store_at(root).change_settings({})
    with (root / ".lock").open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        hasty = store_at(root, lock_timeout=0)
        merge(hasty, theirs.root)
        assert everything(hasty) == everything(theirs)
        assert all(".x" in name for name in files(root) if name.startswith("history"))


def test_a_renamed_host_still_erases_what_it_wrote_before(root):
    before = store_at(root, host="old", machine="m1")
    before.finish("one", outcome(said="SECRET"))
    after = store_at(root, host="new", machine="m1", clock=Clock())
    after.finish("two", outcome(said="two"))
    assert len(list((root / "history").glob("*.json"))) == 2
    assert after.erase("one") is True
    assert all(b"SECRET" not in path.read_bytes() for path in root.rglob("*.json"))


def test_another_machine_does_not_write_in_a_renamed_hosts_files(root):
    store_at(root, host="old", machine="m1").finish("one", outcome(said="SECRET"))
    (own,) = (root / "history").glob("*.json")
    other = store_at(root, host="new", machine="m2")
    before = own.read_bytes()
    other.erase("one")
    assert own.read_bytes() == before


def test_a_host_with_another_name_keeps_its_places_and_notes_it_once(root):
    for name in ("old", "new", "old", "new"):
        store_at(root, host=name, machine="m1").change_settings({})
    head = json.loads((root / "store.json").read_text())
    ((print_, tags),) = head["machines"].items()
    assert len(tags) == 2
    assert "m1" not in print_
    shutil.rmtree(root)
