from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from studio.store.durable import Disk
from studio.store.layout import OUTCOMES_A_FILE
from studio.store.lines import LineDocument, decode_file, encode_file
from tests.store.doubles import NOON, Clock, NoSync, files, outcome, store_at


def finish(store, ended=NOON, **more):
    identity = store.new_session_id()
    store.finish(identity, outcome(ended, **more))
    return identity


def history(root):
    return sorted((root / "history").iterdir())


def said(store, **filters):
    return [one["said"] for one in store.outcomes(**filters)]


def test_outcomes_come_newest_first_over_months_and_offsets(store):
    finish(store, "2026-01-31T23:30:00-05:00", said="b")  # 1 February in UTC
    finish(store, "2026-02-01T03:00:00+00:00", said="a")
    finish(store, "2025-12-31T23:59:59+00:00", said="z")
    finish(store, "2026-03-01T00:00:00+00:00", said="c")
    assert said(store) == ["c", "b", "a", "z"]


def test_filters_by_exercise_and_span(store):
    for day in (1, 2, 3):
        finish(store, f"2026-03-0{day}T12:00:00+00:00", said=day, exercise=f"e{day % 2}")
    finish(store, "2026-01-05T12:00:00+00:00", said=0, exercise="e0")
    at = lambda day: datetime(2026, 3, day, 12, tzinfo=UTC)  # noqa: E731
    assert said(store, exercise="e1") == [3, 1]
    assert said(store, since=at(2)) == [3, 2]
    assert said(store, until=at(2)) == [1, 0]
    assert said(store, since=at(1), until=at(3), exercise="e0") == [2]


def test_the_first_page_reads_one_month_only(root):
    read = []

    class Watching(Disk):
        def read(self, path):
            read.append(path.name)
            return super().read(path)

    store = store_at(root, disk=Watching())
    for month in range(1, 10):
        finish(store, f"2026-0{month}-05T12:00:00+00:00", said=month)
    read.clear()
    assert next(iter(store.outcomes()))["said"] == 9
    assert [name[:7] for name in read if name[:3] == "202"] == ["2026-09"]


def test_one_outcome_by_id_is_found_in_any_month(store, clock):
    old = finish(store, "2019-05-05T12:00:00+00:00", said="old")
    new = finish(store, said="new")
    store.finish("made-by-hand", outcome("2024-01-01T00:00:00+00:00", said="hand"))
    found = [store.outcome(i)["said"] for i in (old, new, "made-by-hand")]
    assert found == ["old", "new", "hand"]
    assert store.outcome("nothing") is None


def test_a_file_takes_256_outcomes_then_the_next_begins(root):
    store = store_at(root, disk=Disk(fs=NoSync()))
    for number in range(OUTCOMES_A_FILE + 2):
        finish(store, NOON + timedelta(seconds=number), said=number)
    assert [path.name.split(".", 2)[2] for path in history(root)] == ["2.json", "json"]
    counts = [len(decode_file(p.read_bytes()).tables["outcomes"]) for p in history(root)]
    assert counts == [2, 256]
    assert said(store) == list(range(OUTCOMES_A_FILE + 1, -1, -1))


def test_a_conflict_copy_and_a_free_name_change_nothing_but_add_what_is_new(store, root):
    finish(store, said="a")
    (own,) = history(root)
    shutil.copy(own, own.with_name(own.stem + ".sync-conflict-20260310-120000-ABCDEFG.json"))
    extra = {"outcomes": {"x": {"id": "x", **outcome("2026-03-01T10:00:00+00:00", said="x")}}}
    own.with_name("Copy of my history.json").write_bytes(encode_file(extra))
    assert said(store) == ["a", "x"]
    assert store.outcome("x")["said"] == "x"
    store.finish("x", outcome("2026-03-01T10:00:00+00:00", said="x"))
    assert said(store) == ["a", "x"]


def test_an_edit_is_the_same_id_with_a_higher_revision(store, root):
    identity = finish(store, said="first")
    (own,) = history(root)
    edited = {"id": identity, "v": 1, "rev": 2, **outcome(said="second")}
    other = own.with_name("2026-03.ffffffff.json")
    other.write_bytes(encode_file({"outcomes": {identity: edited}}))
    assert said(store) == ["second"]
    assert store.outcome(identity)["said"] == "second"


def test_erased_is_gone_from_reading_and_from_our_files(store, root):
    identity, other = finish(store, said="SECRET words"), finish(store, said="stays")
    assert store.erase(identity) is True
    assert (said(store), store.outcome(identity)) == (["stays"], None)
    assert all(b"SECRET" not in path.read_bytes() for path in root.rglob("*.json"))
    assert (store.erase(identity), store.erase("nothing")) == (False, False)
    assert store.outcome(other)["said"] == "stays"


def test_an_erased_outcome_is_not_filed_again(store):
    identity = finish(store, said="x")
    store.erase(identity)
    store.finish(identity, outcome(said="x", shown=["wider/cards/wave"]))
    assert (said(store), store.shown(), store.drafts()) == ([], {}, [])


def test_what_another_host_erased_leaves_our_file_at_our_next_write(root):
    one, two = store_at(root, host="one"), store_at(root, host="two")
    identity = finish(one, said="SECRET")
    assert two.erase(identity) is True
    assert said(one) == []
    mine = next(p for p in history(root) if b"SECRET" in p.read_bytes())
    finish(one, said="next")
    assert b"SECRET" not in mine.read_bytes()
    assert said(two) == ["next"]


def test_erase_also_reaches_side_files_and_quarantine(store, root):
    identity = finish(store, said="SECRET")
    (own,) = history(root)
    shutil.copy(own, own.with_name(own.name.replace(".json", ".xaabbccddeeff.json")))
    own.write_bytes(own.read_bytes().replace(b"SECRET", b"SECRES")[:-3])
    assert said(store) == ["SECRET"]
    assert files(root / "quarantine") != []
    store.erase(identity)
    left = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    assert b"SECRE" not in left


def test_a_damaged_file_gives_the_rest_and_keeps_the_original(store, root):
    for word in ("one", "two", "three"):
        finish(store, said=word)
    (own,) = history(root)
    damaged = own.read_bytes().replace(b'"said":"two"', b'"said":"two')
    own.write_bytes(damaged)
    assert sorted(said(store)) == ["one", "three"]
    (notice,) = store.notices()
    assert (notice.lost, notice.altered) == (1, 0)
    assert (root / notice.copy).read_bytes() == damaged
    finish(store, said="four")
    assert sorted(said(store)) == ["four", "one", "three"]
    assert (root / notice.copy).read_bytes() == damaged
    assert len(store.notices()) == 1


def test_an_empty_file_is_told_and_does_not_hide_the_others(store, root):
    finish(store, said="a")
    (root / "history" / "2026-03.ffffffff.json").touch(0o600)
    assert said(store) == ["a"]
    assert [n.where for n in store.notices()] == ["history/2026-03.ffffffff.json"]
    assert store_at(root).notices() == ()


def test_damage_is_told_once_even_after_a_restart(store, root):
    finish(store, said="a")
    (root / "history" / "2026-03.ffffffff.json").touch(0o600)
    said(store)
    again = store_at(root)
    said(again)
    assert again.notices() == ()


def test_an_outcome_of_a_newer_program_is_shown_and_passed_on_untouched(store, root):
    identity = finish(store, said="a")
    (own,) = history(root)
    tables = decode_file(own.read_bytes()).tables
    tables["outcomes"]["new"] = {"id": "new", "v": 9, **outcome(said="n"), "hologram": [1]}
    own.write_bytes(encode_file(tables))
    line = next(line for line in own.read_bytes().split(b"\n") if b"hologram" in line)
    finish(store, said="b")
    assert line + b"," in own.read_bytes().split(b"\n")
    assert store.outcome("new")["hologram"] == [1]
    assert store.outcome(identity)["said"] == "a"


def test_files_that_are_not_ours_are_left_alone(store, root):
    finish(store)
    (root / "history" / "notes.txt").write_text("mine")
    (root / "history" / ".hidden.json").write_text("x")
    store.sweep()
    assert len(list(store.outcomes())) == 1
    assert (root / "history" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("ended", ["soon", None])
def test_an_odd_end_is_filed_under_this_month(store, root, ended):
    identity = store.new_session_id()
    store.finish(identity, {"exercise": "x", "ended": ended})
    assert history(root)[0].name.startswith("2026-03.")
    assert store.outcome(identity) is not None


def test_two_clocks_apart_agree_on_one_history(root):
    ahead = Clock(NOON + timedelta(days=40))
    one, two = store_at(root, host="one"), store_at(root, host="two", clock=ahead)
    finish(one, said="now")
    finish(two, ahead.now, said="later")
    assert said(one) == said(two) == ["later", "now"]


def test_only_the_outcomes_that_are_asked_for_are_parsed(store, monkeypatch):
    for minute in range(20):
        finish(store, NOON + timedelta(minutes=minute), said=minute)
    opened = []
    parse = LineDocument.opened

    def watch(line):
        opened.append(line)
        return parse(line)

    monkeypatch.setattr(LineDocument, "opened", watch)
    found = store.outcomes()
    assert [next(found)["said"] for _ in range(3)] == [19, 18, 17]
    assert len({id(line) for line in opened}) == 3


def test_only_the_outcomes_of_the_exercise_that_is_asked_for_are_parsed(store, monkeypatch):
    for minute in range(20):
        exercise = "rain" if minute in (3, 17) else "two-interpretations"
        finish(store, NOON + timedelta(minutes=minute), exercise=exercise, said=minute)
    opened = []
    parse = LineDocument.opened
    monkeypatch.setattr(
        LineDocument, "opened", lambda line: (opened.append(id(line)), parse(line))[1]
    )
    assert [one["said"] for one in store.outcomes(exercise="rain")] == [17, 3]
    assert len(set(opened)) == 2


def test_an_outcome_that_another_program_wrote_in_another_order_finds_its_place(store, root):
    finish(store, NOON - timedelta(hours=1), said="before")
    finish(store, NOON + timedelta(hours=1), said="after")
    (own,) = history(root)
    other = {"said": "between", "ended": "2026-03-10T13:00:00+01:00", "id": "x"}
    tables = {"outcomes": {"x": other, "y": {"said": "odd", "id": "y", "ended": 5}}}
    own.with_name("2026-03.ffffffff.json").write_bytes(encode_file(tables))
    assert said(store) == ["after", "between", "before", "odd"]
