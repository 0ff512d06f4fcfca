"""Runs commands as a person would, in a home of their own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ANSWERS = """\
distress_before: 6
pace: gentle
length: one
distress_after: 4
noticed: calmer
again: no
helped: 6
"""


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


def environment(home: Path) -> dict[str, str]:
    """The least a command needs: its home is `home`, its data lie in `home/studio`."""
    return {
        "HOME": str(home),
        "STUDIO_HOME": str(home / "studio"),
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def run(words: list[str], env: dict[str, str], folder: Path) -> Ran:
    """Run a command in `folder`, with nothing on its standard input."""
    done = subprocess.run(
        words,
        env=env,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
