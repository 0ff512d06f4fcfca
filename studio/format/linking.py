"""Names into full names: what a word in an exercise refers to.

Looked up in the exercise, then its pack, then the packs under `uses`; full
names read `common/distress`. A `Scope` answers for one owner and remembers
what was needed, so that everything an exercise leans on can stand beside it.
Imports the declarations and nodes; never opens a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.format import reading_values as values
from studio.format import unseen
from studio.format.keys import Named, Reads, Reference
from studio.format.parts import Option, Options, Source
from studio.format.problems import Place, Problems, nearest
from studio.format.reading_values import BROKEN, Node
from studio.format.source import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from studio.format.packs import PackSource, Shelf
    from studio.format.reading import Reader

SECTION_OF = {
    "measure": "measures",
    "fragment": "fragments",
    "collection": "collections",
    "word_list": "lists",
}
SAID = {
    "measures": "measure",
    "fragments": "fragment",
    "collections": "collection",
    "lists": "shared list",
}
ROWS = ("sessions", "strategies")
ROW_SECTIONS = ("collections", "lists", "exercises")  # what rows come from, besides answers


@dataclass
class Scope:
    """What the names of one owner can mean.

    `own` are the exercise's own names by section; `asked` the ids met so far
    (id -> kind); `needs` the entries of packs that were referred to;
    `mentions` the exercises that were named, with the place; `lost` what could not
    be read of all this, here or in the packs it leans on.
    """

    owner: str
    shelf: Shelf
    pack: PackSource | None
    own: dict[str, frozenset[str]] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    reads: frozenset[str] = frozenset()
    followups: frozenset[str] = frozenset()
    needs: dict[tuple[str, str], None] = field(default_factory=dict)
    mentions: list[tuple[str, Place]] = field(default_factory=list)
    lost: unseen.Lost = field(default_factory=unseen.Lost)

    def find(self, section: str, name: str) -> list[str]:
        """The full names that `name` can mean in `section`: none, one, or several.

        Several only when two used packs have it and nothing nearer does.
        """
        if "/" in name:
            pack_id, _, short = name.partition("/")
            pack = self.shelf.packs.get(pack_id)
            return [name] if pack is not None and short in pack.section(section) else []
        if name in self.own.get(section, ()):
            return [f"{self.owner}/{name}"]
        if self.pack is None:
            return []
        if name in self.pack.section(section):
            return [f"{self.pack.id}/{name}"]
        return [
            f"{used.id}/{name}"
            for used in self.shelf.used_by(self.pack)
            if name in used.section(section)
        ]

    def may_be(self, section: str, name: str, problems: Problems) -> bool:
        """Whether a name that is not found may stand in what cannot be read of the packs.

        Those packs are remembered as leaned on, so that what is to be mended in them is
        told with this, and a used pack that is not here is noted.
        """
        if section == "exercises":
            packs = list(self.shelf.packs.values())
        elif "/" in name:
            owner = name.partition("/")[0]
            packs = [one for one in self.shelf.packs.values() if one.id == owner]
        else:
            packs = [self.pack, *self.shelf.used_by(self.pack)] if self.pack is not None else []
        closed = dict.fromkeys(unseen.unread(packs, section))
        if self.pack is not None and section != "exercises" and not ("/" in name and packs):
            if unseen.missing(self.pack, self.shelf):
                unseen.not_installed(self.pack, self.shelf, problems)
                return True
            if unseen.cannot_say(self.pack, "uses"):
                closed[self.pack.id] = None
        for one in closed:
            unseen.tell(self.shelf.packs[one], section, self.shelf, problems)
        self.lost.packs |= closed
        return bool(closed)

    def known(self, section: str) -> list[str]:
        """Every name that could be meant in `section`, nearest first."""
        found = [*self.own.get(section, ())]
        if self.pack is not None:
            found += self.pack.section(section)
            for used in self.shelf.used_by(self.pack):
                found += used.section(section)
        return found

    def resolve(self, reader: Reader, section: str, written: Scalar) -> str | None:
        """The one full name meant by `written`, remembered as needed; else it is noted."""
        found = self.find(section, written.text)
        if len(found) == 1:
            self.need(section, found[0])
            return found[0]
        if self.may_be(section, written.text, reader.problems):
            reader.flaws += 1
            return None
        said = SAID[section]
        if found:
            reader.error(
                "P231",
                reader.whole(written),
                f"Two used packs have a {said} `{written.text}`.",
                f"Write {values.either(tuple(found))}.",
            )
            return None
        close = nearest(written.text, self.known(section))
        reader.error(
            "P230",
            reader.whole(written),
            f"There is no {said} `{written.text[:60]}` here or in the packs this one uses.",
            f"Did you mean `{close}`?"
            if close
            else "Add it to the pack, or name the pack that has it under `uses`.",
        )
        return None

    def need(self, section: str, full: str) -> None:
        """Remember that an entry is leaned on."""
        self.needs[section, full] = None


def reference(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """A reference as declared: one name, or a list of them."""
    assert isinstance(how, Reference)
    if not how.many:
        found = values.scalar(reader, node, key, "a name")
        return BROKEN if found is None else one_reference(reader, how, found)
    if isinstance(node, Scalar) and how.to == "exercise":
        listed = [node]
    else:
        listed = values.each_word(reader, node, key)
    made = (one_reference(reader, how, one) for one in listed)
    return tuple(one for one in made if one is not BROKEN)


def one_reference(reader: Reader, how: Reference, written: Scalar) -> object:
    """One name as what it refers to."""
    scope = reader.scope
    if how.to in SECTION_OF:
        full = scope.resolve(reader, SECTION_OF[how.to], written)
        if full is None:
            scope.lost.unsure = scope.lost.unsure or how.to == "fragment"
            scope.lost.gaps = scope.lost.gaps or how.to in ("fragment", "measure")
            return BROKEN
        found = scope.shelf.words_of(full) if how.to == "word_list" else None
        if found is not None and not found.words:
            reader.error(
                "P238",
                reader.whole(written),
                f"`{written.text}` is not a list of words.",
                "Name a shared list that has `words`.",
            )
            return BROKEN
        return full
    if how.to == "exercise":
        if not values.named(reader, written, "kebab", reserved=False):
            return BROKEN
        scope.mentions.append((written.text, reader.whole(written)))
    elif how.to == "followup" and written.text not in scope.followups:
        close = nearest(written.text, scope.followups)
        reader.error(
            "P234",
            reader.whole(written),
            f"This exercise has no follow-up `{written.text}`.",
            f"Did you mean `{close}`?" if close else "Add it under `followups`.",
        )
        return BROKEN
    elif how.to == "answer":
        reader.sites.answer(written)
    return written.text


def sources(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """Where rows come from: one name or a list of names."""
    listed = [node] if isinstance(node, Scalar) else values.each_word(reader, node, key)
    made = (source(reader, one) for one in listed)
    return tuple(one for one in made if one is not None)


def source(reader: Reader, written: Scalar) -> Source | None:
    """One name as a source, the nearest meaning first."""
    scope, name = reader.scope, written.text
    if name in ROWS:
        return Source(name, name)
    if name in scope.reads:
        return Source("read", name)
    if name in scope.asked:
        made = Source("answer", name)
        reader.sites.source(made, written)
        return made
    for section, kind in (("collections", "collection"), ("lists", "list")):
        if scope.find(section, name):
            full = scope.resolve(reader, section, written)
            return None if full is None else Source(kind, full)
    if "-" in name or name in scope.shelf.exercise_ids:
        scope.mentions.append((name, reader.whole(written)))
        return Source("exercise", name)
    if any(
        scope.may_be(one, name, reader.problems) for one in ("collections", "lists", "exercises")
    ):
        reader.flaws += 1
        scope.lost.ids.add(name)
    # Perhaps an answer that comes later in the file; the flow knows them all.
    made = Source("answer", name)
    reader.sites.source(made, written)
    return made


def options(reader: Reader, how: Reads, node: Node, key: str) -> object:
    """Options written here, a shared list, or what was chosen earlier."""
    from studio.format.reading import BESIDE, read_named

    scope = reader.scope
    if isinstance(node, Mapping):
        read = read_named(reader, Named("option"), node, key)
        if not isinstance(read, dict):
            return BROKEN
        return Options(inline=tuple(one for one in read.values() if isinstance(one, Option)))
    if isinstance(node, Sequence):
        own = any(isinstance(one, Mapping) and one.get("own") is not None for one in node.items)
        reader.error(
            "P203",
            node.place,
            f"`{key}` takes names, each with its words.",
            "Write each on a line of its own: a name, a colon, its words. "
            + (BESIDE if own else "Or name a shared list."),
        )
        return BROKEN
    if node.text in scope.asked:
        reader.sites.answer(node)
        return Options(answer=node.text)
    if scope.find("lists", node.text):
        full = scope.resolve(reader, "lists", node)
        found = scope.shelf.words_of(full) if full is not None else None
        if found is not None and found.words:
            reader.error(
                "P238",
                reader.whole(node),
                f"`{node.text}` is a list of words to mark, not of options.",
                "Name a shared list that has `options`.",
            )
            return BROKEN
        return BROKEN if full is None else Options(list=full)
    lists = scope.known("lists")
    # It may be the answer of a step above that could not be read.
    lost = (scope.lost.unsure and nearest(node.text, lists) is None) or node.text in scope.lost.ids
    if scope.may_be("lists", node.text, reader.problems) or lost:
        reader.flaws += 1
        return BROKEN
    close = nearest(node.text, [*scope.asked, *lists])
    reader.error(
        "P230",
        reader.whole(node),
        f"There is no shared list or earlier answer `{node.text[:60]}`.",
        f"Did you mean `{close}`?"
        if close
        else "Write the options below, each with a name, a colon and its words.",
    )
    return BROKEN
