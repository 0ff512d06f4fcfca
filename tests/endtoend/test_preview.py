"""A preview in a real terminal: what it refuses, and that it leaves one's own data alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.endtoend.house import House
from tests.terminal.pty import REPOSITORY

EXERCISE = str(REPOSITORY / "exercises" / "steady" / "body-scan.yml")


def everything(folder: Path) -> dict[str, str]:
    """Every file below a folder, by its contents."""
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def test_a_size_that_the_terminal_has_not_is_told(house: House) -> None:
    terminal = house.terminal("preview", EXERCISE, "--size", "100x30")
    terminal.wait_for("--size 100x30 is more than this terminal has: 80x24.")
    terminal.wait_for("Make the window larger, or ask for less.")
    code, _ = terminal.wait_for_end()
    assert code == 2


def test_no_key_of_a_preview_reaches_what_is_kept(house: House) -> None:
    before = everything(house.home)
    person = house.screen("preview", EXERCISE)
    person.until_shown("preview ·")
    for key in ("w", "m", "c", "/"):
        person.press(key)
        person.until_shown("A preview opens nothing but the exercise.")
    person.press("\x03")
    person.until_shown("nothing of it is kept")
    person.press("1")
    code, _ = person.terminal.wait_for_end()
    assert code == 0
    assert everything(house.home) == before
