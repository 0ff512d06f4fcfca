from __future__ import annotations

import errno

import pytest

from studio.store import StoreError
from studio.store.lines import decode_file, dump, encode_file
from tests.store.doubles import BreakingFs, Clock, files, outcome, store_at

DRAFT = {
    "exercise": "common/body_scan",
    "events": [["Answer", "eins"], ["Next", 2.5], ["Answer", "drei"]],
    "typing": {"step": "word", "text": "half a wo"},
    "seed": 7,
}


def draft_file(root):
    (path,) = (root / "drafts").iterdir()
    return path


def test_a_draft_comes_back_as_it_was_saved(store):
    identity = store.new_session_id()
    store.save_draft(identity, DRAFT)
    (found,) = store.drafts()
    assert found == {**DRAFT, "id": identity, "saved_at": "2026-03-10T12:00:00+00:00"}
    assert list(found)[:4] == list(DRAFT)


def test_the_last_saved_comes_first_and_saving_again_replaces(store, clock):
    one, two = store.new_session_id(), store.new_session_id()
    store.save_draft(one, {"n": 1})
    clock.pass_by(minutes=1)
    store.save_draft(two, {"n": 2})
    clock.pass_by(minutes=1)
    store.save_draft(one, {"n": 3})
    assert [(d["id"], d["n"]) for d in store.drafts()] == [(one, 3), (two, 2)]


def test_a_dropped_draft_leaves_no_file(store, root):
    identity = store.new_session_id()
    store.save_draft(identity, DRAFT)
    assert store.drop_draft(identity) is True
    assert (store.drafts(), store.drop_draft(identity)) == ([], False)
    assert files(root) == ["store.json"]


def test_a_damaged_list_is_given_up_to_the_damage(store, root):
    identity = store.new_session_id()
    store.save_draft(identity, DRAFT)
    lines = draft_file(root).read_bytes().split(b"\n")
    lines = [line for line in lines if not line.startswith(b'"000001"')]
    draft_file(root).write_bytes(b"\n".join(lines))
    (found,) = store.drafts()
    assert (found["events"], found["damaged"]) == ([["Answer", "eins"]], True)
    assert found["typing"] == DRAFT["typing"]


def test_every_flipped_bit_is_told_or_costs_nothing(store, root):
    identity = store.new_session_id()
    store.save_draft(identity, DRAFT)
    data = draft_file(root).read_bytes()
    for place in range(0, len(data) - 1, 3):
        broken = bytearray(data)
        broken[place] ^= 4
        draft_file(root).write_bytes(bytes(broken))
        fresh = store_at(root)
        found = fresh.drafts()
        if found and not found[0].get("damaged"):
            assert [found[0].get(name) for name in DRAFT] == list(DRAFT.values()), place
        else:
            assert fresh.notices(), place


@pytest.mark.parametrize("content", [b"", b"\0" * 900, b"{", b"[]\n"])
def test_a_draft_that_is_all_damage_is_put_aside_not_offered(store, root, content):
    store.save_draft(store.new_session_id(), DRAFT)
    draft_file(root).write_bytes(content)
    assert store.drafts() == []
    (notice,) = store.notices()
    assert (root / notice.copy).read_bytes() == content


def test_a_full_disk_keeps_the_step_before_and_says_so(root):
    good = store_at(root)
    identity = good.new_session_id()
    good.save_draft(identity, DRAFT)
    full = store_at(root, fs=BreakingFs(1, errno.ENOSPC, stays=True, only=("write",)))
    with pytest.raises(StoreError) as told:
        full.save_draft(identity, {**DRAFT, "seed": 8})
    assert told.value.kind == "no_space"
    assert "eins" not in str(told.value)
    assert good.drafts()[0]["seed"] == 7


def test_after_a_refusal_the_next_save_works(root):
    store = store_at(root, fs=BreakingFs(4, errno.ENOSPC, only=("fsync",)))
    identity = store.new_session_id()
    outcomes = []
    for seed in range(4):
        try:
            store.save_draft(identity, {**DRAFT, "seed": seed})
            outcomes.append("saved")
        except StoreError:
            outcomes.append("refused")
    assert outcomes.count("refused") == 1 and outcomes[-1] == "saved"
    assert store.drafts()[0]["seed"] == 3


def test_a_draft_of_a_newer_program_is_shown_and_never_rewritten(store, root):
    identity = store.new_session_id()
    store.save_draft(identity, DRAFT)
    tables = decode_file(draft_file(root).read_bytes()).tables
    tables["draft"][identity]["v"] = 2
    draft_file(root).write_bytes(encode_file(tables))
    before = draft_file(root).read_bytes()
    again = store_at(root)
    assert again.drafts()[0]["newer"] is True
    for act in (
        lambda: again.save_draft(identity, DRAFT),
        lambda: again.finish(identity, outcome()),
    ):
        with pytest.raises(StoreError) as told:
            act()
        assert told.value.kind == "newer"
    assert draft_file(root).read_bytes() == before


def test_a_host_that_shares_the_home_offers_the_draft_and_writes_its_own_file(root):
    clock = Clock()
    one, two = store_at(root, host="one", clock=clock), store_at(root, host="two", clock=clock)
    identity = one.new_session_id()
    one.save_draft(identity, {"n": 1})
    clock.pass_by(seconds=5)
    assert [d["n"] for d in two.drafts()] == [1]
    two.save_draft(identity, {"n": 2})
    assert len(list((root / "drafts").iterdir())) == 2
    assert [d["n"] for d in one.drafts()] == [2]
    two.finish(identity, outcome())
    assert (one.drafts(), list((root / "drafts").iterdir())) == ([], [])


def test_odd_text_does_not_stop_a_save(store):
    odd = {"events": [["Answer", "half \ud83d", float("nan")]], "x": "\u2028\x00\n"}
    store.save_draft(store.new_session_id(), odd)
    (found,) = store.drafts()
    assert (found["events"], found["x"]) == ([["Answer", "half \ud83d", None]], "\u2028\x00\n")


def test_each_list_entry_lies_on_a_line_of_its_own(store, root):
    store.save_draft(store.new_session_id(), DRAFT)
    assert dump(["Next", 2.5]) in draft_file(root).read_bytes().split(b"\n")[6]
