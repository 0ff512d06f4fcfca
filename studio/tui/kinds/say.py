"""say: something to read, then on. The first line stands as the question."""

from __future__ import annotations

from studio.tui.paper import Paper
from studio.tui.rows import BLANK, Row, opening, prose_rows


class SayBody(Paper):
    """What follows the first line, as the author broke it, and what helps with it."""

    def drawn(self) -> list[Row]:
        text = self.view.text
        rest = text[opening(text) :]
        while rest and not rest[0]:  # the question's row is set apart anyway
            rest = rest[1:]
        rows = prose_rows(rest, self.room)
        more = prose_rows(self.view.help, self.room, "quiet")
        return [*rows, BLANK, *more] if rows and more else rows + more
