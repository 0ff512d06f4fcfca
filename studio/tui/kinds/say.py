"""say: something to read, then on. The first line stands as the question."""

from __future__ import annotations

from studio.tui.paper import Paper
from studio.tui.rows import BLANK, Row, prose_rows


class SayBody(Paper):
    """The lines after the first; one to a paragraph, as the author broke them."""

    def drawn(self) -> list[Row]:
        rows: list[Row] = []
        for line in self.view.text[1:]:
            if rows:
                rows.append(BLANK)
            rows.extend(prose_rows((line,), self.room))
        return rows
