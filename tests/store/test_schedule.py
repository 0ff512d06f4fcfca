from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

from freezegun import freeze_time

from tests.store.doubles import NOON, outcome, store_at

WEEK = 7 * 86_400


def plan(store, *entries):
    identity = store.new_session_id()
    store.finish(identity, outcome(schedule=list(entries)))
    return identity


def entry(identity, due=NOON, **more):
    return {"id": identity, "exercise": "x", "due": due and due.isoformat(), **more}


def test_what_is_due_comes_longest_waiting_first(store):
    plan(
        store,
        entry("b", NOON + timedelta(hours=1)),
        entry("a", NOON),
        entry("later", NOON + timedelta(days=3)),
        entry("bed", None, cue="before bed"),
    )
    assert [one["id"] for one in store.due(NOON + timedelta(hours=1))] == ["a", "b"]
    assert [one["id"] for one in store.schedule()] == ["a", "b", "later", "bed"]
    assert store.due(NOON - timedelta(seconds=1)) == []


def test_an_entry_knows_where_it_came_from_and_keeps_what_it_was_told(store):
    identity = plan(store, entry("a", title="Two readings", minutes=5, hologram=1))
    (found,) = store.schedule()
    assert (found["from"], found["title"], found["hologram"]) == (identity, "Two readings", 1)
    assert found["done"] is False


def test_settled_once_is_done(store):
    plan(store, entry("a"))
    assert store.settle("a", NOON)["done"] is True
    assert (store.schedule(), store.settle("a", NOON), store.settle("none", NOON)) == (
        [],
        None,
        None,
    )


def test_settled_with_every_moves_to_its_next_day(store):
    plan(store, entry("a", every=WEEK))
    moved = store.settle("a", NOON + timedelta(days=9))
    assert moved["due"] == (NOON + timedelta(days=14)).isoformat()
    assert [one["id"] for one in store.due(NOON + timedelta(days=14))] == ["a"]
    assert store.due(NOON + timedelta(days=13)) == []


def test_months_keep_the_day_they_began_with(store):
    plan(store, entry("a", datetime(2026, 1, 31, 9, tzinfo=UTC), every={"months": 1}))
    dues = []
    for _ in range(3):
        now = datetime.fromisoformat(store.schedule()[0]["due"])
        with freeze_time(now):
            dues.append(store.settle("a", datetime.now(UTC))["due"][:10])
    assert dues == ["2026-02-28", "2026-03-31", "2026-04-30"]


def test_a_cue_that_repeats_stays_and_one_that_does_not_is_done(store):
    plan(store, entry("again", None, cue="bed", every=86_400), entry("once", None, cue="bed"))
    store.settle("again", NOON)
    store.settle("once", NOON)
    assert [one["id"] for one in store.schedule()] == ["again"]


def test_stopped_is_stopped_for_good(store):
    identity = plan(store, entry("a", every=WEEK))
    assert (store.stop_schedule("a"), store.stop_schedule("a")) == (True, False)
    store.finish(identity, outcome(schedule=[entry("a", every=WEEK)]))
    assert store.schedule() == []


def test_an_outcome_settles_what_it_answers_once(store):
    plan(store, entry("a", every=WEEK))
    later = store.new_session_id()
    answer = outcome(NOON + timedelta(days=1), settles=["a", "none"])
    store.finish(later, answer)
    store.finish(later, answer)
    assert store.schedule()[0]["due"] == (NOON + timedelta(days=7)).isoformat()


def test_an_odd_due_time_is_no_crash(store):
    plan(store, {"id": "a", "due": "soon", "every": WEEK}, {"id": "b", "due": 5})
    assert store.due(NOON) == []
    assert store.settle("a", NOON)["done"] is False


def test_entries_of_two_hosts_are_one_schedule(root):
    one, two = store_at(root, host="one"), store_at(root, host="two")
    plan(one, entry("a"))
    plan(two, entry("b"))
    two.settle("a", NOON)
    assert [item["id"] for item in one.schedule()] == ["b"]


def test_what_is_due_is_read_without_tinydb(store, root):
    plan(store, entry("a"))
    code = (
        "import sys; from pathlib import Path; from datetime import *;"
        "from studio.store import open_store;"
        "due = open_store(Path(sys.argv[1])).due(datetime(2030, 1, 1, tzinfo=UTC));"
        "print(len(due), [m for m in ('tinydb', 'textual', 'rich', 'yaml') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code, root], capture_output=True, text=True)
    assert ran.stdout == "1 []\n", ran.stderr


def test_what_comes_again_goes_on_where_its_first_day_cannot_be_read(store):
    plan(store, entry("a", every=WEEK, first="2026-0"))
    moved = store.settle("a", NOON)
    assert moved["due"] == (NOON + timedelta(days=7)).isoformat()
