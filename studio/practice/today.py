"""What is worth showing first: what is open, what came due, one idea, the packs.

Pure facts for both front ends; nothing here counts the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from studio.library.summaries import Summary, minutes_label
from studio.practice.recent import Recent

if TYPE_CHECKING:
    from studio.practice.programmes import NextRow

# A last rating from here on asks for something that settles (screen 1).
LOUD = 7
# The shipped packs in the order they are met; others follow by name.
PACKS = ("steady", "wider", "kinder", "boundaries", "values", "belonging", "growth")
# What a check-in decided that keeps an exercise from being suggested.
PUT_ASIDE = ("drop", "another")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class OpenRow:
    """A session left open: "Write the words", "step 7 of about 18", "21:10"."""

    draft: str
    title: str
    progress: str
    since: str
    damaged: bool = False


@dataclass(frozen=True)
class DueRow:
    """Something to come back to: "1 min", "from Thursday"."""

    entry: str
    exercise: str
    followup: str
    title: str
    minutes: str
    since: str
    first: str = ""


@dataclass(frozen=True)
class Idea:
    """One exercise for now, by rule, never behind the danger gate."""

    exercise: str
    title: str
    minutes: str
    purpose: str


@dataclass(frozen=True)
class PackRow:
    """A pack and its exercises, quick captures left out."""

    id: str
    title: str
    exercises: tuple[Summary, ...]


@dataclass(frozen=True)
class Today:
    """The first screen. `notes` are lines such as "1 of your own needs a look"; `programmes`
    what comes next on the programmes one is on."""

    day: str
    open: tuple[OpenRow, ...]
    due: tuple[DueRow, ...]
    idea: Idea | None
    packs: tuple[PackRow, ...]
    notes: tuple[str, ...] = ()
    programmes: tuple[NextRow, ...] = ()


def day_words(when: datetime) -> str:
    """Sunday 22 November."""
    return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"


def since_words(then: datetime, now: datetime) -> str:
    """The time when it was today, the weekday within a week, else the day, of another year with
    its year: 19 November 2025."""
    local = then.astimezone(now.tzinfo)
    apart = (now.date() - local.date()).days
    if apart == 0:
        return f"{local:%H:%M}"
    if 0 < apart < 7:
        return DAYS[local.weekday()]
    return date_words(local, now)


def date_words(when: datetime, now: datetime) -> str:
    """19 November; of another year 19 November 2025."""
    day = f"{when.day} {MONTHS[when.month - 1]}"
    return day if when.year == now.year else f"{day} {when.year}"


def open_rows(drafts: Iterable[Mapping[str, Any]], now: datetime) -> tuple[OpenRow, ...]:
    """Sessions left open, the last one first."""
    rows = []
    for one in drafts:
        saved = moment_of(one.get("saved_at")) or moment_of(one.get("started")) or now
        progress = str(one.get("progress") or "")
        rows.append(
            OpenRow(
                str(one["id"]),
                str(one.get("title") or "A session"),
                f"step {progress}" if progress else "",
                since_words(saved, now),
                bool(one.get("damaged")),
            )
        )
    return tuple(rows)


def due_rows(
    entries: Iterable[Mapping[str, Any]], summaries: Mapping[str, Summary], now: datetime
) -> tuple[DueRow, ...]:
    """What came due; something whose exercise is not here waits until it is."""
    rows = []
    for one in entries:
        summary = summaries.get(str(one.get("exercise")))
        if summary is None:
            continue
        due = moment_of(one.get("due")) or now
        followup = str(one.get("followup") or "")
        title = f"{summary.title}: {_lower(str(one['title']))}" if followup else summary.title
        minutes = "1 min" if followup else minutes_label(summary.minutes)
        since = (
            "from today"
            if due.astimezone(now.tzinfo).date() == now.date()
            else (f"from {since_words(due, now)}")
        )
        rows.append(
            DueRow(
                str(one["id"]), summary.id, followup, title, minutes, since,
                str(one.get("from") or ""),
            )
        )  # fmt: skip
    return tuple(rows)


def pack_rows(summaries: Iterable[Summary]) -> tuple[PackRow, ...]:
    """The packs with their exercises, quick captures left out."""
    groups: dict[str, list[Summary]] = {}
    for one in summaries:
        if not one.quick and not one.problems:
            groups.setdefault(one.pack, []).append(one)
    known = {pack: place for place, pack in enumerate(PACKS)}
    return tuple(
        PackRow(pack, rows[0].pack_title or pack, tuple(rows))
        for pack, rows in sorted(groups.items(), key=lambda group: known.get(group[0], len(known)))
    )


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def moment_of(value: object) -> datetime | None:
    """A stored moment; None when there is none, or it cannot be read."""
    try:
        return datetime.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def not_put_aside(
    summaries: Iterable[Summary], said: Mapping[str, Mapping[str, Any]]
) -> list[Summary]:
    """Without the exercises that a person, looking at what works, decided against."""
    return [
        one for one in summaries
        if said.get(one.id, {}).get("decision_value") not in PUT_ASIDE
    ]  # fmt: skip


def idea_for(summaries: Iterable[Summary], recent: Recent) -> Idea | None:
    """One idea by one rule: after a loud rating something steady, else the longest unseen
    of the pack last used."""
    offered = [
        one for one in summaries
        if not one.quick and not one.problems and "danger" not in one.flags
    ]  # fmt: skip
    if recent.distress is not None and recent.distress >= LOUD:
        offered = [
            one for one in offered if one.pack == "steady" and "activating" not in one.flags
        ] or offered
    elif any(one.pack == recent.pack for one in offered):
        offered = [one for one in offered if one.pack == recent.pack]
    else:
        offered = [one for one in offered if one.pack == "steady"] or offered
    if not offered:
        return None
    best = min(offered, key=lambda one: str(recent.seen.get(one.id, {}).get("ended") or ""))
    return Idea(best.id, best.title, minutes_label(best.minutes), best.purpose)
