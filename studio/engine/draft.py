"""A session as a draft, and a draft as a session again.

A draft is plain JSON data: the head says what is being done (with the text it
was read from, so an edited or removed pack breaks nothing), the rest is the
list of events, what the queries gave, the field being typed, and events that no
longer fitted, for the answers in them. Resuming replays the list; nothing else is
remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from studio.engine.events import EVENTS, Answer, Cut
from studio.engine.query import Context
from studio.engine.rows import as_data, from_data
from studio.engine.session import Sent, Session
from studio.format.exercise import Exercise
from studio.format.expressions import Item
from studio.format.parts import Duration

DRAFT_VERSION = 1


def draft_of(session: Session) -> dict[str, Any]:
    """The session as a draft; private answers are not in it."""
    view = session.view
    draft: dict[str, Any] = {
        "v": DRAFT_VERSION,
        "exercise": session.exercise.id,
        "pack": session.exercise.pack,
        "version": session.exercise.version,
        "digest": session.exercise.digest,
        "title": view.title,
        "progress": str(view.progress) if view.progress else "",
        "started": session.started.isoformat(),
        "seed": session.seed,
        "followup": session.followup,
        "first": session.first,
        "definition": session.exercise.definition,
        "lookups": {key: as_data(rows) for key, rows in session.lookups.items()},
        "events": [_event_data(one) for one in (*session.sent, *session.pending)],
        "at": round(session.now, 3),
    }
    if session.aside:
        draft["aside"] = [_event_data(one) for one in session.aside]
    if session.again is not None:
        draft["again"] = {"seconds": session.again.seconds, "months": session.again.months}
    if session.typed is not None:
        draft["typing"] = {"address": session.typed[0], "value": session.typed[1]}
    return draft


def _event_data(sent: Sent) -> list[Any]:
    row: list[Any] = [round(sent.at, 3), sent.address, sent.event.name]
    if sent.withheld:
        return [*row, None, "private"]
    return [*row, sent.event.value] if isinstance(sent.event, Answer) else row


def sent_of(row: list[Any]) -> Sent:
    """One event of a draft. Raises `KeyError`, `IndexError` or `TypeError` on other data."""
    at, address, name = float(row[0]), str(row[1]), row[2]
    event = Answer(row[3]) if name == Answer.name else EVENTS[name]()
    return Sent(at, address, event, withheld=len(row) > 4)


def resume(
    draft: Mapping[str, Any],
    exercise: Exercise,
    context: Context,
    zone: tzinfo | None = None,
) -> Session:
    """The session of a draft, standing exactly where it was cut off.

    A timed step is paused at the start of the part it was in. `exercise` is
    read from the draft's own definition by the caller; `zone` is where the
    person is, since a draft keeps only the offset of its first moment.
    """
    started = datetime.fromisoformat(draft["started"])
    lookups: dict[str, tuple[Item, ...]] = {}
    for key, rows in draft["lookups"].items():
        value = from_data(rows)
        lookups[key] = (
            tuple(one for one in value if isinstance(one, Item)) if isinstance(value, tuple) else ()
        )
    session = Session(
        exercise,
        started=started.astimezone(zone) if zone else started,
        seed=draft["seed"],
        context=context,
        followup=draft.get("followup") or "",
        first=draft.get("first") or {},
        lookups=lookups,
        again=Duration(**draft["again"]) if draft.get("again") else None,
    )
    typing = draft.get("typing")
    if typing:
        session.typed_before = (typing["address"], typing["value"])
    for row in draft.get("aside") or ():
        session.keep_aside(sent_of(row))
    at = float(draft["at"])
    sent = [sent_of(row) for row in draft["events"]]
    session.replay([*sent, Sent(at, "", Cut())])
    return session
