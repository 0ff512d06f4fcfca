"""What a follow-up reads of the first session: every kind of answer, as it was then."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.engine import events as ev
from studio.engine.draft import draft_of, resume
from studio.engine.first import told
from studio.engine.query import Nothing
from studio.engine.session import Session
from studio.format.expressions import Item
from studio.format.kinds import KINDS
from studio.practice.context import session_row
from studio.practice.filing import filed
from tests.engine.drive import drive, v
from tests.engine.exercises import STARTED, exercise

IDENTITY = "019cd7f2-3c00-7001-8203-040506070801"

HEAD = """
reads:
  lately:
    from: wins
    where: item.line != 'Slept'
  widest:
    from: rated
    order:
      - highest: item.matters
    limit: 1
followups:
  later:
    title: Later
    minutes: 1
    steps:
      - type: text
        id: today
        text: And now?
    closing: You looked again.
"""

STEPS = """
- type: text
  id: words
  text: Words?
- type: choice
  id: pace
  text: Pace?
  own: another
  options:
    usual:
      label: as usual
      number: 1
    slow:
      label: slower
      number: 1.5
- type: choices
  id: felt
  text: Felt?
  own: another
  options:
    sad: sad at heart
    glad: glad
  each:
    strong:
      type: scale
      text: Strong?
    since:
      type: choice
      text: Since?
      options:
        now:
          label: just now
          number: 4
        long: for long
- type: scale
  id: rating
  text: How much?
- type: number
  id: times
  text: How often?
- type: date
  id: day
  text: When?
- type: list
  id: ideas
  text: Ideas?
  each:
    easy:
      type: scale
      text: Easy?
- type: share
  id: causes
  text: Why?
  total: 4
  options:
    mine: mine
    theirs: theirs
- type: compose
  id: letter
  text: Read it.
  slots:
    wish:
      label: I wish
    greeting:
      label: The end
      options:
        yours: Yours truly
        love: With love
  parts:
    - I wish you ${wish}.
    - ${greeting}
- type: pick
  id: win
  text: Which?
  from: wins
  else: skip
- type: pick
  id: idea
  text: Which idea?
  from: ideas
  else: skip
- type: picks
  id: some
  text: Which of the last?
  from: lately
  else: skip
  each:
    near:
      type: scale
      text: Near?
- type: pick
  id: tag
  text: Which?
  from: trigger_tags
  else: skip
- type: timed
  id: still
  text: It begins.
  phases:
    feet:
      seconds: 3
      text: Feet.
- type: breathe
  id: breath
  cycles: 2
  phases:
    in:
      breath: in
      seconds: 2
      text: in
- type: keep
  id: kept
  items:
    - to: wins
      over: ideas
      fields:
        line: item
- type: review
  id: seen
  text: Your wins
  from: wins
  else: skip
- type: review
  id: counted
  text: Your wins
  from: wins
  as: counts
  by: [line]
  else: skip
- type: repeat
  id: rated
  over: felt
  as: card
  steps:
    - type: scale
      id: matters
      text: Matters?
    - type: choice
      id: why
      text: Why?
      options:
        mine:
          label: my own
          number: 7
        theirs: of others
    - type: compose
      id: line
      text: Read it.
      slots:
        ending:
          label: It is
          options:
            good: good as it is
      parts:
        - This is ${ending}.
    - type: repeat
      id: inner
      over: ideas
      as: one
      steps:
        - type: text
          id: about
          text: About it?
- type: repeat
  id: looked
  over: lately
  steps:
    - type: text
      id: look
      text: How is it?
- type: repeat
  id: read_only
  over: wins
  steps:
    - type: say
      text: ${item}
- type: repeat
  id: again
  until: sure >= 5
  max: 3
  steps:
    - type: text
      id: attempt
      text: Try?
    - type: scale
      id: sure
      text: Sure?
- type: schedule
  id: look_back
  text: Look back?
  followup: later
  options:
    soon:
      in: 2 days
"""

ANSWERS: dict[str, Any] = {
    "words": "Some words.",
    "pace": v("slow"),
    "felt": [{"value": "sad", "strong": 7, "since": "now"}, {"own": "tired", "since": "long"}],
    "rating": 6,
    "times": 3,
    "day": "2026-02-27",
    "ideas": [{"text": "Walk", "easy": 8}, {"text": "Call"}],
    "causes": {"mine": 1, "theirs": 3},
    "letter": {"slots": {"wish": "rest", "greeting": "love"}},
    "win": {"ref": "w2"},
    "idea": {"ref": "Walk"},
    "some": [{"ref": "w1", "near": 4}],
    "tag": {"ref": "common/trigger_tags/left_out"},
    "kept": [{"index": 0}, {"index": 1}],
    "matters": ["in turn", 9, 4],
    "why": ["in turn", v("mine"), v("theirs")],
    "line": {"slots": {"ending": "good"}},
    "about": ["in turn", "a", "b", "c", "d"],
    "look": ["in turn", "well", "ill", "so"],
    "attempt": ["in turn", "one", "two"],
    "sure": ["in turn", 2, 6],
    "look_back": v("soon"),
    "helped": 5,
}


class Wins(Nothing):
    """Two wins kept before, and whatever a first session has added."""

    def __init__(self, *added: dict[str, Any]) -> None:
        self.added = added

    def kept(self, collection: str, *, archived: bool) -> tuple[Item, ...]:
        if collection != "common/wins":
            return ()
        rows = [(one["ref"], one["fields"]["line"], 0) for one in self.added]
        rows += [("w1", "Said no", 1), ("w2", "Slept", 2)]
        return tuple(
            Item("", fields={"line": line, "kept_on": STARTED - timedelta(days=days)}, ref=ref)
            for ref, line, days in rows
        )


def first_session(tmp_path: Path, answers: dict[str, Any] = ANSWERS) -> Session:
    session = Session(exercise(tmp_path, STEPS, HEAD), started=STARTED, context=Wins(), seed=3)
    drive(session, answers, skips=("inner", *(n for n in answers if answers[n] is None)))
    assert session.over
    return session


def document_of(session: Session) -> dict[str, Any]:
    """As it is filed, and read from disk."""
    assert session.outcome is not None
    return json.loads(json.dumps(filed(session.outcome, IDENTITY)))


def follow_up(session: Session, document: dict[str, Any]) -> Session:
    later = Session(
        session.exercise,
        started=STARTED + timedelta(days=2),
        context=Wins(*document["changes"]),
        followup="later",
        first=told(document),
    )
    draft = json.loads(json.dumps(draft_of(later)))
    return resume(draft, session.exercise, Nothing())


def plain(value: object, new: dict[str, str]) -> object:
    """A value without what is known of kept things alone, new references as they were filed."""
    if isinstance(value, Item):
        told = {name: plain(one, new) for name, one in value.fields.items() if one is not None}
        for moment in ("kept_on", "day", "part_of_day", "shown_on", "times_shown", "~since"):
            told.pop(moment, None)
        if value.ref:
            told.pop("collection", None)
        ref = new.get(value.ref or "", value.ref)
        return (value.words, value.value, value.number, ref, told)
    if isinstance(value, (list, tuple)):
        return tuple(plain(one, new) for one in value)
    return value


NAMES = [
    "words", "pace", "felt", "rating", "times", "day", "ideas", "causes", "letter", "wish",
    "greeting", "win", "idea", "some", "tag", "still", "breath", "kept", "seen", "counted",
    "rated", "looked", "read_only", "again", "attempt", "sure", "look_back", "widest",
]  # fmt: skip


def test_every_kind_of_answer_is_the_same_in_a_follow_up(tmp_path: Path) -> None:
    session = first_session(tmp_path)
    document = document_of(session)
    new = {
        was["ref"]: now["ref"]
        for was, now in zip(session.outcome.changes, document["changes"], strict=True)  # type: ignore[union-attr]
    }
    later = follow_up(session, document)
    for name in NAMES:
        there = session.world.root(name)
        assert there not in (None, ()) or name == "counted", name
        assert plain(later.world.root(name), {}) == plain(there, new), name


def test_no_kind_is_left_out_here() -> None:
    used = {line.split(": ")[1] for line in STEPS.splitlines() if "type: " in line}
    asks = {name for name, kind in KINDS.items() if kind.asks or kind.stores != "nothing"}
    assert asks - used <= {"use", "end"}


def test_of_a_round_that_was_skipped_the_row_is_there_and_its_answer_is_not(tmp_path: Path) -> None:
    session = first_session(tmp_path, {**ANSWERS, "matters": None, "look": None})
    later = follow_up(session, document_of(session))
    rated = later.world.root("rated")
    assert isinstance(rated, tuple)
    assert [row.fields.get("matters") for row in rated] == [None, None]
    assert [row.fields["card"].words for row in rated] == ["sad at heart", "tired"]
    looked = later.world.root("looked")
    assert isinstance(looked, tuple)
    assert [(row.words, row.fields.get("look")) for row in looked] == [("Said no", None)]


def test_what_was_gone_over_and_erased_since_is_not_brought_back(tmp_path: Path) -> None:
    session = first_session(tmp_path)
    document = document_of(session)
    later = Session(session.exercise, started=STARTED, followup="later", first=told(document))
    looked = later.world.root("looked")
    assert isinstance(looked, tuple)
    assert [(row.words, row.fields["look"]) for row in looked] == [("", "well")]
    assert len(later.world.root("read_only")) == 4  # type: ignore[arg-type]


def test_an_outcome_without_references_still_has_its_rounds(tmp_path: Path) -> None:
    session = first_session(tmp_path)
    document = document_of(session)
    del document["rows"]
    rated = follow_up(session, document).world.root("rated")
    assert plain(rated, {}) == plain(session.world.root("rated"), {})


def test_of_rounds_over_a_private_answer_not_even_the_number_is_kept(tmp_path: Path) -> None:
    steps = """
    - type: list
      id: secret
      private: yes
      text: What?
    - type: repeat
      id: rounds
      over: secret
      steps:
        - type: say
          text: ${item}
    - type: text
      id: open
      text: And?
    """
    session = Session(exercise(tmp_path, steps), started=STARTED)
    drive(session, {"secret": [{"text": "x"}], "open": "y", "helped": 5})
    assert "rows" not in document_of(session)


@pytest.mark.parametrize("name", ["kept", "win", "some"])
def test_kept_things_are_as_they_are_by_now(tmp_path: Path, name: str) -> None:
    session = first_session(tmp_path)
    document = document_of(session)

    class Changed(Wins):
        def kept(self, collection: str, *, archived: bool) -> tuple[Item, ...]:
            rows = super().kept(collection, archived=archived)
            return tuple(Item("", fields={**r.fields, "line": "New words"}, ref=r.ref)
                         for r in rows)  # fmt: skip

    later = Session(
        session.exercise, started=STARTED, context=Changed(*document["changes"]),
        followup="later", first=told(document),
    )  # fmt: skip
    value = later.world.root(name)
    item = value[0] if isinstance(value, tuple) else value
    assert isinstance(item, Item)
    assert (item.words, item.fields["line"]) == ("New words", "New words")


def test_a_past_session_has_the_text_of_each_item_of_a_list(tmp_path: Path) -> None:
    row = session_row(document_of(first_session(tmp_path)) | {"id": IDENTITY})
    ideas = row.fields["ideas"]
    assert isinstance(ideas, tuple)
    assert [one.fields["text"] for one in ideas] == ["Walk", "Call"]


def test_a_follow_up_is_stored_with_its_own_answers_alone(tmp_path: Path) -> None:
    session = first_session(tmp_path)
    later = follow_up(session, document_of(session))
    later.send(ev.Answer("Better."), 1)
    assert later.outcome is not None
    assert [one["id"] for one in later.outcome.answers] == ["today"]
    assert later.outcome.rows == {}
