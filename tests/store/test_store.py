from __future__ import annotations

import errno
import fcntl
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from studio.store import StoreError, open_store
from tests.store.doubles import NOON, BreakingFs, Killed, NoSync, files, outcome, store_at

READINGS = "common/readings"
RULES = {READINGS: {"unique": ["word"], "active": 3}}
DRAFT = {"exercise": "common/body_scan", "events": [["Answer", "said"]]}
SESSION = "019a0000-0000-7000-8000-000000000001"
FULL = outcome(
    said="said",
    changes=[
        {"op": "add", "collection": READINGS, "ref": "r1", "fields": {"word": "brave"}},
        {"op": "add", "collection": "wider/cards", "ref": "c1", "fields": {"text": "wave"}},
    ],
    schedule=[{"id": "s1", "due": NOON.isoformat(), "every": 604_800}],
    shown=["r1", "wider/practice_cards/wave"],
)


def play(store, acknowledged):
    """A whole session, noting what the store acknowledged."""
    for step in (1, 2):
        store.save_draft(SESSION, {**DRAFT, "step": step})
        acknowledged.append(step)
    store.finish(SESSION, FULL, RULES)
    acknowledged.append("finished")


def everything(store):
    return (
        [one["said"] for one in store.outcomes()],
        [(one["id"], one["times_shown"]) for one in store.kept(READINGS, archived=True)],
        [one["id"] for one in store.kept("wider/cards")],
        [(one["id"], one["due"]) for one in store.schedule()],
        store.shown("wider/practice"),
        store.drafts(),
    )


WHOLE = (
    ["said"],
    [("r1", 1)],
    ["c1"],
    [("s1", NOON.isoformat())],
    {"wider/practice_cards/wave": {"shown_on": NOON.isoformat(), "times_shown": 1}},
    [],
)


def test_a_finished_session_is_in_every_place_it_belongs(store):
    play(store, [])
    assert everything(store) == WHOLE


def test_finishing_twice_is_finishing_once(store):
    play(store, [])
    store.finish(SESSION, FULL, RULES)
    assert everything(store) == WHOLE


def changes_in_all(tmp_path):
    fs = BreakingFs()
    play(store_at(tmp_path / "count", fs=fs), [])
    return fs.count


def test_killed_at_any_change_of_the_disk_nothing_is_lost_or_doubled(tmp_path):
    total = changes_in_all(tmp_path)
    for at in range(1, total + 1):
        root = tmp_path / f"{at}" / "data"
        acknowledged = []
        with pytest.raises(Killed):
            play(store_at(root, fs=BreakingFs(at)), acknowledged)
        after = store_at(root, fs=NoSync())
        swept = after.sweep()
        drafts = [draft["step"] for draft in after.drafts()]
        if swept.filed or after.outcome(SESSION):
            assert everything(after) == WHOLE, at
        else:
            # The step that was being saved may be there before it was acknowledged.
            known = [[acknowledged[-1]], [acknowledged[-1] + 1]] if acknowledged else [[], [1]]
            assert drafts in known, at
            after.finish(SESSION, FULL, RULES)
            assert everything(after) == WHOLE, at
        assert after.sweep().filed == ()
        assert everything(store_at(root)) == WHOLE, at
    assert total > 60


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_refused_at_any_change_of_the_disk_it_can_be_done_again(tmp_path, code):
    for at in range(1, changes_in_all(tmp_path) + 1):
        root = tmp_path / f"{at}" / "data"
        store = store_at(root, fs=BreakingFs(at, code))
        acknowledged = []
        try:
            play(store, acknowledged)
        except StoreError as told:
            assert told.kind == ("no_space" if code == errno.ENOSPC else "other")
            if acknowledged and acknowledged[-1] != "finished" and not store.sweep().filed:
                assert store.drafts() == [] or store.drafts()[0]["step"] >= acknowledged[-1]
            play(store, acknowledged)
        store.sweep()
        assert everything(store_at(root)) == WHOLE, at


def test_a_full_disk_from_any_moment_on_keeps_what_was_acknowledged(tmp_path):
    for at in range(1, changes_in_all(tmp_path) + 1, 3):
        root = tmp_path / f"{at}" / "data"
        acknowledged = []
        full = BreakingFs(at, errno.ENOSPC, stays=True, only=("create", "write", "mkdir"))
        try:
            play(store_at(root, fs=full), acknowledged)
        except StoreError as told:
            assert told.kind == "no_space"
        freed = store_at(root, fs=NoSync())
        freed.sweep()
        if 2 in acknowledged and freed.outcome(SESSION) is None:
            assert [draft["step"] for draft in freed.drafts()] == [2], at
        play(freed, [])
        assert everything(freed) == WHOLE, at


def test_a_start_on_a_full_disk_goes_on_and_the_next_one_completes(root):
    store = store_at(root)
    with pytest.raises(StoreError):
        store_at(root, fs=BreakingFs(20, errno.ENOSPC, stays=True)).finish(SESSION, FULL, RULES)
    swept = store_at(root, fs=BreakingFs(1, errno.ENOSPC, stays=True)).sweep()
    assert (swept.filed, swept.problem.kind) == ((), "no_space")
    assert store.sweep().filed == (SESSION,)
    assert everything(store)[0] == ["said"]


def test_an_outcome_with_odd_parts_is_filed_and_stops_no_later_start(store):
    odd = {
        "changes": [5, {"op": "add"}, {"op": "fly", "collection": "a/b", "ref": "r"}],
        "schedule": ["x", {"due": None}, {"id": "s"}],
        "shown": [None, 7],
        "settles": "s",
    }
    store.finish("a", {"exercise": "x", "ended": "soon", **odd})
    store.finish("b", outcome(changes=7, schedule={}, shown="abc", settles=["s"]))
    assert {one["id"] for one in store.outcomes()} == {"a", "b"}
    assert (store.sweep().filed, store.schedule(), store.drafts()) == ((), [], [])


def test_a_dropped_session_leaves_no_word_behind(store, root):
    store.save_draft(SESSION, {"events": [["Answer", "SECRET"]]})
    (path,) = (root / "drafts").iterdir()
    path.with_name(f".{path.name}.aabb.tmp").write_bytes(path.read_bytes())
    path.write_bytes(path.read_bytes()[:-4])
    assert store.drafts()[0]["events"] == [["Answer", "SECRET"]]
    assert store.drop_draft(SESSION) is True
    left = b"".join(one.read_bytes() for one in root.rglob("*") if one.is_file())
    assert b"SECRET" not in left


def test_a_damaged_file_is_not_rewritten_before_it_is_copied_aside(store, root):
    store.finish("a", outcome(said="one"))
    store.save_draft("b", {"events": []})
    (own,) = (root / "history").iterdir()
    damaged = own.read_bytes()[:-30]
    own.write_bytes(damaged)
    full = store_at(root, fs=BreakingFs(1, errno.ENOSPC, stays=True, only=("mkdir",)))
    with pytest.raises(StoreError) as told:
        full.finish("b", outcome(said="two"))
    assert told.value.kind == "damaged"
    assert own.read_bytes() == damaged
    assert store.sweep().filed == ("b",)
    assert [one["said"] for one in store.outcomes()] == ["two"]
    assert (root / store.notices()[-1].copy).read_bytes() == damaged


def stuck(root):
    """Another window that holds the lock and does not let go."""
    handle = os.open(root / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def test_with_a_stuck_lock_everything_goes_to_side_files_and_counts(root):
    store_at(root).change_settings({})
    handle = stuck(root)
    hasty = store_at(root, lock_timeout=0)
    play(hasty, [])
    assert everything(hasty) == WHOLE
    assert all(
        ".x" in name for name in files(root) if name.startswith(("history", "kept", "schedule"))
    )
    hasty.change_settings({"country": "GB"})
    hasty.settle("s1", NOON)
    assert hasty.stop_schedule("s1") is True
    os.close(handle)
    later = store_at(root)
    later.finish(SESSION, FULL, RULES)
    assert (len(list(later.outcomes())), later.schedule()) == (1, [])
    assert later.settings() == {"country": "GB"}


def test_erasing_with_a_stuck_lock_hides_at_once_and_takes_the_words_out_later(root):
    store = store_at(root)
    store.finish(SESSION, outcome(said="SECRET"))
    handle = stuck(root)
    hasty = store_at(root, lock_timeout=0)
    assert hasty.erase(SESSION) is True
    assert list(hasty.outcomes()) == []
    os.close(handle)
    store.finish(store.new_session_id(), outcome(said="next"))
    assert all(b"SECRET" not in path.read_bytes() for path in root.rglob("*.json"))
    assert [one["said"] for one in store.outcomes()] == ["next"]


def test_all_is_private_at_any_umask(tmp_path):
    before = os.umask(0)
    try:
        root = tmp_path / "home" / "data"
        play(store_at(root), [])
        store_at(root).flag_open()
        store_at(root).change_settings({})
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(p.stat().st_mode) for p in [root.parent, root, *root.rglob("*")]}
    assert modes == {0o600, 0o700}


def test_every_file_is_plain_json(store, root):
    play(store, [])
    store.save_draft(store.new_session_id(), DRAFT)
    for name in files(root):
        json.loads((root / name).read_text())
    assert len(files(root)) == 7


def test_settings_are_kept_whole(store):
    store.change_settings({"country": "GB", "theme": "dusk", "deep": {"a": [1]}})
    assert store.settings() == {"country": "GB", "theme": "dusk", "deep": {"a": [1]}}


def test_the_flag_is_wordless_and_taken_once(store, root):
    store.flag_open()
    store.flag_open()
    assert (root / ".open").read_bytes() == b""
    assert (store.take_open_flag(), store.take_open_flag()) == (True, False)


def test_studio_home_moves_everything(tmp_path, monkeypatch):
    from studio.store.home import cache_folder, data_folder

    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    assert open_store().root == tmp_path / "data" == data_folder()
    assert cache_folder() == tmp_path / "cache"
    monkeypatch.delenv("STUDIO_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cachehome"))
    if sys.platform == "linux":
        assert data_folder() == tmp_path / "xdg" / "practice-studio"
        assert cache_folder() == tmp_path / "cachehome" / "practice-studio"


def test_the_default_clock_knows_its_zone(root):
    store = open_store(root)
    store.save_draft(store.new_session_id(), {})
    assert store.drafts()[0]["saved_at"][-6] in "+-"


WRITER = """
import sys
from pathlib import Path
from studio.store import open_store
store = open_store(Path(sys.argv[1]), host="one")
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    identity = store.new_session_id()
    for step in (1, 2):
        store.save_draft(identity, {"step": step, "events": [["Answer", "x" * 300]] * step})
        print("D", identity, step, flush=True)
    store.finish(identity, {
        "exercise": "e", "ended": "2026-03-10T12:00:00+00:00", "by": sys.argv[2],
        "changes": [{"op": "add", "collection": "a/b", "ref": "r-" + identity, "fields": {}}],
        "shown": ["p/cards/wave"]})
    print("F", identity, flush=True)
"""


def writer(root: Path, name: str, sessions: int):
    command = [sys.executable, "-c", WRITER, str(root), name, str(sessions)]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdout.readline() == "ready\n"
    return started


def go(process):
    process.stdin.write("go\n")
    process.stdin.flush()


@pytest.mark.parametrize("windows", [2, 4])
def test_windows_at_once_lose_and_double_nothing(root, windows):
    started = [writer(root, str(number), 10) for number in range(windows)]
    for process in started:
        go(process)
    told = [process.communicate()[0] for process in started]
    finished = sorted(line[2:] for out in told for line in out.splitlines() if line[0] == "F")
    store = store_at(root)
    assert len(finished) == 10 * windows
    assert sorted(one["id"] for one in store.outcomes()) == finished
    assert store.collections() == {"a/b": 10 * windows}
    assert store.shown()["p/cards/wave"]["times_shown"] == 10 * windows
    assert (store.drafts(), store.notices()) == ([], ())


def test_importing_the_door_costs_no_tinydb():
    code = (
        "import sys; import studio.store as s; s.open_store, s.StoreError;"
        "print([m for m in ('tinydb', 'platformdirs', 'hashlib') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.stdout == "[]\n", ran.stderr


def test_an_unknown_name_at_the_door_is_an_attribute_error():
    import studio.store

    with pytest.raises(AttributeError):
        _ = studio.store.nothing


def test_an_outcome_that_changes_nothing_else_is_filed_in_one_write(root):
    disk = BreakingFs()
    store = store_at(root, fs=disk)
    store.save_draft("a", {"events": []})
    before = disk.seen["replace"]
    store.finish("a", outcome(said="one"))
    assert disk.seen["replace"] - before == 1
    assert (store.drafts(), len(list(store.outcomes()))) == ([], 1)


def test_what_could_not_be_filed_at_once_is_filed_by_the_next_start(store, root):
    store.save_draft("a", {"events": [["Answer", "one"]]})
    full = store_at(root, fs=BreakingFs(1, errno.ENOSPC, stays=True, only=("mkdir",)))
    with pytest.raises(StoreError):
        full.finish("a", outcome(said="one"))
    assert store.sweep().filed == ("a",)
    assert [one["said"] for one in store.outcomes()] == ["one"]
