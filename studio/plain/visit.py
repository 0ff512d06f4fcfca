"""One visit in lines: the first words, the card, what waits, and the exercise itself.

    run(desk, "body-scan", lines_in=…, out=…, answers=None, width=72) -> exit code

For: everything around a sitting. However it ends (the end, a stop, nobody
there any more, a hang-up), what was written is on disk before this returns.
May import plain and the practice room.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.format.problems import Problem, Problems
from studio.plain import sheets
from studio.plain.answers import Answers, read_answers
from studio.plain.door import Door, Gone, Unheard
from studio.plain.ending import Ended, Interrupted
from studio.plain.given import Unfit
from studio.plain.leaving import Left
from studio.plain.lines import EndOfInput, Lines, ScriptedLines
from studio.plain.player import Player
from studio.plain.rehearsal import Rehearsal
from studio.plain.script import Script
from studio.plain.talk import Talk
from studio.plain.wording import WIDEST, ended
from studio.practice.virtual import VirtualTime

if TYPE_CHECKING:
    from studio.practice.desk import Desk
    from studio.practice.sitting import Sitting

FINE, HUNG_UP = 0, 129

# Blueprint 7.4, in words for a line: here a key is a word with a colon.
FIRST_WORDS = """\
This is a practice space, not therapy and not medical care.
It can't tell what is wrong, and it can't see if you're in danger.
Nothing you write leaves this computer. Does anybody else use it?
Then a passphrase can seal what you write: studio data encrypt

You can skip any step, stop any time, or delete anything.
If you might be in danger now, type :help for people to call.
It is written for adults. Under 18? Bring in an adult you trust."""


UNREADABLE = "It shows once you go on: its first answer is kept nowhere, and is asked again."


class Visit:
    """A visit of one exercise. `followup` and `entry` as the desk's `begin` takes them."""

    def __init__(self, desk: Desk, lines: Lines, door: Door, *, width: int = WIDEST) -> None:
        self.desk = desk
        self.lines = lines
        self.talk = Talk(door, lines, width=width)

    def welcome(self) -> None:
        """The first words, once for each person."""
        if self.desk.settings.seen_first_run:
            return
        self.talk.say(FIRST_WORDS)
        self._enter("")
        self.desk.change(seen_first_run=True)

    def guarded(self, work: Callable[[], int]) -> int:
        """The exit code of some work: leaving, and an input that ended, are fine."""
        try:
            return work()
        except (Left, EndOfInput, Interrupted):
            return FINE
        except Gone:
            return HUNG_UP

    def run(self, identity: str) -> int:
        """The first words if they are new, then an exercise."""

        def work() -> int:
            self.welcome()
            return self.exercise(identity)

        return self.guarded(work)

    def exercise(self, identity: str, *, followup: str = "", entry: str = "") -> int:
        """Offer what waits, show the card, play."""
        waiting = None if followup else self._waiting(identity)
        if waiting is not None:
            return self.waiting(waiting)
        return self._begin(identity, followup, entry)

    def _begin(self, identity: str, followup: str = "", entry: str = "") -> int:
        if not followup:
            self._card(identity)
        sitting = self.desk.begin(identity, followup=followup, entry=entry)
        return self.play(sitting)

    def _waiting(self, identity: str) -> str | None:
        for one in self.desk.store.drafts():
            if one.get("exercise") == identity:
                return str(one["id"])
        return None

    def waiting(self, draft: str) -> int:
        """Screen 30: a session that was left open."""
        row = next(one for one in self.desk.today().open if one.draft == draft)
        identity = next(
            str(one.get("exercise")) for one in self.desk.store.drafts() if one["id"] == draft
        )
        if self.desk.store.open_elsewhere(draft):
            from studio.practice.sitting import ELSEWHERE

            self.talk.say(ELSEWHERE)
        place = row.progress or "where you were"
        self.talk.say(f"{row.title}, from {row.since}.")
        self.talk.say(f"{place[:1].upper()}{place[1:]} is waiting.")
        rows = (sheets.WAITING[0].format(place), *sheets.WAITING[1:])
        while True:
            number = self._pick(rows)
            if number != 2:
                break
            self.talk.say(self.desk.draft_words(draft).strip() or UNREADABLE)
        if number == 1:
            sitting = self.desk.resume(draft)
            sitting.go_on()
            return self.play(sitting)
        if number == 3:
            self.desk.keep_draft(draft)
            return self._begin(identity)
        if number == 5 and self._erase(draft):
            self.talk.say("Erased. Nothing of it is left.")
        return FINE

    def _erase(self, draft: str) -> bool:
        self.talk.say("Erase it? It cannot be brought back.")
        if self._pick(sheets.ERASE) != 2:
            return False
        self.desk.drop_draft(draft)
        return True

    def _pick(self, rows: tuple[str, ...]) -> int:
        self.talk.obey = self.outside
        return sheets.pick(self.talk, rows)

    def _enter(self, text: str) -> None:
        self.talk.obey = self.outside
        self.talk.enter(text)

    def outside(self, command: object) -> None:
        """Commands where no exercise is running yet: help, keys, and ways to leave."""
        from studio.plain.commands import Command, key_lines
        from studio.plain.people import help_screen

        assert isinstance(command, Command)
        if command.name == "help":
            help_screen(self.talk, self.desk)
        elif command.name == "keys":
            for line in key_lines(timed=False):
                self.talk.say(f"  {line}", hang=4)
        elif command.name in ("stop", "leave", "back"):
            raise Left
        else:
            self.talk.say("Nothing is running yet. :stop leaves.")

    def _card(self, identity: str) -> None:
        if any(one.id == identity and one.quick for one in self.desk.summaries):
            return  # a quick capture is one question away, not two
        card = self.desk.card(identity)
        self.talk.say(ended(", ".join(one for one in (card.title, card.minutes) if one)))
        if card.purpose:
            self.talk.say(card.purpose)
        for label, words in (
            ("You will", card.you_will),
            ("It keeps", card.keeps),
            ("Last time", card.last_time),
            ("What is known", card.claim),
        ):
            if words:
                self.talk.say(f"{label}: {ended(words)}", hang=2)
        self._enter("Enter begins; :stop leaves.")

    def play(self, sitting: Sitting) -> int:
        """Play a sitting to wherever it goes. Whatever was written is on disk afterwards."""
        player = Player(sitting, self.talk, self.desk, left_fast=self.desk.left_fast)
        try:
            player.play()
        except Left as left:
            if str(left):
                self.talk.say(str(left))
            return FINE
        except EndOfInput:
            return self._left_open(sitting)
        except Gone:
            sitting.later()
            raise
        except Ended:
            with suppress(Gone):
                self._left_open(sitting, "Ended from outside.")
            raise
        except BaseException:
            # Whatever broke, nothing typed is lost to it.
            sitting.before_end()
            raise
        self.said_end(player, sitting)
        return FINE

    def _left_open(self, sitting: Sitting, why: str = "The input ended.") -> int:
        sitting.later()
        if sitting.unsaved is not None:
            raise sitting.unsaved
        if sitting.session.has_traces:
            place = f" at step {sitting.view.progress}" if sitting.view.progress else ""
            self.talk.say(f"{why} This is left open{place}, and waits on Today.")
        else:
            self.talk.say(f"{why} Nothing was written yet.")
        return FINE

    def said_end(self, player: Player, sitting: Sitting) -> None:
        """The last screen, what is offered next, and a last try at the disk."""
        player.leaving.not_on_disk(asked=True)
        saved = sitting.outcome is not None and sitting.unsaved is None
        player.say_end(f"{self.desk.now():%H:%M}" if saved else "")
        prompt = sitting.view.prompt
        opens = getattr(prompt, "opens", "")
        if opens and self.desk.has(opens):
            title = self.desk.card(opens).title
            self.talk.say(f"Next, if you like: {title} (studio run {opens}).")
        if sitting.unsaved is not None:
            raise sitting.unsaved


def run(desk: Desk, identity: str, *, lines_in: Lines, out: Door, width: int = WIDEST) -> int:
    """An exercise in lines, with a person. Returns the exit code; see the module.

    Raises StudioError for an exercise that is not there, StoreError when the
    disk takes nothing, `Ended` for a signal.
    """
    return Visit(desk, lines_in, out, width=width).run(identity)


def run_answers(
    desk: Desk, identity: str, file: Path, *, time: VirtualTime, out: Door, width: int = WIDEST
) -> tuple[Problem, ...]:
    """An exercise played from an answers file, under virtual time `time` (the desk's too).

    Rehearsed first: for a file that does not fit, its problems come back and
    nothing is stored. An empty tuple: it was played to its end.
    """
    problems = Problems()
    answers = read_answers(file, problems)
    if answers is None:
        return problems.errors
    sitting = desk.begin(identity, seed=answers.seed)
    try:
        rehearse(desk, sitting, answers, width)
    except Unfit as unfit:
        problems.error(unfit.code, unfit.place, unfit.message, unfit.hint)
        return problems.errors
    _perform(desk, sitting, answers, time, out, width)
    return ()


def rehearse(desk: Desk, sitting: Sitting, answers: Answers, width: int) -> None:
    """Play the answers without a disk; raises Unfit where they do not fit."""
    time = VirtualTime(sitting.session.started)
    lines = ScriptedLines(time)
    rehearsal = Rehearsal(sitting.session, time)
    talk = Talk(Door(Unheard()), lines, width=width)
    script = Script(answers, lines)
    try:
        Player(rehearsal, talk, desk, listener=script).play()
    except EndOfInput:
        raise script.misfit(talk.refusal or "This does not answer the question.") from None
    script.finish()


def _perform(
    desk: Desk, sitting: Sitting, answers: Answers, time: VirtualTime, out: Door, width: int
) -> None:
    lines = ScriptedLines(time)
    visit = Visit(desk, lines, out.patient(), width=width)
    player = Player(sitting, visit.talk, desk, listener=Script(answers, lines))
    title = sitting.session.exercise.title
    visit.talk.say(ended(title))
    try:
        player.play()
    except EndOfInput as gone:
        raise StudioError("The exercise changed while it was played.", "Run it again.") from gone
    visit.said_end(player, sitting)
