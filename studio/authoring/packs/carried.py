"""A pack in memory: its files by name, and which files a pack may have at all.

What comes from a stranger is held against this page before a byte of it is written:
few names, no folder but `lang`, no two names that a disk could take for one, and limits on
size and number. Imports what belongs to a pack and the reader of `pack.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from studio.authoring.sharing import BELONGS
from studio.errors import StudioError
from studio.format.nodes import Mapping as Block
from studio.format.nodes import Scalar
from studio.format.problems import Problems
from studio.format.source import read

LARGEST_FILE = 1024 * 1024
LARGEST_PACK = 16 * LARGEST_FILE
MOST_FILES = 1000
HEAD = "pack.yml"
NAME = re.compile(r"(?:lang/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
LETTERED = frozenset(("LICENSE", "LICENCE", "COPYING", "README"))
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST_ID = 60
# Names that Windows keeps for itself, whatever comes behind the dot.
KEPT_NAMES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Carried:
    """A pack as it was found: `files` by name ("lang/de.po"), and what it was told of itself.

    `id`, `version` and `title` are those of `pack.yml`, unjudged; `left_out` names files that
    are no part of a pack; `origin` says where it came from: kind, address, and for git the
    commit.
    """

    id: str
    version: str
    title: str
    files: Mapping[str, bytes]
    origin: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def belongs(name: str) -> bool:
    """Whether a file of that name is part of a pack."""
    if NAME.fullmatch(name) is None or KEPT_NAMES.fullmatch(name.rpartition("/")[2]):
        return False
    if name.startswith("lang/"):
        return name.endswith(".po")
    return name in LETTERED or any(name.endswith(end) for end in BELONGS)


def refuse_clashes(names: Iterable[str], where: str) -> None:
    """StudioError when two names would be one file on some disk: by case, or by how ä is spelt."""
    seen: dict[str, str] = {}
    for name in names:
        alike = normalize("NFC", normalize("NFC", name).casefold())
        if alike in seen:
            raise StudioError(
                f"{where} holds “{seen[alike][:60]}” and “{name[:60]}”, one file on some disks.",
                "Whoever made the pack has to give one of them another name.",
            )
        seen[alike] = name


class Room:
    """How much a pack may still bring: files and bytes, counted as they are read."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.files = 0
        self.bytes = 0

    @property
    def limit(self) -> int:
        """The bytes the next file may have."""
        return min(LARGEST_FILE, LARGEST_PACK - self.bytes)

    def take(self, name: str, size: int) -> None:
        """Count a file in. StudioError when it is one too many, or too much."""
        self.files += 1
        if size > LARGEST_FILE:
            self._refuse(f"{name[:60]} is larger than {LARGEST_FILE // 1024} KiB")
        self.bytes += size
        if self.files > MOST_FILES:
            self._refuse(f"it has more than {MOST_FILES} files")
        if self.bytes > LARGEST_PACK:
            self._refuse(f"it unpacks to more than {LARGEST_PACK // 1024 // 1024} MiB")

    def _refuse(self, why: str) -> None:
        raise StudioError(
            f"{self.where} is too large for a pack: {why}.",
            "A pack is a handful of texts; ask whoever made it for one without the rest.",
        )


def carried(
    files: Mapping[str, bytes],
    where: str,
    origin: Mapping[str, str],
    left_out: Iterable[str] = (),
) -> Carried:
    """A pack out of its files. StudioError when it has no `pack.yml`, or none that names it."""
    refuse_clashes(files, where)
    head = files.get(HEAD)
    if head is None:
        raise StudioError(
            f"There is no {HEAD} in {where}.", f"A pack is a folder with a {HEAD} in it."
        )
    root = read(head, HEAD, Problems())
    found = {key: _word(root, key) for key in ("id", "version", "title")}
    if ID.fullmatch(found["id"]) is None or len(found["id"]) > LONGEST_ID:
        raise StudioError(
            f"{HEAD} in {where} does not say what the pack is called.",
            "It needs a line such as `id: small-pauses`: small letters, digits and `-`.",
        )
    return Carried(
        found["id"],
        found["version"],
        found["title"] or found["id"],
        dict(sorted(files.items())),
        dict(origin),
        tuple(sorted(left_out)),
    )


def _word(root: object, key: str) -> str:
    node = root.get(key) if isinstance(root, Block) else None
    return node.text.strip() if isinstance(node, Scalar) else ""
