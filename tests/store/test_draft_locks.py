from __future__ import annotations

import errno
import signal
import subprocess
import sys

import pytest

from studio.store import StoreError, locks
from tests.store.doubles import BreakingFs, files, outcome, store_at

SESSION = "019a0000-0000-7000-8000-000000000001"

HOLDER = """
import sys
from pathlib import Path
from studio.store import open_store
store = open_store(Path(sys.argv[1]), host="one")
print(store.hold_draft(sys.argv[2]), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def other_window(root):
    """A window of another process that has the session open."""
    command = [sys.executable, "-c", HOLDER, str(root), SESSION]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout.readline() == "True\n"
        yield process
        if process.poll() is None:
            process.kill()


def test_a_session_open_in_another_process_is_told(store, other_window):
    assert store.open_elsewhere(SESSION) is True
    assert store.hold_draft(SESSION) is False


def test_the_lock_of_a_window_that_was_killed_is_free(store, other_window):
    other_window.send_signal(signal.SIGKILL)
    other_window.wait()
    assert store.open_elsewhere(SESSION) is False
    assert store.hold_draft(SESSION) is True


def test_a_window_does_not_lock_itself_out_and_lets_go(root):
    one, two = store_at(root), store_at(root)
    assert (one.hold_draft(SESSION), one.hold_draft(SESSION)) == (True, True)
    assert (one.open_elsewhere(SESSION), two.open_elsewhere(SESSION)) == (False, True)
    one.let_go(SESSION)
    assert (two.open_elsewhere(SESSION), two.hold_draft(SESSION)) == (False, True)
    assert one.open_elsewhere(SESSION) is True


def test_other_sessions_are_not_held_with_it(root):
    assert store_at(root).hold_draft(SESSION) is True
    assert store_at(root).hold_draft(f"{SESSION[:-1]}2") is True


@pytest.mark.parametrize("end", ["finish", "drop", "let_go"])
def test_a_session_that_is_closed_leaves_no_lock_file(root, end):
    store = store_at(root)
    store.save_draft(SESSION, {"step": 1})
    store.hold_draft(SESSION)
    assert f"drafts/.{SESSION}.lock" in files(root)
    if end == "finish":
        store.finish(SESSION, outcome())
    elif end == "drop":
        store.drop_draft(SESSION)
    else:
        store.let_go(SESSION)
    assert f"drafts/.{SESSION}.lock" not in files(root)
    assert store_at(root).hold_draft(SESSION) is True


def test_asking_makes_no_file(store, root):
    assert store.open_elsewhere(SESSION) is False
    assert not root.exists()


def test_a_lock_that_its_holder_removes_as_we_come_is_not_taken_for_ours(root, monkeypatch):
    one, two = store_at(root), store_at(root)
    one.hold_draft(SESSION)
    real, turns = locks.fcntl.flock, []

    def as_the_other_goes(handle, how):
        turns.append(handle)
        if len(turns) == 1:
            one.let_go(SESSION)
        real(handle, how)

    monkeypatch.setattr(locks.fcntl, "flock", as_the_other_goes)
    assert two.hold_draft(SESSION) is True
    monkeypatch.undo()
    assert len(turns) == 2
    assert store_at(root).open_elsewhere(SESSION) is True


def test_on_a_disk_without_locks_nobody_is_told_and_everybody_goes_on(root, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOLCK, "no")

    monkeypatch.setattr(locks.fcntl, "flock", refuse)
    assert (store_at(root).hold_draft(SESSION), store_at(root).hold_draft(SESSION)) == (True, True)
    assert store_at(root).open_elsewhere(SESSION) is False


def test_a_lock_file_that_cannot_be_made_is_told(root):
    full = store_at(root, fs=BreakingFs(1, errno.ENOSPC, stays=True))
    with pytest.raises(StoreError) as told:
        full.hold_draft(SESSION)
    assert told.value.kind == "no_space"


def test_a_lock_file_is_private_and_no_document(store, root):
    store.hold_draft(SESSION)
    path = root / "drafts" / f".{SESSION}.lock"
    assert (path.stat().st_mode & 0o777, store.drafts()) == (0o600, [])
