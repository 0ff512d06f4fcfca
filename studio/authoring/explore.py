"""Random walks through an exercise: what can be met, and what can go wrong on the way.

A walk is a session with a seed, random kept things and random answers, and then the
follow-ups it set up; the same seed walks the same way again. Nothing is stored. Imports the
engine; plays no front end.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from studio.authoring.coverage import Coverage
from studio.authoring.owned import START, Owned
from studio.authoring.wander import event
from studio.engine import prompts as pr
from studio.engine.first import told
from studio.engine.session import Session
from studio.engine.view import View
from studio.format.exercise import Exercise
from studio.format.problems import Place, Problems
from studio.format.step import Step
from studio.format.walk import inner
from studio.practice.filing import filed

A_WHILE = timedelta(days=3)  # until a follow-up that comes with a cue, which has no day
MOST = 3000  # events in one walk: `repeat` is bounded, so a walk comes to an end
SHOWN_WORDS = frozenset(("say", "timed"))  # kinds whose screen is their words


@dataclass(frozen=True)
class SetUp:
    """A follow-up that a session has set up, and what it begins from.

    `first` is the id of the first session, `answers` are those given there; `context` has
    what was kept until then.
    """

    followup: str
    starts: datetime
    seed: int
    first: str
    answers: Mapping[str, Any]
    context: Owned

    def begin(self, exercise: Exercise) -> Session:
        """The follow-up, begun."""
        return Session(
            exercise,
            started=self.starts,
            seed=self.seed,
            context=self.context,
            followup=self.followup,
            first=self.answers,
        )


@dataclass
class Walks:
    """What came of some walks: the problems, and what was covered.

    `set_up` are the follow-ups that a walk has set up, by name, each as it last was.
    """

    problems: Problems
    coverage: Coverage
    done: int = 0
    longest: int = 0
    set_up: dict[str, SetUp] = field(default_factory=dict)


def explore(exercise: Exercise, walks: int, seed: int) -> Walks:
    """Walk through an exercise `walks` times. The same seed walks the same ways."""
    found = Walks(Problems(), Coverage(exercise))
    for number in range(walks):
        _walk(exercise, f"{exercise.id}/{seed}/{number}", found)
        found.done += 1
    if walks:
        _unreached(found)
    return found


def _walk(exercise: Exercise, name: str, found: Walks) -> None:
    """One session, and each follow-up once.

    One that this walk did not set up begins from an earlier walk that did, so that its steps
    are met as often as others: a random walk often says no to coming back.
    """
    chance = random.Random(name)
    context = Owned(exercise, chance)
    first = Session(exercise, started=START, seed=chance.randrange(1000), context=context)
    _go(first, chance, found, exercise)
    waiting = deque(_set_up(first, context, name, None))
    walked: set[str] = set()
    while one := _next(waiting, walked, found.set_up):
        walked.add(one.followup)
        found.set_up[one.followup] = one
        later = one.begin(exercise)
        _go(later, chance, found, exercise)
        waiting.extend(_set_up(later, one.context, f"{name}/{one.followup}", one))


def _next(waiting: deque[SetUp], walked: set[str], before: Mapping[str, SetUp]) -> SetUp | None:
    """The next follow-up of a walk: one that was set up on it, else one that was before."""
    while waiting:
        one = waiting.popleft()
        if one.followup not in walked:
            return one
    return next((one for name, one in before.items() if name not in walked), None)


def _set_up(session: Session, context: Owned, name: str, before: SetUp | None) -> list[SetUp]:
    """The follow-ups that a session has set up; none where it did not end or leaves nothing.

    `before` is what began the session, if that was a follow-up itself.
    """
    outcome, exercise = session.outcome, session.exercise
    if outcome is None or outcome.leaves_nothing:
        return []
    identity = str(uuid5(NAMESPACE_OID, name))
    document = filed(outcome, identity, first=before.first if before else "")
    answers = before.answers if before is not None else told(document)
    after = context.after(document, exercise, session.started)
    return [
        SetUp(
            str(entry["followup"]),
            datetime.fromisoformat(entry["due"]) if entry["due"] else session.started + A_WHILE,
            session.seed,
            str(entry.get("follows") or identity),
            answers,
            after,
        )
        for entry in document["schedule"]
        if entry["followup"] and entry["exercise"] == exercise.id
    ]


def _go(session: Session, chance: random.Random, found: Walks, exercise: Exercise) -> None:
    now = 0.0
    for number in range(MOST):
        if session.over:
            break
        view = session.view
        if _stuck(view):
            _is_stuck(session, found)
            break
        _look(session, view, found)
        # Near the end of a long walk nothing is taken back any more.
        session.send(event(view, chance.randrange, wander=number < MOST // 3), now)
        now += chance.choice((0.0, 1.0, 30.0))
        found.longest = max(found.longest, number)
    found.coverage.add(session, exercise)


def _stuck(view: View) -> bool:
    """Whether nothing that fits can be answered, and nothing else goes on."""
    if "skip" in view.allowed or "answer" not in view.allowed:
        return False
    prompt = view.prompt
    if isinstance(prompt, (pr.ChoicePrompt, pr.ChoicesPrompt)):
        there = len(prompt.options) + bool(prompt.own)
    elif isinstance(prompt, (pr.PickPrompt, pr.PicksPrompt)):
        there = len(prompt.things) + bool(prompt.own)
    elif isinstance(prompt, pr.SharePrompt):
        there = len(prompt.options)
    elif isinstance(prompt, pr.NumberPrompt) and prompt.max is not None:
        return prompt.max < prompt.min
    else:
        return False
    return there < max(1, getattr(prompt, "min", 1) or 1)


def _is_stuck(session: Session, found: Walks) -> None:
    screen = session.screen
    assert screen is not None
    found.problems.error(
        "P842",
        screen.step.place,
        "On a random walk there was too little to choose from here, and no way to skip.",
        "Take `required` out, make `min` smaller, or ask this only `when` enough was chosen.",
    )


def _look(session: Session, view: View, found: Walks) -> None:
    """Note a screen that shows no word."""
    screen = session.screen
    if screen is None or view.kind not in SHOWN_WORDS or view.clock is not None:
        return
    words = "".join(span.text for line in view.text for span in line).strip()
    if not words and not getattr(screen.prompt, "parts", ()):
        found.problems.warning(
            "P840",
            screen.step.place,
            "On a random walk this screen had no words: every answer in it was missing.",
            "Add a line that needs no answer, or a `when` to the step.",
        )


def _unreached(found: Walks) -> None:
    exercise = found.coverage.exercise
    flows = [exercise.steps]
    for name, followup in exercise.followups.items():
        if name in found.set_up:
            flows.append(followup.steps)
            continue
        found.problems.warning(
            "P841",
            followup.place,
            f"No walk of {found.done} has set this follow-up up.",
            "Look at the `schedule` steps that name it, and at the conditions around them.",
        )
    for steps in flows:
        for one in _outermost(steps, found.coverage.steps):
            found.problems.warning(
                "P841",
                one.place,
                f"No walk of {found.done} has come to this step.",
                "Look at the conditions around it; if they are right, walk more often.",
            )


def _outermost(steps: Sequence[Step], met: set[Place]) -> Iterator[Step]:
    """The steps that were never met, without those inside one of them."""
    for step in steps:
        if step.place not in met:
            yield step
        else:
            for flow in inner(step):
                yield from _outermost(flow, met)


__all__ = ["Walks", "explore"]
