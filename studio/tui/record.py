"""One outcome, question by question; erased only after asking.

For: Look back, and "read it all" at the end of an exercise. It reads the
record alone, so an exercise that is gone reads the same. May import the
reading screen and the desk.
"""

from __future__ import annotations

from typing import Any, ClassVar

from studio.engine.phrases import number_words
from studio.errors import StudioError
from studio.tui.footer import SAFETY_TODAY
from studio.tui.look_back import when_of
from studio.tui.page import Page, numbered
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.reading import ReadingScreen, asked_and_said
from studio.tui.rows import BLANK, Piece, Row, row, wrapped


class RecordScreen(ReadingScreen):
    """Dismisses with True when the record was erased."""

    note = "D erases this record, after asking."
    own_keys = (("b", "back"), ("D", "erase"))
    right_keys = SAFETY_TODAY
    start: ClassVar[int] = 3

    def __init__(self, outcome: dict[str, Any]) -> None:
        super().__init__()
        self.outcome = outcome
        self.left = str(outcome.get("title", ""))
        when = when_of(outcome)
        self.right = f"{when:%A} {when.day} {when:%B}, {when:%H:%M}" if when else ""

    def reading(self, width: int) -> list[Row]:
        rows: list[Row] = []
        for answer in self.outcome.get("answers") or ():
            words = [str(word) for word in answer.get("words") or ()]
            if words and answer.get("on_path", True):
                rows += asked_and_said(str(answer.get("question") or ""), words, width)
        for value in (self.outcome.get("values") or {}).values():
            told = value_words(value)
            if told:
                rows += asked_and_said(str(value.get("label") or ""), [told], width)
        return rows or [row(Piece("Nothing was written in this one.", "quiet"))]

    def pressed(self, key: str) -> bool:
        if key == "D":
            self.app.push_screen(EraseScreen(self.left), self._asked)
            return True
        return super().pressed(key)

    def _asked(self, erase: bool | None) -> None:
        if not erase:
            return
        try:
            self.studio.desk.erase(str(self.outcome["id"]))
        except StudioError as error:
            self.say(str(error))
            return
        self.dismiss(True)  # type: ignore[arg-type]


def value_words(value: dict[str, Any]) -> str:
    """What was worked out at the end, in words; "" when there is nothing to say."""
    if value.get("words"):
        return str(value["words"])
    found = value.get("value")
    if isinstance(found, bool):
        return "yes" if found else "no"
    if isinstance(found, (int, float)):
        return number_words(found)
    if isinstance(found, (list, tuple)):
        return ", ".join(str(one) for one in found)
    return str(found or "")


class EraseScreen(PageScreen[bool]):
    """Asks once before something goes: a record, unless another question says what."""

    def __init__(
        self,
        title: str,
        question: str = "Erase this record? It cannot be brought back.",
        stays: str = "What it put into your collections stays there.",
        does: str = "Erase it",
    ) -> None:
        super().__init__()
        self.record_title = title
        self.question = question
        self.stays = stays
        self.does = does

    def page(self, plan: Plan) -> Page:
        options = (("1", "Keep it"), ("2", self.does))
        return Page(
            left=self.record_title,
            rows=(
                *wrapped(self.question, plan.column, "question"),
                *wrapped(self.stays, plan.column, "quiet"),
                BLANK,
                *numbered(options, self.at, plan.column),
            ),
            start=7,
            keys=(("Enter", f"take {(self.at or 0) + 1}"),),
            safety=SAFETY_TODAY,
        )

    @property
    def choices(self) -> int:
        return 2

    def choose(self, number: int) -> None:
        self.dismiss(number == 1)

    def pressed(self, key: str) -> bool:
        if key in ("1", "2"):
            self.choose(int(key) - 1)
            return True
        return False
