"""What a pack would have said where it cannot be read, so that nothing is told that hangs on it.

A name that is not found may stand in the file, the section or the pack that could not be
read. Then only the cause is told, at its place: every complaint that follows from it would
send the author to the wrong line. Looks at packs as far as they could be read; reads nothing
itself, and notes nothing but a used pack that is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.format.keys import keys_of
from studio.format.problems import Place, Problems, nearest
from studio.format.reading_values import SPELLED
from studio.format.source import Scalar, Sequence

if TYPE_CHECKING:
    from studio.format.packs import PackSource, Shelf


@dataclass
class Lost:
    """What could not be read of all that an exercise, or an entry of a pack, leans on.

    `sections` are those with an entry that is there and cannot be read; `packs` the ids of
    the packs in which the cause stands; `ids` those of steps that could not be read;
    `unsure` whether nobody can say which ids there are, `gaps` whether nobody can say what
    is asked on a path.
    """

    sections: set[str] = field(default_factory=set)
    packs: dict[str, None] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    unsure: bool = False
    gaps: bool = False

    def entry(self, section: str, pack_id: str) -> None:
        """An entry that is there and cannot be read."""
        self.sections.add(section)
        self.packs[pack_id] = None
        self.unsure = self.unsure or section == "fragments"
        self.gaps = self.gaps or section in ("fragments", "measures")

    def add(self, other: Lost) -> None:
        """What is lost to a thing is lost to whoever leans on it."""
        self.sections |= other.sections
        self.packs |= other.packs
        self.ids |= other.ids
        self.unsure = self.unsure or other.unsure
        self.gaps = self.gaps or other.gaps


def cannot_say(pack: PackSource, key: str) -> bool:
    """Whether a pack cannot say what it lists under a key of pack.yml, such as `uses`."""
    head = pack.head
    if head is None or "pack.yml" in pack.refused or key in _meant(pack):
        return True
    node = head.get(key)
    if node is None:
        return False
    return not isinstance(node, Sequence) or not all(isinstance(one, Scalar) for one in node.items)


def hides(pack: PackSource, section: str) -> bool:
    """Whether there may be more in a section of a pack than could be read."""
    entries = pack.section(section)  # so that its file is read
    if pack.head is None or pack.refused & {"pack.yml", f"{section}.yml"}:
        return True
    if section in pack.torn or (not entries and section in _meant(pack)):
        return True
    return bool(_misnamed(pack, section))


def _misnamed(pack: PackSource, section: str) -> list[str]:
    """Entries whose names are not spelled as names are: nobody can refer to them."""
    style = "kebab" if section == "programmes" else "snake"
    if section == "references":
        return []  # as papers are cited
    return [one for one in pack.section(section) if not SPELLED[style].fullmatch(one)]


def tell(pack: PackSource, section: str, shelf: Shelf, problems: Problems) -> None:
    """Note why a pack cannot say what is in a section, where that is not noted by itself.

    What cannot be read is noted when it is met, names and keys only when a pack is checked.
    """
    for name in _misnamed(pack, section) if section != "exercises" else ():
        pack.entry(section, name, shelf)
    if pack.head is not None and "pack.yml" not in pack.refused:
        pack.lend_lines(problems)
        pack.read_head(shelf, problems)


def _meant(pack: PackSource) -> set[str]:
    """What the unknown keys of pack.yml were most likely meant to be."""
    from studio.format.exercise import Pack

    if pack.head is None:
        return set()
    known = ("format", *keys_of(Pack))
    strange = (one.key.text for one in pack.head.entries if one.key.text not in known)
    return {close for one in strange if (close := nearest(one, known)) is not None}


def unread(packs: Iterable[PackSource], section: str) -> Iterator[str]:
    """The ids of those packs that may have more in a section than could be read.

    "exercises" stands for those that pack.yml lists.
    """
    for one in packs:
        if cannot_say(one, section) if section == "exercises" else hides(one, section):
            yield one.id


def missing(pack: PackSource, shelf: Shelf) -> tuple[Scalar, ...]:
    """The packs under `uses` that are not here, as written."""
    node = pack.head.get("uses") if pack.head is not None else None
    listed = node.items if isinstance(node, Sequence) else ()
    return tuple(one for one in listed if isinstance(one, Scalar) and one.text not in shelf.packs)


def not_installed(pack: PackSource, shelf: Shelf, problems: Problems) -> None:
    """Note the packs under `uses` that are not here."""
    for one in missing(pack, shelf):
        close = nearest(one.text, shelf.packs)
        pack.lend_lines(problems)
        problems.error(
            "P704",
            at(one),
            f"The pack uses `{one.text}`, which is not installed.",
            f"Did you mean `{close}`?" if close else "Install it, or take it out.",
        )


def at(written: Scalar) -> Place:
    """The place of a name, for a caret under all of it."""
    return written.at(0, max(1, len(written.text)))
