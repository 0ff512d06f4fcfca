"""The three exercises, each to its end by the answers of a real person."""

from __future__ import annotations

from typing import Any

from studio.engine import events as ev
from studio.engine.prompts import ComposePrompt, EndPrompt, KeepPrompt, TimedPrompt
from studio.engine.session import Session
from tests.engine.drive import drive, outcome_answers, v
from tests.engine.exercises import STARTED, shipped_exercise

TWO: dict[str, Any] = {
    "mode": v("event"),
    "cue": "They walked past without a word.",
    "distress_before": 6,
    "first_reading": "They are angry with me.",
    "first_likely_before": 8,
    "blame": v("mine"),
    "looked_through": [v("timing"), v("mood_load")],
    "alts": [
        {"text": "They were late for a train.", "lens": "timing", "plausible": 7},
        {"text": "They had bad news.", "lens": "mood_load", "plausible": 5},
    ],
    "first_likely_after": 4,
    "stance": v("cannot_tell"),
    "next": v("leave"),
    "distress_after": 4,
    "saved": [{"index": 0}],
    "check_back": v("three_days"),
    "helped": 8,
}


def two() -> Session:
    return Session(shipped_exercise("two-interpretations"), started=STARTED, seed=7)


def test_two_readings_of_an_event_are_kept_and_checked_later() -> None:
    session = two()
    drive(session, TWO)
    outcome = session.outcome
    assert outcome is not None
    assert outcome.ending == "finished"
    assert outcome.values["first_likely_change"]["value"] == -4
    assert outcome.values["readings_found"]["value"] == 2
    assert outcome.values["self_blame"]["value"] is True
    (change,) = outcome.changes
    assert change["collection"] == "common/readings"
    assert change["fields"]["cue"] == TWO["cue"]
    assert change["fields"]["belief_before"] == 8
    assert change["fields"]["belief_after"] == 4
    assert change["fields"]["alternatives"] == [
        "They were late for a train.", "They had bad news.",
    ]  # fmt: skip
    (coming,) = outcome.schedule
    assert coming["followup"] == "what_turned_out"
    assert coming["due"] == "2026-03-05T19:30:00+01:00"


def test_thoughts_in_a_row_stay_apart_where_they_stay_in_sight() -> None:
    session = two()
    alts = [
        {"text": "Her week was full of exams.", "lens": "timing", "plausible": 7},
        {"text": "she needs longer to answer than I do", "lens": "mood_load", "plausible": 5},
    ]
    drive(session, {**TWO, "alts": alts}, until="stance")
    pins = {pin.label: pin.text for pin in session.view.pins}
    assert pins["Other readings"] == (
        "Her week was full of exams. she needs longer to answer than I do"
    )
    alts[0]["text"] = "her week was full of exams"
    session = two()
    drive(session, {**TWO, "alts": alts}, until="stance")
    pins = {pin.label: pin.text for pin in session.view.pins}
    assert pins["Other readings"] == (
        "her week was full of exams; she needs longer to answer than I do"
    )


def test_the_follow_up_sees_the_first_answers_and_changes_what_was_kept() -> None:
    session = two()
    drive(session, TWO)
    assert session.outcome is not None
    first = {
        entry["id"]: {"kind": entry["kind"], "value": entry["value"], "words": entry["words"]}
        for entry in session.outcome.answers
        if entry["on_path"] and "value" in entry
    }
    later = Session(
        shipped_exercise("two-interpretations"),
        started=STARTED,
        followup="what_turned_out",
        first=first,
    )
    assert later.view.title == "What turned out?"
    assert later.view.pins[0].text == TWO["cue"]
    drive(later, {"turned_out": v("other")}, until="keep_1")
    assert isinstance(later.view.prompt, KeepPrompt)
    later.send(ev.Answer([{"index": 0}]), 9)
    assert later.outcome is not None
    (change,) = later.outcome.changes
    assert change["op"] == "update"
    assert change["fields"] == {"turned_out": "one of the others"}
    assert change["ref"] == session.outcome.changes[0]["ref"]


def test_the_second_of_a_pair_shows_the_first_only_once_it_is_fixed() -> None:
    session = two()
    drive(session, TWO, until="first_likely_after")
    before = session.view
    assert before.revealed is None
    assert "8" not in "".join(pin.text for pin in before.pins)
    session.send(ev.Answer(4), 99)
    assert session.view.address == "first_likely_after"
    assert session.view.revealed == (8, 4)
    session.send(ev.Back(), 99)
    assert session.view.revealed is None
    assert session.view.earlier == 4


def test_answers_of_a_path_left_again_are_kept_and_marked() -> None:
    session = two()
    drive(session, TWO, until="first_reading")
    for _ in range(3):
        session.send(ev.Back(), 50)
    assert session.view.address == "mode"
    drive(session, {**TWO, "mode": v("card")})
    assert session.outcome is not None
    left = {entry["id"]: entry["on_path"] for entry in session.outcome.answers}
    assert left["cue"] is False
    assert left["first_reading"] is True


def test_a_speed_round_deals_three_different_cards() -> None:
    session = two()
    others = [{"text": "Busy."}, {"text": "Did not see me."}]
    path = drive(session, {"mode": v("speed"), "others": others, "helped": 5})
    asked = [one for one in path if one.endswith("others")]
    assert asked == ["rounds[0].others", "rounds[1].others", "rounds[2].others"]
    assert session.outcome is not None
    questions = {e["question"] for e in session.outcome.answers if e["id"] == "others"}
    assert len(questions) == 3
    assert len([key for key in session.outcome.shown if "practice_cards/" in key]) == 3
    text = "".join(span.text for line in session.view.text for span in line)
    assert text == "You found other readings for each card."


def scan(form: str, length: str) -> Session:
    session = Session(shipped_exercise("body-scan"), started=STARTED)
    drive(
        session,
        {"form": v(form), "distress_before": 4, "length": v(length), "posture": v("sitting")},
        until="scan",
    )
    return session


def test_the_scan_is_205_seconds_in_its_short_form_and_longer_in_the_others() -> None:
    for length, factor in (("short", 1), ("middle", 1.75), ("long", 2.9)):
        prompt = scan("full", length).view.prompt
        assert isinstance(prompt, TimedPrompt)
        assert len(prompt.parts) == 12
        assert round(sum(part.seconds for part in prompt.parts), 3) == round(205 * factor, 3)


def test_hands_and_feet_go_by_turns() -> None:
    prompt = scan("hands_feet", "short").view.prompt
    assert isinstance(prompt, TimedPrompt)
    assert [part.seconds for part in prompt.parts] == [20, 15, 20, 15, 20]


def test_skipped_regions_are_named() -> None:
    session = scan("full", "short")
    session.send(ev.SkipPart(), session.now + 5)
    session.advance(session.now + 15)
    session.send(ev.EndStep(), session.now + 1)
    session.send(ev.Stop(), session.now)
    kept = outcome_answers(session)
    assert kept["scan"] == {"seconds": 21.0, "skipped": ["feet"]}


def test_a_script_is_composed_of_what_was_said() -> None:
    session = Session(shipped_exercise("boundary-scripting"), started=STARTED)
    answers: dict[str, Any] = {
        "less_safe": v("safe"),
        "boundary": "no messages late",
        "with_whom": v("colleague"),
        "confidence_before": 3,
        "fact": "a message comes after nine",
        "emotion": v("tense"),
        "need": "evenings to myself",
        "request": "write before six",
        "consequence": ["in turn", {"own": "I stop talking for a week"}, v("mute_chat")],
        "check": [
            "in turn",
            [v("mine")],
            [v("mine"), v("safe"), v("small"), v("not_punishment")],
        ],
        "tone": v("plain"),
    }
    drive(session, answers, until="draft")
    prompt = session.view.prompt
    assert isinstance(prompt, ComposePrompt)
    assert prompt.begin == "plain"
    from studio.engine.composing import show_draft

    shown = {draft.value: show_draft(draft, {}) for draft in prompt.drafts}
    assert shown["plain"] == (
        "When a message comes after nine, I feel tense. I need evenings to myself. "
        "Please write before six."
    )
    assert shown["firm"].endswith("If it goes on, I'll mute the chat for a day.")


def test_three_tries_at_a_consequence_end_kindly_without_one() -> None:
    session = Session(shipped_exercise("boundary-scripting"), started=STARTED)
    answers: dict[str, Any] = {
        "less_safe": v("safe"), "boundary": "x", "with_whom": v("friend"),
        "confidence_before": 3, "fact": "a", "emotion": v("tense"), "need": "b", "request": "c",
        "consequence": v("mute_chat"), "check": [v("mine")], "tone": v("firm"),
    }  # fmt: skip
    path = drive(session, answers, until="draft")
    rounds = [one for one in path if one.endswith(".consequence")]
    assert 2 <= len(rounds) <= 3
    prompt = session.view.prompt
    assert isinstance(prompt, ComposePrompt)
    firm = next(draft for draft in prompt.drafts if draft.value == "firm")
    assert not [one for one in firm.sentences if "If it goes on" in "".join(map(str, one))]


def test_the_last_screen_names_what_moved_without_judging() -> None:
    session = two()
    drive(session, TWO)
    view = session.view
    assert view.kind == "end"
    prompt = view.prompt
    assert isinstance(prompt, EndPrompt)
    assert [(pair.before, pair.after, pair.words) for pair in prompt.pairs] == [
        (8, 4, "lower than before"),
        (6, 4, "lower than before"),
    ]
    assert prompt.kept == ((1, "Readings"),)
    assert prompt.coming[0][1] == "Thursday 5 March"
