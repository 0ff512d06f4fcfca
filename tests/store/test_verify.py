from __future__ import annotations

import pytest

from studio.store.lines import encode_file
from studio.store.verify import examine, mend
from tests.store.doubles import NOON, BreakingFs, files, outcome, store_at

ADD = {"op": "add", "collection": "a/b", "ref": "r1", "fields": {"text": "kept"}}


@pytest.fixture
def full(store):
    store.finish("one", outcome(said="one", changes=[ADD], shown=["x/cards/wave"]))
    store.finish("two", outcome(said="two"))
    store.save_draft("open", {"step": 1, "events": [["Answer", "said"]]})
    store.change_settings({"country": "GB"})
    return store


def contents(root):
    return {name: (root / name).read_bytes() for name in files(root)}


def own(root, room="history"):
    (path,) = (root / room).glob("*.json")
    return path


def test_everything_is_read_and_counted(full):
    report = examine(full.rooms)
    assert report.fine
    counted = (report.files, report.sessions, report.things, report.drafts, report.erased)
    assert counted == (6, 2, 2, 1, 0)


def test_nothing_there_is_fine_and_makes_nothing(store, root):
    assert examine(store.rooms).fine
    assert not root.exists()


@pytest.mark.parametrize("room", ["history", "kept", "shown", "drafts"])
def test_damage_is_told_and_nothing_is_changed_by_looking(full, root, room):
    path = own(root, room)
    path.write_bytes(path.read_bytes()[:-20])
    before = contents(root)
    report = examine(full.rooms)
    assert [(flaw.where, flaw.ours) for flaw in report.flaws] == [(f"{room}/{path.name}", True)]
    assert not report.fine
    assert contents(root) == before


@pytest.mark.parametrize("room", ["history", "kept", "shown", "drafts"])
def test_mending_keeps_what_reads_and_puts_the_original_aside(full, root, room):
    path = own(root, room)
    damaged = path.read_bytes()[:-20]
    path.write_bytes(damaged)
    report = mend(full.rooms)
    assert report.fine
    assert len(report.aside) == 1
    assert (root / "quarantine" / report.aside[0]).read_bytes() == damaged
    said = [one["said"] for one in store_at(root).outcomes()]
    assert said == (["two", "one"] if room != "history" else ["one"]) or room == "history"


def test_an_altered_document_is_kept_with_its_mark_after_mending(full, root):
    path = own(root)
    path.write_bytes(path.read_bytes().replace(b'"said":"one"', b'"said":"ONE"'))
    assert examine(full.rooms).flaws[0].altered == 1
    report = mend(full.rooms)
    assert (report.fine, report.altered, report.sessions) == (True, 1, 2)


@pytest.mark.parametrize("name", ["settings.json", "store.json"])
def test_a_damaged_plain_file_is_begun_anew(full, root, name):
    (root / name).write_text("{")
    assert [flaw.where for flaw in examine(full.rooms).flaws] == [name]
    assert mend(store_at(root).rooms).fine


def test_the_file_of_another_device_is_told_and_left(full, root):
    store_at(root, host="two").finish("three", outcome(said="three"))
    theirs = next(path for path in (root / "history").glob("*.json") if b"three" in _read(path))
    theirs.write_bytes(theirs.read_bytes()[:-20])
    before = theirs.read_bytes()
    report = mend(full.rooms)
    assert [(flaw.where, flaw.ours) for flaw in report.flaws] == [(f"history/{theirs.name}", False)]
    assert theirs.read_bytes() == before


def test_what_another_device_erased_is_told_and_mending_takes_it_out(full, root):
    store_at(root, host="two").erase("one")
    report = examine(full.rooms)
    assert (report.unerased, report.sessions, report.erased) == (1, 1, 1)
    assert mend(full.rooms).fine
    assert b'"said":"one"' not in own_bytes(root)


def test_a_finished_session_that_is_not_filed_is_told(full, root):
    fs = BreakingFs()
    store_at(root, fs=fs).finish("probe", outcome(said="probe"))
    full.save_draft("three", {"step": 1})
    full._drafts.mark_done("three", outcome(said="three"), {})
    report = examine(full.rooms)
    assert (report.unfiled, report.drafts, report.fine) == (1, 1, False)
    full.sweep()
    assert examine(full.rooms).fine


def test_newer_documents_strangers_and_temp_files_are_told_and_left(full, root):
    new = {"id": "n", "v": 9, "rev": 1, "ended": NOON.isoformat()}
    (root / "history" / "2026-03.ffffffff.json").write_bytes(encode_file({"outcomes": {"n": new}}))
    (root / "history" / "notes.txt").write_text("mine")
    (root / "history" / ".x.json.aabb.tmp").write_text("half")
    report = examine(full.rooms)
    assert (report.newer, report.strange, report.temps) == (1, ("history/notes.txt",), 1)
    assert report.fine


def test_a_link_in_place_of_a_file_is_told_and_not_followed(full, root, tmp_path):
    (tmp_path / "outside.json").write_text("{}")
    (root / "history" / "2026-01.ffffffff.json").symlink_to(tmp_path / "outside.json")
    (flaw,) = examine(full.rooms).flaws
    assert "not followed" in flaw.why


def test_every_flipped_bit_is_told_or_costs_nothing(full, root):
    path = own(root)
    data = path.read_bytes()
    for place in range(0, len(data) * 8, 97):
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        path.write_bytes(bytes(flipped))
        report = examine(full.rooms)
        whole = report.sessions == 2 and not report.flaws
        assert report.flaws or whole, place
        assert report.sessions >= 1, place
    path.write_bytes(data)


def _read(path):
    return path.read_bytes()


def own_bytes(root):
    return b"".join(path.read_bytes() for path in (root / "history").glob("*.json"))
