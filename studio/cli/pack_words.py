"""What is said about packs before anything is decided: what one holds, and what would change.

Lines of text without an end; whoever prints them cleans and wraps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from studio.authoring.packs import changes, origins
from studio.authoring.packs.carried import Carried
from studio.authoring.packs.changes import Reading, Sessions
from studio.library.summaries import minutes_label

if TYPE_CHECKING:
    from studio.authoring.packs.installing import Incoming
    from studio.format.exercise import Exercise

MOST_WORDS = 40
MOST_LACKS = 5
LONGEST = 300


def holds(one: Incoming) -> Iterator[str]:
    """What is in a pack that may be installed."""
    pack, read = one.pack, one.reading.pack
    yield f"{pack.title} ({pack.id}), version {pack.version}"
    if read is not None:
        if read.summary:
            yield f"  {read.summary}"
        yield f"  By {read.authors or 'nobody it names'}. Licence: {read.licence or 'none named'}."
    yield f"  From {origins.told(pack.origin)}"
    yield ""
    for exercise in (one.reading.exercises or {}).values():
        yield f"  {exercise_line(exercise)}"
    if read is not None:
        for label, section in (
            ("Keeps things in", read.collections),
            ("Rules of care", read.care),
            ("Paths", read.programmes),
        ):
            if section:
                names = ", ".join(
                    str(getattr(it, "label", "") or key) for key, it in section.items()
                )
                yield f"  {label}: {names}"
    languages = [name[5:-3] for name in pack.files if name.startswith("lang/")]
    if languages:
        yield f"  Also in: {', '.join(languages)}"
    kib = max(1, round(size_of(pack) / 1024))
    yield f"  {len(pack.files)} files, {kib} KiB; a pack is text, and runs nothing."
    if pack.left_out:
        more = " and more" if len(pack.left_out) > 5 else ""
        yield f"  Left out, as no part of a pack: {', '.join(pack.left_out[:5])}{more}"
    yield from lacks(one)


def lacks(one: Incoming) -> Iterator[str]:
    """What a pack that is given away should have, and this one has not."""
    if not one.lacks:
        return
    yield ""
    yield "It runs, but a pack that is given away should not have this:"
    for problem in one.lacks[:MOST_LACKS]:
        yield f"  {problem.code}: {problem.message}"
    if len(one.lacks) > MOST_LACKS:
        yield f"  and {len(one.lacks) - MOST_LACKS} more"


def exercise_line(exercise: Exercise) -> str:
    """One exercise in a line: what it is called, how long, what it is for."""
    minutes = f", {minutes_label(exercise.minutes)}" if any(exercise.minutes) else ""
    care = f" [{', '.join(exercise.flags)}]" if exercise.flags else ""
    purpose = f": {exercise.purpose}" if exercise.purpose else ""
    return f"{exercise.title} ({exercise.id}){minutes}{care}{purpose}"


def size_of(pack: Carried) -> int:
    """All its bytes."""
    return sum(len(data) for data in pack.files.values())


def changed(
    before: tuple[Carried, Reading], now: tuple[Carried, Reading], sessions: Sessions
) -> Iterator[str]:
    """What another version of a pack brings: files, words, and what becomes of answers."""
    old, new = before[0], now[0]
    found = changes.files(old.files, new.files)
    versions = f"version {old.version}"
    versions += f" to {new.version}" if new.version != old.version else ", as before"
    yield f"{new.title} ({new.id}), {versions}"
    if _older(old.version, new.version):
        yield "  This is an older version than the one that is here."
    if not found:
        yield "  Nothing is different."
        return
    for sort, name in found:
        yield f"  {sort:<8} {name}"
    yield from _words(old.files, new.files)
    yield ""
    yield "Answers of before"
    told = changes.answers(before[1], now[1], sessions)
    yield from (f"  {row}" for row in told or ["All are read as they are now."])
    yield "  What is in your history stays word for word; an open session goes on as it began."


def _words(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[str]:
    words = changes.words(old, new)
    if not words:
        return
    yield ""
    yield "Words that change"
    file = ""
    for one in words[:MOST_WORDS]:
        if one.file != file:
            file = one.file
            yield f"  {file}"
        if one.before:
            yield f"    - {_cut(one.before)}"
        if one.now:
            yield f"    + {_cut(one.now)}"
    if len(words) > MOST_WORDS:
        yield f"  and {len(words) - MOST_WORDS} more: `studio pack diff --lines` has every line"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _older(before: str, now: str) -> bool:
    return before.isdecimal() and now.isdecimal() and int(now) < int(before)
