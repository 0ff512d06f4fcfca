"""Starts the tiny app in a pty and closes whatever a test left open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

if sys.platform != "win32":
    from tests.terminal.pty import Terminal, python_app

ROOT = Path(__file__).resolve().parents[2]
TINY_APP = Path(__file__).with_name("tiny_app.py")


def pytest_ignore_collect() -> bool | None:
    """Windows has no ptys: the terminal manners are Textual's own there."""
    return True if sys.platform == "win32" else None


class Tiny:
    """The tiny app's files, and the way to start it."""

    root = ROOT

    def __init__(self, folder: Path, open_terminals: ExitStack) -> None:
        self.folder = folder
        self.file = folder / "saved"
        self.crash = folder / "crash"
        self.blocked = folder / "blocked"
        self._open = open_terminals

    def command(self, *words: str) -> list[str]:
        return python_app(TINY_APP, str(self.file), *words)

    def start(self, *words: str, typed: str = "", **options: object) -> Terminal:
        """The app on its screen, with `typed` in its field."""
        terminal = self.run(self.command(*words), **options)
        terminal.wait_for("ready")
        terminal.wait_until_quiet()
        if typed:
            terminal.send(typed)
            terminal.wait_for(repr(typed))
        return terminal

    def run(self, command: list[str], **options: object) -> Terminal:
        """Any command in a pty, closed when the test ends."""
        return self._open.enter_context(Terminal(command, **options))

    @property
    def saved(self) -> str:
        return self.file.read_text(encoding="utf-8")


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Tiny]:
    with ExitStack() as open_terminals:
        yield Tiny(tmp_path, open_terminals)


@pytest.fixture
def restored() -> Callable[[Terminal, int], None]:
    """Asserts that everything switched on has been switched off again."""

    def check(terminal: Terminal, since: int = 0) -> None:
        terminal.wait_for_output(b"\x1b[?1049l", since)
        terminal.wait_for_output(b"\x1b[?25h", since)
        left = bytes(terminal.output[since:])
        for mode in (b"2004", b"1000", b"1006", b"1003", b"1004", b"1049"):
            assert b"\x1b[?" + mode + b"l" in left
        assert b"\x1b[<u" in left
        assert terminal.echoes

    return check
