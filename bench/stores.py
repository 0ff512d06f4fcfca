"""The store beside sqlite and plain TinyDB, over the same outcomes, by turns.

    python -m bench.stores [--large]

At 1,000 and 10,000 outcomes, and at 100,000 with `--large` (plain TinyDB then
takes minutes). All three lie on the same disk; sqlite is in WAL mode with
synchronous=FULL, so each of its commits is as durable as ours.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median

from bench import seed
from bench.table import Row
from studio.practice.words import stands_in
from studio.store.home import open_store
from studio.store.store import Store

ROUNDS = 30
PLAIN_ROUNDS = {1_000: 10, 10_000: 5, 100_000: 2}
PAGE = 20
DRAFT: dict[str, object] = {"exercise": "e", "events": [["Answer", "words " * 40]] * 8}

MEMORY = """
import re, sys
what, path = sys.argv[1:]
if what == "ours":
    from pathlib import Path
    from studio.store import open_store
    count = sum(1 for _ in open_store(Path(path)).outcomes())
else:
    from tinydb import TinyDB
    count = len(TinyDB(path).all())
# Not getrusage: its peak is that of the process this one was forked from.
status = open("/proc/self/status").read()
print(int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024, count)
"""
"""The most memory a fresh process had while it read everything, MB. Needs Linux."""


@dataclass(frozen=True)
class Times:
    """Medians in ms: a step, an outcome, the newest page; seconds for all; MB to read all.

    `search` is the first page of a word that one outcome in 500 has; `nowhere` is all of it
    looked through, in seconds, for a word that none has.
    """

    step: float
    outcome: float
    page: float
    everything: float
    memory: int = 0
    search: float = 0
    nowhere: float = 0


def measured(folder: Path, count: int) -> dict[str, Times]:
    """ "ours", "sqlite" and "plain" at so many outcomes."""
    until = datetime.now(UTC)
    home = folder / f"home-{count}"
    seed.outcomes(home, count, until)
    (home / "data").chmod(0o700)
    _as_if_written_here(home / "data")
    base = _sqlite(folder / f"{count}.sqlite", count, until)
    plain = folder / f"{count}.json"
    plain.write_text(json.dumps({"_default": dict(_numbered(count, until))}))
    fresh = [seed.outcome(count + number + 1, until) for number in range(ROUNDS)]
    found = {
        "ours": _ours(home / "data", fresh),
        "sqlite": _of_sqlite(base, fresh),
        "plain": _plain(plain, fresh, PLAIN_ROUNDS[count]),
    }
    base.close()
    return found


def _as_if_written_here(root: Path) -> None:
    """Give the files the names that this device gives: most people have one."""
    store = open_store(root)
    store.change_settings({})
    for path in (root / "history").iterdir():
        path.rename(path.with_name(path.name.replace(".benchdev.", f".{store.rooms.place.tag}.")))


def _numbered(count: int, until: datetime) -> Iterator[tuple[str, dict[str, object]]]:
    from datetime import timedelta

    for number in range(count):
        ended = until - timedelta(minutes=144 * number + 60)
        yield str(number + 1), seed.outcome(number, ended)[1]


def _timed(do: Callable[[int], object], rounds: int) -> float:
    times = []
    for number in range(rounds):
        began = time.perf_counter()
        do(number)
        times.append(1000 * (time.perf_counter() - began))
    return median(times)


# Ours ------------------------------------------------------------------


def _ours(root: Path, fresh: list[tuple[str, dict[str, object]]]) -> Times:
    store = open_store(root)
    step = _timed(lambda number: store.save_draft("step", {**DRAFT, "at": number}), ROUNDS)
    store.drop_draft("step")
    outcome = _timed(lambda number: store.finish(*fresh[number]), ROUNDS)
    page = _timed(lambda _: list(islice(_fresh(root).outcomes(), PAGE)), 7)
    everything = _timed(lambda _: sum(1 for _ in _fresh(root).outcomes()), 1) / 1000
    search = _timed(lambda _: _looked_for(root, "Landlord"), 7)
    nowhere = _timed(lambda _: _looked_for(root, "zeppelin"), 1) / 1000
    return Times(step, outcome, page, everything, _memory("ours", root), search, nowhere)


def _looked_for(root: Path, text: str) -> int:
    """The first page of what stands in the words, as the list of past sessions asks for it."""
    found = (one for one in _fresh(root).searched(text) if one is not None and stands_in(text, one))
    return len(list(islice(found, PAGE)))


def _fresh(root: Path) -> Store:
    return open_store(root)


def _memory(what: str, path: Path) -> int:
    command = [sys.executable, "-c", MEMORY, what, str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(ran.stdout.split()[0])


# The others ------------------------------------------------------------


def _sqlite(path: Path, count: int, until: datetime) -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("pragma journal_mode=wal")
    base.execute("pragma synchronous=full")
    base.execute("create table kept (id text primary key, ended text, document text)")
    base.execute("create index by_end on kept (ended)")
    base.execute("begin")
    for _, document in _numbered(count, until):
        base.execute("insert into kept values (?, ?, ?)", _columns(document))
    base.execute("commit")
    return base


def _columns(document: dict[str, object]) -> tuple[object, object, str]:
    return document["id"], document["ended"], json.dumps(document)


def _draft(number: int) -> str:
    return json.dumps({**DRAFT, "at": number})


def _of_sqlite(base: sqlite3.Connection, fresh: list[tuple[str, dict[str, object]]]) -> Times:
    replace = "insert or replace into kept values (?, ?, ?)"
    newest = "select document from kept order by ended desc"
    like = f"select document from kept where document like ? order by ended desc limit {PAGE}"
    return Times(
        _timed(lambda number: base.execute(replace, ("step", "", _draft(number))), ROUNDS),
        _timed(lambda number: base.execute(replace, _columns(fresh[number][1])), ROUNDS),
        _timed(lambda _: [json.loads(one) for (one,) in base.execute(f"{newest} limit {PAGE}")], 7),
        _timed(lambda _: sum(1 for (one,) in base.execute(newest) if json.loads(one)), 1) / 1000,
        search=_timed(lambda _: base.execute(like, ("%landlord%",)).fetchall(), 7),
        nowhere=_timed(lambda _: base.execute(like, ("%zeppelin%",)).fetchall(), 1) / 1000,
    )


def _plain(path: Path, fresh: list[tuple[str, dict[str, object]]], rounds: int) -> Times:
    from tinydb import TinyDB

    def newest(_: int) -> object:
        with TinyDB(path) as base:
            return sorted(base.all(), key=lambda one: str(one["ended"]))[-PAGE:]

    with TinyDB(path) as base:
        insert = _timed(lambda number: base.insert(fresh[number][1]), rounds)
    page = _timed(newest, 1)
    return Times(insert, insert, page, page / 1000, _memory("plain", path))


# The table -------------------------------------------------------------


def rows(folder: Path, *, large: bool) -> Iterator[Row]:
    """The rows of the page: budgets are ratios to sqlite."""
    for count in (1_000, 10_000, *([100_000] if large else [])):
        found = measured(folder, count)
        ours, sqlite, plain = found["ours"], found["sqlite"], found["plain"]
        at = f"({count:,} outcomes)"
        yield Row(
            f"store: a step {at}", f"{ours.step:.2f} ms", f"sqlite {sqlite.step:.2f} ms",
            ours.step / sqlite.step, 10,
        )  # fmt: skip
        yield Row(
            f"store: an outcome {at}", f"{ours.outcome:.2f} ms",
            f"sqlite {sqlite.outcome:.2f} ms, plain TinyDB {plain.outcome:,.0f} ms",
            ours.outcome / sqlite.outcome, 16,
        )  # fmt: skip
        yield Row(
            f"store: the newest page {at}", f"{ours.page:.1f} ms",
            f"sqlite {sqlite.page:.1f} ms, plain TinyDB {plain.page:,.0f} ms", None, None,
        )  # fmt: skip
        yield Row(
            f"store: all of it {at}", f"{ours.everything:.2f} s, {ours.memory} MB",
            f"sqlite {sqlite.everything:.2f} s, plain TinyDB {plain.memory} MB", None, None,
        )  # fmt: skip
        yield Row(
            f"store: first page of a search {at}", f"{ours.search:.1f} ms",
            f"sqlite {sqlite.search:.1f} ms", ours.search, 150, "ms",
        )  # fmt: skip
        yield Row(
            f"store: all searched in vain {at}", f"{ours.nowhere:.2f} s",
            f"sqlite {sqlite.nowhere:.2f} s", None, None,
        )  # fmt: skip


def main(arguments: list[str]) -> None:
    """Measure and print; see the module."""
    folder = Path(tempfile.mkdtemp(prefix="studio-stores-"))
    try:
        for row in rows(folder, large="--large" in arguments):
            judged = "" if row.judged is None else f"{row.judged:.1f} x of {row.budget}"
            print(f"{row.what:45} {row.ours:20} {row.reference:50} {judged} {row.verdict}")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
