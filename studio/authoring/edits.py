"""Changes to a file as an author wrote it: stretches of its text, nothing else.

Never reads or writes YAML: what is not changed stays byte for byte, comments, blanks
and line ends too. Lines and columns count from 1, as in problems. Imports the places.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from studio.errors import StudioError
from studio.format.problems import Place

BOM = "\ufeff"
ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, order=True)
class Edit:
    """`width` characters from `line` and `column` on become `text`; with width 0, it is put in.

    `text` may hold newlines, and a width may reach over the end of a line (an end counts
    as one character).
    """

    line: int
    column: int
    width: int
    text: str


def replace_at(place: Place, text: str) -> Edit:
    """What stands under the caret becomes `text`."""
    return Edit(place.line, place.column, place.width, text)


def put_line(line: int, text: str) -> Edit:
    """A new line before `line`."""
    return Edit(line, 1, 0, text + "\n")


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file after some edits. ValueError when two of them overlap.

    What is not UTF-8 cannot be edited by lines; such bytes come back as they were.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    mark = BOM if text.startswith(BOM) else ""
    body = text[len(mark) :]
    ends = ENDS.findall(body)
    end = max(set(ends), key=ends.count) if ends else "\n"
    rows = ENDS.split(body)
    starts = [0]
    for row, one in zip(rows, [*ends, ""], strict=True):
        starts.append(starts[-1] + len(row) + len(one))
    made: list[str] = []
    at = 0
    for edit in sorted(set(edits)):
        start, stop = _stretch(edit, rows, ends, starts)
        if start < at:
            raise ValueError("two changes overlap")
        made += [body[at:start], edit.text.replace("\n", end)]
        at = stop
    made.append(body[at:])
    return (mark + "".join(made)).encode("utf-8")


def _stretch(edit: Edit, rows: list[str], ends: list[str], starts: list[int]) -> tuple[int, int]:
    """Where an edit begins and stops, as offsets in the text."""
    row = min(edit.line - 1, len(rows) - 1)
    column = min(edit.column - 1, len(rows[row]))
    start = starts[row] + column
    left = edit.width
    while left > len(rows[row]) - column and row < len(ends):
        left -= len(rows[row]) - column + 1
        row, column = row + 1, 0
    return start, starts[row] + min(column + max(left, 0), len(rows[row]))


def difference(name: str, before: bytes, after: bytes) -> str:
    """What has changed, as a unified diff; "" when nothing has."""
    one = before.decode("utf-8", "replace").splitlines(keepends=True)
    two = after.decode("utf-8", "replace").splitlines(keepends=True)
    rows = difflib.unified_diff(one, two, f"a/{name}", f"b/{name}")
    return "".join(row if row.endswith("\n") else f"{row}\n" for row in rows)


def write(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, whole or not at all; its rights stay as they are.

    StudioError when the folder does not take it.
    """
    made: Path | None = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            made = Path(file.name)
            file.write(data)
        made.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask())
        made.replace(path)
    except OSError as problem:
        if made is not None:
            made.unlink(missing_ok=True)
        raise StudioError(
            f"{path} could not be written: {problem.strerror or 'no reason given'}.",
            "Look at the rights of the file and its folder.",
        ) from problem


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
