"""Today: what is open, what to come back to, one idea, and all exercises.

For: the first screen. Sections without content are not drawn. Nothing here
counts the person. May import the page and the desk's facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult

from studio.errors import StudioError
from studio.tui.footer import SAFETY_QUIT, Keys
from studio.tui.page import Page, compose, two_ends
from studio.tui.page_screen import Face, PageScreen, note_keys
from studio.tui.plan import Plan
from studio.tui.rows import BLANK, Piece, Row, fit, row, wrap, wrap_within

if TYPE_CHECKING:
    from studio.practice.programmes import NextRow
    from studio.practice.today import DueRow, PackRow

LET_GO = "Let this go? It will not come back by itself."
STAYS = "What you wrote stays in Look back."
GONE = "It does not come back any more."
CAPTURES = (("w", "note a win"), ("m", "how I am"), ("c", "a card"))
NARROW = 60
PROGRAMMES = "Programmes"
PATHS = "Paths through the exercises, at your own pace."
SOMETHING = "Something is open."
"""What the desk notes once after leaving fast; titles of what is open are then kept back."""
SHORT = 17
"""Titles of packs up to this many cells stand three in a row, longer ones two."""


@dataclass(frozen=True)
class Stop:
    """Where the mark can stand: its place on the grid, what Enter does, what is told beside."""

    line: int
    column: int
    open: Callable[[], None]
    tells: tuple[str, ...] = ()
    due: DueRow | None = None


class TodayScreen(PageScreen[None]):
    """The rows of today, and where each leads."""

    closed_to: ClassVar[frozenset[str]] = frozenset({"back"})

    def __init__(self, trouble: str = "") -> None:
        super().__init__()
        self.wordless = False
        self.notes: tuple[str, ...] = (trouble,) if trouble else ()

    def compose(self) -> ComposeResult:
        """With its rows from the start: a first frame without them costs the line twice."""
        self.look_again()
        self.wordless = SOMETHING in self.today.notes
        self.message = SOMETHING if self.wordless and not self.today.open else ""
        yield Face(compose(self.page(self.plan), self.plan, self.message))

    def look_again(self) -> None:
        """Ask the desk afresh, keeping the mark where it is if that still exists."""
        self.today = self.studio.desk.today()
        self.studio.desk.changed()  # what is shown from here on is as it is now
        told = (one for one in self.today.notes if one != SOMETHING)
        self.notes = tuple(dict.fromkeys((*self.notes, *told)))
        self.stops = self._stops()
        self.at = min(self.at or 0, max(0, len(self.stops) - 1)) if self.stops else None

    def uncovered(self) -> None:
        self.wordless = False
        self.look_again()
        self.draw()

    # What there is

    def _stops(self) -> list[Stop]:
        today, stops = self.today, []
        line = 0
        for one in today.open:
            tells = (one.title, f"You were at {one.progress}." if one.progress else "")
            if self.wordless:
                tells = (SOMETHING, "")
            stops.append(Stop(line, 0, self._resume(one.draft), tells))
            line += 1
        for due in today.due:
            stops.append(Stop(line, 0, self._follow(due), (due.title, due.minutes), due))
            line += 1
        for path in today.programmes:
            tells = (f"{path.title}: {path.next}", path.note)
            stops.append(Stop(line, 0, self._path(path), tells))
            line += 1
        if today.idea is not None:
            idea = today.idea
            stops.append(Stop(line, 0, self._card(idea.exercise), (idea.title, idea.purpose)))
            line += 1
        per_line = self._packs_per_line()
        for number, pack in enumerate(today.packs):
            titles = (pack.title, *(one.title for one in pack.exercises))
            at = line + number // per_line
            stops.append(Stop(at, number % per_line, self._pack(pack), titles))
        number = len(today.packs)
        at = line + number // per_line
        stops.append(Stop(at, number % per_line, self._programmes, (PROGRAMMES, PATHS)))
        return stops

    def _packs_per_line(self) -> int:
        if self.plan.column < NARROW:
            return 1
        return 3 if all(cell_len(pack.title) <= SHORT for pack in self.today.packs) else 2

    def _resume(self, draft: str) -> Callable[[], None]:
        def go() -> None:
            from studio.tui.resume import offer_resume

            offer_resume(self.studio, draft)

        return go

    def _follow(self, due: DueRow) -> Callable[[], None]:
        def go() -> None:
            sitting = self.studio.desk.begin(due.exercise, followup=due.followup, entry=due.entry)
            self.studio.play(sitting)

        return go

    def _card(self, exercise: str) -> Callable[[], None]:
        return lambda: self.studio.open_exercise(exercise)

    def _path(self, path: NextRow) -> Callable[[], None]:
        def go() -> None:
            if path.exercise:
                self.studio.open_exercise(path.exercise)
                return
            from studio.tui.programmes import ProgrammeScreen

            self.studio.push_screen(ProgrammeScreen(path.programme))

        return go

    def _programmes(self) -> None:
        from studio.tui.programmes import ProgrammesScreen

        self.studio.push_screen(ProgrammesScreen())

    def _pack(self, pack: PackRow) -> Callable[[], None]:
        def go() -> None:
            from studio.tui.pack import PackScreen

            self.studio.push_screen(PackScreen(pack))

        return go

    # Drawing

    def page(self, plan: Plan) -> Page:
        self.stops = self._stops()
        narrow = plan.column < NARROW
        rows = self._narrow_rows(plan) if narrow else self._rows(plan)
        return Page(
            left="Today",
            right=_short_day(self.today.day) if narrow else self.today.day,
            rows=tuple(rows),
            start=3,
            note=note_keys(*CAPTURES),
            keys=self._keys(narrow=narrow),
            safety=SAFETY_QUIT,
            beside=self._beside(),
        )

    def _rows(self, plan: Plan) -> list[Row]:
        today, width = self.today, plan.column
        sections: list[list[Row]] = []
        number = 0

        def section(heading: str, rows: list[Row]) -> None:
            if rows:
                sections.append([row(Piece(heading, "quiet")), *rows])

        opened = []
        for one in today.open:
            right = " · ".join(part for part in (one.progress, one.since) if part)
            title = one.title
            if self.wordless:
                title, right = SOMETHING, ""
            opened.append(self._line(number, title, right, width))
            number += 1
        section("Left open", opened)
        due = []
        for row_due in today.due:
            right = f"{row_due.minutes} · {row_due.since}"
            due.append(self._line(number, row_due.title, right, width))
            number += 1
        section("To come back to", due)
        paths = []
        for path in today.programmes:
            right = " · ".join(part for part in (path.minutes, path.since) if part)
            paths.append(self._line(number, f"{path.title}: {path.next}", right, width))
            number += 1
        section("Your programme" if len(paths) == 1 else "Your programmes", paths)
        if today.idea is not None:
            idea = [self._line(number, today.idea.title, today.idea.minutes, width)]
            purpose = wrap_within(today.idea.purpose, width - 2, 2)
            idea += [row("  ", Piece(line, "quiet")) for line in purpose]
            number += 1
            section("One idea for now", idea)
        section("All exercises", self._pack_rows(number, width))
        if self.notes:
            lines = [line for one in self.notes for line in wrap(one, width)]
            sections.append([row(Piece(line, "quiet")) for line in lines])
        rows: list[Row] = []
        for part in sections:
            rows += [BLANK, *part] if rows else part
        return rows

    def _line(self, number: int, title: str, right: str, width: int) -> Row:
        here = number == self.at
        voice = "mark" if here else "text"
        left = [Piece("› " if here else "  ", voice), Piece(title, voice)]
        ends = [Piece(right, "mark" if here else "quiet")]
        return two_ends(left, ends, width, name=("pick", number), marked=here)

    def _pack_rows(self, first: int, width: int) -> list[Row]:
        rows: list[Row] = []
        packs = [(pack.title, f" {len(pack.exercises)}") for pack in self.today.packs]
        packs.append((PROGRAMMES, ""))
        per_line = self._packs_per_line()
        cell = width // per_line
        for begin in range(0, len(packs), per_line):
            pieces: list[Piece] = []
            for offset, (label, count) in enumerate(packs[begin : begin + per_line]):
                number = first + begin + offset
                here = number == self.at
                name = ("pick", number)
                title = fit(label, cell - 6)
                voice = "mark" if here else "text"
                pieces += [
                    Piece("› " if here else "  ", voice, name),
                    Piece(title, voice, name),
                    Piece(count, "mark" if here else "quiet", name),
                ]
                used = 2 + cell_len(title) + len(count)
                pieces.append(Piece(" " * max(0, cell - used)))
            marked = any(first + begin + offset == self.at for offset in range(per_line))
            rows.append(Row(tuple(pieces), None, marked))
        return rows

    def _narrow_rows(self, plan: Plan) -> list[Row]:
        today, width = self.today, plan.column
        lines = [
            *((one.title, f"{_short_progress(one.progress)} · {one.since}") for one in today.open),
            *((one.title, one.minutes) for one in today.due),
            *((f"{one.title}: {one.next}", one.minutes) for one in today.programmes),
            *([(today.idea.title, today.idea.minutes)] if today.idea else []),
            *((pack.title, str(len(pack.exercises))) for pack in today.packs),
            (PROGRAMMES, ""),
        ]  # fmt: skip
        return [self._line(n, title, right, width) for n, (title, right) in enumerate(lines)]

    def _beside(self) -> tuple[Row, ...]:
        if self.at is None or not self.stops:
            return ()
        title, *rest = self.stops[self.at].tells
        rows = [BLANK, BLANK, row(Piece(fit(title, 34), "question"))]
        for words in rest:
            rows += [row(Piece(line, "quiet")) for line in wrap(words, 34)]
        return tuple(rows)

    # Keys

    @property
    def due(self) -> DueRow | None:
        """What comes back, where the mark is on it."""
        return self.stops[self.at].due if self.at is not None else None

    def _keys(self, *, narrow: bool) -> Keys:
        if narrow:
            return (("Enter", "open"),)
        other = ("D", "let it go") if self.due is not None else ("l", "look back")
        return (("Enter", "open"), ("/", "find"), other)

    @property
    def choices(self) -> int:
        return len(self.stops)

    def pressed(self, key: str) -> bool:
        if self.studio.desk.changed():
            # Another window has begun or ended something: show it before a key acts on it.
            self.look_again()
            self.draw()
            if key == "enter":
                return True
        if key in ("left", "right") and self.at is not None:
            here = self.stops[self.at]
            beside = self.at + (1 if key == "right" else -1)
            if 0 <= beside < len(self.stops) and self.stops[beside].line == here.line:
                self.at = beside
                self.draw()
            return True
        if key in ("up", "down") and self.at is not None:
            self._step(1 if key == "down" else -1)
            return True
        if key == "D" and self.due is not None:
            self._ask_to_let_go(self.due)
            return True
        return False

    def _ask_to_let_go(self, due: DueRow) -> None:
        from studio.tui.record import EraseScreen

        def asked(sure: bool | None) -> None:
            if sure:
                self.studio.desk.let_go(due.entry)
                self.look_again()
                self.say(GONE)

        screen = EraseScreen(due.title, LET_GO, STAYS, "Let it go")
        self.studio.push_screen(screen, asked)

    def _step(self, way: int) -> None:
        """To the row above or below, in the same column if it has one."""
        assert self.at is not None
        here = self.stops[self.at]
        row_stops = [n for n, one in enumerate(self.stops) if one.line == here.line + way]
        if row_stops:
            self.at = min(row_stops, key=lambda n: abs(self.stops[n].column - here.column))
            self.draw()

    def choose(self, number: int) -> None:
        try:
            self.stops[number].open()
        except StudioError as error:
            self.say(str(error))

    def back(self) -> None:
        """There is nothing behind Today; Esc does nothing."""

    def stop(self) -> None:
        self.studio.quit()


def _short_progress(progress: str) -> str:
    """`step 7 of about 18` as `7/18`."""
    return progress.removeprefix("step ").replace(" of about ", "/").replace(" of ", "/")


def _short_day(day: str) -> str:
    """`Sunday 22 November` as `Sun 22 Nov`."""
    return " ".join(word if word.isdigit() else word[:3] for word in day.split())
