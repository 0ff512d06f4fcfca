from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from studio.store.faults import from_os_error, mount_point


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, "no_space"),
        (errno.EDQUOT, "no_space"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "permission"),
        (errno.EPERM, "permission"),
        (errno.ELOOP, "unsafe_folder"),
        (errno.EIO, "other"),
    ],
)
def test_each_refusal_has_its_kind_and_a_hint(tmp_path, code, kind):
    told = from_os_error(OSError(code, os.strerror(code)), tmp_path / "a.json")
    assert (told.kind, bool(told.hint), told.message.endswith(".")) == (kind, True, True)


def test_a_full_disk_is_named_as_the_person_knows_it(tmp_path):
    told = from_os_error(OSError(errno.ENOSPC, "x"), tmp_path / "a.json")
    assert told.message == f"No room is left on {mount_point(tmp_path)}."
    assert mount_point(Path("/proc/self/status")) == "/proc"
