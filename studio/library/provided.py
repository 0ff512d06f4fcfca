"""Packs that came with Python packages, found by what those packages say of themselves.

A package names its packs as entry points of the group `practice_studio.packs`:

    [project.entry-points."practice_studio.packs"]
    small-pauses = "small_pauses"

Left the pack's id, right the package in whose folder the folder `small-pauses` lies, with
its `pack.yml`. The metadata are read as text, and no code of a package is ever imported: a
pack is data, however it came. Imports the standard library.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

GROUP = "practice_studio.packs"
METADATA = (".dist-info", ".egg-info")
LARGEST = 64 * 1024
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
PACKAGE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")


def provided(path: Iterable[str] | None = None) -> list[Path]:
    """The folders of packs in Python packages, in the order of `path` (that of Python).

    What a package says wrongly is passed over: it may be meant for another program.
    """
    bases = [Path(one) for one in dict.fromkeys(sys.path if path is None else path) if one]
    found: dict[Path, None] = {}
    for base in bases:
        for pack_id, package in sorted(set(_named(base))):
            inner = Path(*package.split("."))
            # One that is being worked on lies elsewhere, and that place is on the path.
            for place in (base, *bases):
                if (place / inner / pack_id / "pack.yml").is_file():
                    found[place / inner] = None
                    break
    return list(found)


def _named(base: Path) -> Iterator[tuple[str, str]]:
    """The packs that the packages in one folder of Python's path name: id and package."""
    try:
        names = [one.name for one in base.iterdir()]
    except OSError:
        return  # Python's path names folders that are not there, and zips
    for name in names:
        if not name.endswith(METADATA):
            continue
        try:
            with (base / name / "entry_points.txt").open("rb") as file:
                data = file.read(LARGEST)
        except OSError:
            continue  # most packages name nothing
        if GROUP.encode() in data:
            yield from _entries(data.decode("utf-8", "replace"))


def _entries(text: str) -> Iterator[tuple[str, str]]:
    # Its import costs more than all of this, and hardly any start needs it.
    from configparser import ConfigParser
    from configparser import Error as Unreadable

    parser = ConfigParser(delimiters=("=",), interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except Unreadable:
        return  # whoever installed it has said so already
    if not parser.has_section(GROUP):
        return
    for pack_id, package in parser.items(GROUP):
        if ID.fullmatch(pack_id) and PACKAGE.fullmatch(package.strip()):
            yield pack_id, package.strip()
