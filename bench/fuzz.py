"""Any bytes to any command for authors: a value or a problem at its place, in under two seconds.

    python -m bench.fuzz [HOW MANY] [--seed S] [--jobs N]

Inputs are random bytes, shipped files with slips in them, and YAML made of the words of the
format. An input that raises anything but an error a person can act on, that takes longer,
or whose problem has no place, is printed with what makes it again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from studio.authoring import pages, reports
from studio.authoring.check import check
from studio.authoring.explore import explore
from studio.authoring.fix import fix
from studio.authoring.guide import guide
from studio.authoring.map_picture import picture
from studio.authoring.map_text import flow, listed, summary
from studio.authoring.new import new_exercise, spelled
from studio.authoring.rename import rename_exercise, rename_id
from studio.authoring.report import MOST_TOLD
from studio.authoring.trials import run as run_tests
from studio.errors import StudioError
from studio.format.keys import keys_of
from studio.format.problems import Problem, render
from studio.format.step import kinds
from studio.library.library import Library, shipped
from studio.plain.trial import play

SLOWEST = 2.0  # seconds
TODAY = date(2026, 11, 22)
SIGNS = "\"'[]{}:,-?&*!|>%@`#\n \t\\=~^.()<>$\r\x00\x1b\u202e\u2028é字🙂"
WORDS = tuple(dict.fromkeys([*kinds(), *(key for cls in kinds().values() for key in keys_of(cls))]))


@dataclass(frozen=True)
class Found:
    """An input that was not met well."""

    command: str
    why: str
    seed: str
    size: int


def inputs(chance: random.Random, files: list[bytes]) -> bytes:
    """One input."""
    way = chance.randrange(10)
    if way == 0:
        return chance.randbytes(chance.choice((0, 1, 7, 40, 400, 4000)))
    if way == 1:
        return made_up(chance).encode("utf-8", "replace")
    if way == 2:
        return nested(chance)
    return slipped(chance.choice(files), chance)


def slipped(data: bytes, chance: random.Random) -> bytes:
    """A shipped file with a few slips in it, of letters or of bytes."""
    text = data.decode("utf-8")
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(text) + 1)
        way = chance.randrange(5)
        if way == 0:
            text = text[:at] + chance.choice(SIGNS) * chance.choice((1, 1, 2, 60)) + text[at:]
        elif way == 1:
            text = text[:at] + text[at + chance.randrange(1, 80) :]
        elif way == 2:
            other = chance.randrange(len(text) + 1)
            text = text[:at] + text[other : other + 120] + text[at:]
        elif way == 3:
            text = text[:at] + chance.choice(WORDS) + text[at:]
        else:
            rows = text.split("\n")
            number = chance.randrange(len(rows))
            rows[number] = " " * chance.randrange(12) + rows[number].strip()
            text = "\n".join(rows)
    made = text.encode("utf-8", "replace")
    if chance.randrange(12) == 0:
        at = chance.randrange(len(made) + 1)
        made = made[:at] + chance.randbytes(3) + made[at:]
    return made


def made_up(chance: random.Random) -> str:
    """YAML out of the words of the format, right or wrong."""
    rows = ["format: 1", "id: example", "version: 1", "title: T", "quick: yes", "steps:"]
    for _ in range(chance.randrange(1, 12)):
        rows.append(f"  - type: {chance.choice(list(kinds()))}")
        keys = [chance.choice(WORDS) for _ in range(chance.randrange(5))]
        rows += [f"    {key}: {value(chance)}" for key in keys]
    return "\n".join(rows)


def value(chance: random.Random) -> str:
    """Something behind a colon."""
    return chance.choice(
        (
            "a", "1", "-3", "1.10", "1:30", "yes", "no", "~", "''", '""', "[a, b]", "[]", "{a: b}",
            "3 days", "99999999999999999999", "a == 'b'", "${a}", "${", "count(a) > 1", "a.b.c",
            "\n      a: b", "\n      - a\n      - b", "|\n      long\n      text", "distress",
            "common/values",
            "(" * 40, "not " * 60 + "a", "a" * 300, "\u202e", "${${a}}", "either(a, 'b')",
        )
    )  # fmt: skip


def nested(chance: random.Random) -> bytes:
    """Depth, length and number beyond every limit."""
    many = chance.choice((40, 400, 30_000))
    return chance.choice(
        (
            b"[" * many, b"- " * many + b"a", b"a: {" * many, b"&a " * many, b"? " * many,
            b"a: " + b"x" * many, b"\n".join(b" " * n + b"a:" for n in range(min(many, 900))),
            b"format: 1\nsteps:\n" + b"  - type: say\n" * many, b"'" + b"a\n" * many,
            b"format: 1\nid: a\nversion: 1\ntitle: " + b"\\u0041" * many, b"%YAML 1.1\n" * 30,
            b"a: &a [*a" + b", *a" * many + b"]", b"1" * many + b":" + b"60:" * 900 + b"1",
        )
    )  # fmt: skip


def name(chance: random.Random) -> str:
    """A word on the command line."""
    letters = "abcxyz-_./ P0123é🙂\u202e"
    return "".join(chance.choice(letters) for _ in range(chance.randrange(14)))


Command = Callable[[bytes, Path, random.Random], tuple[Problem, ...]]


def as_exercise(data: bytes, home: Path, chance: random.Random) -> tuple[Problem, ...]:
    """`studio check` of an exercise, and its reports."""
    found = check([home / "example.yml"], today=TODAY, unsaved=unsaved(home, "example.yml", data))
    reports.as_sarif(found.problems, "0")
    reports.as_github(found.problems)
    return found.problems


def as_standard_input(data: bytes, home: Path, chance: random.Random) -> tuple[Problem, ...]:
    """`studio check -`."""
    return check([], today=TODAY, typed=data, profile="share").problems


def as_pack(data: bytes, home: Path, chance: random.Random) -> tuple[Problem, ...]:
    """`studio check` of a pack, one of whose files is the input."""
    names = ("pack.yml", "lists.yml", "care.yml", "fragments.yml", "contacts.yml", "shapes.lock")
    file = chance.choice(names)
    (home / file).write_bytes(data)
    try:
        return check([home], today=TODAY, profile="share").problems
    finally:
        put_back(home, file)


def as_test(data: bytes, home: Path, chance: random.Random) -> tuple[Problem, ...]:
    """`studio test`."""
    (home / "example.test.yml").write_bytes(data)
    try:
        return run_tests([home / "example.test.yml"], play).problems
    finally:
        put_back(home, "example.test.yml")


def mended(data: bytes, home: Path, chance: random.Random) -> tuple[Problem, ...]:
    """`studio fix`."""
    (home / "example.yml").write_bytes(data)
    try:
        done = fix(home / "example.yml", today=TODAY)
        fix_again = done.after
        if not isinstance(fix_again, bytes):
            raise TypeError("no bytes")
        return done.left
    finally:
        put_back(home, "example.yml")


def walked(data: bytes, home: Path, chance: random.Random) -> tuple[Problem, ...]:
    """`studio map` and `studio test --explore`, where the exercise can be read."""
    library = Library([home.parent, shipped()], unsaved=unsaved(home, "example.yml", data))
    draught = library.draught(home / "example.yml")
    if draught.exercise is None or not draught.fine:
        return draught.all
    summary(draught.exercise)
    flow(draught.exercise)
    listed(draught.exercise, 20)
    picture(draught.exercise)
    return explore(draught.exercise, 1, 1).problems.all


def renamed(data: bytes, home: Path, chance: random.Random) -> tuple[Problem, ...]:
    """`studio rename`."""
    (home / "example.yml").write_bytes(data)
    try:
        if chance.random() < 0.2:
            rename_exercise(home, name(chance) or "example", name(chance))
        else:
            old = chance.choice(("where", "where.home", name(chance)))
            rename_id(home / "example.yml", old, name(chance) or "other", today=TODAY)
    finally:
        put_back(home, "example.yml")
    return ()


def named(data: bytes, home: Path, chance: random.Random) -> tuple[Problem, ...]:
    """`studio explain` and `studio new` with any word."""
    word = name(chance) or data[:40].decode("utf-8", "replace")
    way = chance.randrange(4)
    if way == 0:
        pages.page(word)
    elif way == 1:
        spelled(word, "pack")
    elif way == 2:
        new_exercise(word, home / "nowhere")
    else:
        new_exercise(word, home, copied=word)
    return ()


def put_back(home: Path, file: str) -> None:
    """The file as it was, or not at all."""
    if file in FILES:
        (home / file).write_text(FILES[file], encoding="utf-8")
    else:
        (home / file).unlink(missing_ok=True)


def unsaved(home: Path, file: str, data: bytes) -> dict[Path, bytes]:
    """A file as it would be."""
    return {(home / file).resolve(): data}


COMMANDS: dict[str, Command] = {
    "check": as_exercise, "check -": as_standard_input, "check pack": as_pack, "test": as_test,
    "fix": mended, "map": walked, "rename": renamed, "words": named,
}  # fmt: skip
OFTEN = (*["check"] * 3, "check -", "check pack", "map", "rename", "words", "fix", "test")
FILES = {
    "pack.yml": "format: 1\nid: own\nversion: 1\ntitle: Own\nlanguage: en\nuses: [common]\n"
    "exercises: [example]\n",
    "example.yml": "format: 1\nid: example\nversion: 1\ntitle: Example\nquick: yes\nsteps:\n"
    "  - type: choice\n    id: where\n    text: Where?\n    options:\n      home: at home\n"
    "      out: outside\n  - type: say\n    when: where == 'home'\n    text: Hello\n",
}


def attempt(command: str, seed: str, home: Path, files: list[bytes]) -> Found | None:
    """One input to one command."""
    chance = random.Random(seed)
    data = inputs(chance, files)
    start = time.perf_counter()
    why = ""
    try:
        for number, problem in enumerate(COMMANDS[command](data, home, chance)):
            if number < MOST_TOLD:
                render(problem)
            if problem.place.line < 1 or problem.place.column < 1 or not problem.message:
                why = f"{problem.code} has no place"
    except StudioError as error:
        why = "" if error.message else "an error without a word"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        why = f"{type(error).__name__}: {error}"[:300]
    took = time.perf_counter() - start
    if not why and took > SLOWEST:
        why = f"took {took:.1f} seconds"
    return Found(command, why, seed, len(data)) if why else None


def shipped_files() -> list[bytes]:
    """What slips are made in."""
    return [file.read_bytes() for file in sorted(shipped().glob("*/*.yml"))]


def run(first: int, many: int, seed: int) -> tuple[list[Found], float]:
    """Inputs number `first` and on; what was not met well, and the longest time in seconds."""
    files = shipped_files()
    found: list[Found] = []
    longest = 0.0
    with TemporaryDirectory() as made:
        home = Path(made).resolve() / "own"
        home.mkdir()
        for file in FILES:
            put_back(home, file)
        for number in range(first, first + many):
            start = time.perf_counter()
            one = attempt(OFTEN[number % len(OFTEN)], f"{seed}/{number}", home, files)
            longest = max(longest, time.perf_counter() - start)
            if one is not None:
                found.append(one)
    return found, longest


def parts(many: int, size: int) -> Iterator[tuple[int, int]]:
    """The whole number in parts, for several processes."""
    for first in range(0, many, size):
        yield first, min(size, many - first)


def main(arguments: list[str]) -> int:
    """Run and tell; 1 when something was not met well."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz")
    parser.add_argument("many", nargs="?", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args(arguments)
    guide(Library())
    bad: list[Found] = []
    longest = 0.0
    done = 0
    with ProcessPoolExecutor(given.jobs) as pool:
        waiting = [
            pool.submit(run, first, size, given.seed) for first, size in parts(given.many, 500)
        ]
        for one in waiting:
            found, took = one.result()
            done += 500
            bad += found
            longest = max(longest, took)
            for each in found:
                print(f"{each.command}  {each.seed}  {each.size} bytes: {each.why}", flush=True)
            if done % 10_000 == 0:
                print(f"{done:,} of {given.many:,}, longest {longest:.2f} s", flush=True)
    kinds_of = Counter(one.command for one in bad)
    told = f"{given.many:,} inputs, {len(bad)} not met well, longest {longest:.2f} s."
    print(f"{told} {dict(kinds_of) or ''}".rstrip())
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
