"""What is private stays private: nothing that is kept is made of it."""

from __future__ import annotations

import pytest

from tests.format.shelves import codes, draught, steps

SECRET = """
- type: text
  id: secret
  private: yes
  required: yes
  text: What?
- type: choices
  id: hidden
  private: yes
  required: yes
  text: Which?
  options:
    one: One
    two: Two
"""

KEEPING = {
    "a composed text": """
- type: compose
  id: letter
  text: Write it.
  parts:
    - Dear ${secret}, hello.
""",
    "one version of it": """
- type: compose
  id: letter
  text: Write it.
  versions:
    short:
      label: Short
      parts:
        - Dear ${secret}, hello.
    long:
      label: Long
      parts:
        - Dear you, hello.
""",
    "the beginning of a text": """
- type: text
  id: longer
  text: Say more.
  start: ${secret}
""",
    "a text written anew": """
- type: text
  id: anew
  text: Once more.
  rewrites: secret
""",
    "a choice from it": """
- type: choice
  id: one_of_them
  text: Which first?
  options: hidden
""",
    "points shared over it": """
- type: share
  id: parts
  text: How much?
  options: hidden
  total: 10
""",
    "a row of it": """
- type: pick
  id: one_of_them
  text: Which first?
  from: hidden
  else: skip
""",
    "what is suggested from it": """
- type: list
  id: more
  text: What else?
  suggest: hidden
""",
}


@pytest.mark.parametrize("text", KEEPING.values(), ids=KEEPING)
def test_an_answer_made_of_a_private_one_is_private_too(text: str) -> None:
    name = "secret" if "secret" in text else "hidden"
    (found,) = steps(SECRET + text).problems.all
    assert (found.code, found.message.split()[0]) == ("P412", f"`{name}`")
    line = found.source[found.place.column - 1 :]
    assert line.startswith(name)
    hushed = text.replace("\n  text:", "\n  private: yes\n  text:", 1)
    assert codes(steps(SECRET + hushed)) == []


def test_it_may_be_shown_again_and_asked_for() -> None:
    text = """
- type: say
  when: secret == 'x'
  text: You wrote ${secret}.
- type: text
  id: open
  text: What of ${secret} can wait?
  show: [secret]
- type: repeat
  id: more_rounds
  over: hidden
  steps:
    - type: say
      text: ${item}
"""
    assert codes(steps(SECRET + text)) == []


def test_a_fragment_is_not_handed_it() -> None:
    text = "- type: use\n  fragment: common/rest\n  with:\n    what: secret\n"
    assert "P412" in codes(steps(SECRET + text))


def test_rounds_over_it_ask_nothing_that_is_kept() -> None:
    text = """
- type: repeat
  id: more_rounds
  over: hidden
  steps:
    - type: text
      id: why
      text: Why ${item}?
"""
    assert codes(steps(SECRET + text)) == ["P412"]
    hushed = text.replace("      text:", "      private: yes\n      text:")
    assert codes(steps(SECRET + hushed)) == []


def test_what_rounds_over_it_took_is_private_in_them_and_afterwards_alone() -> None:
    text = """
- type: repeat
  id: rounds
  over: hidden
  steps:
    - type: keep
      items:
        - to: wins
          fields:
            line: item
- type: list
  id: open
  text: Which?
- type: repeat
  id: more_rounds
  over: open
  steps:
    - type: keep
      items:
        - to: wins
          fields:
            line: item.text
"""
    assert codes(steps(SECRET + text)) == ["P412"]


@pytest.mark.parametrize("value", ["value: secret", "value: 1\n    words: It is ${secret}."])
def test_no_value_of_the_outcome_holds_it(value: str) -> None:
    text = f"""format: 1
id: example
version: 1
title: Example
quick: yes
steps:
  - type: text
    id: secret
    private: yes
    required: yes
    text: What?
outcome:
  said:
    {value}
    label: Said
    better: neither
"""
    assert codes(draught(text)) == ["P412"]
    assert codes(draught(text.replace("    private: yes\n", ""))) == []
