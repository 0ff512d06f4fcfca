"""picks: several of the things kept, each with a small question where one is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from studio.engine.prompts import Ask, Choosable, PicksPrompt
from studio.tui.kinds.choices import ChoicesBody
from studio.tui.options import Shown
from studio.tui.paper import Value


class PicksBody(ChoicesBody):
    """Kept things with a box; answers a list of `{"ref": r, **each}`."""

    DEFAULT_CSS: ClassVar[str] = "PicksBody Line { margin: 0 0 0 10; }"

    @property
    def offered(self) -> PicksPrompt:
        assert isinstance(self.view.prompt, PicksPrompt)
        return self.view.prompt

    def asks(self) -> tuple[Ask, ...]:
        return self.offered.each

    def bounds(self) -> tuple[int, int | None]:
        return self.offered.min, self.offered.max

    def choosables(self) -> Sequence[Choosable]:
        return [Choosable(thing.ref, thing.line, thing.note) for thing in self.offered.things]

    def own_label(self) -> str:
        return self.offered.own

    def shown_options(self) -> list[Shown]:
        things = [
            Shown(str(digit) if digit <= 9 else "", thing.line, thing.note, beneath=True)
            for digit, thing in enumerate(self.offered.things, start=1)
        ]
        return [*things, Shown("0", self.own)] if self.own else things

    def value(self, index: int) -> Value:
        return {"ref": self.offered.things[index].ref}
