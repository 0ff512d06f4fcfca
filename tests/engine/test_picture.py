"""What a person sees of an answer when one further up was changed since."""

from __future__ import annotations

from pathlib import Path

from studio.engine import events as ev
from studio.engine.prompts import PicksPrompt
from studio.engine.session import Session
from tests.engine.drive import v
from tests.engine.exercises import STARTED, exercise

STEPS = """
- type: choices
  id: wide
  text: Which of these?
  options:
    honesty: honesty
    craft: craft
    calm: calm
- type: picks
  id: few
  text: Which stay?
  from: wide
  max: 2
  else: skip
"""


def test_a_narrower_choice_follows_the_wider_one(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, STEPS), started=STARTED)
    session.send(ev.Answer([v("honesty"), v("craft")]), 1)
    session.send(ev.Answer([{"ref": "honesty"}, {"ref": "craft"}]), 2)
    session.send(ev.Back(), 3)
    session.send(ev.Back(), 4)
    session.send(ev.Answer([v("craft"), v("calm")]), 5)
    prompt = session.view.prompt
    assert isinstance(prompt, PicksPrompt)
    assert [thing.line for thing in prompt.things] == ["craft", "calm"]
    assert session.view.earlier == [{"ref": "craft"}]
