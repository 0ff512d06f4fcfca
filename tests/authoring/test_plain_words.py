"""Reading ease and tone: counted by rule, found wherever words can stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.authoring.plain_words import AGREED, EASY, grade, page, prompts, said, syllables, unkind
from studio.library.library import Library, shipped
from tests.engine.exercises import exercise

DOCS = Path(__file__).parents[2] / "docs" / "reading.md"
COUNTED = {
    1: "feet made known said asked line times guard these you're hold",
    2: "quiet little people isn't handled pushes useful likely something truer saying settled",
    3: "idea noticing another whoever yesterday somebody remember area",
    4: "information interpreted circumstances",
}
SHOULDS = """
- type: say
  text: One should read.
- type: choices
  id: felt
  label: You should name it
  text: Which?
  help: You should look.
  skip: You should not
  options:
    a:
      label: one should
      hint: or should not
    b: two
  own: what should be
  each:
    strong:
      type: scale
      text: How strong should it be?
      low: should be low
- type: timed
  phases:
    one:
      label: Should
      seconds: 5
      text: You should sit.
- type: compose
  id: line
  slots:
    wish: I should like...
  parts:
    - You should have ${wish}.
- type: branch
  cases:
    - when: answered(felt)
      steps:
        - type: say
          text: You should see this too.
"""
FOLLOWUP = """
followups:
  later:
    title: What you should do
    minutes: 1
    steps:
      - type: say
        text: You should look back.
    closing: As one should.
"""


def test_the_page_in_docs_is_fresh() -> None:
    assert DOCS.read_text("utf-8") == page(Library([shipped()])), (
        "run: python -m studio.authoring.plain_words docs/reading.md"
    )
    assert 0 < AGREED <= 1000


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, words in COUNTED.items() for word in words.split()]
)
def test_syllables_are_counted_as_they_are_spoken(count: int, word: str) -> None:
    assert syllables(word) == count


def test_a_grade_is_that_of_flesch_and_kincaid() -> None:
    # 10 words, 2 sentences, 13 syllables: 0.39 * 5 + 11.8 * 1.3 - 15.59
    assert grade(["The cat sat on the table.", "It was very quiet."]) == 1.7
    assert grade([]) == 0.0
    assert grade(["Institutional considerations necessitate deliberation."]) > EASY


def test_a_pipe_and_a_full_stop_are_no_words_of_ours() -> None:
    assert grade(["You said ${anything_at_all} then."]) == grade(["You said it then."])
    assert grade(["Look... And rest."]) == grade(["Look.", "And rest."])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Just breathe.", ("just",)),
        ("You failed at least once!", ("failed", "at least", "!")),
        ("Your streak, your score", ("streak", "score")),
        ("Finish it: “I failed because I'm...”", ()),
        ('One reading may be "this was just unfair".', ()),
        ("An adjustable, unjust shoulder of discipline", ()),
        ("It's loud right now. Don't rush, and don't simply go on.", ("simply",)),
    ],
)
def test_what_the_tone_has_no_place_for(text: str, found: tuple[str, ...]) -> None:
    assert unkind(text) == found


def test_no_place_where_words_can_stand_is_overlooked(tmp_path: Path) -> None:
    found = exercise(tmp_path, SHOULDS, head=FOLLOWUP.replace("\nfollowups", "followups"))
    keys = [one.key for one in said(found) if unkind(one.text)]
    assert len(keys) == (SHOULDS + FOLLOWUP).lower().count("should")


def test_prompts_are_what_is_said_in_sentences_and_what_is_shared_is_said_too() -> None:
    told = prompts(Library([shipped()]).exercise("sensory-grounding"))
    assert "Three things you can see." in told  # of a fragment
    assert "How upset or tense do you feel right now?" in told  # of a measure
    assert told[-1] != "calm"
    assert len(set(told)) == len(told)
