"""A zip of a pack: the same bytes each time, and nothing taken from one that is not sound."""

from __future__ import annotations

import os
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.authoring.packs import carried as limits
from studio.authoring.packs.folders import from_folder
from studio.authoring.packs.zips import LARGEST_ZIP, from_bytes, from_zip, packed
from studio.errors import StudioError
from tests.authoring.packs.making import sound_pack, zipped

HEAD = b"format: 1\nid: mine\nversion: 3\ntitle: Mine\nlanguage: en\nexercises: []\n"
SOUND = {"pack.yml": HEAD, "one.yml": b"format: 1\n"}


def taken(data: bytes):
    return from_bytes(data, "a zip", {"kind": "zip"})


def refused(data: bytes) -> str:
    with pytest.raises(StudioError) as error:
        taken(data)
    assert error.value.hint
    return error.value.message


def test_what_is_packed_comes_out_again(tmp_path: Path):
    pack = from_folder(sound_pack(tmp_path))
    again = taken(packed(pack))
    assert dict(again.files) == dict(pack.files)
    assert (again.id, again.version) == (pack.id, pack.version) == ("mine", "1")


def test_the_bytes_hang_on_the_files_alone(tmp_path: Path):
    folder = sound_pack(tmp_path)
    first = packed(from_folder(folder))
    for number, file in enumerate(sorted(folder.glob("*.yml"), reverse=True)):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
        file.chmod(0o600)
        os.utime(file, (number * 1000, number * 1000))
    assert packed(from_folder(folder)) == first


@pytest.mark.parametrize("top", ["", "mine/", "mine-main/"])
def test_a_pack_may_lie_in_one_folder_of_the_zip(top: str):
    pack = taken(zipped({f"{top}{name}": data for name, data in SOUND.items()}))
    assert sorted(pack.files) == ["one.yml", "pack.yml"]


def test_what_is_no_part_of_a_pack_is_left_out_and_named():
    more = {"run.sh": b"#!/bin/sh\n", "picture.png": b"x", "deep/a.yml": b"", ".git/config": b""}
    pack = taken(zipped(SOUND | more))
    assert sorted(pack.files) == ["one.yml", "pack.yml"]
    assert pack.left_out == ("deep/a.yml", "picture.png", "run.sh")


@pytest.mark.parametrize(
    "name",
    [
        "../out.yml",
        "mine/../../out.yml",
        "/etc/out.yml",
        "..\\out.yml",
        "C:/out.yml",
        "C:out.yml",
        "a//out.yml",
        "./out.yml",
        "out.yml/..",
        "out\x1b[2J.yml",
        "out\u202egpj.yml",
    ],
)
def test_a_name_that_leads_elsewhere_refuses_the_whole_zip(name: str):
    assert "leads out of the pack" in refused(zipped(SOUND | {name: b"x"}))


def test_a_name_that_ends_early_refuses_the_whole_zip():
    # `ZipInfo` cuts a name at a zero byte, so one is put in afterwards.
    data = zipped(SOUND | {"out.yml#.txt": b"x"}).replace(b"out.yml#", b"out.yml\0")
    assert "leads out of the pack" in refused(data)


@pytest.mark.parametrize(
    "sort", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK]
)
def test_a_link_or_a_device_refuses_the_whole_zip(sort: int):
    data = zipped({**SOUND, "two.yml": b"/etc/passwd"}, external_attr=(sort | 0o777) << 16)
    assert "is a link or a device" in refused(data)


def test_the_same_name_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = _twice()
    assert "twice" in refused(twice)


def _twice() -> bytes:
    import io

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("pack.yml", HEAD)
        archive.writestr("pack.yml", HEAD)
    return made.getvalue()


@pytest.mark.parametrize(
    "other", ["ONE.yml", "One.YML", "PACK.yml"], ids=["upper", "mixed", "the head"]
)
def test_names_that_one_disk_takes_for_the_same_are_refused(other: str):
    assert "one file on some disks" in refused(zipped(SOUND | {other: b"x"}))


def test_names_that_only_unicode_tells_apart_are_refused():
    both = {"caf\u00e9.txt": b"", "cafe\u0301.txt": b""}
    assert "one file on some disks" in refused(zipped(SOUND | both))


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = zipped(SOUND | {"two.yml": b"\0" * (64 * 1024 * 1024)})
    assert len(data) < 100_000
    tracemalloc.start()
    try:
        assert "larger than 1024 KiB" in refused(data)
        assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_many_files_that_are_too_much_together_are_refused():
    many = {f"n{number}.txt": b"\0" * limits.LARGEST_FILE for number in range(17)}
    assert "more than 16 MiB" in refused(zipped(SOUND | many))


def test_too_many_files_are_refused():
    many = {f"n{number}.txt": b"" for number in range(limits.MOST_FILES)}
    assert "more than 1000 files" in refused(zipped(SOUND | many))
    assert "entries" in refused(zipped(SOUND | {f"x/{one}": b"" for one in range(5000)}))


def test_a_size_that_is_a_lie_is_found_out():
    data = bytearray(zipped(SOUND | {"two.yml": b"y" * 5000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rindex(mark)
        data[at + offset : at + offset + 4] = struct.pack("<I", 10)
    assert "cannot be read as a zip" in refused(bytes(data))


def test_a_sum_that_is_wrong_is_found_out():
    made = packed(limits.carried(SOUND, "here", {}))
    at = made.index(HEAD)
    assert "cannot be read as a zip" in refused(made[:at] + b"X" + made[at + 1 :])


def test_other_ways_of_packing_are_refused():
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert "in a way that a pack never is" in refused(zipped(SOUND, compress_type=method))
    data = bytearray(zipped(SOUND))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert "in a way that a pack never is" in refused(bytes(data))


def test_two_packs_in_one_zip_are_named():
    both = {f"{top}/{name}": data for top in ("one", "two") for name, data in SOUND.items()}
    assert "holds 2 packs: one, two" in refused(zipped(both))


@pytest.mark.parametrize(
    "head", [b"", b"\xff\xfe", b"- a\n", b"id: ../out\n", b"id: Mine\n", b"id: " + b"a" * 99]
)
def test_a_head_that_names_no_pack_is_refused(head: bytes):
    assert "what the pack is called" in refused(zipped({"pack.yml": head}))


def test_a_zip_without_a_pack_is_refused():
    assert "no pack.yml" in refused(zipped({"one.yml": b""}))


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"no zip at all" * 99])
def test_what_is_no_zip_is_said_to_be_none(data: bytes, tmp_path: Path):
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(StudioError, match=r"cannot be read as a zip|no pack.yml"):
        from_zip(path)


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path):
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        file.truncate(LARGEST_ZIP * 1000)
    with pytest.raises(StudioError, match="larger than 8 MiB"):
        from_zip(path)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_zip_that_was_damaged_anywhere_is_whole_or_refused(data):
    sound = data.draw(st.sampled_from(_sound_zips()))
    damaged = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)) | st.just(len(damaged)))
    try:
        pack = taken(bytes(damaged[:cut]))
    except StudioError:
        return
    assert all(limits.belongs(name) for name in pack.files)
    assert sum(map(len, pack.files.values())) <= limits.LARGEST_PACK


def _sound_zips() -> list[bytes]:
    return [zipped(SOUND), packed(limits.carried(SOUND, "here", {}))]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_pack_or_a_sentence(data: bytes):
    with pytest.raises(StudioError):
        taken(data)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("pack.yml", True),
        ("one.test.yml", True),
        ("lang/de.po", True),
        ("README.md", True),
        ("LICENSE", True),
        ("shapes.lock", True),
        ("lang/de.yml", False),
        ("lang/a/b.po", False),
        ("a/b.yml", False),
        (".hidden.yml", False),
        ("run.py", False),
        ("con.yml", False),
        ("NUL.txt", False),
        ("a b.yml", False),
        ("-rf.yml", False),
        ("one.yml\n", False),
        ("é.yml", False),
    ],
)
def test_what_belongs_to_a_pack(name: str, part: bool):
    assert limits.belongs(name) is part
