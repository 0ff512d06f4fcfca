"""share: a number of points shared out over causes, all of them and no more."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len

from studio.engine.phrases import small_number
from studio.engine.prompts import SharePrompt
from studio.engine.view import View
from studio.tui.asking import typed_number
from studio.tui.body import Look
from studio.tui.paper import ENTER, Paper
from studio.tui.rows import BLANK, Piece, Row, pad, row

ONE_BY_ONE = 20  # more points than this are shown as a number
UNIT = "counter"
STEPS = {"left": -1, "minus": -1, "-": -1, "right": 1, "plus": 1, "+": 1, "equals_sign": 1}


class ShareBody(Paper):
    """Rows of points; answers `{value: points}`, options without any left out."""

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        earlier = view.earlier if isinstance(view.earlier, dict) else {}
        self.points = [int(earlier.get(option.value, 0)) for option in self.prompt.options]
        self.at = 0

    @property
    def prompt(self) -> SharePrompt:
        assert isinstance(self.view.prompt, SharePrompt)
        return self.view.prompt

    @property
    def left(self) -> int:
        return self.prompt.total - sum(self.points)

    def in_progress(self) -> dict[str, Any]:
        pairs = zip(self.prompt.options, self.points, strict=True)
        return {option.value: points for option, points in pairs if points}

    def drawn(self) -> list[Row]:
        cells = min(max(cell_len(one.label) for one in self.prompt.options) + 4, self.room // 2)
        rows = []
        for index, (option, points) in enumerate(
            zip(self.prompt.options, self.points, strict=True)
        ):
            marked = index == self.at
            lead = ("› " if marked else "  ") + pad(option.label, cells)
            rows.append(
                row(
                    Piece(lead, "mark" if marked else "text"),
                    Piece(self._dots(points, cells), "accent"),
                    name=index,
                    marked=marked,
                )
            )
        to_place = row(
            Piece(pad("to place", cells + 2), "quiet"), self._dots(self.left, cells, "○")
        )
        return [*rows, BLANK, to_place] if self.left else rows

    def _dots(self, points: int, cells: int, dot: str = "●") -> str:
        spaced = " ".join(dot * points)
        if self.prompt.total > ONE_BY_ONE or len(spaced) > self.room - cells - 2:
            return str(points) if points else ""
        return spaced

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("+ -", "move"),)

    def usual(self) -> str:
        if not self.left:
            return "All placed. Enter goes on."
        many = self._count(self.left).capitalize()
        return f"{many} left." if self.left < self.prompt.total else f"{many} to place."

    def _count(self, points: int) -> str:
        unit = self.prompt.unit or UNIT
        plural = unit if points == 1 or unit.endswith("s") else f"{unit}s"
        return f"{small_number(points)} {plural}"

    def pressed(self, key: str, character: str) -> bool:
        if key in ENTER:
            self.next()
        elif key in ("up", "down", "tab", "shift+tab"):
            step = 1 if key in ("down", "tab") else -1
            self.at = (self.at + step) % len(self.points)
            self.redraw()
        elif key in ("home", "end"):
            self.at = 0 if key == "home" else len(self.points) - 1
            self.redraw()
        elif (character or key) in STEPS or key in STEPS:
            by = STEPS.get(key, STEPS.get(character, 0))
            self.put(self.points[self.at] + by)
        elif len(key) == 1 and key.isdigit():
            value = typed_number(self.points[self.at], int(key), 0, self.prompt.total)
            self.put(int(key) if value is None else value)
        elif key in ("delete", "backspace"):
            self.put(0)
        else:
            return False
        return True

    def put(self, points: int) -> None:
        """Give the marked row so many points, as far as they reach."""
        room = self.points[self.at] + self.left
        if points > room:
            self.say(f"{self._count(room).capitalize()} can stand here. The rest is placed.")
            points = room
        self.points[self.at] = max(0, points)
        self.changed(self.in_progress())

    def clicked(self, name: object) -> None:
        if isinstance(name, int):
            self.at = name
            self.redraw()

    def next(self) -> None:
        if self.left:
            self.say(f"{self._count(self.left).capitalize()} left to place.")
        else:
            self.answer(self.in_progress())
