from __future__ import annotations

import json

from studio.store.lines import LineDocument
from tests.store.doubles import files, outcome, store_at

READINGS = "common/readings"


def finish(store, *changes, rules=None, **more):
    identity = store.new_session_id()
    ended = store._place.clock()
    store.finish(identity, outcome(ended, changes=list(changes), **more), rules)
    return identity


def add(ref, to=READINGS, **fields):
    return {"op": "add", "collection": to, "ref": ref, "fields": fields}


def refs(items):
    return [one["id"] for one in items]


def test_kept_items_come_newest_first_and_are_counted(store, clock):
    finish(store, add("r1", text="one"), add("c1", to="wider/cards", text="card"))
    clock.pass_by(days=1)
    finish(store, add("r2", text="two"))
    assert refs(store.kept(READINGS)) == ["r2", "r1"]
    assert store.collections() == {"common/readings": 2, "wider/cards": 1}
    assert store.kept("common/none") == []


def test_archived_items_are_shown_only_if_asked_for(store, clock):
    finish(store, add("r1"), add("r2"))
    clock.pass_by(days=1)
    finish(store, {"op": "archive", "collection": READINGS, "ref": "r1"})
    assert refs(store.kept(READINGS)) == ["r2"]
    assert refs(store.kept(READINGS, archived=True)) == ["r1", "r2"]
    assert store.collections() == {READINGS: 1}


def test_rules_come_with_the_outcome(store, clock):
    rules = {READINGS: {"unique": ["word"], "active": 2}}
    for number, word in enumerate(["a", "b", "A", "c"]):
        finish(store, add(f"r{number}", word=word), rules=rules)
        clock.pass_by(days=1)
    assert refs(store.kept(READINGS)) == ["r3", "r0"]
    assert refs(store.kept(READINGS, archived=True)) == ["r3", "r0", "r1"]


def test_collections_with_alike_names_lie_in_files_of_their_own(store, root):
    finish(store, add("a", to="x/Words"), add("b", to="x/words"), add("c", to="../x"))
    assert [refs(store.kept(name)) for name in ("x/Words", "x/words", "../x")] == [
        ["a"],
        ["b"],
        ["c"],
    ]
    assert all(name.startswith(("kept/", "history/", "store")) for name in files(root))


def test_shown_counts_cards_and_kept_items(store, clock):
    finish(store, add("r1"), shown=["r1", "wider/cards/wave", "wider/cards/wave"])
    clock.pass_by(days=1)
    finish(store, shown=["wider/cards/wave", "wider/cards/rain"])
    first, second = "2026-03-10T12:00:00+00:00", "2026-03-11T12:00:00+00:00"
    assert store.shown("wider/cards/") == {
        "wider/cards/wave": {"shown_on": second, "times_shown": 2},
        "wider/cards/rain": {"shown_on": second, "times_shown": 1},
    }
    assert store.shown("r1") == {"r1": {"shown_on": first, "times_shown": 1}}
    (item,) = store.kept(READINGS)
    assert (item["shown_on"], item["times_shown"]) == (first, 1)


def test_what_is_asked_for_by_its_key_is_all_that_is_parsed(store, monkeypatch):
    """Each session asks when a card was shown: that must not cost all that was ever kept."""
    for number in range(20):
        finish(store, add(f"r{number}"), shown=[f"wider/cards/c{number}"])
    opened = []
    parse = LineDocument.opened
    monkeypatch.setattr(
        LineDocument, "opened", lambda line: (opened.append(id(line)), parse(line))[1]
    )
    assert list(store.shown("wider/cards/c7")) == ["wider/cards/c7"]
    assert len(set(opened)) == 1


def test_a_key_is_found_in_files_of_another_form_too(store, root):
    finish(store, add("r1"), shown=["r1", "wider/cards/wave"])
    for path in (*(root / "kept").glob("*.json"), *(root / "shown").glob("*.json")):
        path.write_text(json.dumps(json.loads(path.read_bytes()), indent=2))
    assert list(store.shown("wider/")) == ["wider/cards/wave"]
    finish(store, shown=["r1", "wider/cards/wave"])
    assert {key: one["times_shown"] for key, one in store.shown().items()} == {
        "r1": 2,
        "wider/cards/wave": 2,
    }


def test_an_erased_item_is_gone_and_its_words_with_it(store, root):
    finish(store, add("r1", text="SECRET"), add("r2", text="stays"))
    assert store.erase_kept("r1") is True
    assert refs(store.kept(READINGS, archived=True)) == ["r2"]
    kept = b"".join(path.read_bytes() for path in (root / "kept").iterdir())
    assert b"SECRET" not in kept
    assert (store.erase_kept("r1"), store.erase_kept("none")) == (False, False)


def test_what_is_said_of_an_exercise_can_be_erased_and_said_anew(store, root):
    def say(decision):
        change = {"op": "update", "collection": "strategies", "ref": "rain"}
        return finish(store, {**change, "fields": {"decision": decision}})

    say("SECRET")
    for decision in ("keep", "drop"):
        (one,) = store.kept("strategies")
        assert store.erase_kept(one["id"])
        assert store.said_of_exercises() == {}
        say("first")
        say(decision)
        assert store.said_of_exercises() == {"rain": {"decision": decision}}
    assert store.collections() == {"strategies": 1}
    assert not any(b"SECRET" in path.read_bytes() for path in (root / "kept").iterdir())


def test_erasing_a_session_leaves_what_it_kept_unless_told(store):
    one, two = finish(store, add("r1")), finish(store, add("r2"))
    store.erase(one)
    assert refs(store.kept(READINGS)) == ["r2", "r1"]
    store.erase(two, with_kept=True)
    assert refs(store.kept(READINGS)) == ["r1"]


def test_two_hosts_keep_into_one_collection(root, clock):
    one, two = store_at(root, host="one", clock=clock), store_at(root, host="two", clock=clock)
    finish(one, add("r1", text="a"))
    clock.pass_by(days=1)
    finish(two, {"op": "update", "collection": READINGS, "ref": "r1", "fields": {"text": "b"}})
    assert [item["fields"]["text"] for item in one.kept(READINGS)] == ["b"]
    assert len(list((root / "kept").glob("*.json"))) == 2


def test_the_stores_own_memory_is_not_handed_out(store):
    finish(store, add("r1"))
    assert "touched_by" not in store.kept(READINGS)[0]


def test_words_of_a_thing_can_be_changed_and_nothing_else_of_it(store, clock):
    first = finish(store, add("r1", text="one", weight=2))
    [before] = store.kept(READINGS)
    clock.pass_by(days=1)
    assert store.reword_kept("r1", {"text": "two"})
    [after] = store.kept(READINGS)
    assert after == before | {"fields": {"text": "two", "weight": 2}, "rev": before["rev"] + 1}
    assert (after["from"], after["kept_on"]) == (first, before["kept_on"])


def test_what_is_not_there_any_more_is_not_changed(store):
    finish(store, add("r1", text="one"))
    assert not store.reword_kept("r2", {"text": "two"})
    assert store.erase_kept("r1")
    assert not store.reword_kept("r1", {"text": "two"})
    assert store.kept(READINGS) == []


def test_changed_words_win_over_those_in_another_copy(store, root):
    """A sync tool brings back the file of before; the highest revision is what counts."""
    finish(store, add("r1", text="one"))
    [file] = (root / "kept").glob("*.json")
    copy = file.read_bytes()
    store.reword_kept("r1", {"text": "two"})
    file.with_name(
        file.name.replace(".json", ".sync-conflict-20261122-101010-ABCDEFG.json")
    ).write_bytes(copy)
    assert [one["fields"]["text"] for one in store.kept(READINGS)] == ["two"]
