"""How far it goes: what is known counts as it will be, and the number moves on in every round."""

from __future__ import annotations

from pathlib import Path

from studio.engine import events as ev
from studio.engine.session import Session
from tests.engine.drive import v
from tests.engine.exercises import STARTED, exercise

ROUNDS = """
- type: list
  id: cards
  text: Which cards?
- type: repeat
  id: rated
  over: cards
  as: card
  steps:
    - type: scale
      id: matters
      text: How much does ${card} matter?
    - type: scale
      id: lived
      text: How much of it was there?
- type: say
  text: That is all.
"""


def counted(session: Session, *events: ev.Event) -> list[str]:
    """The words of the header before each of these events, and after the last."""
    told = [str(session.view.progress)]
    for event in events:
        session.send(event, session.now + 1)
        told.append(str(session.view.progress))
    return told


def test_rounds_over_a_written_list_are_counted_before_and_inside(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, ROUNDS), started=STARTED)
    cards = ev.Answer([{"text": "a"}, {"text": "b"}, {"text": "c"}])
    ratings = [ev.Answer(number) for number in range(6)]
    told = counted(session, cards, *ratings, ev.Next())
    assert told[0] == "1 of about 7"
    assert told[1:] == [f"{step} of 9" for step in range(2, 10)]


def test_rounds_over_a_list_that_was_skipped_are_none(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, ROUNDS), started=STARTED)
    assert counted(session, ev.Skip())[1] == "2 of 3"


TURNS = """
- type: choice
  id: way
  text: Which way?
  options:
    short: the short one
    long: the long one
- type: branch
  cases:
    - when: way == 'short'
      steps:
        - type: end
          text: That was it.
- type: say
  when: way == 'short'
  text: Never shown.
- type: say
  when: way == 'long'
  text: One.
- type: keep
  ask: no
  items:
    - to: wins
      fields:
        line: way
- type: say
  text: Two.
"""


def test_what_is_decided_counts_as_it_will_be(tmp_path: Path) -> None:
    long = Session(exercise(tmp_path, TURNS), started=STARTED)
    assert counted(long, ev.Answer(v("long")), ev.Next())[1:] == ["2 of 4", "3 of 4"]


def test_an_end_that_is_decided_leaves_nothing_after_it(tmp_path: Path) -> None:
    bye = "        - type: text\n          id: bye\n          text: Bye.\n"
    steps = TURNS.replace("        - type: end", f"{bye}        - type: end")
    short = Session(exercise(tmp_path, steps), started=STARTED)
    told = counted(short, ev.Answer(v("short")), ev.Answer("Bye."))
    assert told[1:] == ["2 of 3", "3 of 3"]


UNTIL = """
- type: repeat
  id: tries
  until: fits >= 5
  max: 3
  steps:
    - type: text
      id: words
      text: Say it another way.
    - type: scale
      id: fits
      text: How well does it fit?
"""


def test_a_round_that_may_come_again_is_counted_and_the_number_shrinks(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, UNTIL), started=STARTED)
    told = counted(session, ev.Answer("a"), ev.Answer(2), ev.Answer("b"), ev.Answer(7))
    assert told == ["1 of about 5", "2 of about 5", "3 of about 7", "4 of about 7", "5 of 5"]
