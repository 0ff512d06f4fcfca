"""Sentences put together from what a person typed, as they would be written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.engine import events as ev
from studio.engine.composing import Said, asked_for, laid_out, show_draft
from studio.engine.prompts import ComposePrompt
from studio.engine.refused import Refused
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


LETTER = """
- type: text
  id: who
  text: To whom?
- type: text
  id: thanks
  text: What for?
  lines: 4
- type: compose
  id: letter
  text: Read it slowly.
  slots:
    wish: I wish you...
  parts:
    - |
      Dear ${who},
    - Thank you for that.
    - ${thanks}
    - |
      I wish you ${wish}.
    - |
      With love,
      yours

      PS: keep ${who} in mind.
    - >-
      A folded part
      is one line.
- type: say
  text: ${letter}
"""
WHOLE = (
    "Dear Dana,\n\nThank you for that. First.\nSecond.\n\nWith love,\nyours\n\n"
    "PS: keep Dana in mind.\n\nA folded part is one line."
)


def test_lines_stay_and_paragraphs_are_parted_wherever_it_is_read(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, LETTER), started=STARTED)
    session.send(ev.Answer("Dana"), 1)
    session.send(ev.Answer("First.\nSecond."), 2)
    prompt = session.view.prompt
    assert isinstance(prompt, ComposePrompt)
    assert show_draft(prompt.drafts[0], {}) == WHOLE
    laid = laid_out(prompt.drafts[0], {"wish": "rest"})
    wish = (Said("I wish you "), Said("rest", "wish", True), Said("."))
    assert wish in [line[-3:] for line in laid]
    session.send(ev.Answer({}), 3)
    assert "\n".join("".join(s.text for s in line) for line in session.view.text) == WHOLE
    session.send(ev.Next(), 4)
    session.send(ev.Skip(), 5)
    assert session.outcome is not None
    letter = next(one for one in session.outcome.answers if one["id"] == "letter")
    assert letter["value"]["text"] == WHOLE


def test_a_paragraph_ends_though_the_part_that_ended_it_is_left_out(tmp_path: Path) -> None:
    steps = LETTER.replace("- Thank you for that.", "- |\n      I had no ${either(thanks, who)}.")
    steps = steps.replace("${either(thanks, who)}", "${thanks}")
    session = Session(exercise(tmp_path, steps), started=STARTED)
    session.send(ev.Answer("Dana"), 1)
    session.send(ev.Skip(), 2)
    prompt = session.view.prompt
    assert isinstance(prompt, ComposePrompt)
    assert show_draft(prompt.drafts[0], {}).startswith("Dear Dana,\n\nWith love,")


DRAFTS = """
- type: text
  id: who
  text: Who?
- type: choice
  id: tone
  text: How?
  options:
    near: near
    far: far
- type: compose
  id: letter
  text: Read it.
  begin: tone
  slots:
    wish: I wish...
  versions:
    near:
      label: Near
      parts:
        - Dear ${who}, ${wish}.
    far:
      label: Far
      parts:
        - I wish you ${wish}.
"""


def test_a_draft_of_which_nothing_is_left_cannot_be_chosen(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, DRAFTS), started=STARTED)
    session.send(ev.Skip(), 1)
    session.send(ev.Answer({"value": "near"}), 2)
    prompt = session.view.prompt
    assert isinstance(prompt, ComposePrompt)
    assert [one.value for one in prompt.drafts] == ["far"]
    assert prompt.begin == ""


OWN_BLANKS = """
- type: text
  id: who
  text: Who?
- type: compose
  id: opener
  text: Take one.
  slots:
    later: For later
    part: About
    name: Name
    why: Because
  versions:
    more:
      label: More
      parts:
        - Dear ${name}, say more about ${part}.
    good:
      label: Good
      parts:
        - Dear ${name}, what would good look like?
    from_one:
      label: From one
      parts:
        - ${who} told me, ${name}, because ${why}.
"""


def test_a_draft_asks_for_its_own_blanks_after_those_that_all_need(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, OWN_BLANKS), started=STARTED)
    session.send(ev.Answer("Sam"), 1)
    prompt = session.view.prompt
    assert isinstance(prompt, ComposePrompt)
    asked = {draft.value: [one.name for one in asked_for(prompt, draft)] for draft in prompt.drafts}
    assert asked == {
        "more": ["later", "name", "part"],
        "good": ["later", "name"],
        "from_one": ["later", "name", "why"],
    }
    assert [one.name for one in asked_for(prompt, None)] == ["later", "name"]


def test_the_blanks_of_a_draft_that_has_gone_are_not_asked(tmp_path: Path) -> None:
    session = Session(exercise(tmp_path, OWN_BLANKS), started=STARTED)
    session.send(ev.Skip(), 1)
    prompt = session.view.prompt
    assert isinstance(prompt, ComposePrompt)
    assert [one.name for one in prompt.slots] == ["later", "part", "name"]


def test_blanks_that_lead_to_no_text_are_not_asked(tmp_path: Path) -> None:
    steps = ALL_MISSING.replace("  parts:", "  slots:\n    wish: I wish...\n  parts:")
    session = Session(exercise(tmp_path, steps), started=STARTED)
    session.send(ev.Skip(), 1)
    assert session.view.kind == "say"


@pytest.mark.parametrize(
    ("required", "said"),
    [
        ("", "There is nothing in it yet. A few words, or skip."),
        ("  required: yes\n", "There is nothing in it yet. A few words."),
    ],
)
def test_blanks_all_left_open_are_met_by_one_sentence(
    tmp_path: Path, required: str, said: str
) -> None:
    steps = f"- type: compose\n  id: plan\n{required}  text: Fill it.\n"
    steps += "  slots:\n    act: I will...\n  parts:\n    - I will ${act}.\n"
    session = Session(exercise(tmp_path, steps), started=STARTED)
    with pytest.raises(Refused) as refused:
        session.send(ev.Answer({"slots": {}}), 1)
    assert str(refused.value) == said
