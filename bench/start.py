"""Start, memory, bytes, idle, exit: the studio's Today beside a bare Textual app."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.probe import Probe

HELLO = [sys.executable, str(Path(__file__).with_name("hello.py"))]
STUDIO = [sys.executable, "-m", "studio.cli"]
READY = b"Ctrl+X"
"""In the footer of each of the studio's screens, and not in the frame before the imports."""
QUIET = 0.35
IDLE_SECONDS = 5.0


@dataclass(frozen=True)
class Start:
    """Medians of several starts: ms, MB, bytes, percent."""

    first: float
    stable: float
    memory: float
    bytes: float
    idle_cpu: float
    idle_bytes: float
    exit: float
    term: float


def environment(home: Path) -> dict[str, str]:
    """A plain environment with the studio's home in it."""
    keep = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    root = str(Path(__file__).resolve().parents[1])
    return {
        **keep, "HOME": str(home), "STUDIO_HOME": str(home), "TERM": "xterm-256color",
        "COLORTERM": "truecolor", "PYTHONPATH": root, "LANG": "C.UTF-8",
    }  # fmt: skip


def started(command: Sequence[str], env: Mapping[str, str]) -> Probe:
    """The bare app or the studio, on its way."""
    return Probe(command, env, ready=b"" if command is HELLO else READY)


def once(command: Sequence[str], env: Mapping[str, str], *, idle: bool) -> dict[str, float]:
    """One start, measured to a quiet screen, then quit by `q`."""
    probe = started(command, env)
    stable = probe.until_quiet(QUIET)
    found = {
        "first": 1000 * (probe.first_paint or stable),
        "stable": 1000 * stable,
        "memory": probe.memory(),
        "bytes": float(probe.total),
    }
    if idle:
        found["idle_cpu"], sent = probe.idle(IDLE_SECONDS)
        found["idle_bytes"] = sent * 60 / IDLE_SECONDS
    found["exit"] = 1000 * probe.end(b"q")
    return found


def ended(command: Sequence[str], env: Mapping[str, str]) -> float:
    """How many ms a start takes to end after SIGTERM."""
    probe = started(command, env)
    probe.until_quiet(QUIET)
    return 1000 * probe.end(signal.SIGTERM)


def measured(
    commands: Mapping[str, tuple[Sequence[str], Mapping[str, str]]], rounds: int
) -> dict[str, Start]:
    """Medians for each command, the commands taking turns so that drift hits all alike."""
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
    for name, (command, env) in commands.items():
        once(command, env, idle=False)  # compiled files and caches, not counted
        runs[name] = []
    for number in range(rounds):
        for name, (command, env) in commands.items():
            runs[name].append(once(command, env, idle=number == 0))
    return {
        name: Start(
            **{
                key: median([run[key] for run in found if key in run])
                for key in ("first", "stable", "memory", "bytes", "idle_cpu", "idle_bytes", "exit")
            },
            term=ended(*commands[name]),
        )
        for name, found in runs.items()
    }
