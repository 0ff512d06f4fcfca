"""An outcome as the store files it: with ids that nothing else has.

Inside a session a new thing is known by the step that made it. Here that
becomes an id made from the session's own id, so that filing the same session
twice (a crash in between) makes the same things again and doubles none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from studio.engine.outcome import Outcome
from studio.format.exercise import Exercise


def lasting_id(session: str, local: str) -> str:
    """The id of a thing that a session made at one of its steps."""
    return str(uuid5(UUID(session), local))


def filed(outcome: Outcome, session: str, *, settles: str = "", first: str = "") -> dict[str, Any]:
    """The document of an outcome, every reference to a new thing made lasting."""
    data = outcome.as_data()
    new = {
        change["ref"]: lasting_id(session, change["ref"])
        for change in outcome.changes
        if change["op"] == "add"
    }
    data["changes"] = [
        {**change, "ref": new.get(change["ref"], change["ref"])} for change in outcome.changes
    ]
    data["answers"] = [_lasting(entry, new) for entry in outcome.answers]
    data["shown"] = [new.get(key, key) for key in outcome.shown]
    if "rows" in data:
        data["rows"] = {
            address: [new.get(ref, ref) if ref else None for ref in refs]
            for address, refs in outcome.rows.items()
        }
    data["schedule"] = [_entry(entry, outcome, session, first) for entry in outcome.schedule]
    data.pop("lets_go", None)
    if settles:
        data["settles"] = [settles]
        if outcome.lets_go:
            data["lets_go"] = [settles]
    if outcome.declined:
        data["declined"] = [_series(outcome, ref) for ref in outcome.declined]
    if first:
        data["follows"] = first
    return data


def _lasting(entry: Mapping[str, Any], new: Mapping[str, str]) -> dict[str, Any]:
    """An answer whose references (what was kept, what was picked) are lasting."""
    if entry.get("kind") not in ("keep", "pick", "picks"):
        return dict(entry)
    value = entry.get("value")
    if isinstance(value, list):
        value = [_referring(one, new) for one in value]
    return {**entry, "value": _referring(value, new)} if "value" in entry else dict(entry)


def _referring(value: Any, new: Mapping[str, str]) -> Any:  # noqa: ANN401 - plain JSON data
    if isinstance(value, dict) and value.get("ref") in new:
        return {**value, "ref": new[value["ref"]]}
    return value


def _entry(entry: Mapping[str, Any], outcome: Outcome, session: str, first: str) -> dict[str, Any]:
    """A time to come back, as the schedule keeps it.

    `follows` is the first session where a follow-up sets up another: the answers it looks
    back on are those of the first.
    """
    every = entry["every"] or None
    if every and every["months"]:
        every = {"months": every["months"]}
    elif every:
        every = every["seconds"]
    return {
        "id": lasting_id(session, entry["ref"]),
        "exercise": entry["exercise"],
        "followup": entry["followup"],
        "title": entry["title"],
        "first_title": outcome.title,
        "due": entry["due"],
        "every": every,
        "cue": entry["cue"],
        "series": _series(outcome, entry["ref"]),
        "from": session,
        **({"follows": first} if first and entry["followup"] else {}),
    }


def _series(outcome: Outcome, ref: str) -> str:
    """The step that an answer about coming back was given at, whatever the session."""
    return f"{outcome.exercise}/{outcome.followup}/{ref}"


def rules_of(exercise: Exercise) -> dict[str, dict[str, Any]]:
    """What the store must know of each collection: which fields are unique, how many active."""
    return {
        name: {"unique": list(one.unique), "active": one.active}
        for name, one in exercise.tables.collections.items()
        if one.unique or one.active
    }
