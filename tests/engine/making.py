"""Random exercises, as an author might write them: right, but odd."""

from __future__ import annotations

import random
from collections.abc import Callable
from textwrap import indent


class Author:
    """Writes steps with ids of its own; remembers what can be asked about earlier."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.count = 0
        self.choices: list[str] = []
        self.numbers: list[str] = []

    def name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    def steps(self, most: int, depth: int = 0) -> str:
        """Some steps, one after another."""
        kinds: list[Callable[[], str]] = [
            self.say, self.text, self.choice, self.choices_step, self.scale, self.listing,
            self.compose, self.timed, self.breathe, self.number, self.share, self.schedule,
            self.keep,
        ]  # fmt: skip
        written = ""
        for _ in range(self.chance.randint(1, most)):
            if depth < 2 and self.chance.random() < 0.3:
                written += self.chance.choice([self.branch, self.until, self.over])(depth)
            else:
                written += self.chance.choice(kinds)()
        return written

    def when(self) -> str:
        """Sometimes a condition over what was asked before."""
        if self.chance.random() < 0.7:
            return ""
        conditions = [f"{one} == 'a'" for one in self.choices]
        conditions += [f"{one} > 3" for one in self.numbers]
        return f"  when: {self.chance.choice(conditions)}\n" if conditions else ""

    def asked(self, kind: str, more: str = "", *, conditional: bool = True) -> tuple[str, str]:
        name = self.name(kind)
        when = self.when() if conditional else ""
        required = "  required: yes\n" if self.chance.random() < 0.2 else ""
        # A private choice could not be kept, and `keep` here keeps choices.
        hidden = kind != "choice" and self.chance.random() < 0.1
        private = "  private: yes\n" if hidden else ""
        head = f"- type: {kind}\n  id: {name}\n{when}{required}{private}  text: About {name}?\n"
        return name, head + more

    def say(self) -> str:
        piped = f" ${{{self.chance.choice(self.choices)}}}" if self.choices else ""
        return f"- type: say\n{self.when()}  text: |\n    A line to read.\n    And{piped}\n"

    def text(self) -> str:
        return self.asked("text", "  max_words: 2\n")[1]

    def choice(self) -> str:
        name, step = self.asked("choice", "  own: mine\n" if self.chance.random() < 0.5 else "")
        self.choices.append(name)
        return f"{step}  options:\n    a: the first\n    b: the second\n"

    def choices_step(self) -> str:
        options = (
            "  options:\n    a: one\n    b: two\n    c:\n      label: none\n      alone: yes\n"
        )
        return self.asked("choices", options)[1]

    def scale(self) -> str:
        name, step = self.asked("scale")
        self.numbers.append(name)
        return step

    def number(self) -> str:
        name, step = self.asked("number", "  max: 9\n")
        self.numbers.append(name)
        return step

    def listing(self) -> str:
        return self.asked("list", "  min: 1\n  max: 3\n")[1]

    def share(self) -> str:
        return self.asked("share", "  total: 4\n  options:\n    a: one\n    b: two\n")[1]

    def compose(self) -> str:
        name = self.name("blank")
        parts = f"  slots:\n    {name}: It is...\n  parts:\n    - It is ${{{name}}}.\n"
        return self.asked("compose", parts)[1]

    def schedule(self) -> str:
        return self.asked("schedule", "  options:\n    one:\n      in: 1 day\n")[1]

    def timed(self) -> str:
        if self.chance.random() < 0.5:
            return f"- type: timed\n{self.when()}  seconds: 9\n  text: Wait a little.\n"
        phases = "".join(
            f"    p{i}:\n      seconds: {3 + i}\n      text: Part {i}.\n" for i in range(3)
        )
        return f"- type: timed\n{self.when()}  text: It begins.\n  phases:\n{phases}"

    def breathe(self) -> str:
        return (
            f"- type: breathe\n{self.when()}  cycles: 2\n  phases:\n"
            "    in:\n      breath: in\n      seconds: 2\n      text: in\n"
            "    out:\n      breath: out\n      seconds: 3\n      text: out\n"
        )

    def keep(self) -> str:
        ask = "  ask: no\n" if self.chance.random() < 0.5 else ""
        return (
            f"- type: keep\n{ask}  items:\n    - to: wins\n      fields:\n"
            f"        line: {self.chance.choice(self.choices or ['1 + 1'])}\n"
            "        category: 1 + 1\n"
            if self.choices
            else self.say()
        )

    def branch(self, depth: int) -> str:
        if not self.choices:
            return self.choice()
        name = self.chance.choice(self.choices)
        before = (list(self.choices), list(self.numbers))
        inside = self.steps(2, depth + 1)
        self.choices, self.numbers = map(list, before)
        other = self.steps(2, depth + 1)
        self.choices, self.numbers = map(list, before)
        return (
            f"- type: branch\n  cases:\n    - when: {name} == 'a'\n      steps:\n"
            f"{indent(inside, ' ' * 8)}  else:\n{indent(other, ' ' * 4)}"
        )

    def until(self, depth: int) -> str:
        before = (list(self.choices), list(self.numbers))
        name, step = self.asked("scale", conditional=False)
        inside = step.replace("  private: yes\n", "") + self.steps(1, depth + 1)
        self.choices, self.numbers = map(list, before)
        return (
            f"- type: repeat\n  id: {self.name('again')}\n  until: {name} >= 5\n  max: 3\n"
            f"  steps:\n{indent(inside, '    ')}"
        )

    def over(self, depth: int) -> str:
        before = (list(self.choices), list(self.numbers))
        name, step = self.asked("list", "  min: 1\n  max: 3\n", conditional=False)
        self.choices, self.numbers = [], []
        # In rounds over a private list nothing could be asked that is kept.
        shown = step.replace("  private: yes\n", "")
        inside = self.steps(2, depth + 1)
        self.choices, self.numbers = map(list, before)
        return (
            f"{shown}- type: repeat\n  id: {self.name('round')}\n  over: {name}\n  as: one_of\n"
            f"  else: skip\n  steps:\n    - type: say\n      text: It is ${{one_of}}.\n"
            f"{indent(inside, '    ')}"
        )


def steps(seed: int, most: int = 8) -> str:
    """The steps of a random exercise."""
    return Author(random.Random(seed)).steps(most)
