"""Saving a step and finishing an outcome, beside sqlite doing the same durably."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.seed import outcome
from studio.engine import events as ev
from studio.practice.desk import open_desk
from studio.store.store import Store

ROUNDS = 60


@dataclass(frozen=True)
class Disk:
    """Medians in ms: ours and sqlite's, for a step and for an outcome; and the 95th of 100."""

    step: float
    step_sqlite: float
    outcome: float
    outcome_sqlite: float
    step_p95: float


def _timed(do: Callable[[int], object]) -> list[float]:
    times = []
    for number in range(ROUNDS):
        began = time.perf_counter()
        do(number)
        times.append(1000 * (time.perf_counter() - began))
    return times


def _sqlite(folder: Path) -> sqlite3.Connection:
    base = sqlite3.connect(folder / "reference.sqlite", isolation_level=None)
    base.execute("pragma journal_mode=wal")
    base.execute("pragma synchronous=full")
    base.execute("create table if not exists kept (id text primary key, document text)")
    return base


def measured(home: Path, folder: Path) -> Disk:
    """Ours and sqlite by turns, in the same folder's file system."""
    desk = open_desk(home=home)
    store = desk.store
    base = _sqlite(folder)
    sitting = desk.begin("two-interpretations", seed=1)
    for value in ({"value": "event"}, "They walked past without a word.", 6):
        sitting.send(ev.Answer(value))
    draft = sitting.draft()
    text = json.dumps(draft)
    identity = sitting.identity

    def save(number: int) -> None:
        store.save_draft(identity, {**draft, "at": float(number)})

    def save_sqlite(number: int) -> None:
        base.execute("insert or replace into kept values (?, ?)", ("draft", text + str(number)))

    now = datetime.now(UTC)
    fresh = [outcome(900_000 + number, now) for number in range(ROUNDS)]

    def finish(number: int) -> None:
        _finish(store, *fresh[number])

    def finish_sqlite(number: int) -> None:
        name, document = fresh[number]
        base.execute("insert or replace into kept values (?, ?)", (name, json.dumps(document)))

    results = [_timed(one) for one in (save, save_sqlite, finish, finish_sqlite)]
    sitting.abandon()
    base.close()
    step, step_sqlite, whole, whole_sqlite = (median(one) for one in results)
    return Disk(step, step_sqlite, whole, whole_sqlite, quantiles(results[0], n=20)[18])


def _finish(store: Store, identity: str, document: dict[str, Any]) -> None:
    store.finish(identity, document)


def next_step(home: Path) -> tuple[float, float]:
    """Ms from an answer sent to the next view ready, the answer on disk: middle and 95th."""
    desk = open_desk(home=home)
    times = []
    for _ in range(12):
        sitting = desk.begin("two-interpretations", seed=1)
        for value in ({"value": "event"}, "They walked past.", 5, "They are angry.", 7):
            began = time.perf_counter()
            sitting.send(ev.Answer(value))
            sitting.view  # noqa: B018 - drawing it is part of what is measured
            times.append(1000 * (time.perf_counter() - began))
        sitting.abandon()
    cuts = quantiles(times, n=20)
    return cuts[9], cuts[18]


def synced(folder: Path) -> float:
    """Ms of one bare write and fsync here: what the disk itself costs."""
    path = folder / "bare"

    def write(number: int) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(handle, b"x" * 2048 + str(number).encode())
        os.fsync(handle)
        os.close(handle)

    return median(_timed(write))
