"""How soon a saved change is shown: a file of 300 lines, from the save to the new screen.

    python -m bench.preview

Runs the real application without a terminal; the whole way is measured, the wait for the
next look at the file among it.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from studio.authoring.preview import Preview
from studio.practice.desk import open_desk
from studio.tui.preview import PreviewApp

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


async def measured(home: Path) -> list[float]:
    """Seconds from each save to the screen that shows it."""
    file = home / "packs" / "mine" / "long.yml"
    file.parent.mkdir(parents=True)
    (file.parent / "pack.yml").write_text(
        "format: 1\nid: mine\nversion: 1\ntitle: Mine\nlanguage: en\nuses: [common]\n"
        "exercises: [long]\n"
    )
    text = written()
    file.write_text(text)
    desk = open_desk(home=home / "studio", folders=[home / "packs"])
    desk.change(country="GB", seen_first_run=True)
    today = datetime.now(UTC).date()
    source = Preview(file, desk, today=today, monotonic=time.monotonic)
    app = PreviewApp(desk, source)
    took = []
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.3)
        for number in range(1, SAVES + 1):
            words = f"Version {number}"
            start = time.perf_counter()
            file.write_text(text.replace("Version 0", words))
            while words not in _screen(app):
                await asyncio.sleep(0.002)
            took.append(time.perf_counter() - start)
    return took


def _screen(app: PreviewApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def main() -> int:
    """Print the middle and the longest; 1 when the middle is over the budget."""
    with TemporaryDirectory() as made:
        took = asyncio.run(measured(Path(made)))
    middle, longest = statistics.median(took), max(took)
    print(
        f"{len(written().splitlines())} lines, {SAVES} saves: {middle * 1000:.0f} ms in the "
        f"middle, {longest * 1000:.0f} ms at most (budget {BUDGET * 1000:.0f} ms)"
    )
    return 0 if middle <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
