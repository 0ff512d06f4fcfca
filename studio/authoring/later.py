"""What comes after a session in a preview: the follow-up it planned, and what that finds.

A follow-up sees the answers of the session before, and whatever that kept. The preview
keeps nothing, so the session is filed into a copy of what was there before it, made anew
whenever the session is another one. Imports the desk and the engine.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from studio.engine.again import asks, every_of
from studio.engine.first import told
from studio.engine.phrases import spoken
from studio.engine.session import Session
from studio.format.parts import Duration
from studio.practice.desk import Desk, open_desk
from studio.practice.filing import filed, rules_of

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
UNPLANNED = 7 * DAY  # when a follow-up comes that nothing has planned


@dataclass(frozen=True)
class First:
    """A session that is over, and what a follow-up of it begins from.

    `after` is how much later it comes, as a test says it; "" when the session did not plan
    it. `answers` are those it sees, `desk` has the session filed. `again` is how often it
    comes back, if it does.
    """

    session: Session
    followup: str
    starts: datetime
    after: str
    answers: Mapping[str, Any]
    desk: Desk
    again: Duration | None = None

    def begin(self, seed: int) -> Session:
        """The follow-up, begun."""
        return Session(
            self.session.exercise,
            started=self.starts,
            seed=seed,
            context=self.desk.context(self.session.exercise),
            followup=self.followup,
            first=self.answers,
            again=self.again,
        )


def planned(session: Session) -> dict[str, datetime]:
    """The follow-ups that a session has put on the schedule, by name, and when each is due."""
    outcome = session.outcome
    if outcome is None or outcome.leaves_nothing:
        return {}
    found: dict[str, datetime] = {}
    for entry in outcome.schedule:
        name, due = entry["followup"], entry["due"]
        if name and due and entry["exercise"] == session.exercise.id:
            moment = datetime.fromisoformat(str(due))
            found[name] = min(moment, found.get(name, moment))
    return found


def first_of(session: Session, followup: str, identity: str, desk: Desk, folder: Path) -> First:
    """A session that is over, filed under `identity` beside what `desk` has.

    `folder` is that of the packs.
    """
    due = planned(session).get(followup)
    # By the clock on the wall: a change to or from summer time is no hour more or less.
    wall = session.started.replace(tzinfo=None)
    apart = UNPLANNED if due is None else _rounded(due.replace(tzinfo=None) - wall)
    starts = session.started + apart
    outcome = session.outcome
    assert outcome is not None
    document = filed(outcome, identity)
    then = _copied(desk, folder, lambda: starts)
    if not outcome.leaves_nothing:
        then.store.finish(identity, document, rules_of(session.exercise))
    after = spoken(Duration(int(apart.total_seconds()))) if due is not None else ""
    again = None if due is None else _again(document, followup, session.started, due, starts)
    return First(session, followup, starts, after, told(document), then, again)


def _again(
    document: Mapping[str, Any], followup: str, began: datetime, due: datetime, now: datetime
) -> Duration | None:
    """How often a follow-up comes, where it is to ask now whether it goes on."""
    for entry in document["schedule"]:
        every = every_of(entry["every"]) if entry["followup"] == followup else None
        if every is not None and asks(every, began.date(), due.date(), now.date()):
            return every
    return None


def _rounded(apart: timedelta) -> timedelta:
    """Up to whole hours, from two days on to whole days: as somebody would write it."""
    unit = DAY if apart > 2 * DAY else HOUR
    return unit * -(-apart // unit) if apart > HOUR else apart


def _copied(desk: Desk, folder: Path, wall: Callable[[], datetime]) -> Desk:
    """A desk over a copy of everything that a desk has, at another time."""
    home = desk.store.root.parent
    copy = home.with_name(f"{home.name}-later")
    if copy.exists():
        shutil.rmtree(copy)
    if home.exists():
        shutil.copytree(home, copy)
    language = desk.library.language
    return open_desk(home=copy, folders=[folder], wall=wall, language=language, system="")
