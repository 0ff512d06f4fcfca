"""How soon a saved change is shown: a file of 300 lines, from the save to the new screen.

    python -m bench.preview

The real command in a real pty; the whole way is measured, the wait for the next look at the
file among it.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.probe import Probe
from bench.start import QUIET, STUDIO, environment

LINES, SAVES, BUDGET = 300, 40, 0.200
HEAD = """format: 1
id: long
version: 1
title: Long
quick: yes
steps:
  - type: say
    id: hello
    text: Version 0
"""
STEP = """  - type: choice
    id: step_{0}
    text: Which of these is it, number {0}?
    options:
      one: one
      two: two
  - type: text
    id: more_{0}
    when: step_{0} == 'one'
    text: Tell more of ${{step_{0}}}.
"""


def written() -> str:
    """A file of so many lines."""
    steps = (LINES - HEAD.count("\n")) // STEP.count("\n") + 1
    return HEAD + "".join(STEP.format(number) for number in range(steps))


def measured(home: Path) -> list[float]:
    """Seconds from each save until the last of what it changed was sent to the terminal."""
    file = home / "mine" / "long.yml"
    file.parent.mkdir(parents=True)
    (file.parent / "pack.yml").write_text(
        "format: 1\nid: mine\nversion: 1\ntitle: Mine\nlanguage: en\nuses: [common]\n"
        "exercises: [long]\n"
    )
    text = written()
    file.write_text(text)
    probe = Probe([*STUDIO, "preview", str(file)], environment(home / "studio"))
    probe.until_quiet(QUIET)
    took = []
    for number in range(1, SAVES + 1):
        probe.idle(0.2 + number % 7 / 100)
        before, start = probe.total, probe.now()
        file.write_text(text.replace("Version 0", f"Version {number}"))
        probe.until(lambda before=before: probe.total > before, 5)  # type: ignore[misc]
        took.append(probe.until_quiet(0.1) - start)
    probe.end(b"\x03")
    return took


def main() -> int:
    """Print the middle and the longest; 1 when the longest is over the budget."""
    with TemporaryDirectory() as made:
        took = measured(Path(made))
    middle, longest = statistics.median(took), max(took)
    print(
        f"{len(written().splitlines())} lines, {SAVES} saves: {middle * 1000:.0f} ms in the "
        f"middle, {longest * 1000:.0f} ms at most (budget {BUDGET * 1000:.0f} ms)"
    )
    return 0 if longest <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
