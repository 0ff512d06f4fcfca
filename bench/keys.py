"""A key until it is painted, in the player, for every kind of step."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from bench.start import HELLO, QUIET, STUDIO, environment, started

KEYS = 60
DOWN, UP, LEFT, RIGHT = b"\x1b[B", b"\x1b[A", b"\x1b[D", b"\x1b[C"
# What a person presses again and again in a step of that kind.
TURNS: dict[str, Sequence[bytes]] = {
    "text": (b"a", b"b"),
    "lines": (b"a", b"b"),
    "choice": (DOWN, DOWN, UP, UP),
    "choices": (DOWN, b" ", UP, b" "),
    "feelings": (RIGHT, RIGHT, LEFT, LEFT),
    "scale": (b"4", RIGHT, LEFT, b"7"),
    "number": (b"4", b"\x7f"),
    "list": (b"a", b"b"),
    "share": (RIGHT, LEFT),
    "compose": (b"a", b"b"),
    "schedule": (DOWN, UP),
}


@dataclass(frozen=True)
class Keys:
    """Of one kind: ms at the middle and at 95 of 100, mean bytes a key."""

    p50: float
    p95: float
    bytes: float


def pressed(command: Sequence[str], home: Path, turns: Sequence[bytes]) -> Keys:
    """So many keys, one after another, each waited for."""
    probe = started(command, environment(home))
    probe.until_quiet(QUIET)
    if command is not HELLO:
        probe.key(b"\r", QUIET)  # the card: begin
    probe.idle(0.3)
    times, sizes = [], []
    for number in range(KEYS):
        took, size = probe.key(turns[number % len(turns)])
        if size:
            times.append(1000 * took)
            sizes.append(size)
    probe.end(b"\x18" if command is not HELLO else b"q")
    if len(times) < KEYS // 2:
        raise RuntimeError(f"only {len(times)} of {KEYS} keys were painted by {command[-1]}")
    cuts = quantiles(times, n=20)
    return Keys(cuts[9], cuts[18], sum(sizes) / len(sizes))


def measured(home: Path) -> dict[str, Keys]:
    """The bare app first, then every kind, then it again (the better of the two counts)."""
    found = {"hello": pressed(HELLO, home, (b"a", b"b"))}
    for kind, turns in TURNS.items():
        found[kind] = pressed([*STUDIO, "run", f"bench-{kind}"], home, turns)
        print(f"  {kind}", file=sys.stderr)
    again = pressed(HELLO, home, (b"a", b"b"))
    if again.p50 < found["hello"].p50:
        found["hello"] = again
    return found


@dataclass(frozen=True)
class Moving:
    """Of a moving step: bytes a second and percent of a processor."""

    bytes: float
    cpu: float


def moving(home: Path, kind: str, seconds: float = 12.0) -> Moving:
    """A step that goes by the clock, left alone for a while."""
    probe = started([*STUDIO, "run", f"bench-{kind}"], environment(home))
    probe.until_quiet(QUIET)
    probe.key(b"\r", QUIET)  # the card: begin
    probe.idle(0.5)
    cpu, sent = probe.idle(seconds)
    probe.end(b"\x18")
    return Moving(sent / seconds, cpu)
