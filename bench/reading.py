"""Reading an exercise beside PyYAML's own; whole commands beside an empty Python."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import yaml

from bench.start import STUDIO
from studio.library.library import Library, shipped


def _median(do: Callable[[], object], rounds: int = 15) -> float:
    do()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        do()
        times.append(1000 * (time.perf_counter() - began))
    return median(times)


def exercise() -> tuple[float, float]:
    """Ms to read the longest shipped exercise, checked and ready, and to compose it in C.

    The pack's shared files are read once and stay; the file itself is read anew.
    """
    path = shipped() / "steady" / "body-scan.yml"
    text = path.read_text()
    library = Library([shipped()])
    library.exercise("body-scan")
    ours = _median(lambda: library.exercise("body-scan"))
    theirs = _median(lambda: yaml.compose(text, Loader=yaml.CSafeLoader))
    return ours, theirs


def commands(environment: Mapping[str, str], rounds: int = 9) -> dict[str, float]:
    """Ms of whole commands, by turns."""
    lines: dict[str, Sequence[str]] = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "studio today --short": [*STUDIO, "today", "--short"],
        "studio list": [*STUDIO, "list"],
        "studio history": [*STUDIO, "history"],
    }
    times: dict[str, list[float]] = {name: [] for name in lines}
    for number in range(rounds + 1):
        for name, line in lines.items():
            began = time.perf_counter()
            subprocess.run(
                line, env=dict(environment), stdout=subprocess.DEVNULL, check=True, cwd=Path("/")
            )
            if number:
                times[name].append(1000 * (time.perf_counter() - began))
    return {name: median(found) for name, found in times.items()}
