"""Sentences put together from what a person typed, as they would be written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.engine import events as ev
from studio.engine.prompts import ComposePrompt, show_draft
from studio.engine.session import Session
from tests.engine.exercises import STARTED, exercise

STEPS = """
- type: text
  id: fact
  text: What happened?
- type: compose
  id: line
  text: Read it slowly.
  slots:
    wish: I'd like...
  parts:
    - When ${fact}, I stop.
    - I'd like ${wish}. Would that work?
    - Then ${fact}, again.
"""


@pytest.mark.parametrize(
    ("typed", "wish", "reads"),
    [
        (
            "they shout",
            "quiet",
            "When they shout, I stop. I'd like quiet. Would that work? Then they shout, again.",
        ),
        (
            "they shout.",
            "quiet.",
            "When they shout, I stop. I'd like quiet. Would that work? Then they shout, again.",
        ),
        (
            "on and on...",
            "rest",
            "When on and on..., I stop. I'd like rest. Would that work? Then on and on..., again.",
        ),
        (
            "they shout",
            "what now?",
            "When they shout, I stop. I'd like what now? Would that work? Then they shout, again.",
        ),
    ],
)
def test_a_full_stop_that_was_typed_is_not_doubled(
    typed: str, wish: str, reads: str, tmp_path: Path
) -> None:
    session = Session(exercise(tmp_path, STEPS), started=STARTED)
    session.send(ev.Answer(typed), 1)
    prompt = session.view.prompt
    assert isinstance(prompt, ComposePrompt)
    assert show_draft(prompt.drafts[0], {"wish": wish}) == reads


ALL_MISSING = """
- type: text
  id: fact
  text: What happened?
- type: compose
  id: line
  text: Read it slowly.
  parts:
    - When ${fact}, I stop.
- type: say
  text: That is all.
"""


def test_a_text_of_which_nothing_is_left_is_not_asked(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, ALL_MISSING), started=STARTED)
    session.send(ev.Skip(), 1)
    assert session.view.kind == "say"
    session.send(ev.Back(), 2)
    session.send(ev.Answer("they shout"), 3)
    assert session.view.address == "line"


BEGINNINGS = """
- type: text
  id: kind
  text: What would help?
- type: compose
  id: line
  slots:
    wish: I'd like...
  parts:
    - ${kind}, that would help.
    - ${wish} as well.
    - It is ${kind}.
"""


def test_a_sentence_that_begins_with_what_was_typed_begins_with_a_capital(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, BEGINNINGS), started=STARTED)
    session.send(ev.Answer("a walk"), 1)
    prompt = session.view.prompt
    assert isinstance(prompt, ComposePrompt)
    told = show_draft(prompt.drafts[0], {"wish": "rest"})
    assert told == "A walk, that would help. Rest as well. It is a walk."
