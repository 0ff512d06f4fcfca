"""The blanks of a composed text: which is asked now, and what fills them.

For: the compose body. A blank that every draft needs is asked before one is taken, those
of a single draft once it is. Pure; may import the engine's composing and prompts.
"""

from __future__ import annotations

from studio.engine.composing import asked_for
from studio.engine.prompts import ComposePrompt, Draft, SlotAsk


class Blanks:
    """`filled` has what stands in each blank, by name; `draft` is the one whose own are asked."""

    def __init__(self, prompt: ComposePrompt, filled: dict[str, str]) -> None:
        self.prompt = prompt
        self.filled = filled
        self.passed: set[str] = set()
        self.draft: Draft | None = None
        self.at = 0

    @property
    def asked(self) -> tuple[SlotAsk, ...]:
        """Those that are asked so far, in their order."""
        return asked_for(self.prompt, self.draft)

    @property
    def here(self) -> SlotAsk:
        """The one that is asked now."""
        return self.asked[self.at]

    def first_open(self) -> int | None:
        """The place of the first that is asked and empty."""
        return next((i for i, one in enumerate(self.asked) if not self.filled.get(one.name)), None)

    def to_come(self, draft: Draft) -> list[str]:
        """The blanks of a draft that were neither filled nor gone past, once it is taken."""
        shared = asked_for(self.prompt, None)
        return [
            one.name
            for one in asked_for(self.prompt, draft)[len(shared) :]
            if not self.filled.get(one.name) and one.name not in self.passed
        ]

    @property
    def all_passed(self) -> bool:
        """Whether no draft has a blank to come."""
        return not any(self.to_come(one) for one in self.prompt.drafts)

    def ask_for(self, draft: Draft) -> bool:
        """Ask what is still to come for a draft; whether there is any."""
        to_come = self.to_come(draft)
        if to_come:
            self.draft = draft
            self.at = [one.name for one in self.asked].index(to_come[0])
        return bool(to_come)

    def back_to_last(self, draft: Draft | None) -> bool:
        """Ask the last one again that was asked for a draft; whether there is one."""
        self.draft = draft if draft is not None and not self.to_come(draft) else None
        self.at = len(self.asked) - 1
        return bool(self.asked)

    def step(self, by: int) -> bool:
        """Ask the one after or before; False at either end. What is left behind was asked."""
        if by > 0:
            self.passed.add(self.here.name)
        if not 0 <= self.at + by < len(self.asked):
            return False
        self.at += by
        return True

    def words(self) -> dict[str, str]:
        """What stands in each blank, as it reads in a sentence."""
        words = {}
        for ask in self.prompt.slots:
            value = self.filled.get(ask.name, "")
            words[ask.name] = {one.value: one.label for one in ask.options}.get(value, value)
        return words

    def of(self, draft: Draft) -> dict[str, str]:
        """What fills the blanks that are asked for a draft; what was meant for another is left."""
        names = [one.name for one in asked_for(self.prompt, draft)]
        return {name: self.filled[name] for name in names if self.filled.get(name)}
