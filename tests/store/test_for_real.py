"""What happens to real programs on real disks, for real: kills, stuck windows, bad bits."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from studio.store import StoreError
from studio.store.lines import encode_file
from tests.store.doubles import NOON, BreakingFs, Clock, NoSync, outcome, store_at
from tests.store.test_store import FULL, RULES, SESSION, WHOLE, changes_in_all, everything, play

KILLS = 300
A_HOME = 10
"""Kills before a new folder is begun, so that most of the time goes into killing."""

KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from studio.store import open_store
import studio.store.tables

chance = random.Random(11)
for line in sys.stdin:
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        store = open_store(Path(line.strip()), host="one", machine="m")
        os.write(there, b"R\\n")
        store.sweep()
        while True:
            identity = store.new_session_id()
            for step in (1, 2):
                store.save_draft(identity, {"step": step, "events": [["Answer", "x" * 300]] * step})
                os.write(there, f"D {identity} {step}\\n".encode())
            store.finish(identity, {
                "exercise": "e", "ended": "2026-03-10T12:00:00+00:00",
                "changes": [{"op": "add", "collection": "a/b", "ref": "r-" + identity,
                             "fields": {}}],
                "shown": ["p/cards/wave"]})
            os.write(there, f"F {identity}\\n".encode())
    os.close(there)
    told = os.read(here, 2)
    time.sleep(chance.uniform(0.0005, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(here, 65536):
        told += part
    os.close(here)
    sys.stdout.write(told.decode()[2:] + ".\\n")
    sys.stdout.flush()
"""


def test_three_hundred_kills_at_random_instants_lose_and_double_nothing(tmp_path):
    command = [sys.executable, "-c", KILLER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as killer:
        steps, finished, cut_open = {}, [], 0
        for number in range(KILLS):
            root = tmp_path / f"{number // A_HOME}"
            if number % A_HOME == 0:
                steps, finished = {}, []
            killer.stdin.write(f"{root}\n")
            killer.stdin.flush()
            for line in iter(killer.stdout.readline, ".\n"):
                kind, identity, *step = line.split()
                if kind == "D":
                    steps[identity] = int(step[0])
                else:
                    finished.append(identity)
            store = store_at(root)
            store.sweep()
            ids = [one["id"] for one in store.outcomes()]
            drafts = {draft["id"]: draft["step"] for draft in store.drafts()}
            cut_open += bool(drafts.keys() - ids)
            assert len(ids) == len(set(ids)), number
            assert set(finished) <= set(ids), number
            for identity, step in steps.items():
                assert identity in ids or drafts.get(identity, 0) >= step, number
            assert store.collections().get("a/b", 0) == len(ids), number
            assert store.shown().get("p/cards/wave", {}).get("times_shown", 0) == len(ids), number
            assert store.notices() == (), number
        killer.stdin.close()
        killer.wait()
    assert cut_open > KILLS / 10  # the kills did hit sessions in the middle


# Disks that refuse -------------------------------------------------------

REFUSALS = {
    errno.EDQUOT: "no_space",
    errno.EROFS: "read_only",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
}


@pytest.mark.parametrize("code", REFUSALS)
def test_a_disk_that_refuses_from_any_moment_on_keeps_what_was_acknowledged(tmp_path, code):
    for at in range(1, changes_in_all(tmp_path) + 1, 4):
        root = tmp_path / f"{at}" / "data"
        acknowledged = []
        try:
            play(store_at(root, fs=BreakingFs(at, code, stays=True)), acknowledged)
        except StoreError as told:
            assert told.kind == REFUSALS[code], at
            assert told.hint, at
        mended = store_at(root)
        mended.sweep()
        if 2 in acknowledged and mended.outcome(SESSION) is None:
            assert [draft["step"] for draft in mended.drafts()] == [2], at
        play(mended, [])
        assert everything(mended) == WHOLE, at


class ShortWrites:
    """A disk that takes a few bytes at a time."""

    def __init__(self):
        self.chance = random.Random(2)

    def __getattr__(self, name):
        return getattr(os, name)

    def fsync(self, handle):
        return None

    def write(self, handle, data):
        return os.write(handle, bytes(data)[: self.chance.randint(1, 7)])


def test_short_writes_all_along_change_nothing(root):
    play(store_at(root, fs=ShortWrites()), [])
    assert everything(store_at(root)) == WHOLE


def test_a_window_that_hangs_with_the_lock_holds_nobody_up(root):
    store_at(root).change_settings({})
    code = (
        "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, 2);"
        "print('held', flush=True); input()"
    )
    command = [sys.executable, "-c", code, str(root / ".lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        holder.send_signal(signal.SIGSTOP)
        hasty = store_at(root, lock_timeout=0)
        play(hasty, [])
        assert everything(hasty) == WHOLE
        holder.kill()
    later = store_at(root)
    later.finish(SESSION, FULL, RULES)
    assert everything(later) == WHOLE


# Bits that flip ----------------------------------------------------------

FLIPS = 1000


def test_a_bit_that_flips_at_a_thousand_places_costs_one_document_and_is_told(tmp_path):
    root = tmp_path / "data"
    store = store_at(root, fs=NoSync())
    for number in range(6):
        change = {"op": "add", "collection": "a/b", "ref": f"r{number}", "fields": {"n": number}}
        entry = {"id": f"p{number}", "due": NOON.isoformat(), "title": "again"}
        store.finish(f"s{number}", outcome(said=f"words {number}", changes=[change],
                                           schedule=[entry], shown=["x/cards/wave"]))  # fmt: skip
    store.save_draft("open", {"step": 1, "events": [["Answer", "said"]] * 4})
    paths = [path for path in root.rglob("*.json") if path.name != "settings.json"]
    chance = random.Random(7)
    whole = facts(store)
    for number in range(FLIPS):
        path = chance.choice(paths)
        data = path.read_bytes()
        place = chance.randrange(len(data) * 8)
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        path.write_bytes(bytes(flipped))
        after = store_at(root, fs=NoSync())
        now = facts(after)
        where = (number, path.name, place)
        for before, found in zip(whole, now, strict=True):
            assert len(set(found)) == len(found), where
            assert len(set(before) - set(found)) <= 1, where
            assert len(set(found) - set(before)) <= 1, where
        if now != whole:
            assert after.notices(), where
        path.write_bytes(data)
        shutil.rmtree(root / "quarantine", ignore_errors=True)
        if path.name == "store.json":
            path.chmod(0o600)
    assert facts(store_at(root)) == whole


def facts(store):
    return (
        [(one["id"], one.get("said")) for one in store.outcomes()],
        [(one["id"], str(one.get("fields"))) for one in store.kept("a/b", archived=True)],
        [(one["id"], one.get("title")) for one in store.schedule()],
    )


# Clocks that are wrong ---------------------------------------------------

MOMENTS = (
    datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 10, 12, 0, tzinfo=UTC),
    datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 10, 25, 2, 30, tzinfo=UTC),
    datetime(2026, 3, 10, 11, 59, tzinfo=UTC),
)


def test_a_clock_that_jumps_about_loses_and_doubles_nothing(root):
    clock = Clock()
    store = store_at(root, clock=clock)
    ids = []
    for began in MOMENTS:
        for ended in MOMENTS:
            clock.now = began
            identity = store.new_session_id()
            store.save_draft(identity, {"step": 1})
            clock.now = ended
            store.save_draft(identity, {"step": 2})
            assert store.drafts()[0]["step"] == 2
            store.finish(identity, outcome(clock.now, said=identity))
            ids.append(identity)
    again = store_at(root, clock=Clock(NOON - timedelta(days=9000)))
    again.sweep()
    found = list(again.outcomes())
    assert sorted(one["id"] for one in found) == sorted(ids)
    ends = [one["ended"] for one in found]
    assert ends == sorted(ends, reverse=True)
    assert (again.drafts(), again.notices()) == ([], ())
    for identity in ids[::5]:
        assert again.erase(identity) is True
    assert len(list(again.outcomes())) == len(ids) - len(ids[::5])


def test_what_is_saved_later_is_the_draft_even_if_the_clock_was_set_back(root):
    clock = Clock()
    store = store_at(root, clock=clock)
    store.save_draft(SESSION, {"step": 1})
    clock.pass_by(days=-400)
    store.save_draft(SESSION, {"step": 2})
    assert [draft["step"] for draft in store_at(root).drafts()] == [2]


# Long histories ----------------------------------------------------------


def months(root, count):
    folder = root / "history"
    folder.mkdir(parents=True, mode=0o700)
    root.chmod(0o700)
    for month in range(count):
        name = f"{2000 + month // 12}-{month % 12 + 1:02}"
        found = {}
        for number in range(256):
            identity = f"{name}-{number:03}"
            ended = f"{name}-{number % 28 + 1:02}T10:00:00+00:00"
            start = {"id": identity, "v": 1, "rev": 1, "kind": "outcome", "ended": ended}
            found[identity] = {**start, "exercise": "e", "said": "w" * 200}
        (folder / f"{name}.ffffffff.json").write_bytes(encode_file({"outcomes": found}))


def peak_of_reading(root):
    store = store_at(root)
    next(store.outcomes())
    tracemalloc.start()
    count = sum(1 for _ in store.outcomes())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return count, peak


def test_memory_stays_flat_however_long_the_history_is(tmp_path):
    months(tmp_path / "short", 4)
    months(tmp_path / "long", 24)
    count, small = peak_of_reading(tmp_path / "short")
    assert count == 4 * 256
    count, large = peak_of_reading(tmp_path / "long")
    assert count == 24 * 256
    assert large < 1.3 * small


def test_the_first_page_of_a_long_history_opens_one_file(tmp_path, monkeypatch):
    months(tmp_path / "long", 40)
    store = store_at(tmp_path / "long")
    read, real = [], store._place.disk.read
    monkeypatch.setattr(store._place.disk, "read", lambda path: read.append(path) or real(path))
    page = store.outcomes()
    assert [next(page)["ended"][:7] for _ in range(20)] == ["2003-04"] * 20
    assert len([path for path in read if path.parent.name == "history"]) == 1
