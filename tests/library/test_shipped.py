"""What is shipped is what was meant: lengths, forms, cards, gates and words."""

from __future__ import annotations

import pytest

from studio.format.walk import every
from studio.library import Library, shipped

LIBRARY = Library()
FILES = sorted(shipped().glob("*/*.yml"))


def step(exercise_id: str, step_id: str):
    """The steps of an exercise with this id."""
    return [one for one in every(LIBRARY.exercise(exercise_id).steps) if one.id == step_id]


def test_a_body_scan_has_its_twelve_places_and_its_short_form():
    short, full = step("body-scan", "scan")
    assert sum(phase.seconds for phase in full.phases.values()) == 205
    assert len(full.phases) == 12
    assert [phase.label for phase in short.phases.values()] == [
        "Feet",
        "Hands",
        "Feet",
        "Hands",
        "The room",
    ]
    assert short.factor.source == full.factor.source == "number(length)"
    (length,) = step("body-scan", "length")
    assert [option.number for option in length.options.inline] == [1, 1.75, 2.9]


def test_a_body_scan_can_start_outside_and_can_be_for_another_day():
    (form,) = step("body-scan", "form")
    assert form.required
    assert [option.name for option in form.options.inline] == [
        "full",
        "hands_feet",
        "outside",
        "not_today",
    ]


def test_no_breath_is_held_unless_somebody_asks_for_it():
    breaths = [
        one for one in every(LIBRARY.exercise("grounding-breath").steps) if one.kind == "breathe"
    ]
    paces = [[phase.seconds for phase in one.phases.values()] for one in breaths]
    assert paces == [[4, 6], [2, 1, 6], [None, None]]
    assert all(phase.breath != "hold" for one in breaths for phase in one.phases.values())


def test_there_are_sixteen_practice_cards_and_three_carry_a_note():
    cards = LIBRARY.exercise("two-interpretations").tables.lists["wider/practice_cards"].options
    assert len(cards) == 16
    assert [name for name, card in cards.items() if card.hint] == ["idea", "quiet_group", "clerk"]


def test_the_consequences_are_one_s_own_and_small():
    assert (
        len(LIBRARY.exercise("boundary-scripting").tables.lists["common/consequences"].options)
        == 13
    )


def test_words_for_a_boundary_come_behind_the_gate():
    exercise = LIBRARY.exercise("boundary-scripting")
    assert "danger" in exercise.flags
    assert exercise.tables.care[0].name == "common/danger"
    gate = exercise.tables.fragments["common/danger_gate"].steps[0]
    assert gate.private
    assert gate.required


def test_three_tones_are_drafted():
    (draft,) = step("boundary-scripting", "draft")
    assert list(draft.versions) == ["soft", "plain", "firm"]


def test_a_rating_of_nine_is_not_called_a_climb():
    rules = {rule.name: rule for rule in LIBRARY.exercise("body-scan").tables.care}
    names = list(rules)
    assert names.index("common/heavy") < names.index("common/climb")
    heavy, climb = rules["common/heavy"].steps[0], rules["common/climb"].steps[0]
    assert heavy.text.source == "That is a lot to carry. Thanks for telling me."
    assert climb.text.source == "That climbed. Thanks for telling me."
    assert heavy.options.inline == climb.options.inline


@pytest.mark.parametrize("summary", LIBRARY.summaries(), ids=lambda one: one.id)
def test_what_is_seen_again_has_a_name(summary):
    exercise = LIBRARY.exercise(summary.id)
    flows = [exercise.steps, *(one.steps for one in exercise.followups.values())]
    steps = [one for flow in flows for one in every(flow)]
    pinned = {name for one in steps for name in one.show}
    assert all(one.label for one in steps if one.id in pinned), summary.id


@pytest.mark.parametrize("pack", sorted(LIBRARY.packs))
def test_evidence_is_listed_and_no_address_is_given_that_was_not_checked(pack: str):
    read = LIBRARY.pack(pack)
    assert read is not None
    for name in read.exercises:
        for key in LIBRARY.exercise(name).evidence:
            assert key in read.references
    assert all(not one.link for one in read.references.values() if one.status == "verified-2")
