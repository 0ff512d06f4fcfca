"""The drafts of a composed text: which is taken, what it says, and how they look.

For: the compose body, once it is past the blanks, and for the script beside them.
What fills the blanks comes in as `words`, by name, so that what is being typed
can stand among them. No widget; may import the engine's composing, the blanks
and rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from studio.engine.composing import is_empty, show_draft
from studio.engine.prompts import ComposePrompt, Draft
from studio.tui.blanks import Blanks
from studio.tui.rows import BLANK, Piece, Row, row, wrap
from studio.tui.script_rows import script_rows


class Drafts:
    """`taken` is the place of the one that is taken, `text` one's own words in its stead.

    `earlier` is an answer of the step, from which both go on.
    """

    def __init__(self, prompt: ComposePrompt, blanks: Blanks, earlier: Mapping[str, Any]) -> None:
        self.all = prompt.drafts
        self.blanks = blanks
        values = [draft.value for draft in self.all]
        wanted = earlier.get("version") or prompt.begin
        self.taken: int | None = values.index(wanted) if wanted in values else None
        if len(values) == 1:
            self.taken = 0
        self.text: str | None = earlier.get("text") if earlier.get("edited") else None

    @property
    def live(self) -> Draft:
        """The one that is taken, the first until one is."""
        return self.all[self.taken or 0]

    @property
    def chosen(self) -> Draft | None:
        """The one that is taken; None until one is."""
        return None if self.taken is None else self.live

    def made(self, words: Mapping[str, str]) -> str:
        """What the live draft makes of the blanks."""
        return show_draft(self.live, words)

    def reads(self, words: Mapping[str, str]) -> str:
        """The text as it would be kept: one's own, else what the draft makes."""
        return self.made(words) if self.text is None else self.text

    def say_nothing(self, words: Mapping[str, str]) -> bool:
        """Whether none has a word to show, as every blank was left out."""
        return self.text is None and self.blanks.all_passed and is_empty(self.all, words)

    def answer(self, slots: Mapping[str, str]) -> dict[str, Any]:
        """The answer as it stands, with what fills the blanks."""
        made: dict[str, Any] = {"slots": {name: one for name, one in slots.items() if one}}
        if self.taken is not None:
            made["version"] = self.live.value
        if self.text is not None:
            made |= {"text": self.text, "edited": True}
        return made

    # How they look

    def script(self, draft: Draft, words: Mapping[str, str], width: int) -> list[Row]:
        """A draft as it will be kept, but for the blanks that are still to come."""
        return script_rows(draft, words, width, blanks=self.blanks.to_come(draft))

    def rows(self, words: Mapping[str, str], width: int, height: int) -> list[Row]:
        """All of them under each other where there is room, else their names and the one taken."""
        many = len(self.all)
        if many > 1 and height >= 4 * many + 6:
            return self._in_full(words, width)
        names = [self._names(), BLANK] if many > 1 else []
        return [*names, *self._result(words, width)]

    def _names(self) -> Row:
        pieces: list[Piece] = []
        for index in range(len(self.all)):
            pieces += [self._name(index, named=index), Piece("  ")]
        return Row((*pieces,))

    def _name(self, index: int, named: int | None = None) -> Piece:
        marked = index == self.taken
        label = f"{'›' if marked else ' '} {index + 1} {self.all[index].label.lower()} "
        return Piece(label, "mark" if marked else "text", named)

    def _in_full(self, words: Mapping[str, str], width: int) -> list[Row]:
        rows: list[Row] = []
        for index, draft in enumerate(self.all):
            marked = index == self.taken
            rows.append(row(self._name(index), name=index, marked=marked))
            own = marked and self.text is not None
            rows += self._result(words, width) if own else self.script(draft, words, width)
            rows.append(BLANK)
        return rows[:-1]

    def _result(self, words: Mapping[str, str], width: int) -> list[Row]:
        if self.text is not None:
            lines = wrap(self.text, width - 2)
            return [row(Piece("│ ", "edge"), Piece(line, "question")) for line in lines]
        return [] if self.taken is None else self.script(self.live, words, width)
