"""timed: a stretch of time with a line to follow, and a map where it goes through the body."""

from __future__ import annotations

from rich.cells import cell_len
from textual.timer import Timer

from studio.engine.events import Next, Pause
from studio.engine.phrases import HALF, time_left
from studio.engine.prompts import Stretch, TimedPrompt
from studio.engine.view import View
from studio.tui.body import Body, Look
from studio.tui.body_map import MAP, has_map, map_row, region
from studio.tui.paper import ENTER, NARROW, Paper
from studio.tui.rows import BLANK, Piece, Row, kept_rows, prose_rows, row

BESIDE = 20  # the cell at which words begin beside the map
MAP_ABOVE = 3  # rows of the map above the question's row
WIDE_BAR, BAR = 54, 40
ABOVE_BAR, ABOVE_BAR_ALONE = 5, 3  # rows of words, at least, above the bar
LEADING_IN = "A few quiet seconds first."
OVER = "The time is over."
GO_ON = "Enter goes on."
BEGINS = "Enter starts the time."


class TimedBody(Paper):
    """The part in hand, the bar, the time left in words. Never moves the session on."""

    wants_question = False

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        self.since = look.clock()
        self.due: Timer | None = None

    @property
    def prompt(self) -> TimedPrompt:
        assert isinstance(self.view.prompt, TimedPrompt)
        return self.view.prompt

    # Where the time is

    @property
    def running(self) -> bool:
        clock = self.view.clock
        return clock is not None and not (clock.over or self.view.paused)

    def left(self) -> float:
        """Seconds left in all, by now; what passed since we were told ends with the part."""
        clock = self.view.clock
        if clock is None:
            return self.total
        late = self.look.clock() - self.since if self.running else 0.0
        return max(0.0, clock.total_left - min(max(0.0, late), clock.part_left))

    @property
    def total(self) -> float:
        return sum(part.seconds for part in self.prompt.parts) or 1.0

    @property
    def part(self) -> Stretch | None:
        """The part in hand; None while leading in."""
        clock = self.view.clock
        if clock is None or clock.part < 0:
            return None
        return self.prompt.parts[min(clock.part, len(self.prompt.parts) - 1)]

    # Drawing

    @property
    def mapped(self) -> bool:
        tall = self.question_row >= MAP_ABOVE
        room = self.size.height or 17
        fits = self.question_row - MAP_ABOVE + len(MAP) <= room
        return self.room >= NARROW and tall and fits and has_map(self.prompt.parts)

    def drawn(self) -> list[Row]:
        if self.view.clock is None:
            head = [BLANK] * self.question_row
            rows = [*prose_rows(self.view.text[:1], self.room, "question")]
            rows += prose_rows(self.view.text[1:], self.room)
            return [*head, *rows, *self._helping(self.room), *self._pinned(self.room)]
        if self.mapped:
            return self._with_map()
        return [*[BLANK] * self.question_row, *self._words(self.room)]

    def _with_map(self) -> list[Row]:
        beside: dict[int, Row] = {}
        top = self.question_row - MAP_ABOVE
        width = self.room - BESIDE
        words = self._words(width)
        for offset, one in enumerate(words):
            beside[MAP_ABOVE + 1 + offset] = one
        lit = region(self.part) if self.part is not None else ""
        rows = [BLANK] * top
        for index in range(max(len(MAP), max(beside) + 1)):
            pieces = map_row(index, lit) if index < len(MAP) else []
            right = beside.get(index, BLANK).pieces
            gap = BESIDE - sum(cell_len(piece.text) for piece in pieces)
            rows.append(Row((*pieces, Piece(" " * gap), *right) if right else tuple(pieces)))
        return rows

    def _words(self, width: int) -> list[Row]:
        """The part's name and line, then the bar and the time left, which keep their rows."""
        part, rows = self.part, list[Row]()
        tight = (self.size.height or 17) - self.question_row < 8
        if part is None:
            rows.append(row(Piece(LEADING_IN, "question")))
        elif part.label:
            rows += [row(Piece(part.label, "question")), *([] if tight else [BLANK])]
            rows += prose_rows(part.line, width)
        else:
            rows += prose_rows(part.line, width, "question")
        time = [self._bar(width), row(Piece(self._time(width), "quiet"))]
        if tight:
            return [*rows, *time, *self._pinned(width), *self._helping_in_time(width)]
        rows += self._pinned(width)
        above = ABOVE_BAR if len(self.prompt.parts) > 1 else ABOVE_BAR_ALONE
        return [*rows, *[BLANK] * max(1, above - len(rows)), *time, *self._helping_in_time(width)]

    def _helping(self, width: int) -> list[Row]:
        more = prose_rows(self.view.help, width, "quiet")
        return [BLANK, *more] if more else []

    def _helping_in_time(self, width: int) -> list[Row]:
        """The help, where nothing was there to be read before the time began."""
        read_before = bool(self.prompt.parts[0].name and self.view.text)
        return [] if read_before else self._helping(width)

    def _pinned(self, width: int) -> list[Row]:
        """Earlier words in full: a script to be said aloud is read from here."""
        rows: list[Row] = []
        for pin in self.view.pins:
            rows += [BLANK, *kept_rows(pin.text, width)]
        return rows

    def _bar(self, width: int) -> Row:
        cells = min(WIDE_BAR if width >= NARROW else BAR, width)
        done = 1 - min(1.0, self.left() / self.total)
        over = self.view.clock is not None and self.view.clock.over
        filled = cells if over else min(cells, int(cells * done + 1e-9))
        return row(Piece("━" * filled, "accent"), Piece("─" * (cells - filled), "rule"))

    def _time(self, width: int) -> str:
        clock = self.view.clock
        if clock is None:
            return ""
        if clock.over:
            return OVER
        left = time_left(self.left())
        if clock.parts > 1 and clock.part >= 0:
            said = f"part {clock.part + 1} of {clock.parts} · {left}"
            return said if cell_len(said) <= width else f"{clock.part + 1}/{clock.parts} · {left}"
        return left

    # Time

    def start(self) -> None:
        super().start()
        self._wind()

    def update(self, view: View) -> None:
        self.since = self.look.clock()
        super().update(view)
        self._wind()

    def _wind(self) -> None:
        """Be woken when the next cell of the bar is due, or other words; not in low redraw."""
        if self.due is not None:
            self.due.stop()
            self.due = None
        if not self.running or self.look.slow:
            return
        left = self.left()
        cell = self.total / (WIDE_BAR if self.room >= NARROW and not self.mapped else BAR)
        to_cell = left % cell or cell
        to_words = left % HALF or HALF
        self.due = self.set_timer(max(0.05, min(to_cell, to_words)) + 0.01, self._tick)

    def _tick(self) -> None:
        self.draw()
        self._wind()

    # Keys

    def usual(self) -> str:
        if "next" not in self.view.allowed:
            return ""
        return BEGINS if self.view.clock is None else GO_ON

    def keys(self) -> tuple[tuple[str, str], ...]:
        waits = self.view.clock is None and "next" in self.view.allowed
        return (("Enter", "begin"),) if waits else ()

    def pressed(self, key: str, character: str) -> bool:
        if key in ENTER:
            self.next()
        elif key == "space":
            if "pause" in self.view.allowed and self.view.clock is not None:
                self.post_message(Body.Wanted(Pause()))
        else:
            return self.scrolled(key)
        return True

    def next(self) -> None:
        """On, before the clock starts and once the time is over; nothing while it runs."""
        if "next" in self.view.allowed:
            self.post_message(Body.Wanted(Next()))
