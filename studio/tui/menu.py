"""Pause and the menu: Esc, anywhere in an exercise.

For: everything that has no room in the footer, while nothing runs. Closes with
the name of what was chosen. May import the page and the player's view.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.tui.page import Page, said
from studio.tui.page_screen import PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, fit, row
from studio.tui.step_page import progress_words

if TYPE_CHECKING:
    from studio.tui.player import PlayerScreen

PAUSED = "Paused. Nothing is running."


@dataclass(frozen=True)
class Line:
    """One line of the menu: its keys as shown, each key's command, what it says."""

    shown: str
    does: dict[str, str]
    words: str


class MenuScreen(PageScreen[str]):
    """Dismisses with a command's name, "next" for going on."""

    def __init__(self, player: PlayerScreen, note: str = "") -> None:
        super().__init__()
        self.player = player
        self.usual = note

    def lines(self) -> list[Line]:
        """What can be done from here now."""
        view = self.player.sitting.view
        timed = view.kind in ("timed", "breathe")
        lines = [Line("Enter", {"enter": "next"}, "go on")]
        if "back" in view.allowed:
            parts = timed and view.clock is not None and view.clock.part > 0
            lines.append(Line("b", {"b": "back"}, "one part back" if parts else "one step back"))
        if "skip_part" in view.allowed:
            lines.append(Line("s", {"s": "skip"}, "skip this part"))
        elif "skip" in view.allowed:
            lines.append(Line("s", {"s": "skip"}, view.skip or "skip this step"))
        if "end_step" in view.allowed:
            lines.append(Line("e", {"e": "end_step"}, "end this whole step"))
        if not view.sheet:
            captures = {"w": "win", "m": "mood", "c": "card"}
            lines.append(Line("w m c", captures, "note a win, how I am, a card"))
        lines += [
            Line("l t", {"l": "so_far", "t": "find"}, "everything so far, find"),
            Line("q", {"q": "stop"}, "stop, or come back later"),
            Line("h k", {"h": "help", "k": "keys"}, "people to talk to, keys"),
        ]
        return lines

    def page(self, plan: Plan) -> Page:
        view = self.player.sitting.view
        far = progress_words(view, plan.column < 60)
        rows: list[Row] = [row(Piece(PAUSED, "question")), BLANK]
        for number, line in enumerate(self.lines()):
            here = number == self.at
            voice = "mark" if here else "text"
            label = fit(f"{line.shown:<6} {line.words}", plan.column - 2)
            rows.append(
                row(
                    Piece("› " if here else "  ", voice),
                    Piece(label, voice),
                    name=("pick", number),
                    marked=here,
                )
            )
        note = self.usual
        if self.player.sitting.unsaved is not None:
            note = "Not on disk yet."
        return Page(
            left=view.title,
            right=f"paused at {far}" if far and view.progress else "paused",
            rows=tuple(rows),
            start=7,
            note=said(note),
            keys=(("Enter", "go on"),),
        )

    @property
    def choices(self) -> int:
        return len(self.lines())

    def choose(self, number: int) -> None:
        lines = self.lines()
        if number < len(lines):
            self.dismiss(next(iter(lines[number].does.values())))

    def pressed(self, key: str) -> bool:
        if key in (" ", "escape"):
            self.dismiss("next")
            return True
        for line in self.lines():
            if key != "enter" and key in line.does:
                self.dismiss(line.does[key])
                return True
        return key in ("b", "s", "e", "w", "m", "c")

    def command(self, name: str) -> bool:
        if name in ("help", "keys", "cover"):
            return self.studio.command(name)
        offered = {does for line in self.lines() for does in line.does.values()}
        if name in offered:
            self.dismiss(name)
            return True
        return False

    def back(self) -> None:
        self.dismiss("next")
