from __future__ import annotations

import errno
import os
import stat

import pytest

from studio.store.durable import Disk
from studio.store.faults import StoreError
from tests.store.doubles import BreakingFs, Killed

OLD, NEW = b"old " * 50, b"new " * 60


def changes_of_a_replace(path):
    fs = BreakingFs()
    Disk(fs=fs).replace(path, NEW)
    return fs.seen.total()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "data" / "file.json"
    Disk().replace(path, OLD)
    return path


def test_a_replace_is_temp_write_sync_rename_sync(path):
    order = []

    class Recorder:
        def __getattr__(self, name):
            real = getattr(os, name)

            def call(*args, **named):
                if name in ("write", "fsync", "replace"):
                    on_folder = name == "fsync" and stat.S_ISDIR(os.fstat(args[0]).st_mode)
                    order.append("fsync folder" if on_folder else name)
                return real(*args, **named)

            return call

    Disk(fs=Recorder()).replace(path, NEW)
    assert order == ["write", "fsync", "replace", "fsync folder"]


def test_killed_anywhere_the_file_is_the_old_or_the_new_one_whole(path):
    total = changes_of_a_replace(path.with_name("other"))
    for at in range(1, total + 1):
        Disk().replace(path, OLD)
        fs = BreakingFs(at)
        with pytest.raises(Killed):
            Disk(fs=fs).replace(path, NEW)
        assert path.read_bytes() in (OLD, NEW), at
    assert total >= 6


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
def test_a_refusal_anywhere_leaves_a_whole_file_no_temp_and_a_sentence(path, code):
    total = changes_of_a_replace(path.with_name("other"))
    for at in range(1, total + 1):
        Disk().replace(path, OLD)
        with pytest.raises(StoreError) as told:
            Disk(fs=BreakingFs(at, code)).replace(path, NEW)
        assert path.read_bytes() in (OLD, NEW)
        assert [p.name for p in path.parent.iterdir() if p.name.endswith(".tmp")] == []
        assert told.value.hint
        Disk().replace(path, NEW)
        assert path.read_bytes() == NEW


def test_a_temp_file_that_will_not_go_does_not_hide_the_first_error(path):
    fs = BreakingFs(at=1, code=errno.ENOSPC, stays=True, only=("write", "unlink"))
    with pytest.raises(StoreError) as told:
        Disk(fs=fs).replace(path, NEW)
    assert told.value.kind == "no_space"


def test_a_refused_sync_is_never_tried_again_on_the_same_file(path):
    fs = BreakingFs(at=1, code=errno.EIO, only=("fsync",))
    disk = Disk(fs=fs)
    with pytest.raises(StoreError):
        disk.replace(path, NEW)
    assert fs.seen["fsync"] == 1
    assert path.read_bytes() == OLD


def test_short_writes_are_continued(path):
    class Dribble:
        def __getattr__(self, name):
            return getattr(os, name)

        def write(self, handle, data):
            return os.write(handle, bytes(data[:7]))

    Disk(fs=Dribble()).replace(path, NEW)
    assert path.read_bytes() == NEW


def test_a_disk_without_folder_sync_is_used_all_the_same(path):
    class NoFolderSync:
        def __getattr__(self, name):
            return getattr(os, name)

        def fsync(self, handle):
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "no")
            os.fsync(handle)

    Disk(fs=NoFolderSync()).replace(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("umask", [0o000, 0o777])
def test_files_are_0600_and_folders_0700_at_any_umask(tmp_path, umask):
    before = os.umask(umask)
    try:
        Disk().replace(tmp_path / "a" / "b" / "file.json", NEW)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / p).stat().st_mode) for p in ("a", "a/b", "a/b/file.json")]
    assert modes == [0o700, 0o700, 0o600]


def test_a_link_in_place_of_a_file_is_not_read_and_not_written_through(tmp_path, path):
    secret = tmp_path / "elsewhere"
    secret.write_bytes(b"not ours")
    link = path.with_name("link.json")
    link.symlink_to(secret)
    with pytest.raises(StoreError) as told:
        Disk().read(link)
    assert told.value.kind == "unsafe_folder"
    Disk().replace(link, NEW)
    assert (secret.read_bytes(), link.is_symlink()) == (b"not ours", False)


def test_a_link_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "data").symlink_to(tmp_path / "real")
    with pytest.raises(StoreError) as told:
        Disk().replace(tmp_path / "data" / "file.json", NEW)
    assert told.value.kind == "unsafe_folder"
    assert list((tmp_path / "real").iterdir()) == []


def test_a_pipe_in_place_of_a_file_does_not_hang(path):
    os.mkfifo(path.with_name("pipe.json"))
    with pytest.raises(StoreError) as told:
        Disk().read(path.with_name("pipe.json"))
    assert told.value.kind == "unsafe_folder"


def test_a_folder_of_somebody_else_is_refused(path):
    with pytest.raises(StoreError) as told:
        Disk(owner=os.geteuid() + 1).names(path.parent)
    assert (told.value.kind, "another account" in told.value.message) == ("unsafe_folder", True)


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
def test_a_folder_others_may_write_in_is_refused(path, mode):
    path.parent.chmod(mode)
    with pytest.raises(StoreError) as told:
        Disk().replace(path, NEW)
    assert (told.value.kind, path.read_bytes()) == ("unsafe_folder", OLD)


def test_a_folder_of_ours_that_others_may_read_is_closed(path):
    path.parent.chmod(0o755)
    Disk().names(path.parent)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_on_a_read_only_disk_is_read_as_it_is(path):
    path.parent.chmod(0o755)
    disk = Disk(fs=BreakingFs(at=1, code=errno.EROFS, only=("chmod",)))
    assert disk.names(path.parent) == ["file.json"]


def test_a_folder_removed_while_running_is_made_again(path):
    disk = Disk()
    disk.replace(path, OLD)
    path.unlink()
    path.parent.rmdir()
    assert disk.names(path.parent) == []
    disk.replace(path, NEW)
    assert path.read_bytes() == NEW


def test_nothing_there_is_nothing_read(tmp_path):
    disk = Disk()
    assert disk.read(tmp_path / "none" / "file.json") is None
    assert disk.names(tmp_path / "none") == []
    assert disk.unlink(tmp_path / "none.json") is False


@pytest.mark.parametrize("ahead", [0, 3600])
def test_each_write_is_a_second_later_than_the_one_before(path, ahead):
    """Syncers go by whole seconds, and clocks are set back."""
    Disk().replace(path, b"one")
    later = path.stat().st_mtime_ns + ahead * 1_000_000_000
    os.utime(path, ns=(later, later))
    seconds = [path.stat().st_mtime_ns // 1_000_000_000]
    for data in (b"two", b"three"):
        Disk().replace(path, data)
        seconds.append(path.stat().st_mtime_ns // 1_000_000_000)
    assert seconds == [seconds[0], seconds[0] + 1, seconds[0] + 2]
