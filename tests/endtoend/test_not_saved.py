"""A disk that takes nothing, under the real studio: said at once, nothing lost, tried again.

A limit on the size of files stands for the full disk: it needs no rights and can
be lifted while the studio runs. Folders that may not be written in are real.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress

import pytest

from tests.endtoend.at_screen import AtScreen
from tests.endtoend.house import House
from tests.endtoend.left_off import READING, LeftOff

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="prlimit is Linux's own")

NOT_YET = "Your last answer is not on disk yet. It is still here."
LIMIT = 64
"""Bytes a file may have on the full disk: fewer than anything the studio writes."""
Disk = Callable[[House, AtScreen], AbstractContextManager[None]]


@contextmanager
def full(house: House, person: AtScreen) -> Iterator[None]:
    """No file can grow past a few bytes, as on a disk without room."""
    process = person.terminal.process.pid
    before = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (LIMIT, before[1]))
    try:
        yield
    finally:
        with suppress(ProcessLookupError):  # it has ended
            resource.prlimit(process, resource.RLIMIT_FSIZE, before)


@contextmanager
def closed(house: House, person: AtScreen) -> Iterator[None]:
    """The folder may not be written in; root, whom that would not stop, mounts it so."""
    data = house.home / "data"
    with ExitStack() as undo:
        if os.geteuid() == 0:
            mounted = ["mount", "--bind", str(data), str(data)]
            if subprocess.run(mounted, capture_output=True, check=False).returncode:
                pytest.skip("root may not mount here")
            undo.callback(subprocess.run, ["umount", str(data)], check=True)
            read_only = ["mount", "-o", "remount,bind,ro", str(data)]
            subprocess.run(read_only, capture_output=True, check=True)
        else:
            for folder in (data, data / "drafts"):
                mode = folder.stat().st_mode & 0o777
                folder.chmod(0o500)
                undo.callback(folder.chmod, mode)
        yield


DISKS = {"full": full, "closed": closed}


@pytest.fixture(params=DISKS.values(), ids=DISKS)
def disk(request: pytest.FixtureRequest) -> Disk:
    return request.param  # type: ignore[no-any-return]


NO_CACHE = {"PYTHONDONTWRITEBYTECODE": "1"}
"""So that the limit meets the studio's files and none of Python's own."""


def at_a_text(house: House, environment: dict[str, str] = NO_CACHE) -> AtScreen:
    LeftOff("two-interpretations", READING, "first_reading").make(house)
    person = house.screen(environment=environment)
    person.take_up()
    person.until_asked("What did your mind say")
    return person


def answer(person: AtScreen) -> None:
    person.press("They are angry with me.")
    person.until_shown("They are angry with me.")
    person.press("\r")


def has_the_answer(house: House) -> bool:
    return ["first_reading", "answer", "They are angry with me."] in house.answered()


def test_what_is_not_on_disk_is_said_and_goes_there_once_it_can(disk: Disk, house: House) -> None:
    person = at_a_text(house)
    with disk(house, person):
        answer(person)
        person.until_shown(NOT_YET)
        person.press("1")
        person.until_shown("Still not on disk. Your words are here.")
        assert not has_the_answer(house)
        person.press("2")
        person.until_shown("They walked past without a word.")
        assert person.shows("They are angry with me.")
        person.press("\x1b")
        person.until_shown(NOT_YET)
    person.press("1")
    person.until_asked("How likely does that feel?")
    assert has_the_answer(house)
    person.until(lambda: not person.shows("not on disk yet"), "the note to be gone")


def test_going_on_all_the_same_says_so_on_every_step_and_tries_each_time(house: House) -> None:
    person = at_a_text(house)
    with full(house, person):
        answer(person)
        person.until_shown(NOT_YET)
        person.press("4")
        person.until_asked("How likely does that feel?")
        person.until_shown("not on disk yet")
        person.press("8")
        person.until_shown("[ 8 ]")
    person.press("\r")
    person.until_asked("Whose fault")
    person.until(lambda: not person.shows("not on disk yet"), "the note to be gone")
    assert has_the_answer(house)
    assert ["first_likely_before", "answer", 8] in house.answered()


def test_words_can_be_saved_into_another_folder(house: House) -> None:
    person = at_a_text(house)
    other = house.folder / "other"
    other.mkdir()
    with closed(house, person):
        answer(person)
        person.until_shown(NOT_YET)
        person.press("3")
        person.until_shown("Which folder?")
        person.press(f"{other}\r")
        person.until_shown("A copy is at")
    (copy,) = other.iterdir()
    assert "They are angry with me." in copy.read_text("utf-8")
    assert copy.stat().st_mode & 0o077 == 0


def test_the_last_answer_of_all_is_not_lost_either(house: House) -> None:
    done = READING | {"check_back": {"value": "three_days"}}
    LeftOff("two-interpretations", done, "helped").make(house)
    person = house.screen(environment=NO_CACHE)
    person.take_up()
    person.until_asked("Did this help?")
    with full(house, person):
        person.press("7")
        person.until_shown("[ 7 ]")
        person.press("\r")
        person.until_shown(NOT_YET)
        assert house.drafts(), "what was kept before is still there"
    person.press("1")
    person.until_shown("You stopped and looked for other ways to read it.")
    (outcome,) = house.history()
    assert [one["value"] for one in outcome["answers"] if one["id"] == "helped"] == [7]
    assert not house.drafts()


def test_a_line_drop_while_it_is_full_keeps_what_was_saved_before(house: House) -> None:
    person = at_a_text(house)
    with full(house, person):
        answer(person)
        person.until_shown(NOT_YET)
        person.terminal.hang_up()
        person.terminal.wait_for_end()
    assert [row[0] for row in house.answered()] == ["mode", "cue", "distress_before"]


def test_a_full_disk_spoils_no_compiled_module_for_the_next_start(house: House) -> None:
    """Screens first needed on a full disk are cached by Python whole, or not at all."""
    caches = {"PYTHONPYCACHEPREFIX": str(house.folder / "compiled")}
    person = at_a_text(house, caches)
    answer(person)
    person.until_asked("How likely does that feel?")
    with full(house, person):
        person.press("8")
        person.until_shown("[ 8 ]")
        person.press("\r")
        person.until_shown(NOT_YET)
        person.press("2")
        person.until_shown("They walked past without a word.")
    person.terminal.signal(signal.SIGTERM)
    person.terminal.wait_for_end()
    compiled = [one for one in house.folder.rglob("*.pyc") if "studio" in one.parts]
    assert compiled
    assert all(one.stat().st_size > LIMIT for one in compiled)


def test_a_disk_that_is_full_from_the_start_still_opens_today(house: House) -> None:
    LeftOff("two-interpretations", READING, "first_reading").make(house)
    command = ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh"]
    person = AtScreen(house.terminal(before=command, environment=NO_CACHE))
    person.until_shown("Left open")
    person.take_up()
    person.until_asked("What did your mind say")
