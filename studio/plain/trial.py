"""One part of an author's test, played: its answers typed into line mode, and watched.

For: `studio test`, which hands in the nodes of a test and a sitting. The lines of
each answer are laid out as a person would type them, so that line mode itself is
what runs. May import plain. Judges nothing; an answer that does not fit is a problem
at its place.
"""

from __future__ import annotations

from studio.engine.kinds import KINDS
from studio.engine.prompts import ComposePrompt
from studio.engine.refused import Refused
from studio.engine.view import View
from studio.format.problems import Problems
from studio.format.source import Mapping, Node, Scalar
from studio.plain.answers import Answers, answers_in, seconds_of
from studio.plain.door import Door, Unheard
from studio.plain.given import Unfit, block, several, word
from studio.plain.kinds import kind
from studio.plain.leaving import Left
from studio.plain.lines import EndOfInput, ScriptedLines
from studio.plain.options import named
from studio.plain.passed_over import why_not
from studio.plain.player import Player
from studio.plain.script import IN_CARE, ROUND, Script
from studio.plain.sight import words_of
from studio.plain.talk import Talk
from studio.practice.desk import Desk
from studio.practice.sitting import Sitting
from studio.practice.virtual import Look, Seen, VirtualTime

WIDTH = 72
ASKED = ("answers", "skips", "care", "takes")


def play(
    part: Mapping, sitting: Sitting, desk: Desk, time: VirtualTime, problems: Problems
) -> Seen | None:
    """Play the answers of one part of a test; what was seen, or None with a problem.

    `part` is a block with `answers`, `skips`, `care`, `takes`, `refused` and `stops`.
    `time` is that of the sitting and the desk.
    """
    try:
        return _play(part, sitting, desk, time)
    except Unfit as unfit:
        problems.error(unfit.code, unfit.place, unfit.message, unfit.hint)
        return None


def _play(part: Mapping, sitting: Sitting, desk: Desk, time: VirtualTime) -> Seen:
    lines = TimedLines(time)
    watched = Watched(answers_in(part, ASKED), lines, part, sitting)
    talk = Talk(Door(Unheard()), lines, width=WIDTH)
    try:
        Player(sitting, talk, desk, listener=watched).play()
    except EndOfInput:
        raise watched.misfit(talk.refusal or "This does not answer the question.") from None
    except Left:
        pass
    watched.finish()
    return watched.seen


class TimedLines(ScriptedLines):
    """Lines under virtual time, and a moment at which the person leaves."""

    leaves_at: float | None = None

    def glance(self, seconds: float) -> str | None:
        """What comes while time runs; leaving comes exactly when it was said."""
        if self.leaves_at is not None and self.time.monotonic() + seconds >= self.leaves_at:
            self.time.go_on(self.leaves_at - self.time.monotonic())
            self.leaves_at = None
            self.feed(LEAVING[1:])
            return LEAVING[0]
        return super().glance(seconds)


LEAVING = (":stop", "1")  # and keep what was written


class Watched(Script):
    """A script that notes where it was led and what was seen there."""

    lines: TimedLines

    def __init__(
        self, answers: Answers, lines: TimedLines, part: Mapping, sitting: Sitting
    ) -> None:
        super().__init__(answers, lines)
        self.seen = Seen()
        self._sitting = sitting
        self._last = ""
        self._refused = _refused(part)
        self._stop, self._after = _stop(part)

    def before(self, view: View) -> None:
        """Note a screen, try what is to be refused there, then answer it."""
        name = view.address.rpartition(".")[2]
        rounds = ROUND.findall(IN_CARE.sub("", view.address))
        number = int(rounds[-1][1]) + 1 if rounds else 0
        self.seen.looks.append(Look(name, number, words_of(view, self._filled(view, name))))
        screen = self._sitting.session.screen
        if screen is not None and screen.step.id and not screen.care and not screen.implicit:
            # A step that goes by the clock is met again with each of its parts.
            if self._last != view.address:
                self.seen.path.append(name)
            if name in self._refused:
                self._try(view, name)
        self._last = view.address
        if name == self._stop and self._leaves_here(view, name):
            self._leave(view)
            return
        super().before(view)

    def _filled(self, view: View, name: str) -> dict[str, str]:
        """The blanks of a composed text that are answered, in the words that fill them."""
        prompt = view.prompt
        if not isinstance(prompt, ComposePrompt):
            return {}
        prefix = view.address.removesuffix(name)
        found = {one.name: self._node(prefix + one.name, one.name) for one in prompt.slots}
        return {
            one.name: named(node.text, one.options)
            for one in prompt.slots
            if isinstance(node := found[one.name], Scalar)
        }

    def _try(self, view: View, name: str) -> None:
        for number, node in enumerate(self._refused.pop(name)):
            if not self._is_refused(view, node):
                self.seen.taken.append((name, number))

    def _is_refused(self, view: View, node: Node) -> bool:
        """Whether an answer is not taken, by line mode or by the engine."""
        lines = ScriptedLines(VirtualTime(self.lines.time.now()))
        try:
            lines.feed(kind(view.kind).typed(view, node))
            event = kind(view.kind).ask(view, Talk(Door(Unheard()), lines, width=WIDTH))
        except (Unfit, EndOfInput):
            return True
        if lines.left():
            return True  # more than the question takes
        screen = self._sitting.session.screen
        if screen is None:
            return True
        try:
            KINDS[view.kind].accept(screen.step, screen.prompt, getattr(event, "value", None))
        except Refused:
            return True
        return False

    def _leaves_here(self, view: View, name: str) -> bool:
        """Whether this is the time meant: in rounds, that after which nothing is answered."""
        if "[" not in view.address:
            return True
        self._node(view.address, name)
        try:
            self.check_used()
        except Unfit:
            return False
        return True

    def _leave(self, view: View) -> None:
        self._stop = ""
        running = view.clock is not None and not view.clock.over
        if running:
            self.lines.leaves_at = self.lines.time.monotonic() + self._after
        else:
            self.lines.time.go_on(self._after)
            self.lines.feed(LEAVING)

    def why_not(self, name: str) -> str:
        """Why a step was not come to: where it stands, and what led past it."""
        session = self._sitting.session
        flow = session.exercise.followups.get(session.followup)
        steps = flow.steps if flow is not None else session.exercise.steps
        met = {one.name for one in self.seen.looks}
        last = max((one.round for one in self.seen.looks if one.name == name), default=0)
        if last:
            return f"It was asked in {last} round{'s' if last > 1 else ''}."
        return why_not(session.exercise, steps, name, met) or super().why_not(name)

    def finish(self) -> None:
        """After the end: raises for the first thing that was never come to."""
        super().finish()
        self.seen.unmet = [*self._refused, *([self._stop] if self._stop else [])]


def _refused(part: Mapping) -> dict[str, tuple[Node, ...]]:
    node = part.get("refused")
    if node is None:
        return {}
    return {name: several(one) for name, one in block(node).items()}


def _stop(part: Mapping) -> tuple[str, float]:
    """The step at which the person leaves, and how many seconds into it."""
    node = part.get("stops")
    if not isinstance(node, Mapping):
        return "", 0.0
    at, after = node.get("at"), node.get("after")
    return (
        word(at) if isinstance(at, Scalar) else "",
        seconds_of(after) if after is not None else 0.0,
    )


__all__ = ["play"]
