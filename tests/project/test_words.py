"""Nothing in the project speaks of how it came about, only of what it is.

Numbers of tickets mean nothing to whoever reads a file years later, and neither
does a folder on somebody's machine. The list is spelt in pieces, so that this
file can be read by its own rule.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNTRACKED = {".git", ".venv", "__pycache__", "dist", "build"}

# The threads of libraries are sources; a number alone is not.
TICKETS = r"(?<!TinyDB )(?<!tinydb )\b(?i:iss" + r"ue|tick" + r"et|pull requ" + r"est)s?[ #]+\d"
NUMBERS = r"(?:^|[\s(])#" + r"\d{2,5}(?![\w-])"
CLOSING = r"\b(?i:fix(?:es|ed)?|close[sd]?|see|refs?|part of)\s+#" + r"\d"
PLACES = r"/wo" + r"rk/|/tmp/(?:bri" + r"ef|ta" + r"sk)"
MAKERS = (
    r"\b(?i:clau" + r"de|anthr" + r"opic|open" + r"ai|chat" + r"gpt|copi" + r"lot|"
    r"sub" + r"agent|str_rep" + r"lace)"
)
NAMES = r"\bA" + r"I\b|\bLL" + r"M"
RULES = tuple(re.compile(one, re.M) for one in (TICKETS, NUMBERS, CLOSING, PLACES, MAKERS, NAMES))


def told(text: str) -> Iterator[str]:
    """Each piece of a text that breaks a rule."""
    for rule in RULES:
        for match in rule.finditer(text):
            yield match[0].strip()


def tracked() -> list[Path]:
    """Every file of the project; what git ignores is none of it."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listing = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        paths = [ROOT / name for name in listing.stdout.split("\0") if name]
        return [path for path in paths if path.is_file()]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not UNTRACKED & set(path.relative_to(ROOT).parts)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "as iss" + "ue 2 asks",
        "Iss" + "ues #3 and 4",
        "see pull requ" + "est 12",
        "(#" + "12)",
        "fixes #" + "3",
        "in /wo" + "rk/main",
        "made with A" + "I",
        "Co-authored-by: Clau" + "de",
    ],
)
def test_a_word_about_how_it_was_made_is_found(text: str) -> None:
    assert list(told(text)) != []


@pytest.mark.parametrize(
    "text",
    [
        "TinyDB iss" + "ue 516 hands out shared objects",
        "color: #" + "101010;",
        "Rate it #" + "1 now",
        "It works in a terminal; this is a real issue.",
        "the network/workshop",
        "MAIN, AID, PAID",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert list(told(text)) == []


def test_no_file_speaks_of_how_the_project_came_about() -> None:
    files = tracked()
    found = []
    for path in files:
        data = path.read_bytes()
        if b"\0" in data:
            continue
        found += [
            f"{path.relative_to(ROOT)}: {one}" for one in told(data.decode("utf-8", "replace"))
        ]
    assert found == []
    assert len(files) > 100
