"""Crash notes, the environment, the doors: without a terminal."""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.color import Color
from textual.widgets import Input, Static

from studio.tui.safety import clear_textual_environment, crash_kind, note_crash
from studio.tui.terminal_app import TerminalApp
from studio.tui.terminal_door import Door, at_the_door
from tests.terminal.pty import REPOSITORY


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=20
    )


def test_textual_variables_are_removed_and_others_stay() -> None:
    environ = {"TEXTUAL": "debug", "TEXTUAL_LOG": "x", "TEXTUALLY": "y", "PATH": "z"}
    assert sorted(clear_textual_environment(environ)) == ["TEXTUAL", "TEXTUAL_LOG"]
    assert environ == {"TEXTUALLY": "y", "PATH": "z"}


def test_safety_itself_does_not_import_textual() -> None:
    done = run("import studio.tui.safety, sys; print([m for m in sys.modules if 'textual' in m])")
    assert done.stdout == "[]\n"


def test_no_core_is_dumped() -> None:
    done = run(
        "import resource; from studio.tui.safety import no_core_dumps; no_core_dumps();"
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    assert done.stdout == "(0, 0)\n"
    assert resource.getrlimit(resource.RLIMIT_CORE) is not None


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [
        ("raise ValueError('secret')", 1),
        (
            "import threading as t; x = t.Thread(target=lambda: {}['secret']); x.start(); x.join()",
            0,
        ),
        ("import logging; logging.getLogger('x').error('secret')", 0),
        ("class A:\n def __del__(self): raise ValueError('secret')\nA()", 0),
    ],
    ids=["main", "thread", "logging", "destructor"],
)
def test_no_error_anywhere_prints_what_it_says(code: str, exit_code: int) -> None:
    done = run(f"from studio.tui.safety import quiet_crashes\nquiet_crashes()\n{code}")
    assert done.returncode == exit_code
    assert "secret" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_crash_note_has_kinds_and_places_and_no_words(tmp_path: Path) -> None:
    file = tmp_path / "state" / "crash"
    before = os.umask(0)
    try:
        assert note_crash(error_with_cause(), file)
    finally:
        os.umask(before)
    note = file.read_text()
    assert note.startswith("LookupError\n")
    assert "\nValueError\n" in note
    assert "test_safety.py" in note
    assert "secret" not in note
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_a_crash_note_does_not_follow_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("precious")
    (tmp_path / "crash").symlink_to(tmp_path / "target")
    assert not note_crash(ValueError(), tmp_path / "crash")
    assert (tmp_path / "target").read_text() == "precious"


def test_errors_that_cause_each_other_come_to_an_end() -> None:
    first, second = ValueError(), LookupError()
    first.__cause__, second.__cause__ = second, first
    assert crash_kind(first) == ["ValueError", "LookupError"]


def error_with_cause() -> BaseException:
    try:
        try:
            raise ValueError("secret cause")
        except ValueError as cause:
            raise LookupError("secret") from cause
    except LookupError as error:
        return error


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[2J",
        "a\x9b2Jb",
        "\x00",
        "\x07",
        "a\nb\tc",
        "\u202eabc",
        "\u200b",
        "\U000e0041",
        "\u2028",
    ],
)
def test_nothing_that_acts_passes_the_door_and_the_width_stays(text: str) -> None:
    passed = at_the_door(text)
    assert passed.isprintable()
    assert cell_len(passed) == cell_len(text)


@pytest.mark.parametrize(
    "text", ["plain", "│ ─ ━ █ ░ · ● ○ ▲ ■ □ › …", "é漢字", "न", "👩\u200d👧", "می\u200cخ"]
)
def test_letters_and_signs_pass_the_door_unchanged(text: str) -> None:
    assert at_the_door(text) == text


def test_a_link_does_not_pass_the_door() -> None:
    segments = [Segment("a", Style(bold=True, link="file:///etc/passwd")), Segment("b")]
    passed = Door().apply(segments, Color(0, 0, 0))
    assert [segment.text for segment in passed] == ["a", "b"]
    assert passed[0].style is not None
    assert passed[0].style.link is None
    assert passed[0].style.bold


class Small(TerminalApp[None]):
    def compose(self) -> ComposeResult:
        yield Static("one", markup=False)
        yield Input()

    def before_end(self, reason: str) -> None:
        self.ended = reason


async def test_no_cursor_blinks() -> None:
    async with Small().run_test() as pilot:
        assert not pilot.app.query_one(Input).cursor_blink


async def test_a_crash_saves_without_our_driver_too() -> None:
    app = Small()
    with pytest.raises(ValueError, match="secret"):
        async with app.run_test() as pilot:

            def crash() -> None:
                raise ValueError("secret")

            pilot.app.call_later(crash)
            await pilot.pause()
    assert app.ended == "crash"
    assert app.return_code == 1


async def test_an_exit_message_is_cleaned(capfd: pytest.CaptureFixture[str]) -> None:
    app = Small()
    async with app.run_test() as pilot:
        pilot.app.exit(message="Kept.\n[bold]\x1b]52;c;aGk=\x07")
        await asyncio.sleep(0)
    assert capfd.readouterr().err == "Kept.\n[bold]]52;c;aGk=\n"


def test_asyncio_does_without_ssl_and_whoever_needs_it_later_has_it() -> None:
    program = (
        "import sys\n"
        "from studio.tui.safety import without_ssl\n"
        "with without_ssl():\n"
        "    import asyncio\n"
        "assert 'ssl' not in sys.modules\n"
        "import ssl\n"
        "with without_ssl():\n"
        "    assert sys.modules['ssl'] is ssl\n"
        "assert asyncio.run(asyncio.sleep(0, 'fine')) == 'fine'\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=True, timeout=60)
