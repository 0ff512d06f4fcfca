"""`python -m bench [--write] [--quick] [--large]`: everything measured, as one table.

`--write` puts the table into docs/measured.md; `--quick` takes fewer rounds;
`--large` adds 100,000 outcomes and 1,000 exercises (several minutes).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from bench import disk, keys, reading, seed, start, stores, table

DOCS = Path(__file__).resolve().parents[1] / "docs" / "measured.md"


def note(words: str) -> None:
    """What is being measured now, on standard error."""
    print(words, file=sys.stderr, flush=True)


def home_of(folder: Path, name: str, exercises: int, outcomes: int) -> Path:
    """A seeded home that has met its person and has its caches."""
    home = folder / name
    seed.exercises(home, exercises)
    seed.outcomes(home, outcomes)
    from studio.practice.desk import open_desk

    desk = open_desk(home=home)
    desk.change(seen_first_run=True, country="GB")
    desk.today()
    return home


def main(arguments: list[str]) -> None:
    """Measure and print; see the module."""
    quick, large = "--quick" in arguments, "--large" in arguments
    folder = Path(tempfile.mkdtemp(prefix="studio-bench-"))
    try:
        rows = measure(folder, 3 if quick else 7, large=large)
    finally:
        shutil.rmtree(folder)
    page = table.page(rows)
    print(page)
    if "--write" in arguments:
        DOCS.write_text(page)
        note(f"written to {DOCS}")


def measure(folder: Path, rounds: int, *, large: bool) -> list[table.Row]:
    """Every row of the table, references and studio in the same run."""
    note("making a home with 40 exercises and 1,000 outcomes")
    home = home_of(folder, "small", 40, 1000)
    env = start.environment(home)
    commands = {"hello": (start.HELLO, env), "studio": (start.STUDIO, env)}
    if large:
        note("making a home with 1,000 exercises and 100,000 outcomes")
        big = home_of(folder, "large", 1000, 100_000)
        commands["large"] = (start.STUDIO, start.environment(big))
    note("start, memory, bytes, idle, exit")
    starts = start.measured(commands, rounds)
    note("a key until it is painted")
    pressed = keys.measured(home)
    note("moving steps")
    moving = {kind: keys.moving(home, kind) for kind in ("breathe", "timed")}
    note("the disk")
    disks = {"1,000": (disk.measured(home, folder), disk.next_step(home))}
    if large:
        disks["100,000"] = (disk.measured(big, folder), disk.next_step(big))
    note("reading, and whole commands")
    found = table.rows(
        starts, pressed, moving, disks, disk.synced(folder), reading.exercise(),
        {"40, 1,000": reading.commands(env)}
        | ({"1,000, 100,000": reading.commands(start.environment(big))} if large else {}),
    )  # fmt: skip
    note("the store beside sqlite and plain TinyDB")
    return [*found, *stores.rows(folder, large=large)]


if __name__ == "__main__":
    main(sys.argv[1:])
