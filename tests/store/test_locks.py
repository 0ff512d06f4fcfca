from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys

import pytest

from studio.store import locks
from studio.store.durable import Disk


def take(path, **more):
    return locks.held(Disk(), path, **more)


def test_the_lock_keeps_a_second_holder_out_until_it_is_let_go(root):
    with take(root / ".lock") as first, take(root / ".lock", timeout=0) as second:
        assert (first, second) == (True, False)
    with take(root / ".lock", timeout=0) as third:
        assert third is True


def test_it_waits_in_small_steps_and_no_longer_than_told(root):
    now, waits = [0.0], []

    def wait(seconds):
        waits.append(seconds)
        now[0] += seconds

    clock = {"monotonic": lambda: now[0], "wait": wait}
    with take(root / ".lock"), take(root / ".lock", timeout=2.0, **clock) as got:
        assert got is False
    assert 1.9 < sum(waits) < 2.1
    assert max(waits) <= 0.05


def test_it_is_had_when_the_other_lets_go_in_time(root):
    other = os.open(_made(root), os.O_RDWR)
    fcntl.flock(other, fcntl.LOCK_EX)
    with take(root / ".lock", wait=lambda _: fcntl.flock(other, fcntl.LOCK_UN)) as got:
        assert got is True
    os.close(other)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_disk_without_locks_is_told_at_once(root, monkeypatch, code):
    def refuse(*_):
        raise OSError(code, "no")

    monkeypatch.setattr(locks.fcntl, "flock", refuse)
    with take(root / ".lock", wait=lambda _: pytest.fail("waited")) as got:
        assert got is False


def test_the_kernel_lets_go_for_a_holder_that_died(root):
    path = _made(root)
    code = "import fcntl,sys;f=open(sys.argv[1]);fcntl.flock(f,2);print('held',flush=True);input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with take(path, timeout=0) as before:
            assert before is False
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with take(path, timeout=0) as after:
        assert after is True


def _made(root):
    with take(root / ".lock"):
        return root / ".lock"
