"""The engine's side of every kind that is a screen, one module each."""

from __future__ import annotations

from studio.engine.kind import Kind
from studio.engine.kinds import (
    breathe,
    choice,
    choices,
    compose,
    contacts,
    date,
    keep,
    list,  # noqa: A004 - named like the kind
    number,
    pick,
    picks,
    review,
    say,
    scale,
    schedule,
    share,
    text,
    timed,
)

KINDS: dict[str, Kind] = {
    "say": say.KIND,
    "text": text.KIND,
    "choice": choice.KIND,
    "choices": choices.KIND,
    "scale": scale.KIND,
    "number": number.KIND,
    "date": date.KIND,
    "list": list.KIND,
    "share": share.KIND,
    "compose": compose.KIND,
    "pick": pick.KIND,
    "picks": picks.KIND,
    "timed": timed.KIND,
    "breathe": breathe.KIND,
    "keep": keep.KIND,
    "review": review.KIND,
    "schedule": schedule.KIND,
    "contacts": contacts.KIND,
}
