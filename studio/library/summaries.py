"""What there is to choose from, fast: one line an exercise, from a small cache.

Keyed by path, size and time of change, so that listing a thousand exercises
reads no YAML unless something changed. A cache that cannot be read is made
anew. Imports the standard library; reading goes through what is handed in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.library.cache import Cache

if TYPE_CHECKING:
    from studio.format.assemble import Draught

LAYOUT = 4  # goes up when what is kept for a file changes
FILE = "summaries.json"


@dataclass(frozen=True)
class Summary:
    """One exercise in a list. `minutes` from shortest to longest; `problems` to be mended.

    One that is `optional` is offered only to those who chose it.
    """

    id: str
    pack: str
    title: str
    purpose: str
    minutes: tuple[int, int]
    flags: tuple[str, ...]
    quick: bool
    path: str
    problems: int
    pack_title: str = ""
    was: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Found:
    """A file that may hold an exercise, its pack, and what its shared files look like."""

    pack: str
    path: Path
    stamps: str


def minutes_label(minutes: tuple[int, int]) -> str:
    """ "3 min", "3-10 min"; nothing when it is not known."""
    low, high = minutes
    if not high:
        return ""
    return f"{low} min" if low == high else f"{low}-{high} min"


def summaries_of(
    found: Iterable[Found],
    read: Callable[[Path], Draught],
    place: Callable[[str, str], tuple[int, str]],
    cache: Cache | None,
) -> list[Summary]:
    """A summary of each file, in the order of packs and of their lists."""
    kept = load(cache)
    now: dict[str, Any] = {}
    rows: list[tuple[str, int, Summary]] = []
    for one in found:
        try:
            status = one.path.stat()
        except OSError:
            continue  # gone since the folder was listed
        mark = [status.st_size, status.st_mtime_ns, one.stamps]
        known = kept.get(str(one.path))
        summary, order = from_kept(known, mark)
        if summary is None:
            summary = summary_of(one, read(one.path))
            order, title = place(one.pack, summary.id)
            summary = replace(summary, pack_title=title)
        now[str(one.path)] = {"mark": mark, "order": order, "summary": vars(summary)}
        rows.append((one.pack, order, summary))
    if cache is not None and json.dumps(now) != json.dumps(kept):
        save(cache, now)
    rows.sort(key=lambda row: (row[0], row[1], row[2].id))
    return [summary for _, _, summary in rows]


def summary_of(found: Found, draught: Draught) -> Summary:
    """One line out of a whole exercise."""
    exercise = draught.exercise
    broken = sum(1 for one in draught.all if one.severity == "error")
    if exercise is None:
        name = found.path.stem
        return Summary(name, found.pack, name, "", (0, 0), (), False, str(found.path), broken)
    return Summary(
        exercise.id or found.path.stem,
        found.pack,
        exercise.title,
        exercise.purpose,
        exercise.minutes,
        exercise.flags,
        exercise.quick,
        str(found.path),
        broken,
        was=exercise.was,
        optional=exercise.optional,
    )


def from_kept(known: Any, mark: list[object]) -> tuple[Summary | None, int]:  # noqa: ANN401 - JSON
    """The summary kept for a file that has not changed since, and its place in the pack."""
    if not isinstance(known, dict) or known.get("mark") != mark:
        return None, 0
    try:
        row = dict(known["summary"])
        low, high = row["minutes"]
        row["minutes"] = (int(low), int(high))
        row["flags"] = tuple(str(flag) for flag in row["flags"])
        return Summary(**row), int(known["order"])
    except (KeyError, TypeError, ValueError):
        return None, 0  # written by something else; it is made anew


def load(cache: Cache | None) -> dict[str, Any]:
    """What is kept, or nothing when it is not there or not ours."""
    if cache is None:
        return {}
    try:
        kept = json.loads(cache.read(FILE) or b"{}")
    except (ValueError, RecursionError):
        return {}  # nothing is lost: it is made anew from the files
    if not isinstance(kept, dict) or kept.get("layout") != LAYOUT:
        return {}
    files = kept.get("files")
    return files if isinstance(files, dict) else {}


def save(cache: Cache, files: dict[str, Any]) -> None:
    """Keep it for the next time."""
    cache.write(FILE, json.dumps({"layout": LAYOUT, "files": files}).encode())
