"""scale: a number between two words. Nothing is marked until a key says so."""

from __future__ import annotations

from rich.cells import cell_len

from studio.engine.events import Next
from studio.engine.phrases import revealed_line
from studio.engine.prompts import ScalePrompt
from studio.engine.view import View
from studio.tui.asking import typed_number
from studio.tui.body import Body, Look
from studio.tui.paper import ENTER, Paper
from studio.tui.rows import BLANK, Piece, Row, fit, row, wrap
from studio.tui.skip_words import or_skip

MOST_SHOWN = 11  # values that stand side by side; a longer scale is typed
NOTHING_YET = "A number, please."
LEGEND = "▲ earlier   ● now"


class ScaleBody(Paper):
    """0 to 10 or as written; answers a whole number. Shows a pair once it is fixed."""

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        self.now: int | None = view.earlier if isinstance(view.earlier, int) else None

    @property
    def prompt(self) -> ScalePrompt:
        assert isinstance(self.view.prompt, ScalePrompt)
        return self.view.prompt

    # Drawing

    def drawn(self) -> list[Row]:
        now = self.view.revealed[1] if self.view.revealed else self.now
        earlier = self.view.revealed[0] if self.view.revealed else None
        values = range(self.prompt.min, self.prompt.max + 1)
        rows = [BLANK] if (self.size.height or 11) > 7 else []
        if len(values) > MOST_SHOWN:
            rows += self._long(now)
        else:
            rows += self._line(values, now, earlier)
        if self.view.revealed is not None:
            rows += [BLANK, row(revealed_line(*self.view.revealed)), row(Piece(LEGEND, "quiet"))]
        return rows

    def _line(self, values: range, now: int | None, earlier: int | None) -> list[Row]:
        gap = min(12, (self.room - 6) // max(1, len(values) - 1))
        wide = gap >= 6
        first = 2 if wide else 3
        numbers, dots = _Line(), _Line()
        for index, value in enumerate(values):
            x = first + gap * index
            shown = str(value)
            if value == now:
                shown = f"[ {value} ]" if wide else f"[{value}]"
                x_shown = x - (2 if wide else 1)
            else:
                x_shown = x
            numbers.put(x_shown, shown, "mark" if value == now else "text", value)
            if value == now:
                dots.put(x, "●", "accent", value)
            elif value == earlier:
                dots.put(x, "▲", "warm", value)
            else:
                dots.put(x, "·", "edge", value)
        end = first + gap * (len(values) - 1) + 2
        return [numbers.row(), dots.row(), self._ends(first, end)]

    def _ends(self, first: int, end: int) -> Row:
        room = end - first
        low, high = self.prompt.low, self.prompt.high
        if cell_len(low) + cell_len(high) + 2 > room:
            low, high = fit(low, room // 2 - 1), fit(high, room // 2 - 1)
        between = room - cell_len(low) - cell_len(high)
        return row(Piece(" " * first + low + " " * between + high, "quiet"))

    def _long(self, now: int | None) -> list[Row]:
        shown = "_" if now is None else str(now)
        ends = f"{self.prompt.min} {self.prompt.low}   {self.prompt.max} {self.prompt.high}"
        told = [row("  ", Piece(line, "quiet")) for line in wrap(ends, self.room - 2)]
        return [row("  ", Piece(f"[ {shown} ]", "mark")), *told]

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("b", "change it"),) if self.view.revealed is not None else ()

    def usual(self) -> str:
        if self.view.revealed is not None:
            return ""
        if self.view.required:
            return "Type a number or use the arrows."
        return "Type a number or use the arrows. Skip is fine."

    # Keys

    def pressed(self, key: str, character: str) -> bool:
        if key in ENTER:
            self.next()
            return True
        if self.view.revealed is not None:
            return False
        if len(key) == 1 and key.isdigit():
            self.digit(int(key))
        elif key in ("minus", "-") and self.prompt.min < 0:
            self.put(-(self.now or 0))
        elif key in ("left", "right", "down", "up"):
            self.step(1 if key in ("right", "up") else -1)
        elif key in ("home", "end"):
            self.put(self.prompt.min if key == "home" else self.prompt.max)
        elif key in ("delete", "backspace"):
            self.now = None
            self.changed(None)
        else:
            return False
        return True

    def digit(self, digit: int) -> None:
        """A digit sets the value; after one that can be the first of two, it is the second."""
        low, high = self.prompt.min, self.prompt.max
        value = typed_number(self.now, digit, low, high)
        if value is None:
            self.say(f"{low} to {high}, please.")
        else:
            self.put(value)

    def step(self, by: int) -> None:
        low, high = self.prompt.min, self.prompt.max
        if self.now is None:
            self.put(low if by > 0 else high)
        else:
            self.put(min(high, max(low, self.now + by)))

    def put(self, value: int) -> None:
        self.now = value
        self.changed(value)

    def clicked(self, name: object) -> None:
        if isinstance(name, int) and self.view.revealed is None:
            self.put(name)

    def next(self) -> None:
        if self.view.revealed is not None:
            self.post_message(Body.Wanted(Next()))
        elif self.now is None:
            self.say(f"A number{skip}." if (skip := or_skip(self.view)) else NOTHING_YET)
        elif not self.prompt.min <= self.now <= self.prompt.max:
            self.say(f"{self.prompt.min} to {self.prompt.max}, please.")
        else:
            self.answer(self.now)


class _Line:
    """A row put together from things at given cells."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.cells = 0

    def put(self, at: int, text: str, voice: str, name: object) -> None:
        gap = max(0, at - self.cells)
        self.pieces += [Piece(" " * gap, "text", name), Piece(text, voice, name)]
        self.cells += gap + cell_len(text)

    def row(self) -> Row:
        return Row(tuple(self.pieces))
