"""pick: one of the things kept, newest first, or a new line."""

from __future__ import annotations

from typing import ClassVar

from studio.engine.prompts import PickPrompt
from studio.tui.choosing import Choosing
from studio.tui.options import Shown, Sign
from studio.tui.paper import Value


class PickBody(Choosing):
    """Kept things, each with its quieter note beneath; answers `{"ref": r}` or `{"own": "…"}`."""

    sign: ClassVar[Sign] = "none"
    DEFAULT_CSS: ClassVar[str] = "PickBody Line { margin: 0 0 0 5; }"

    @property
    def prompt(self) -> PickPrompt:
        assert isinstance(self.view.prompt, PickPrompt)
        return self.view.prompt

    def own_label(self) -> str:
        return self.prompt.own

    def shown_options(self) -> list[Shown]:
        things = [
            Shown(str(digit) if digit <= 9 else "", thing.line, thing.note, beneath=True)
            for digit, thing in enumerate(self.prompt.things, start=1)
        ]
        return [*things, Shown("0", self.own)] if self.own else things

    def value(self, index: int) -> Value:
        return {"ref": self.prompt.things[index].ref}
