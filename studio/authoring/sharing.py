"""What a pack needs before others get it: the profile `share` of `studio check`.

Who wrote it, how it may be used, tests, works that can be looked up, nothing that
does not belong. Reports through `problems`; opens no file, but looks which there are.
"""

from __future__ import annotations

from pathlib import Path

from studio.format.assemble import Draught
from studio.format.exercise import Exercise, Pack
from studio.format.packs import PackSource
from studio.format.problems import Place, Problems
from studio.format.unseen import hides
from studio.library.library import shown

# What a pack is made of besides YAML: an installed pack holds nothing else.
BELONGS = frozenset((".yml", ".po", ".md", ".txt", ".lock"))
ALLOWED = frozenset(("LICENSE", "LICENCE", "COPYING", "README", "lang"))
SAID = (
    ("P710", "summary", "what it is about, in a line"),
    ("P711", "authors", "who wrote it"),
    ("P712", "licence", "how it may be used, such as CC BY 4.0"),
)


def exercise(found: Exercise, draught: Draught, file: Path, problems: Problems) -> None:
    """One exercise: a test beside it, and works that can be looked up."""
    if not file.with_name(f"{file.stem}.test.yml").is_file():
        problems.error(
            "P713",
            found.place,
            "There is no test of this exercise.",
            f"Write one answer for each question into {file.stem}.test.yml.",
        )
    root = draught.root
    written = root.get("evidence") if root is not None else None
    pack = draught.scope.pack if draught.scope is not None else None
    listed = pack is not None and (pack.section("references") or hides(pack, "references"))
    if written is not None and found.evidence and not listed:
        problems.error(
            "P714",
            written.place,
            f"`{found.evidence[0]}` cannot be looked up: the pack lists no references.",
            "Add references.yml to the pack, with a citation for each.",
        )


def pack(folder: Path, source: PackSource, read: Pack, problems: Problems) -> None:
    """The head of a pack, and what lies in its folder."""
    head = source.head
    place = head.place if head is not None else Place(source.named("pack.yml"), 1, 1)
    for code, key, what in SAID:
        if not getattr(read, key):
            problems.error(code, place, f"The pack has no `{key}`.", f"Add `{key}:`, {what}.")
    for one in sorted(folder.iterdir()):
        if one.suffix not in BELONGS and one.name not in ALLOWED and not one.name.startswith("."):
            problems.warning(
                "P709",
                Place(shown(one), 1, 1),
                "This is no part of a pack, and is left out when the pack is given away.",
                "Move it out of the folder.",
            )
