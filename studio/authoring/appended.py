"""A test put behind those that stand in a test file.

What is there stays byte for byte: the new rows come after the last test, as far in as
the others. A missing file begins as `studio new` makes it. Imports the reader of nodes
and the edits; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from studio.authoring.edits import ENDS, Edit, edited
from studio.authoring.expectations import plain
from studio.authoring.new import start
from studio.errors import StudioError
from studio.format.nodes import Mapping, Node, Scalar
from studio.format.problems import Problems, render
from studio.format.source import read

TESTS = "tests"


def head(exercise: str) -> bytes:
    """A test file without a test."""
    made = start("test.yml", exercise).decode()
    before, found, _ = made.partition(f"\n{TESTS}:\n")
    assert found
    return f"{before}\n{TESTS}:\n".encode()


def names(data: bytes, file: str) -> tuple[str, ...]:
    """The tests of a file by name. StudioError when it cannot be read."""
    tests = _root(data, file).get(TESTS)
    return tuple(one.key.text for one in tests.entries) if isinstance(tests, Mapping) else ()


def with_test(data: bytes, file: str, name: str, body: Iterable[str]) -> bytes:
    """The file with one more test; `body` are its rows, not yet moved in.

    StudioError when the file cannot be read, or is written in a way in which nothing
    can be put behind its tests.
    """
    root = _root(data, file)
    tests = root.get(TESTS)
    column, step = _columns(tests)
    blanks, inner = " " * column, " " * (column + step)
    text = "".join(f"{row}\n" for row in (
        f"{blanks}{name}:", *(f"{inner}{row}" if row else "" for row in body)
    ))  # fmt: skip
    rows = ENDS.split(data.decode("utf-8-sig", "replace"))
    made = edited(data, [_edit(root, tests, rows, text)])
    _hold_against(data, made, file, name)
    return made


def _root(data: bytes, file: str) -> Mapping:
    problems = Problems()
    root = read(data, file, problems)
    if problems.errors or not isinstance(root, Mapping) or root.get(TESTS) is None:
        said = render(problems.errors[0]).split("\n")[0] if problems.errors else ""
        raise StudioError(
            said or f"{file} has no `{TESTS}:` to put a test under.",
            f"Mend it first: studio check {file}",
        )
    return root


def _columns(tests: Node | None) -> tuple[int, int]:
    """How far in tests stand, and how much farther what they hold."""
    if not isinstance(tests, Mapping) or not tests.entries:
        return 2, 2
    name = tests.entries[0].key.place.column
    first = tests.entries[0].value
    inside = first.entries[0].key.place.column if isinstance(first, Mapping) else name + 2
    return name - 1, max(1, inside - name)


def _edit(root: Mapping, tests: Node | None, rows: list[str], text: str) -> Edit:
    """The rows behind the last test: at the end, or before the key that follows the tests."""
    later = [one.key.place.line for one in root.entries if one.key.place.line > _line(root)]
    apart = "\n" if _are_apart(tests, rows) else ""
    if later:
        line = min(later)
        while line > 1 and (not rows[line - 2].strip() or rows[line - 2].startswith("#")):
            line -= 1
        return Edit(line, 1, 0, f"{apart}{text}")
    end = "" if not rows[-1] else "\n"
    return Edit(len(rows), len(rows[-1]) + 1, 0, f"{end}{apart}{text}")


def _line(root: Mapping) -> int:
    return next(one.key.place.line for one in root.entries if one.key.text == TESTS)


def _are_apart(tests: Node | None, rows: list[str]) -> bool:
    """Whether tests stand apart by an empty row."""
    later = tests.entries[1:] if isinstance(tests, Mapping) else ()
    return any(_apart(one.key, rows) for one in later)


def _apart(key: Scalar, rows: list[str]) -> bool:
    line = key.place.line - 1
    while line > 0 and rows[line - 1].lstrip().startswith("#"):
        line -= 1
    return line > 0 and not rows[line - 1].strip()


def _hold_against(before: bytes, after: bytes, file: str, name: str) -> None:
    """StudioError unless everything reads as before, with the new test besides."""
    problems = Problems()
    root = read(after, file, problems)
    old = plain(_root(before, file))
    new = plain(root) if isinstance(root, Mapping) else {}
    there = new.get(TESTS)
    added = there.pop(name, None) if isinstance(there, dict) else None
    if problems.errors or added is None or old != {**new, TESTS: there or old[TESTS]}:
        raise StudioError(
            f"No test can be put behind those in {file}.",
            "Look at its last rows: the tests have to be the last thing in it.",
        )
