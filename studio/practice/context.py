"""What a session may know of the world: kept things, past sessions, what was shown.

Rows of the store as the items that queries work on. Reads only what a query
asks for: past sessions come one by one, newest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from heapq import merge
from typing import TYPE_CHECKING, Any

from studio.engine.own import part_of_day
from studio.engine.rows import stored_value
from studio.engine.world import LABELS, SINCE, WORDS
from studio.format.expressions import Item
from studio.practice.earlier import Earlier, earlier, fields
from studio.store.store import Store

if TYPE_CHECKING:
    from studio.format.exercise import Exercise
    from studio.format.parts import Collection


class KeptThings:
    """The engine's `Context` over a store.

    `collections` and `find` (an exercise by id, or None) tell of names that things and
    answers had before.
    """

    def __init__(
        self,
        store: Store,
        collections: Mapping[str, Collection] | None = None,
        find: Callable[[str], Exercise | None] | None = None,
    ) -> None:
        self.store = store
        self._collections = collections or {}
        self._find = find

    def kept(self, collection: str, *, archived: bool) -> Iterator[Item]:
        """Items of a collection, newest first."""
        if self.store.locked:
            return  # practising without the passphrase: nothing is known, nothing is shown
        known = self._collections.get(collection)
        for one in self.store.kept(collection, archived):
            yield kept_row({**one, "fields": fields(known, one.get("fields") or {})})

    def shown(self, prefix: str) -> Mapping[str, tuple[datetime, int]]:
        """When things under a key prefix were last shown, and how often."""
        found: dict[str, tuple[datetime, int]] = {}
        if self.store.locked:
            return found
        for key, one in self.store.shown(prefix).items():
            on = moment(one.get("shown_on"))
            if on is not None:
                found[key] = (on, int(one.get("times_shown") or 0))
        return found

    def sessions(self, exercise: str | None) -> Iterator[Item]:
        """Past sessions, newest first, each read when it is reached.

        What a follow-up asked belongs to the session it came back to: a follow-up
        is newer, so it has been met by then, and is no row of its own.
        """
        if self.store.locked:
            return
        before = self._earlier(exercise)
        names = [exercise, *before.exercises]
        past = [self.store.outcomes(exercise=name) for name in names]
        later: dict[str, list[dict[str, Any]]] = {}
        for one in merge(*past, key=_ended, reverse=True) if past[1:] else past[0]:
            told = before.outcome(one)
            if one.get("followup"):
                later.setdefault(str(one.get("follows")), []).append(told)
            else:
                yield session_row(told, later.pop(str(one["id"]), ()))

    def _earlier(self, exercise: str | None) -> Earlier:
        found = self._find(exercise) if exercise and self._find is not None else None
        return earlier(found) if found is not None else Earlier()

    def strategies(self) -> Iterator[Item]:
        """One row for each exercise that was used, the last used first."""
        if self.store.locked:
            return
        groups: dict[str, list[dict[str, Any]]] = {}
        for one in self.store.outcomes():
            if one.get("followup"):
                continue  # a look back at one is not another use of it
            groups.setdefault(str(one.get("exercise")), []).append(one)
        said = self.store.said_of_exercises()
        for exercise, outcomes in groups.items():
            yield strategy_row(exercise, outcomes, said.get(exercise, {}))


def _ended(document: Mapping[str, Any]) -> datetime:
    return moment(document.get("ended")) or datetime.min.replace(tzinfo=UTC)


def moment(value: object) -> datetime | None:
    """An ISO time of a document; None when there is none or it is not one."""
    try:
        return datetime.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def kept_row(one: Mapping[str, Any]) -> Item:
    """A kept item as a row; the world fills in its line by the collection."""
    fields: dict[str, object] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in dict(one.get("fields") or {}).items()
    }
    fields |= {
        "kept_on": moment(one.get("kept_on")),
        "day": _day(one.get("day")),
        "part_of_day": one.get("part_of_day"),
        "shown_on": moment(one.get("shown_on")),
        SINCE: moment(one.get("since")),
        "times_shown": one.get("times_shown") or 0,
    }
    return Item("", fields=fields, ref=str(one["id"]))


def session_row(one: Mapping[str, Any], later: Sequence[Mapping[str, Any]] = ()) -> Item:
    """A past session as a row: its day, how it ended, its answers and values by name.

    `later` are its follow-ups, the newest first: of one that came again, the
    last answer to each question counts.
    """
    fields = _answers(one)
    for followup in reversed(later):
        fields |= _answers(followup)
    ended = moment(one.get("ended"))
    fields |= {
        "kept_on": ended,
        "day": ended.date() if ended else None,
        "part_of_day": part_of_day(ended.hour) if ended else None,
        "exercise": Item(str(one.get("title") or ""), value=str(one.get("exercise") or "")),
        "minutes": one.get("minutes"),
        "eased_out": one.get("ending") != "finished",
    }
    return Item(str(one.get("title") or ""), fields=fields, ref=str(one.get("id")))


def _answers(one: Mapping[str, Any]) -> dict[str, object]:
    """The answers of an outcome on its path, and its values, by name."""
    fields: dict[str, object] = {}
    for entry in one.get("answers") or ():
        if not entry.get("on_path") or "value" not in entry:
            continue
        value = stored_value(entry["kind"], entry["value"], entry.get("words") or ())
        name = str(entry["id"])
        if name in fields and "[" in str(entry.get("address")):
            before = fields[name]
            fields[name] = (*before, value) if isinstance(before, tuple) else (before, value)
        else:
            fields[name] = value
    computed = dict(one.get("values") or {})
    for name, value in computed.items():
        fields[name] = value.get("value")
    if computed:
        fields[LABELS] = Item(
            "", fields={n: str(v.get("label") or "") for n, v in computed.items()}
        )
        fields[WORDS] = Item("", fields={n: str(v.get("words") or "") for n, v in computed.items()})
    return fields


def strategy_row(exercise: str, outcomes: list[dict[str, Any]], said: Mapping[str, Any]) -> Item:
    """What one exercise was used for so far: how often, how much it helped on average."""
    helped = [
        float(entry["value"])
        for one in outcomes
        for entry in one.get("answers") or ()
        if entry.get("id") == "helped" and isinstance(entry.get("value"), (int, float))
    ]
    title = str(outcomes[0].get("title") or exercise)
    fields: dict[str, object] = {
        "collection": Item("", value="strategies"),
        "exercise": Item(title, value=exercise),
        "title": title,
        "uses": len(outcomes),
        "helped": round(sum(helped) / len(helped), 1) if helped else None,
        "decision": said.get("decision"),
        "kept_on": moment(outcomes[0].get("ended")),
    }
    return Item(title, fields=fields, ref=exercise)
