"""Kept things as they read: the line of their collection, and every field under its label."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.practice.desk import Desk, open_desk
from studio.practice.kept_things import words_of
from tests.store.doubles import outcome
from tests.warm import warm

NOW = datetime(2026, 11, 22, 21, 10, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(home=warm(tmp_path), wall=lambda: NOW, monotonic=lambda: 0.0)


def keep(desk: Desk, collection: str, **fields: object) -> None:
    ref = desk.store.new_session_id()
    change = {"op": "add", "collection": collection, "ref": ref, "fields": fields}
    desk.store.finish(desk.store.new_session_id(), outcome(NOW, changes=[change]), {})


def test_a_thing_reads_by_the_line_of_its_collection_and_its_labels(desk: Desk) -> None:
    keep(
        desk, "common/readings", cue="No reply.", alternatives=["Her week is full.", "It is late."],
        belief_before=8, belief_after=5,
    )  # fmt: skip
    [one] = desk.things("common/readings")
    assert one.line == "Her week is full. It is late."
    assert [(field.label, field.words, field.changeable) for field in one.fields] == [
        ("What was seen or heard", "No reply.", True),
        ("Other readings", "Her week is full.; It is late.", False),
        ("How likely at first", "8", False),
        ("How likely after", "5", False),
    ]
    assert one.note(NOW).startswith("22 November · What was seen or heard: No reply.")


def test_a_thing_without_what_its_line_is_made_of_reads_by_its_first_words(desk: Desk) -> None:
    keep(desk, "common/readings", cue="No reply.", belief_before=8)
    assert [one.line for one in desk.things("common/readings")] == ["No reply."]


def test_things_of_a_pack_that_is_not_here_still_read(desk: Desk) -> None:
    keep(desk, "gone/old_cards", front_side="Ask first.", used=True)
    assert desk.collections() == (("gone/old_cards", "Old cards", 1),)
    [one] = desk.things("gone/old_cards")
    assert one.line == "Ask first."
    assert [(field.label, field.words) for field in one.fields] == [
        ("Front side", "Ask first."), ("Used", "yes"),
    ]  # fmt: skip


def test_collections_come_by_name_and_what_is_said_of_exercises_last(desk: Desk) -> None:
    keep(desk, "common/wins", line="I waited.")
    keep(desk, "common/beliefs", belief="I don't matter")
    said = {
        "op": "update", "collection": "strategies", "ref": "body-scan",
        "fields": {"title": "Quick body scan", "helped": 6, "decision": "keep it",
                   "decision_value": "keep"},
    }  # fmt: skip
    desk.store.finish(desk.store.new_session_id(), outcome(NOW, changes=[said]), {})
    assert [label for _, label, _ in desk.collections()] == [
        "Old beliefs", "Small wins", "How exercises helped",
    ]  # fmt: skip
    [one] = desk.things("strategies")
    assert [(field.label, field.words, field.changeable) for field in one.fields] == [
        ("Exercise", "Quick body scan", False),
        ("Helped", "6", False),
        ("Decided", "keep it", False),
    ]  # fmt: skip


def test_words_are_changed_and_a_thing_is_removed(desk: Desk) -> None:
    keep(desk, "common/wins", line="I waited.")
    [one] = desk.things("common/wins")
    assert desk.reword(one.id, {"line": "I waited a day."})
    assert [one.line for one in desk.things("common/wins")] == ["I waited a day."]
    assert desk.remove(one.id)
    assert desk.things("common/wins") == ()
    assert desk.collections() == ()


@pytest.mark.parametrize(
    ("value", "words"), [(True, "yes"), (3.0, "3"), (["a", 2], "a; 2"), (None, ""), (" x ", "x")]
)
def test_a_stored_value_reads_as_words(value: object, words: str) -> None:
    assert words_of(value) == words
