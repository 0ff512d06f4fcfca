"""choice: one of two to nine options or more, or own words."""

from __future__ import annotations

from collections.abc import Sequence

from studio.engine.prompts import ChoicePrompt, Choosable
from studio.tui.choosing import Grouped
from studio.tui.paper import Value


class ChoiceBody(Grouped):
    """Options with a dot, or a grid of words; answers `{"value": v}` or `{"own": "…"}`."""

    @property
    def prompt(self) -> ChoicePrompt:
        assert isinstance(self.view.prompt, ChoicePrompt)
        return self.view.prompt

    def choosables(self) -> Sequence[Choosable]:
        assert isinstance(self.view.prompt, ChoicePrompt)
        return self.view.prompt.options

    def own_label(self) -> str:
        return self.prompt.own

    def labels(self) -> list[tuple[str, str]]:
        return [(option.label, option.hint) for option in self.prompt.options]

    def value(self, index: int) -> Value:
        return {"value": self.prompt.options[index].value}
