"""From the command to the first screen: something is seen, and nothing typed is lost or echoed."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from studio.tui import terminal_modes as modes
from studio.tui.driver import StudioDriver
from studio.tui.opening import NAME, Opening
from tests.terminal.conftest import Tiny
from tests.terminal.pty import REPOSITORY, Terminal

STUDIO = [sys.executable, "-m", "studio.cli"]


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The two ends of a pty: ours, and the program's."""
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)


def opened(tiny: Tiny, folder: Path, *words: str) -> Terminal:
    """The studio, at the moment when its name is on the screen."""
    shown = tiny.run([*STUDIO, *words], environment={"STUDIO_HOME": str(folder / "home")})
    shown.wait_for(NAME)
    return shown


def test_what_is_typed_before_the_first_screen_is_not_echoed_and_not_lost(
    tiny: Tiny, tmp_path: Path
) -> None:
    shown = opened(tiny, tmp_path)
    assert not shown.echoes
    shown.send("\r")
    shown.wait_for("2 of 3")
    shown.send("\x18")
    code, _ = shown.wait_for_end()
    assert code == 0
    assert shown.echoes


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_before_the_first_screen_gives_the_terminal_back(
    tiny: Tiny, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    shown = opened(tiny, tmp_path)
    shown.signal(number)
    assert shown.wait_for_end()[0] == code
    assert shown.echoes
    shown.wait_for_output(modes.LEAVE.encode())


def test_an_exercise_that_is_not_there_is_said_on_the_screen_as_it_was(
    tiny: Tiny, tmp_path: Path
) -> None:
    shown = opened(tiny, tmp_path, "run", "brething")
    assert shown.wait_for_end()[0] == 2
    shown.wait_for("There is no exercise “brething”.")
    left = shown.output.rfind(modes.LEAVE.encode())
    assert 0 <= left < shown.output.find(b"There is no exercise")
    assert shown.echoes


def test_an_error_on_the_way_gives_the_terminal_back(terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    before = termios.tcgetattr(theirs)
    with pytest.raises(LookupError), Opening(theirs, theirs):
        assert termios.tcgetattr(theirs) != before
        raise LookupError
    assert termios.tcgetattr(theirs) == before
    assert os.read(ours, 4096).endswith(modes.LEAVE.encode())


def test_what_was_taken_over_is_left_to_whoever_took_it(terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    before, handler = termios.tcgetattr(theirs), signal.getsignal(signal.SIGTERM)
    with Opening(theirs, theirs) as opening:
        assert opening.taken_over() == before
        assert opening.taken_over() is None
        raw = termios.tcgetattr(theirs)
    assert termios.tcgetattr(theirs) == raw
    assert modes.LEAVE.encode() not in os.read(ours, 4096)
    assert signal.getsignal(signal.SIGTERM) is handler


def test_the_name_stands_alone_where_there_is_no_other_screen(terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    with Opening(theirs, theirs):
        sent = os.read(ours, 4096)
    assert 0 <= sent.find(modes.CLEAR.encode()) < sent.find(NAME.encode())


@pytest.mark.parametrize("at", ["enter_raw", "size"])
def test_a_signal_while_the_terminal_is_being_taken_gives_it_back(
    terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    _, theirs = terminal
    before, handler = termios.tcgetattr(theirs), signal.getsignal(signal.SIGTERM)
    usual = getattr(modes, at)

    def interrupted(*given: object) -> object:
        usual(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(modes, at, interrupted)
    with pytest.raises(KeyboardInterrupt), Opening(theirs, theirs):
        pass
    assert termios.tcgetattr(theirs) == before
    assert signal.getsignal(signal.SIGTERM) is handler


def test_a_terminal_that_has_stopped_reading_holds_nobody(terminal: tuple[int, int]) -> None:
    ours, theirs = terminal
    again = os.open(os.ttyname(theirs), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    with pytest.raises(BlockingIOError):
        while True:
            os.write(again, b"x" * 1024)
    os.close(again)
    # So that a program that does wait gets to its end, and to the line that says so.
    reads = threading.Timer(5.0, lambda: os.read(ours, 65536))
    reads.start()
    began = time.monotonic()
    with Opening(theirs, theirs):
        pass
    reads.cancel()
    assert time.monotonic() - began < 3.0


async def test_a_signal_before_the_driver_listens_is_still_the_openings(
    terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, theirs = terminal
    before = termios.tcgetattr(theirs)
    with Opening(theirs, theirs) as opening:
        app = SimpleNamespace(opening=opening, most=None)
        driver = StudioDriver(app)  # type: ignore[arg-type]
        driver._input = driver._output = theirs

        def ended(pipe: int) -> None:
            raise InterruptedError

        monkeypatch.setattr(driver._signals, "watch", ended)
        with pytest.raises(InterruptedError):
            driver.start_application_mode()
        opening._give_back()
        assert termios.tcgetattr(theirs) == before
        driver.close()


def test_without_a_terminal_nothing_is_drawn(tmp_path: Path) -> None:
    file = tmp_path / "out"
    with (
        file.open("wb") as out,
        (tmp_path / "in").open("w+b") as source,
        Opening(source.fileno(), out.fileno()),
    ):
        pass
    assert file.read_bytes() == b""


def test_it_imports_nothing_that_takes_long() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, studio.tui.opening; print(*sys.modules)"],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not {"textual", "rich", "asyncio", "tinydb", "yaml"} & set(done.stdout.split())
