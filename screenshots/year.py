"""A year of three people, some three hundred sessions each, through the real engine and store.

For: pictures and tests of what a program shows after a year. Who they are is data (`PEOPLE`);
what they do follows from a seed, so a year is the same each time it is lived. A session is
begun and sent events as a front end would; its answers fit the question that is asked.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from screenshots.stage import NOW
from screenshots.year_words import MOMENTS, SLOTS, WORDS, Moment
from studio.authoring.wander import answer
from studio.engine import events as ev
from studio.engine import prompts as pr
from studio.engine.composing import show_draft
from studio.engine.view import View
from studio.practice.desk import Desk, open_desk
from studio.practice.sitting import Sitting
from studio.practice.virtual import VirtualTime

DAYS = 364
Day = Callable[["Year"], Iterator[str]]


@dataclass(frozen=True)
class Person:
    """How somebody practises.

    `sits` names the exercises of a day. `eases` is by how much a rating falls within a session,
    `over_the_year` by how much it is lower at the end of the year, `hard` how high it is in a
    hard week. `skips`, `stops`, `keeps` and `returns` are chances: to leave a question out, to
    stop early at any step, to keep what is offered, to come back when it is asked for.
    """

    name: str
    seed: int
    sits: Day
    eases: int
    over_the_year: float
    hard: float
    skips: float
    stops: float
    keeps: float
    returns: float


@dataclass
class Year:
    """One year of a person, lived into a home. `days` is how many have gone by."""

    person: Person
    home: Path
    days: int = 0
    moment: Moment = MOMENTS[0]
    told: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.person.seed)
        self.time = VirtualTime(NOW - timedelta(days=DAYS, hours=1))
        self.desk: Desk = open_desk(
            home=self.home, wall=self.time.now, monotonic=self.time.monotonic
        )
        self.desk.change(seen_first_run=True, country="GB")
        # Its files do not change within the year: each is read once.
        self.desk.library.exercise = cache(self.desk.library.exercise)  # type: ignore[method-assign]

    @property
    def date(self) -> datetime:
        """Now."""
        return self.time.now()

    def live(self) -> None:
        """The whole year, up to the evening of the pictures."""
        begun = self.date
        while self.days < DAYS:
            for exercise in self.person.sits(self):
                self.do(self.desk.begin(exercise, seed=self.chance.randrange(9999)))
            self.come_back()
            self.days += 1
            self.time.go_on((begun + timedelta(days=self.days) - self.date).total_seconds())

    def come_back(self) -> None:
        """What is due today, as far as they feel like it."""
        for due in self.desk.today().due:
            if self.chance.random() < self.person.returns:
                seed = self.chance.randrange(9999)
                self.do(
                    self.desk.begin(due.exercise, followup=due.followup, entry=due.entry, seed=seed)
                )

    def do(self, sitting: Sitting) -> None:
        """One session to its end, whatever end that is."""
        self.moment = MOMENTS[self.chance.randrange(len(MOMENTS))]
        self.before = {}
        sitting.drafts = False
        while not sitting.over:
            self.time.go_on(self.chance.randrange(4, 25))
            sitting.advance()
            if not sitting.over:
                sitting.send(self.next(sitting.view))
        if sitting.unsaved is not None:
            raise sitting.unsaved

    def next(self, view: View) -> ev.Event:
        """What they do at this step."""
        allowed = view.allowed
        if "resume" in allowed:
            return ev.Resume()
        if "stop" in allowed and not view.sheet and self.chance.random() < self.person.stops:
            return ev.Stop()
        if "answer" in allowed:
            if "skip" in allowed and self.chance.random() < self.leaves_out(view):
                return ev.Skip()
            value = self.answer(view)
            return ev.Skip() if value is None else ev.Answer(value)
        if "next" in allowed:
            return ev.Next()
        return ev.EndStep() if "end_step" in allowed else ev.SkipPart()

    def leaves_out(self, view: View) -> float:
        """The chance of a skip here: what is compared later is seldom left out."""
        return self.person.skips * (0.2 if isinstance(view.prompt, pr.ScalePrompt) else 1)

    # Answers

    def answer(self, view: View) -> Any:  # noqa: ANN401 - the shape of an answer
        """A fitting answer, in words that a person might use."""
        name = view.address.rpartition(".")[2]
        match view.prompt:
            case pr.ScalePrompt() as prompt:
                return self.rating(name, prompt)
            case pr.NumberPrompt() as prompt:
                return self.count(prompt)
            case pr.TextPrompt() as prompt:
                return self.words(name)[: prompt.max_chars]
            case pr.ListPrompt() as prompt:
                return self.several(name, prompt)
            case pr.ComposePrompt() as prompt:
                return self.composed(prompt)
            case pr.KeepPrompt() as prompt:
                every = range(len(prompt.offers))
                return [{"index": i} for i in every if self.chance.random() < self.person.keeps]
            case pr.ChoicePrompt() as prompt:
                return {"value": self.choice(name, prompt)}
            case pr.SchedulePrompt() as prompt:
                return {"value": self.when(prompt)}
        return answer(view.prompt, self.chance.randrange)

    def choice(self, name: str, prompt: pr.ChoicePrompt) -> str:
        """The way they take; at a question about safety the one that goes on, mostly."""
        values = [one.value for one in prompt.options]
        usual = {
            "less_safe": "safe", "mode": "event", "tag": self.moment.tag, "ground_first": "ground",
            "kind": "hard", "outcome": "done", "comes_again": "yes",
        }  # fmt: skip
        if usual.get(name) in values and self.chance.random() < 0.9:
            return usual[name]
        return self.chance.choice(values)

    def when(self, prompt: pr.SchedulePrompt) -> str:
        """When to come back: at one of the times offered, or not at all."""
        none, *times = [one.value for one in prompt.options]
        return self.chance.choice(times) if times and self.chance.random() < 0.6 else none

    def rating(self, name: str, prompt: pr.ScalePrompt) -> int:
        """A rating: before, by how hard the week is; after, by what a session does for them."""
        measure, _, at = name.rpartition("_")
        low, high = prompt.min, prompt.max
        if at == "after" and measure in self.before:
            found = self.before[measure] - self.person.eases + self.chance.choice((-1, 0, 0, 1, 2))
        else:
            gone = self.days / DAYS
            level = 5.5 - self.person.over_the_year * gone + self.person.hard * self.weather()
            found = round(level + self.chance.gauss(0, 0.8))
            if high != 10:
                found = low + self.chance.randrange(high - low + 1)
            self.before[measure] = found
        return max(low, min(high, found))

    def weather(self) -> float:
        """How hard the time is, from 0 to 1: hard weeks come and go."""
        week = self.days // 7
        return (0.0, 0.1, 0.5, 1.0, 0.6, 0.2, 0.0, 0.0)[(week * 3 + self.person.seed) % 8]

    def count(self, prompt: pr.NumberPrompt) -> int:
        """A number of times: seldom none, seldom many."""
        top = prompt.max if prompt.max is not None else 5
        if prompt.max is not None:  # how many of those: more, as time goes on, for some
            share = 0.4 + 0.1 * self.person.over_the_year * self.days / DAYS
            return sum(self.chance.random() < share for _ in range(top))
        return prompt.min + self.chance.choice((0, 1, 2, 2, 3, 3, 4, 5))

    def words(self, name: str) -> str:
        """Words for a step: of the moment the session is about, else of the step's own."""
        of_moment = {
            "event": self.moment.event, "cue": self.moment.event, "what": self.moment.event,
            "facts": self.moment.event, "obs": self.moment.event, "fact": self.moment.fact,
            "who": self.moment.who, "thought": self.moment.thought,
            "first_reading": self.moment.thought, "harsh": self.moment.harsh,
            "rung1": self.moment.harsh, "rung2": self.moment.harsh, "belief": self.moment.harsh,
            "kinder": self.moment.kinder, "friend": self.moment.kinder, "ok": self.moment.ok,
            "did": self.moment.ok, "noticed": self.moment.ok,
        }  # fmt: skip
        if name in of_moment:
            return of_moment[name]
        return self.turn(name, WORDS.get(name) or ("something small",))

    def turn(self, name: str, found: tuple[str, ...]) -> str:
        """These one after another, so that none comes again before all have been."""
        at = self.told.get(name, self.person.seed)
        self.told[name] = at + 1
        return found[at % len(found)]

    def several(self, name: str, prompt: pr.ListPrompt) -> list[dict[str, Any]]:
        """A list of as many as are asked for, and a few more."""
        blank = answer(prompt, self.chance.randrange) or []
        if name == "alts":
            texts = list(self.moment.others)
        else:
            source = WORDS.get(name) or WORDS["options"]
            size = min(len(source), max(prompt.min, self.chance.randrange(1, 4)))
            texts = list(dict.fromkeys(self.turn(name, source) for _ in range(size)))
        texts = texts[: prompt.max] if prompt.max else texts
        asked = list(blank) or [{}]
        return [asked[at % len(asked)] | {"text": text} for at, text in enumerate(texts)]

    def composed(self, prompt: pr.ComposePrompt) -> dict[str, Any] | None:
        """A draft as it stands, with its blanks filled."""
        slots = {
            one.name: (
                self.chance.choice(one.options).value
                if one.options
                else self.turn(one.name, SLOTS.get(one.name) or ("a little",))
            )
            for one in prompt.slots
        }
        draft = self.chance.choice(prompt.drafts)
        return {"version": draft.value, "slots": slots} if show_draft(draft, slots) else None


# Who they are


def every_evening(year: Year) -> Iterator[str]:
    """A minute a day, three journals a week, a log on Sundays, a check-in now and then."""
    weekday, week = year.date.weekday(), year.days // 7
    if year.chance.random() < 0.3:
        yield ("grounding-breath", "sensory-grounding", "body-scan")[year.days % 3]
    if weekday in (1, 3) and year.chance.random() < 0.6:
        yield "interaction-journal"
    if weekday == 5:
        yield PACKS[week % len(PACKS)]
    if weekday == 6:
        yield "weekly-log"
        if week % 3 == 2:
            yield "check-in"
    if year.chance.random() < 0.1:
        yield "q-win"


def when_it_storms(year: Year) -> Iterator[str]:
    """Nothing for weeks; then two hard ones, several times a day."""
    if year.weather() < 0.5:
        if year.chance.random() < 0.06:
            yield "q-mood"
        return
    for _ in range(year.chance.choice((1, 2, 2, 3, 3))):
        yield year.chance.choice(
            (
                "sensory-grounding", "grounding-breath", "pause-before-reply", "name-and-trace",
                "two-interpretations", "event-not-identity", "rewrite-the-script",
                "encouragement-note", "revisit-evidence", "setback-debrief", "what-it-protects",
                "hold-the-question", "boundary-scripting", "shared-human",
            )
        )  # fmt: skip


def in_few_words(year: Year) -> Iterator[str]:
    """Something short on most days, over a slow line, often stopped early."""
    if year.chance.random() < 0.6:
        yield year.chance.choice(
            (
                "grounding-breath", "two-interpretations", "pause-before-reply", "body-scan",
                "small-steps", "feedback-not-verdict", "coping-cards", "q-mood",
            )
        )  # fmt: skip
    if year.date.weekday() == 4:
        yield "weekly-log"


PACKS = (
    "three-values", "two-interpretations", "rewrite-the-script", "boundary-map", "support-map",
    "coping-cards", "event-not-identity", "boundary-scripting", "small-steps", "own-story",
    "purpose-anchors", "shared-human", "steady-reply", "vulnerability-ladder", "clarifying-talk",
    "revisit-evidence", "feedback-not-verdict", "hold-the-question", "what-it-protects",
    "name-and-trace", "encouragement-note", "setback-debrief", "life-anchors",
)  # fmt: skip

PEOPLE = (
    Person(
        "every-evening", 3, every_evening, eases=2, over_the_year=3, hard=2.5,
        skips=0.06, stops=0.0, keeps=0.9, returns=0.3,
    ),
    Person(
        "when-it-storms", 5, when_it_storms, eases=0, over_the_year=-1, hard=3.5,
        skips=0.12, stops=0.01, keeps=0.6, returns=0.4,
    ),
    Person(
        "in-few-words", 8, in_few_words, eases=1, over_the_year=0, hard=2,
        skips=0.45, stops=0.03, keeps=0.4, returns=0.3,
    ),
)  # fmt: skip


def lived(person: Person, home: Path) -> Year:
    """The year of a person, in this empty folder."""
    year = Year(person, home)
    year.live()
    return year
