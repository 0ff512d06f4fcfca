"""Indicators of packs: one line each over many sessions.

An indicator whose `when` does not hold, or whose words lean on something
missing, says nothing: a blank stays blank. Pure; rows come in by a context.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from studio.engine.query import Context
from studio.engine.scope import Scope
from studio.engine.sources import Sources
from studio.format.exercise import Tables
from studio.format.expressions import evaluate
from studio.format.parts import Indicator
from studio.format.piping import fill_text


class Told(NamedTuple):
    """What an indicator says now: its label, its line, and its value if it is a number."""

    name: str
    label: str
    words: str
    value: float | None


def told(
    indicators: Iterable[tuple[str, Indicator, Tables]], context: Context, at: datetime
) -> tuple[Told, ...]:
    """Every indicator (by full name) that has something to say at this moment."""
    found = []
    for name, indicator, tables in indicators:
        one = _told(name, indicator, Sources(tables, context, at))
        if one is not None:
            found.append(one)
    return tuple(found)


def _told(name: str, indicator: Indicator, sources: Sources) -> Told | None:
    def look(asked: str) -> object:
        read = indicator.reads.get(asked)
        return sources.read(asked, read, scope) if read is not None else None

    scope = Scope(last=look)
    if not any(sources.read(one, read, scope) for one, read in indicator.reads.items()):
        return None  # nothing was ever done that it tells of
    if indicator.when is not None and evaluate(indicator.when, scope) is not True:
        return None
    value = evaluate(indicator.value, scope) if indicator.value is not None else None
    words = fill_text(indicator.words, scope) if indicator.words is not None else ""
    if not words:
        return None
    number = float(value) if isinstance(value, (int, float)) else None
    return Told(name, indicator.label, words, number)
