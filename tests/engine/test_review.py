"""What is read back: a trend in its own words, and counts that can be chosen from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from studio.engine import events as ev
from studio.engine.kinds.review import trend
from studio.engine.prompts import PickPrompt
from studio.engine.session import Session
from studio.engine.world import LABELS, WORDS
from studio.format.expressions import Item
from tests.engine.exercises import STARTED, exercise

COUNTED = """
- type: review
  id: found
  text: What shows up.
  from: wins
  as: counts
  by: [category]
  else: skip
- type: pick
  id: which
  text: Which one?
  from: found
  else: skip
- type: say
  text: "You chose ${which}."
"""


class Wins:
    """A past of small wins, newest first."""

    def __init__(self, *categories: str) -> None:
        self.categories = categories

    def kept(self, collection: str, *, archived: bool) -> Iterable[Item]:
        if collection != "common/wins":
            return ()
        return [
            Item("", ref=f"win-{number}", fields={"line": "x", "category": one})
            for number, one in enumerate(self.categories)
        ]

    def shown(self, prefix: str) -> Mapping[str, tuple[datetime, int]]:
        return {}

    def sessions(self, exercise: str | None) -> Iterable[Item]:
        return ()

    def strategies(self) -> Iterable[Item]:
        return ()


def test_what_was_counted_can_be_chosen_from_after_it_was_read(tmp_path: Path) -> None:
    past = Wins("patience", "patience", "a line held", "patience", "a line held", "once")
    session = Session(exercise(tmp_path, COUNTED), started=STARTED, context=past)
    session.send(ev.Next(), 1)
    prompt = session.view.prompt
    assert isinstance(prompt, PickPrompt)
    assert [one.line for one in prompt.things] == ["patience", "a line held"]
    session.send(ev.Answer({"ref": prompt.things[0].ref}), 2)
    assert "".join(span.text for span in session.view.text[0]) == "You chose patience."


def said(words: str) -> Item:
    return Item("", fields={"calm": words})


def weeks(*shares: float | None) -> tuple[Item, ...]:
    """Sessions of a log, newest first, as rows."""
    return tuple(
        Item("", fields={"calm": share, LABELS: said("Pauses"), WORDS: said(f"Paused: {share}.")})
        for share in reversed(shares)
    )


def test_a_trend_speaks_in_the_words_it_was_stored_with() -> None:
    told = trend("calm", weeks(0.2, 0.2, 0.5, 0.8, 0.9))
    assert (told.label, told.words) == ("Pauses", "higher than at first. Last time: Paused: 0.9.")
    assert told.said[0] == "Paused: 0.2."
    assert len(told.points) == len(told.said) == 5


def test_under_four_points_there_is_no_direction_and_a_gap_is_no_point() -> None:
    told = trend("calm", weeks(0.2, None, 0.5, 0.8))
    assert told.words == ("three so far, a direction shows from four on. Last time: Paused: 0.8.")
    assert told.points == ()


def test_a_value_that_has_no_words_is_called_by_its_name() -> None:
    rows = tuple(Item("", fields={"how_often": 2}) for _ in range(4))
    assert trend("how_often", rows).label == "How often"
    assert trend("how_often", rows).words == "about the same."
