from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.store.changes import apply, new_item, newest, part_of_day, resolve, seen

WORDS = "common/values"
RULE = {"unique": ["word"], "active": 3}


def session(number, *changes, ended=None):
    ended = ended or f"2026-03-{number:02d}T09:00:00+01:00"
    return {"id": f"o{number}", "ended": ended, "changes": list(changes)}


def add(ref, **fields):
    return {"op": "add", "collection": WORDS, "ref": ref, "fields": fields}


def update(ref, **fields):
    return {"op": "update", "collection": WORDS, "ref": ref, "fields": fields}


def archive(ref):
    return {"op": "archive", "collection": WORDS, "ref": ref}


def run(*sessions, rule=None, items=None):
    items = dict(items or {})
    for one in sessions:
        items |= apply(items, WORDS, one, rule or {})
    return items


def test_an_added_item_tells_when_and_where_from():
    item = run(session(1, add("r1", word="brave")))["r1"]
    assert item["fields"] == {"word": "brave"}
    assert (item["kept_on"], item["day"], item["part_of_day"]) == (
        "2026-03-01T09:00:00+01:00",
        "2026-03-01",
        "morning",
    )
    assert (item["times_shown"], item["shown_on"], item["archived"]) == (0, None, False)
    assert (item["from"], item["rev"]) == ("o1", 1)


def test_the_day_is_the_day_where_the_person_is():
    late = session(1, add("r1", word="brave"), ended="2026-03-01T23:30:00-08:00")
    item = run(late)["r1"]
    assert (item["day"], item["part_of_day"]) == ("2026-03-01", "night")
    parts = [part_of_day(hour) for hour in (4, 5, 11, 12, 16, 17, 21, 22)]
    assert parts == ["night", *["morning"] * 2, *["afternoon"] * 2, *["evening"] * 2, "night"]


def test_update_changes_the_named_fields_and_archive_puts_away():
    items = run(
        session(1, add("r1", word="brave", why="x")),
        session(2, update("r1", why="y"), archive("r1")),
    )
    assert items["r1"]["fields"] == {"word": "brave", "why": "y"}
    assert (items["r1"]["archived"], items["r1"]["from"]) == (True, "o1")


def test_what_is_erased_or_unknown_stays_so():
    stone = {"r1": {"id": "r1", "kind": "erased", "rev": 2}}
    changed = apply(stone, WORDS, session(1, add("r1"), update("r1", a=1), archive("r9")), {})
    assert changed == {}


def test_an_item_of_a_newer_program_is_not_rewritten():
    newer = {"r1": {"id": "r1", "v": 9, "fields": {"word": "brave"}}}
    assert apply(newer, WORDS, session(1, update("r1", word="x"), archive("r1")), {}) == {}


def test_the_same_word_again_updates_the_item_and_wakes_it():
    items = run(
        session(1, add("r1", word="Brave", why="x")),
        session(2, archive("r1")),
        session(3, add("r2", word=" brave ", why="y")),
        rule=RULE,
    )
    assert list(items) == ["r1"]
    assert items["r1"]["fields"]["why"] == "y"
    assert (items["r1"]["archived"], items["r1"]["day"]) == (False, "2026-03-03")


def test_a_later_update_finds_an_item_that_unique_joined():
    items = run(
        session(1, add("r1", word="brave")),
        session(2, add("r2", word="brave")),
        session(3, update("r2", why="z")),
        rule=RULE,
    )
    assert resolve(items, "r2") == "r1"
    assert items["r1"]["fields"]["why"] == "z"


def test_of_more_than_active_the_oldest_are_archived_never_lost():
    items = run(*(session(n, add(f"r{n}", word=str(n))) for n in range(1, 6)), rule=RULE)
    assert [key for key, one in items.items() if one["archived"]] == ["r1", "r2"]
    assert list(newest(items)) == ["r5", "r4", "r3"]
    assert list(newest(items, archived=True)) == ["r5", "r4", "r3", "r2", "r1"]


def test_the_items_of_one_session_stand_as_they_were_kept():
    before = session(1, add("z", word="z"), add("old", word="c"))
    items = run(before, session(2, add("a", word="a"), add("b", word="b"), add("c", word="c")))
    assert list(newest(items)) == ["a", "b", "c", "z", "old"]
    # The same again is one thing, and stands where it was kept again.
    items = run(before, session(2, add("a", word="a"), add("c", word="c"), add("b", word="b")),
                rule={"unique": ["word"]})  # fmt: skip
    assert list(newest(items)) == ["a", "old", "b", "z"]
    # Whatever order a file has them in.
    assert list(newest(dict(reversed(items.items())))) == ["a", "old", "b", "z"]


def test_of_one_session_the_later_items_are_those_that_stay_active():
    items = run(session(1, *(add(one, word=one) for one in "abcde")), rule=RULE)
    assert list(newest(items)) == ["c", "d", "e"]


def test_shown_counts_once_an_outcome():
    item = new_item("r1", WORDS, {}, session(1))
    once = seen(item, session(2))
    assert (once["times_shown"], once["shown_on"]) == (1, "2026-03-02T09:00:00+01:00")
    assert seen(once, session(2)) is None
    assert seen(once, session(3))["times_shown"] == 2


one_change = st.one_of(
    st.builds(lambda r, w: add(r, word=w), st.sampled_from("abcd"), st.sampled_from("xyz")),
    st.builds(lambda r, w: update(r, word=w), st.sampled_from("abcd"), st.sampled_from("xyz")),
    st.builds(archive, st.sampled_from("abcd")),
)
sessions = st.lists(st.lists(one_change, max_size=4), min_size=1, max_size=5)


rules = st.sampled_from([{}, RULE, {"active": 1}, {"unique": ["word"]}])


@given(sessions, rules)
def test_an_outcome_can_be_applied_again(told, rule):
    items = {}
    for number, found in enumerate(told, start=1):
        items = run(session(number, *found), rule=rule, items=items)
        assert apply(items, WORDS, session(number, *found), rule) == {}


@given(sessions, rules)
def test_an_outcome_can_be_applied_again_even_after_others(told, rule):
    four = session(1, *(add(ref, word=ref) for ref in "abcd"))
    outcomes = [four, *(session(n, *found) for n, found in enumerate(told, start=2))]
    items = run(*outcomes, rule=rule)
    for again in outcomes:
        assert apply(items, WORDS, again, rule) == {}


@given(sessions)
def test_active_is_never_exceeded_by_unarchived_items(told):
    outcomes = [session(n, *found) for n, found in enumerate(told, start=1)]
    assert len(newest(run(*outcomes, rule={"active": 2}))) <= 2


def test_what_is_said_of_an_exercise_begins_with_the_first_thing_said():
    said = {"op": "update", "collection": "strategies", "ref": "body-scan"}
    first = session(1, said | {"fields": {"decision": "keep"}})
    items = apply({}, "strategies", first, {})
    assert items["body-scan"]["fields"] == {"decision": "keep"}
    items |= apply(items, "strategies", session(2, said | {"fields": {"decision": "drop"}}), {})
    assert (items["body-scan"]["fields"], items["body-scan"]["rev"]) == ({"decision": "drop"}, 2)
    assert apply(items, "strategies", first, {}) == {}


def test_an_update_of_any_other_thing_that_is_not_there_makes_none():
    assert run(session(1, update("r1", word="brave"))) == {}
