"""Find: exercises, kept lines and settings by a few letters.

For: `/`. Only what the desk already lists is searched. May import the page and
the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult

from studio.library.summaries import minutes_label
from studio.practice.kept_things import OF_EXERCISES, Thing
from studio.tui.footer import SAFETY_QUIT_TYPING
from studio.tui.page import Page, said, two_ends
from studio.tui.page_screen import Face, PageScreen
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, row

MOST = 40
NARROW = 60
SETTINGS = (
    ("Colours", "theme"),
    ("Movement", "motion"),
    ("A slow line: little redrawn", "line"),
    ("The bell", "bell"),
    ("Hard words: a line about people to call", "heavy_words"),
)


@dataclass(frozen=True)
class Result:
    """Something found: what it is called, what kind of thing, and what opens it.

    `about` are words that lead to it too, such as what it is for.
    """

    title: str
    kind: str
    open: Callable[[], None]
    about: str = ""

    def fits(self, typed: str) -> int:
        """How well the letters lead here, 1 the best; 0 for not at all."""
        title = self.title.casefold()
        if f" {typed}" in f" {title}":
            return 1
        if typed in title:
            return 2
        # Words of what it is for are found by their beginnings, or two letters would find all.
        words = f" {title} {self.about.casefold()}"
        return 3 if all(f" {one}" in words for one in typed.split()) else 0


class FindScreen(PageScreen[None]):
    """A field and what fits it."""

    DEFAULT_CSS: ClassVar[str] = """
    FindScreen { layers: face over; }
    FindScreen Face { layer: face; }
    FindScreen Line { layer: over; }
    """
    closed_to: ClassVar[frozenset[str]] = frozenset({"find", "win", "mood", "card", "so_far"})

    def compose(self) -> ComposeResult:
        from studio.tui.fields import Line

        yield Face()
        yield Line()

    def appear(self) -> None:
        self.in_exercise = bool(self.studio.sittings)
        self.everything = self._everything()
        self.query_one("Line").focus()

    def _everything(self) -> list[Result]:
        desk = self.studio.desk
        found: list[Result] = []
        if not self.in_exercise:
            for pack in desk.today().packs:
                for one in pack.exercises:
                    kind = " · ".join(p for p in ("exercise", minutes_label(one.minutes)) if p)
                    about = f"{one.id.replace('-', ' ')} {one.purpose}"
                    found.append(Result(one.title, kind, self._exercise(one.id), about))
        for name, label, _ in desk.collections():
            if name != OF_EXERCISES:
                found += [
                    Result(f"“{one.line}”", "a kept line", self._thing(label, one))
                    for one in desk.things(name)
                    if one.line
                ]
        found += [Result(words, "setting", self._setting(field)) for words, field in SETTINGS]
        if not self.in_exercise:
            found.append(Result("Programmes, at your own pace", "paths", self._programmes))
            found.append(Result("My data: check, back up, take in, erase", "setting", self._data))
        return found

    def _exercise(self, identity: str) -> Callable[[], None]:
        def go() -> None:
            studio = self.studio
            self.dismiss(None)
            studio.open_exercise(identity)

        return go

    def _thing(self, label: str, thing: Thing) -> Callable[[], None]:
        def go() -> None:
            from studio.tui.kept import ThingScreen

            self._open(ThingScreen(label, thing))

        return go

    def _open(self, screen: PageScreen[Any]) -> None:
        """Open a screen in place of this one, or over it where an exercise waits beneath."""
        studio = self.studio
        if not self.in_exercise:
            self.dismiss(None)
        studio.push_screen(screen)

    def _programmes(self) -> None:
        from studio.tui.programmes import ProgrammesScreen

        self._open(ProgrammesScreen())

    def _data(self) -> None:
        from studio.tui.my_data import MyDataScreen

        studio = self.studio
        self.dismiss(None)
        studio.push_screen(MyDataScreen())

    def _setting(self, field: str) -> Callable[[], None]:
        def go() -> None:
            from studio.tui.settings_page import SettingsScreen

            self._open(SettingsScreen(at=field))

        return go

    @property
    def results(self) -> list[Result]:
        """What fits what is typed: beginnings of words in a title first, what it is for last."""
        from studio.tui.fields import Line

        typed = self.query_one(Line).words.casefold()
        found = [(rank, one) for one in self.everything if (rank := one.fits(typed))]
        return [one for _, one in sorted(found, key=lambda pair: pair[0])][:MOST]

    def page(self, plan: Plan) -> Page:
        shown = self.results
        self.at = min(self.at or 0, len(shown) - 1) if shown else None
        rows: list[Row] = [BLANK, BLANK]
        for number, one in enumerate(shown):
            here = number == self.at
            voice = "mark" if here else "text"
            kind = one.kind if plan.column >= NARROW else one.kind.rpartition(" · ")[2]
            rows.append(
                two_ends(
                    [Piece("› " if here else "  ", voice), Piece(one.title, voice)],
                    [Piece(kind, "mark" if here else "quiet")],
                    plan.column,
                    name=("pick", number),
                    marked=here,
                )
            )
        if not shown:
            rows.append(row(Piece("Nothing by that name.", "quiet")))
        return Page(
            left="Find",
            rows=tuple(rows),
            start=3,
            keeps=2,
            note=said(""),
            keys=(("Enter", "open"), ("Esc", "close")),
            safety=SAFETY_QUIT_TYPING,
        )

    def place_fields(self, plan: Plan) -> None:
        field = self.query_one("Line")
        field.styles.offset = (plan.left, plan.row(3) if plan.roomy else plan.header + 1)
        field.styles.width = plan.column

    def on_input_changed(self) -> None:
        self.at = 0
        self.draw()

    def pressed(self, key: str) -> bool:
        at = self.at or 0
        if key == "enter":
            if self.at is not None:
                self.choose(self.at)
        elif key in ("up", "down", "tab", "shift+tab"):
            step = -1 if key in ("up", "shift+tab") else 1
            self.at = max(0, min(len(self.results) - 1, at + step))
            self.draw()
        else:
            return False
        return True

    def choose(self, number: int) -> None:
        self.results[number].open()

    def stop(self) -> None:
        """Ctrl+C quits on Today, and closes this over an exercise."""
        if self.in_exercise:
            self.back()
        else:
            self.studio.quit()
