"""breathe: a pattern to follow, as a word, a line, or squares; it goes by the clock."""

from __future__ import annotations

from math import ceil
from typing import ClassVar

from textual.app import ComposeResult
from textual.timer import Timer

from studio.engine.events import Next, OwnPace, Pause
from studio.engine.phrases import time_left
from studio.engine.prompts import Breath, BreathePrompt
from studio.engine.view import View
from studio.tui.body import Body, Look
from studio.tui.breath_line import HALF, BreathLine, eased, levels, travel
from studio.tui.paper import ENTER, Paper
from studio.tui.rows import BLANK, Row, Rows, centred, prose_rows

FRAME = 1 / 8  # seconds between looks at the clock while the line moves
OWN = "your own pace"
OVER = "That is all of it."
LET_GO = "Your own pace is fine. Press o to let the line go."
GO_ON = "Enter goes on."
IN, OUT = "■", "□"


class BreatheBody(Paper):
    """The word, and under it the line. Draws from the clock; never moves the session on."""

    wants_question = False
    DEFAULT_CSS: ClassVar[str] = "BreatheBody BreathLine { display: none; }"

    def __init__(self, view: View, look: Look) -> None:
        super().__init__(view, look)
        self.since = look.clock()
        self.frame: Timer | None = None
        self.levels = levels(self.prompt.phases)

    @property
    def prompt(self) -> BreathePrompt:
        assert isinstance(self.view.prompt, BreathePrompt)
        return self.view.prompt

    # Where the breath is

    @property
    def running(self) -> bool:
        clock = self.view.clock
        return clock is not None and not (clock.over or clock.own_pace or self.view.paused)

    @property
    def phase(self) -> Breath | None:
        clock = self.view.clock
        if clock is None or clock.over or clock.own_pace or not self.prompt.phases:
            return None
        return self.prompt.phases[clock.part % len(self.prompt.phases)]

    def gone(self) -> float:
        """Seconds of the phase that have passed by now."""
        clock = self.view.clock
        if clock is None:
            return 0.0
        late = self.look.clock() - self.since if self.running else 0.0
        return min(clock.part_seconds, max(0.0, clock.part_seconds - clock.part_left + late))

    # Drawing

    @property
    def moving(self) -> bool:
        """Whether a line is drawn at all."""
        return self.look.motion != "words" and not self.look.slow

    def compose(self) -> ComposeResult:
        yield Rows(id="head")
        yield BreathLine(min(HALF, (self.room - 8) // 2))
        yield Rows(id="foot")

    def start(self) -> None:
        super().start()
        self._wind()

    def draw(self) -> None:
        tall = (self.size.height or 17) > 8
        head = [BLANK] * self.question_row
        shown = self.view.clock is not None
        if shown:
            head.append(centred(self._word(), self.room, "question"))
        else:
            head += prose_rows(self.view.text, self.room, "question")
        gap = [BLANK] if tall or shown else []
        squares = [self._squares()] if self.look.slow and self.look.motion != "words" else []
        line = self.query_one(BreathLine)
        line.display = shown and self.moving
        if line.display:
            line.half = min(HALF, (self.room - 8) // 2)
        self.query_one("#head", Rows).show([*head, *gap, *squares])
        blank_for_line = [] if line.display or squares else [BLANK]
        foot = [*blank_for_line, BLANK, centred(self._count(), self.room, "quiet")]
        if self.view.text and tall:
            foot += [BLANK, BLANK, *prose_rows(self.view.text, self.room, "quiet")]
        if self.view.help and tall:
            foot += [BLANK, *prose_rows(self.view.help, self.room, "quiet")]
        self.query_one("#foot", Rows).show(foot if shown else [])
        self._stand()

    def _word(self) -> str:
        clock = self.view.clock
        if clock is not None and clock.over:
            return OVER
        return self.phase.word if self.phase is not None else OWN

    def _count(self) -> str:
        clock = self.view.clock
        if clock is None or clock.over:
            return ""
        if clock.own_pace or not clock.cycles:
            return time_left(clock.total_left)
        return f"breath {clock.cycle + 1} of {clock.cycles}"

    def _squares(self) -> Row:
        """One square a second: they fill while in or held, and go while out."""
        phase = self.phase
        if phase is None:
            return BLANK
        many = min(ceil(phase.seconds or 1), max(1, self.room // 2))
        gone = min(many, int(self.gone()))
        full = many - gone if phase.breath == "out" else min(many, gone + 1)
        return centred(" ".join(IN * full + OUT * (many - full)), self.room, "accent")

    def _stand(self) -> None:
        line = self.query_one(BreathLine)
        phase, clock = self.phase, self.view.clock
        if phase is None or clock is None or not line.display:
            return
        start, end = self.levels[clock.part % len(self.levels)]
        seconds = phase.seconds or clock.part_seconds or 1
        full = travel(self.prompt.phases, line.half)
        level = start + (end - start) * eased(self.gone() / seconds)
        line.stand(round(full * level), held=phase.breath == "hold")

    # Time

    def update(self, view: View) -> None:
        self.since = self.look.clock()
        super().update(view)
        self._wind()

    def _wind(self) -> None:
        """Look at the clock again when the next cell can be due; not at all while it stands."""
        if self.frame is not None:
            self.frame.stop()
            self.frame = None
        if not self.running or self.look.motion == "words":
            return
        if self.look.slow:
            into = self.gone() % 1
            self.frame = self.set_timer(max(0.05, 1 - into), self._tick_square)
        else:
            self.frame = self.set_interval(FRAME, self._stand)

    def _tick_square(self) -> None:
        self.draw()
        self._wind()

    # Keys

    def usual(self) -> str:
        if "next" in self.view.allowed and not self.running:
            return GO_ON
        return LET_GO if "own_pace" in self.view.allowed else ""

    def pressed(self, key: str, character: str) -> bool:
        if key in ENTER:
            self.next()
        elif key == "o":
            if "own_pace" in self.view.allowed:
                self.post_message(Body.Wanted(OwnPace()))
        elif key == "space":
            if "pause" in self.view.allowed and self.view.clock is not None:
                self.post_message(Body.Wanted(Pause()))
        else:
            return False
        return True

    def next(self) -> None:
        """On, once the time is over (or it is one's own); nothing while it runs."""
        if "next" in self.view.allowed:
            self.post_message(Body.Wanted(Next()))
