"""What a keep step says it will do, in words a person can check."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from studio.engine import events as ev
from studio.engine.draft import draft_of, resume
from studio.engine.phrases import goes_with
from studio.engine.prompts import KeepPrompt, PickPrompt
from studio.engine.query import Nothing
from studio.engine.session import Session
from studio.format.expressions import Item
from studio.practice.filing import filed
from tests.engine.exercises import STARTED, exercise

STEPS = """
- type: pick
  id: question
  text: Which one?
  from: open_questions
  else: skip
- type: text
  id: learned
  text: What came of it?
- type: keep
  items:
    - update: question
      fields:
        result: learned
    - archive: question
"""


class OneQuestion(Nothing):
    """A context with one open question in it."""

    def kept(self, collection: str, *, archived: bool) -> tuple[Item, ...]:
        when = STARTED - timedelta(days=3)
        if collection != "common/open_questions":
            return ()
        return (Item("", fields={"question": "Left out?", "kept_on": when}, ref="q1"),)


def test_what_is_changed_or_put_away_is_named(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, STEPS), started=STARTED, context=OneQuestion())
    session.send(ev.Answer({"ref": "q1"}), 1)
    session.send(ev.Answer("They forgot."), 2)
    prompt = session.view.prompt
    assert isinstance(prompt, KeepPrompt)
    assert [(one.op, one.line) for one in prompt.offers] == [
        ("update", "Left out?"),
        ("archive", "Left out?"),
    ]


def test_what_is_changed_is_seen_even_where_its_words_stand_in_the_line(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, STEPS), started=STARTED, context=OneQuestion())
    session.send(ev.Answer({"ref": "q1"}), 1)
    session.send(ev.Answer("Left out"), 2)
    prompt = session.view.prompt
    assert isinstance(prompt, KeepPrompt)
    changed = prompt.offers[0]
    assert changed.line == "Left out?"
    assert goes_with(changed.fields) == "with What came of it: Left out"


def test_what_the_line_is_made_of_is_not_said_twice(tmp_path: Path) -> None:
    steps = """
- type: text
  id: words
  text: Your line?
- type: text
  id: other
  text: And another?
- type: keep
  text: Keep it?
  items:
    - to: boundaries
      fields:
        area: words
        not_ok: other
        ok: words
"""
    session = Session(exercise(tmp_path, steps), started=STARTED, context=OneQuestion())
    session.send(ev.Answer("Quiet"), 1)
    session.send(ev.Answer("Quiet talk"), 2)
    prompt = session.view.prompt
    assert isinstance(prompt, KeepPrompt)
    assert prompt.offers[0].line == "Quiet: Quiet talk"
    assert [(one.name, one.in_line) for one in prompt.offers[0].fields] == [
        ("area", True),
        ("ok", False),
        ("not_ok", True),
    ]


def test_a_later_session_changes_what_the_first_one_picked(tmp_path: Path) -> None:
    head = """
    followups:
      later:
        title: Later
        minutes: 1
        steps:
          - type: text
            id: result
            text: What came of it?
          - type: keep
            id: noted
            ask: no
            items:
              - update: question
                fields:
                  result: result
        closing: You looked again.
    """
    found = exercise(tmp_path, STEPS, head)
    first = {"question": {"kind": "pick", "value": {"ref": "q1"}, "words": ("Left out?",)}}
    session = Session(found, started=STARTED, context=OneQuestion(), followup="later", first=first)
    session.send(ev.Answer("They forgot."), 1)
    assert session.outcome is not None
    (change,) = session.outcome.changes
    assert (change["op"], change["ref"]) == ("update", "q1")
    assert change["fields"] == {"result": "They forgot."}


TRIGGER = """
- type: text
  id: label
  text: Which moment?
- type: keep
  id: kept
  items:
    - to: triggers
- type: pick
  id: which
  text: Which one?
  from: triggers
  else: skip
"""


class Triggers(Nothing):
    """A context with two moments kept, one of them last year."""

    def kept(self, collection: str, *, archived: bool) -> tuple[Item, ...]:
        if collection != "common/triggers":
            return ()
        return tuple(
            Item("", fields={"label": label, "kept_on": STARTED - timedelta(days=days)}, ref=label)
            for label, days in (("Left out", 3), ("teased", 400))
        )


def offered(tmp_path: Path, label: str) -> Session:
    session = Session(exercise(tmp_path, TRIGGER), started=STARTED, context=Triggers())
    session.send(ev.Answer(label), 1)
    return session


def since(session: Session) -> list[str]:
    prompt = session.view.prompt
    assert isinstance(prompt, KeepPrompt)
    return [one.since for one in prompt.offers]


def test_what_is_there_already_is_said_to_be_and_since_when(tmp_path: Path) -> None:
    three_days_ago = STARTED - timedelta(days=3)
    (words,) = since(offered(tmp_path, "left  OUT"))
    assert words.startswith(f"{three_days_ago.day} ")
    (words,) = since(offered(tmp_path, "teased"))
    assert words.endswith(str((STARTED - timedelta(days=400)).year))
    assert since(offered(tmp_path, "corrected")) == [""]


def things(session: Session) -> list[str]:
    prompt = session.view.prompt
    assert isinstance(prompt, PickPrompt)
    return [one.line for one in prompt.things]


def test_what_was_kept_a_moment_ago_is_there_to_pick(tmp_path: Path) -> None:
    session = offered(tmp_path, "corrected")
    session.send(ev.Answer([{"index": 0}]), 2)
    assert things(session) == ["corrected", "Left out", "teased"]
    session.send(ev.Back(), 3)
    session.send(ev.Answer([]), 4)
    assert things(session) == ["Left out", "teased"]  # going back has changed it
    session.send(ev.Back(), 5)
    session.send(ev.Back(), 6)
    session.send(ev.Answer("LEFT OUT"), 7)
    session.send(ev.Answer([{"index": 0}]), 8)
    assert things(session) == ["LEFT OUT", "teased"]  # the same again is one thing


def test_a_thing_kept_and_picked_in_one_session_is_one_thing_in_the_record(tmp_path: Path) -> None:
    session = offered(tmp_path, "corrected")
    session.send(ev.Answer([{"index": 0}]), 2)
    prompt = session.view.prompt
    assert isinstance(prompt, PickPrompt)
    session.send(ev.Answer({"ref": prompt.things[0].ref}), 3)
    session.send(ev.Skip(), 4)
    assert session.outcome is not None
    document = filed(session.outcome, "019cd7f2-3c00-7001-8203-040506070801")
    answers = {one["id"]: one["value"] for one in document["answers"] if "value" in one}
    (change,) = document["changes"]
    assert answers["which"] == {"ref": change["ref"]}
    assert answers["kept"][0]["ref"] == change["ref"]
    assert change["ref"] in document["shown"]


SEVERAL = """
- type: list
  id: moments
  text: Which?
- type: keep
  id: kept
  ask: no
  items:
    - to: triggers
      over: moments
      fields:
        label: item
- type: pick
  id: which
  text: Which one?
  from: triggers
  else: skip
"""


def test_the_things_of_one_keep_stand_in_the_order_they_were_written(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, SEVERAL), started=STARTED, context=Triggers())
    session.send(ev.Answer([{"text": one} for one in ("one", "teased", "three")]), 1)
    assert things(session) == ["one", "teased", "three", "Left out"]


ITEMS = """
- type: list
  id: beliefs
  text: Which?
  each:
    believed:
      type: scale
      text: How much?
- type: pick
  id: hot
  text: Which is hot?
  from: beliefs
  order:
    - highest: item.believed
  else: skip
- type: picks
  id: two
  text: Which two?
  from: beliefs
  where: item.text != 'c'
  else: skip
- type: pick
  id: tag
  text: Which?
  from: trigger_tags
  else: skip
- type: repeat
  id: rounds
  over: two
  as: one
  steps:
    - type: say
      text: ${one.text}, ${one}
- type: say
  text: |
    ${hot.text}, ${hot}, ${hot.believed}
    ${two.text}
    ${first(beliefs).text}
    ${first(rounds.one).text}
    ${tag.label}
"""


def test_the_text_of_an_item_of_a_list_can_be_read_wherever_it_goes(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, ITEMS), started=STARTED)
    given = [{"text": "a", "believed": 3}, {"text": "b", "believed": 8}, {"text": "c"}]
    session.send(ev.Answer(given), 1)
    session.send(ev.Answer({"ref": "b"}), 2)
    session.send(ev.Answer([{"ref": "a"}, {"ref": "b"}]), 3)
    session.send(ev.Answer({"ref": "common/trigger_tags/no_reply"}), 4)
    assert shown(session) == ["a, a"]
    session.send(ev.Next(), 5)
    session.send(ev.Next(), 6)
    assert shown(session) == ["b, b, 8", "a and b", "a", "a", "no reply"]


def shown(session: Session) -> list[str]:
    return ["".join(span.text for span in line) for line in session.view.text]


def test_what_was_kept_is_the_same_when_a_draft_is_taken_up(tmp_path: Path) -> None:
    session = offered(tmp_path, "corrected")
    session.send(ev.Answer([{"index": 0}]), 2)
    again = resume(draft_of(session), session.exercise, Nothing())
    assert things(again) == things(session)


def test_a_thing_without_what_tells_it_apart_is_not_offered(tmp_path: Path) -> None:
    steps = """
    - type: text
      id: word
      text: Which?
    - type: text
      id: proof
      text: How do you know?
    - type: keep
      items:
        - to: strengths
    """
    session = Session(exercise(tmp_path, steps), started=STARTED)
    session.send(ev.Skip(), 1)
    session.send(ev.Answer("I stayed."), 2)
    assert session.view.kind != "keep"


CARDS = """
- type: pick
  id: card
  text: Which moment is this?
  from: statements
  else: skip
"""


class Cards(Nothing):
    """A context with two coping cards, one of which has no moment."""

    def kept(self, collection: str, *, archived: bool) -> tuple[Item, ...]:
        if collection != "common/statements":
            return ()
        when = STARTED - timedelta(days=3)
        fields = {"text": "One silence is one day.", "kept_on": when, "day": when.date()}
        return (
            Item("", fields={**fields, "trigger": "no reply"}, ref="c1"),
            Item("", fields=fields, ref="c2"),
        )


def test_a_pick_shows_what_a_collection_puts_beside_its_lines_else_the_day(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, CARDS), started=STARTED, context=Cards())
    prompt = session.view.prompt
    assert isinstance(prompt, PickPrompt)
    assert [(one.line, one.note) for one in prompt.things] == [
        ("One silence is one day.", "no reply"),
        ("One silence is one day.", "Friday 27 February"),
    ]
    session.send(ev.Answer({"ref": "c1"}), 1)
    session.send(ev.Stop(), 2)
    assert session.outcome is not None
    document = filed(session.outcome, "019cd7f2-3c00-7001-8203-040506070801")
    (answer,) = [one for one in document["answers"] if one["id"] == "card"]
    assert answer["value"] == {"ref": "c1"}
