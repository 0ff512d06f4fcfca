"""A sitting: on disk before the next step shows, taken up again exactly there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.engine import events as ev
from studio.engine.session import Session
from studio.format.parts import Duration
from studio.practice.desk import Desk
from studio.practice.sitting import Sitting
from studio.store.faults import StoreError
from tests.engine.drive import v
from tests.practice.conftest import Hand


def answer(sitting: Sitting, *values: Any) -> None:
    for value in values:
        sitting.send(ev.Answer(value))


def begun(desk: Desk) -> Sitting:
    sitting = desk.begin("two-interpretations", seed=7)
    answer(sitting, v("event"), "They walked past.", 6)
    return sitting


def test_an_answered_step_is_on_disk_when_send_returns(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    begun(desk)
    (row,) = open_again().today().open
    assert row.title == "Two other readings"
    assert row.progress.startswith("step 4 of about")
    assert row.since == "21:00"


def test_a_session_is_taken_up_at_the_exact_step_with_what_was_typed(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    sitting = begun(desk)
    sitting.typing("They are ang")
    sitting.save_typing()
    again = open_again().resume(sitting.identity)
    assert again.view.address == "first_reading"
    assert again.view.earlier == "They are ang"
    assert [pin.text for pin in again.view.pins] == ["They walked past."]


def test_typing_in_the_first_field_is_enough_for_a_draft(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    sitting = desk.begin("q-win")
    sitting.typing("I waited a d")
    sitting.save_typing()
    assert open_again().resume(sitting.identity).view.earlier == "I waited a d"


def test_a_timed_step_comes_back_paused_at_the_start_of_its_part(
    desk: Desk, hand: Hand, open_again: Callable[[], Desk]
) -> None:
    sitting = desk.begin("body-scan")
    answer(sitting, v("full"), 4, v("short"), v("sitting"))
    hand.pass_by(20 + 15 + 7)
    assert sitting.advance()
    assert sitting.view.clock is not None
    assert sitting.view.clock.part == 2
    hand.pass_by(5)
    again = open_again().resume(sitting.identity)
    assert again.view.paused
    clock = again.view.clock
    assert clock is not None
    assert (clock.part, clock.part_left) == (2, 15)
    hand.pass_by(60)
    again.send(ev.Resume())
    hand.pass_by(15)
    again.advance()
    assert again.view.clock is not None
    assert again.view.clock.part == 3


def test_a_finished_session_is_in_history_and_no_longer_open(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    sitting = desk.begin("q-win")
    answer(sitting, "I waited a day.", v("patience"))
    assert sitting.over
    later = open_again()
    assert later.today().open == ()
    (outcome,) = later.history()
    assert outcome["exercise"] == "q-win"
    assert outcome["answers"][0]["value"] == "I waited a day."
    (win,) = later.kept()["common/wins"]
    assert win["fields"] == {"line": "I waited a day.", "category": "patience under pressure"}


def test_a_session_that_ends_at_the_gate_leaves_nothing_on_disk(desk: Desk, tmp_path: Path) -> None:
    sitting = desk.begin("boundary-scripting")
    answer(sitting, v("unsafe"), v("leave"))
    assert sitting.over
    assert list(desk.history()) == []
    assert desk.today().open == ()
    everything = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file())
    assert b"boundary-scripting" not in everything
    assert b"unsafe" not in everything


def test_the_gate_is_asked_again_and_the_rest_follows(
    desk: Desk, open_again: Callable[[], Desk], tmp_path: Path
) -> None:
    sitting = desk.begin("boundary-scripting")
    answer(sitting, v("safe"), "no messages late", v("colleague"))
    drafts = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file())
    assert b'"safe"' not in drafts.replace(b"definition", b"").split(b'"events"')[-1]
    again = open_again().resume(sitting.identity)
    assert again.view.asked_again
    assert again.view.private
    again.send(ev.Answer(v("safe")))
    assert again.view.address == "confidence_before"


def test_leaving_at_the_gate_asked_again_keeps_the_session_open(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    sitting = desk.begin("boundary-scripting")
    answer(sitting, v("safe"), "no messages late", v("colleague"))
    again = open_again().resume(sitting.identity)
    again.send(ev.Stop())
    third = open_again().resume(sitting.identity)
    third.send(ev.Answer(v("safe")))
    assert third.view.address == "confidence_before"
    assert third.session.answers["boundary"] == "no messages late"


def at_the_gate_again(desk: Desk, open_again: Callable[[], Desk]) -> Sitting:
    """Cut off at the fourth question of it, and taken up again."""
    sitting = desk.begin("boundary-scripting")
    answer(sitting, v("safe"), "no messages late", v("colleague"))
    return open_again().resume(sitting.identity)


def test_another_answer_at_the_gate_after_going_back_leads_to_where_it_was_cut_off(
    desk: Desk, open_again: Callable[[], Desk], hand: Hand
) -> None:
    again = at_the_gate_again(desk, open_again)
    answer(again, v("unsafe"))
    assert again.view.address.endswith("safer")
    hand.pass_by(30)
    again.send(ev.Back())
    answer(again, v("safe"))
    assert again.view.address == "confidence_before"
    answer(again, 4)
    third = open_again().resume(again.identity)
    answer(third, v("safe"))
    assert third.session.answers["confidence_before"] == 4


@pytest.mark.parametrize("cut", [False, True])
def test_what_a_private_answer_led_away_from_is_kept(
    desk: Desk, open_again: Callable[[], Desk], tmp_path: Path, cut: bool
) -> None:
    """Also when the program is cut off once more before the end."""
    written(tmp_path, TWO_WAYS)
    sitting = open_again().begin("two-ways")
    answer(sitting, v("one"), "Words of the first way.")
    again = open_again().resume(sitting.identity)
    answer(again, v("other"), "Words of the other.")
    assert again.view.address == "and_then"
    if cut:
        again = open_again().resume(again.identity)
        answer(again, v("other"))
    assert "Words of the first way." in again.words()
    answer(again, "Then.", "The end.")
    (outcome,) = open_again().history()
    told = {
        one["id"]: (one["on_path"], one["question"], one["words"]) for one in outcome["answers"]
    }
    assert told["one_way"] == (False, "The first way?", ["Words of the first way."])
    assert "which" not in told


def test_an_answer_given_since_is_not_replaced_by_an_earlier_one(
    tmp_path: Path, open_again: Callable[[], Desk]
) -> None:
    written(tmp_path, TWO_WAYS)
    sitting = open_again().begin("two-ways")
    answer(sitting, v("one"), "Words of the first way.", "An end.")
    again = open_again().resume(sitting.identity)
    answer(again, v("other"), "Words of the other.", "Another end.")
    for _ in range(3):
        again.send(ev.Back())
    answer(again, v("one"))
    assert again.view.address == "one_way"
    answer(again, again.view.earlier)
    assert again.view.earlier == "Another end."


def test_time_goes_on_at_once_behind_a_private_answer_that_was_asked_again(
    tmp_path: Path, open_again: Callable[[], Desk], hand: Hand
) -> None:
    written(tmp_path, A_MINUTE)
    sitting = open_again().begin("two-ways")
    answer(sitting, v("one"))
    hand.pass_by(300)
    answer(sitting, "Some words.")
    again = open_again().resume(sitting.identity)
    hand.pass_by(5)
    answer(again, v("one"))
    again.send(ev.Resume())
    assert again.deadline == 60


def test_care_that_comes_once_in_a_while_is_where_it_was_when_it_is_taken_up(
    tmp_path: Path, open_again: Callable[[], Desk]
) -> None:
    """Though another session, ended meanwhile, met the same care."""
    written(tmp_path, ONE_QUESTION, HELLO)
    first = open_again().begin("two-ways")
    answer(first, "hello")
    other = open_again().begin("two-ways")
    answer(other, "hello too", "Words.", "More.")
    assert other.over
    again = open_again().resume(first.identity)
    assert again.view.address == "words"
    assert [one.address for one, _ in again.session.passed] == ["care.hello[0].hello_words"]
    answer(again, "Words.", "More.")
    assert all(one["on_path"] for one in again.outcome["answers"])  # type: ignore[index]


def test_what_is_asked_after_care_has_ended_a_session_is_no_care(
    tmp_path: Path, open_again: Callable[[], Desk]
) -> None:
    written(tmp_path, RATED, ENOUGH)
    desk = open_again()
    session = Session(desk.exercise("two-ways"), started=desk.now(), again=Duration(7 * 86400))
    session.send(ev.Answer(9), 1.0)
    assert session.view.address == "comes_again"
    assert not session.view.sheet
    session.send(ev.Answer(v("yes")), 2.0)
    assert session.outcome is not None
    assert [(one["id"], one.get("care")) for one in session.outcome.answers] == [
        ("weight", None), ("comes_again", None),
    ]  # fmt: skip


RATED = """
  - type: scale
    id: weight
    measure: weight
"""
ENOUGH = """measures:
  weight:
    label: Weight
    text: How heavy?
    better: lower
care:
  enough:
    at: rating
    measure: weight
    when: now >= 5
    steps:
      - type: end
        text: Enough for today.
"""
ONE_QUESTION = """
  - type: text
    id: words
    text: Some words?
  - type: text
    id: more
    text: More?
"""
HELLO = """care:
  hello:
    at: start
    once: 7 days
    steps:
      - type: text
        id: hello_words
        text: Hello?
"""
WHICH = """
  - type: choice
    id: which
    private: yes
    text: Which way?
    options:
      one: one
      other: another
"""
A_MINUTE = f"""{WHICH}\
  - type: text
    id: words
    text: Some words?
  - type: timed
    seconds: 60
    text: Sit for a minute.
"""
TWO_WAYS = f"""{WHICH}\
  - type: branch
    cases:
      - when: which == 'one'
        steps:
          - type: text
            id: one_way
            text: The first way?
    else:
      - type: text
        id: other_way
        text: The other way?
  - type: text
    id: and_then
    text: And then?
  - type: text
    id: the_end
    text: And at the end?
"""


def written(home: Path, steps: str, care: str = "") -> None:
    pack = home / "data" / "packs" / "own"
    pack.mkdir(parents=True)
    for folder in (home / "data", pack.parent):
        folder.chmod(0o700)
    head = "format: 1\nid: own\nversion: 1\ntitle: Own\nlanguage: en\nexercises:\n  - two-ways\n"
    (pack / "pack.yml").write_text(head + care)
    head = "format: 1\nid: two-ways\nversion: 1\ntitle: Two ways\nquick: yes\nsteps:"
    (pack / "two-ways.yml").write_text(head + steps)


class Full:
    """A store that has no room, until it is told that there is some."""

    def __init__(self, store: Any) -> None:
        self.store, self.full = store, True

    def __getattr__(self, name: str) -> Any:
        if self.full and name in ("save_draft", "finish"):

            def refuse(*_: Any) -> None:
                raise StoreError("No room is left on /home.", "Free some room, then try again.")

            return refuse
        return getattr(self.store, name)


def test_what_could_not_be_saved_is_still_here_and_is_saved_when_there_is_room(
    desk: Desk, tmp_path: Path
) -> None:
    sitting = desk.begin("q-win")
    sitting.store = full = Full(desk.store)  # type: ignore[assignment]
    sitting.send(ev.Answer("I waited a day."))
    assert sitting.unsaved is not None
    assert "No room" in sitting.unsaved.message
    assert "I waited a day." in sitting.words()
    copy = sitting.save_elsewhere(tmp_path)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "I waited a day." in json.dumps(json.loads(copy.read_text()), ensure_ascii=False)
    sitting.send(ev.Answer(v("patience")))
    assert sitting.over
    assert sitting.unsaved is not None
    full.full = False
    sitting.retry()
    assert sitting.unsaved is None
    assert [one["exercise"] for one in desk.history()] == ["q-win"]


def test_filing_twice_doubles_nothing(desk: Desk) -> None:
    sitting = desk.begin("q-win")
    answer(sitting, "I waited a day.", v("patience"))
    sitting.save()
    sitting.save()
    assert len(list(desk.history())) == 1
    assert len(desk.kept()["common/wins"]) == 1


def test_a_pack_edited_meanwhile_does_not_change_a_session_in_progress(
    desk: Desk, open_again: Callable[[], Desk]
) -> None:
    sitting = begun(desk)
    later = open_again()
    later.library.folders = ()
    assert later.resume(sitting.identity).view.address == "first_reading"


def test_a_sleep_pauses_a_timed_step_at_the_last_moment_in_touch(desk: Desk, hand: Hand) -> None:
    sitting = desk.begin("body-scan")
    answer(sitting, v("full"), 4, v("short"), v("sitting"))
    hand.pass_by(4)
    assert not sitting.seen()
    hand.pass_by(3600)
    assert sitting.seen()
    assert sitting.view.paused
    assert sitting.view.clock is not None
    assert sitting.view.clock.part == 0
    assert sitting.view.clock.part_left == 16


@pytest.mark.parametrize("ending", ["keep", "drop"])
def test_a_session_left_open_can_be_ended_or_erased(
    desk: Desk, open_again: Callable[[], Desk], ending: str
) -> None:
    sitting = begun(desk)
    sitting.later()
    later = open_again()
    if ending == "keep":
        later.keep_draft(sitting.identity)
        (outcome,) = later.history()
        assert outcome["ending"] == "stopped"
    else:
        later.drop_draft(sitting.identity)
        assert list(later.history()) == []
    assert later.today().open == ()


def test_ending_a_session_that_the_disk_does_not_take_is_told(desk: Desk) -> None:
    sitting = begun(desk)
    sitting.later()
    desk.store = Full(desk.store)  # type: ignore[assignment]
    with pytest.raises(StoreError):
        desk.keep_draft(sitting.identity)
    assert [one["id"] for one in desk.store.drafts()] == [sitting.identity]


def test_what_waits_behind_the_gate_can_be_read(desk: Desk, open_again: Callable[[], Desk]) -> None:
    sitting = desk.begin("boundary-scripting")
    answer(sitting, v("safe"), "no messages late", v("colleague"))
    assert "no messages late" in open_again().draft_words(sitting.identity)


def test_each_phase_of_a_breath_and_its_end_are_told_and_only_breaths_are_saved(
    desk: Desk, hand: Hand
) -> None:
    sitting = desk.begin("grounding-breath", seed=7)
    sitting.send(ev.Next())
    sitting.send(ev.Next())
    answer(sitting, 6, v("gentle"), v("one"))
    told = []
    for _ in range(60):
        hand.pass_by(1)
        if sitting.advance():
            clock = sitting.view.clock
            told.append(None if clock is None else (clock.cycle, clock.part, clock.over))
    assert told[:4] == [(0, 1, False), (1, 0, False), (1, 1, False), (2, 0, False)]
    assert len(told) == 12
    assert told[-1] in (None, (5, 1, True))


def test_an_answer_of_several_lines_stays_below_its_question(desk: Desk) -> None:
    sitting = desk.begin("q-win")
    sitting.typing("Dear A.\n\nI waited.")
    assert sitting.words() == "Not sent yet\n  Dear A.\n  \n  I waited.\n"
