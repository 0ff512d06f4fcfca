"""Two outcomes are the same when nothing but the clock and chance tells them apart."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CHANCE = frozenset({"seed", "minutes", "seconds", "started", "ended"})


def without_chance(outcome: dict[str, Any]) -> Any:
    """The outcome with ids numbered as they are met, and times counted from its start.

    Ids that were the same stay the same, so what refers to what is compared too.
    """
    return _told(outcome, {}, datetime.fromisoformat(outcome["started"]))


def _told(value: Any, ids: dict[str, str], start: datetime) -> Any:
    if isinstance(value, dict):
        return {
            key: "by chance" if key in CHANCE else _told(one, ids, start)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_told(one, ids, start) for one in value]
    if not isinstance(value, str):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return UUID.sub(lambda found: ids.setdefault(found[0], f"id {len(ids)}"), value)
    if moment.tzinfo is None:
        return value
    return f"{round((moment - start).total_seconds() / 60)} minutes from the start"
