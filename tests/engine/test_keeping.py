"""What a keep step says it will do, in words a person can check."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from studio.engine import events as ev
from studio.engine.prompts import KeepPrompt
from studio.engine.query import Nothing
from studio.engine.session import Session
from studio.format.expressions import Item
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
