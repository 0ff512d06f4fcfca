"""Packs as they lie in their folder: `pack.yml`, its sections, one entry at a time.

An exercise needs a handful of the things its packs share, so entries are read
when they are asked for and kept. Files come through `fetch`, which the library
hands in; nothing here opens one. Imports the reader.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from studio.format import examine, shapes
from studio.format.exercise import Pack, Tables
from studio.format.inserted import Inserted
from studio.format.keys import Named, keys_of
from studio.format.language_tags import FOLDER, tag, wider
from studio.format.linking import Scope
from studio.format.parts import FLAGS, CareRule, Collection, Fragment, ListDef, Measure, Part
from studio.format.po import Catalogue, read_po
from studio.format.problems import Problems
from studio.format.reading import ALSO, Reader, named_part, what_of
from studio.format.reading_values import Node
from studio.format.sites import Sites
from studio.format.source import Mapping, Scalar, Sequence, read
from studio.format.tops import check_format, names_in, root_of, words_in
from studio.format.unseen import Lost

Fetch = Callable[[str], bytes | None]
SECTIONS = {
    "measures": "measure",
    "lists": "list-def",
    "collections": "collection",
    "fragments": "fragment",
    "care": "care-rule",
    "indicators": "indicator",
    "programmes": "programme",
    "references": "reference",
}
FILES = frozenset((*SECTIONS, "pack", "contacts"))  # names an exercise cannot have
ALWAYS = ("common",)  # packs whose care rules hold in every pack


@dataclass(frozen=True)
class Built:
    """One entry of a pack as read, what it leans on, and what it mentions."""

    part: Part
    scope: Scope


@dataclass
class PackSource:
    """A folder with `pack.yml`. `label` begins the names of its files in problems.

    `refused` are the files that could not be read, in whole or in part, and `torn` the
    sections of which something is lost; `unseen` says what follows from that.
    """

    id: str
    label: str
    fetch: Fetch
    problems: Problems = field(default_factory=Problems)
    sites: Sites = field(default_factory=Sites)
    texts: dict[str, str] = field(default_factory=dict)
    _roots: dict[str, Mapping | None] = field(default_factory=dict)
    _sections: dict[str, dict[str, tuple[Scalar, Node]]] = field(default_factory=dict)
    _built: dict[tuple[str, str], Built | None] = field(default_factory=dict)
    _came_from: dict[str, str] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=dict)
    _catalogues: dict[str, Catalogue | None] = field(default_factory=dict)
    examined: set[tuple[str, str]] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    torn: set[str] = field(default_factory=set)

    @property
    def head(self) -> Mapping | None:
        """`pack.yml`, or None when it is not there or not a block of keys."""
        return self.root("pack.yml")

    def root(self, file: str) -> Mapping | None:
        """A file of this pack as nodes; None when absent or broken (then noted)."""
        if file not in self._roots:
            self._roots[file] = None
            data = self.fetch(file)
            if data is not None:
                self.texts[file] = data.decode("utf-8", "replace")
                noted = len(self.problems.errors)
                self._roots[file] = root_of(
                    read(data, self.named(file), self.problems), self.problems
                )
                if len(self.problems.errors) > noted:
                    self.refused.add(file)
        return self._roots[file]

    def named(self, file: str) -> str:
        """How a file of this pack is called in problems."""
        return f"{self.label}/{file}" if self.label else file

    def words_in(self, language: str, problems: Problems | None = None) -> Catalogue | None:
        """The pack's words in another language ("de_AT": those in "de", if there are no nearer).

        None when it has none, when they cannot be read (noted in `problems`, apart from the
        pack's own, which runs all the same), or when that is its own language.
        """
        for one in wider(language):
            if one == tag(self.language):
                return None
            file = f"{FOLDER}/{one}.po"
            if file not in self._catalogues:
                data = self.fetch(file)
                found = problems if problems is not None else Problems()
                self._catalogues[file] = None
                if data is not None:
                    self.texts[file] = data.decode("utf-8", "replace")
                    self._catalogues[file] = read_po(data, self.named(file), one, found)
            if self._catalogues[file] is not None:
                return self._catalogues[file]
        return None

    @property
    def language(self) -> str:
        """The language it is written in."""
        node = self.head.get("language") if self.head is not None else None
        return node.text if isinstance(node, Scalar) else "en"

    def lend_lines(self, problems: Problems) -> None:
        """Let problems met in this pack's files from elsewhere show their lines."""
        for file, text in self.texts.items():
            if file not in self._lines:
                self._lines[file] = text.split("\n")
            problems.remember_source(self.named(file), self._lines[file])

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words of `pack.yml`, without judging them."""
        node = self.head.get(key) if self.head is not None else None
        if not isinstance(node, Sequence):
            return ()
        return tuple(one.text for one in node.items if isinstance(one, Scalar))

    @property
    def title(self) -> str:
        """What it is called, without judging it."""
        node = self.head.get("title") if self.head is not None else None
        return node.text if isinstance(node, Scalar) else ""

    @property
    def uses(self) -> tuple[str, ...]:
        """The packs it leans on."""
        return self.words("uses")

    @property
    def exercises(self) -> tuple[str, ...]:
        """Its exercises, in order."""
        return self.words("exercises")

    @property
    def flags(self) -> tuple[str, ...]:
        """Flags of all its exercises."""
        return tuple(flag for flag in self.words("flags") if flag in FLAGS)

    def section(self, name: str) -> dict[str, tuple[Scalar, Node]]:
        """The entries of a section by name, unread: key and node."""
        if name not in self._sections:
            self._sections[name] = self._find_section(name)
        return self._sections[name]

    def _find_section(self, name: str) -> dict[str, tuple[Scalar, Node]]:
        within = self.head.get(name) if self.head is not None else None
        file = f"{name}.yml"
        root = self.root(file)
        self._came_from[name] = "pack.yml"
        if root is not None and not check_format(root, self.problems):
            self.torn.add(name)  # written for another format, what is in it may mean another thing
        elif root is not None:
            self._check_section_file(root, name)
            apart = root.get(name)
            if within is None:
                within = apart
                self._came_from[name] = file
            elif apart is not None:
                self.torn.add(name)
                self.problems.error(
                    "P701",
                    apart.place,
                    f"`{name}` stands in pack.yml too.",
                    "Keep it in one of the two files.",
                )
        if within is None:
            return {}
        if not isinstance(within, Mapping):
            self.torn.add(name)
            self.problems.error(
                "P203",
                within.place,
                f"`{name}` takes names, each with its keys.",
                "Write each name on a line of its own.",
            )
            return {}
        return {entry.key.text: (entry.key, entry.value) for entry in within.entries}

    def _check_section_file(self, root: Mapping, name: str) -> None:
        for entry in root.entries:
            if entry.key.text not in ("format", name):
                self.torn.add(name)
                self.problems.error(
                    "P708",
                    entry.key.place,
                    f"{name}.yml holds `format` and `{name}`; `{entry.key.text[:40]}` is neither.",
                    f"Move it to {entry.key.text}.yml or pack.yml."
                    if entry.key.text in SECTIONS
                    else f"Write the entries below `{name}:`.",
                )

    def file_of(self, section: str) -> str:
        """The file a section was found in."""
        self.section(section)
        return self._came_from[section]

    def entry(self, section: str, name: str, shelf: Shelf) -> Built | None:
        """One entry, read and kept; None when there is none or it has mistakes."""
        at = (section, name)
        if at not in self._built:
            self._built[at] = None  # met again while reading it: fragments in a circle
            found = self.section(section).get(name)
            if found is not None:
                self._built[at] = self._build(section, found, shelf)
        return self._built[at]

    def _build(self, section: str, found: tuple[Scalar, Node], shelf: Shelf) -> Built | None:
        key, node = found
        scope = Scope(owner=self.id, shelf=shelf, pack=self, reads=names_in(node, "reads"))
        for taken in words_in(node, "takes"):
            scope.asked[taken] = "item"
        reader = Reader(scope, self.problems, self.sites)
        style = "kebab" if section == "programmes" else "snake"
        part = named_part(reader, Named(SECTIONS[section], style), key, node)
        if not isinstance(part, Part):
            return None
        shapes.check_part(part, self.sites.is_flawed, self.problems)
        return Built(part, scope)

    def read(self, shelf: Shelf) -> Pack | None:
        """The whole pack, every entry of it; problems go to `problems`."""
        if self.head is None:
            return None
        found: dict[str, object] = {}
        declared = keys_of(Pack)
        for section in SECTIONS:
            entries = {}
            for name in self.section(section):
                built = self.entry(section, name, shelf)
                if built is not None:
                    entries[name] = built.part
            found[declared[section][0]] = entries
        check_format(self.head, self.problems)
        return self.read_head(shelf, self.problems, **found)

    def read_head(self, shelf: Shelf, problems: Problems, **found: object) -> Pack | None:
        """What `pack.yml` says of the pack itself; its sections as `found`, or none."""
        if self.head is None:
            return None
        reader = Reader(Scope(owner=self.id, shelf=shelf, pack=self), problems, self.sites)
        rest = Mapping(
            tuple(entry for entry in self.head.entries if entry.key.text not in SECTIONS),
            self.head.flow,
            self.head.place,
        )
        return reader.block(Pack, rest, what="A pack", **found)


@dataclass
class Shelf:
    """The packs that can be seen, by id."""

    packs: dict[str, PackSource] = field(default_factory=dict)

    @cached_property
    def inserted(self) -> Inserted:
        """How many steps the fragments put in that can be seen."""
        return Inserted(self._fragment)

    def _fragment(self, full: str) -> tuple[Fragment, Problems] | None:
        built = self.entry("fragments", full)
        if built is None or not isinstance(built.part, Fragment):
            return None
        return built.part, self.packs[full.partition("/")[0]].problems

    def used_by(self, pack: PackSource) -> list[PackSource]:
        """The packs under `uses` that are here."""
        return [self.packs[one] for one in pack.uses if one in self.packs and one != pack.id]

    @property
    def exercise_ids(self) -> frozenset[str]:
        """Every exercise that a pack lists."""
        return frozenset(one for pack in self.packs.values() for one in pack.exercises)

    def entry(self, section: str, full: str) -> Built | None:
        """One entry by its full name."""
        pack_id, _, name = full.partition("/")
        pack = self.packs.get(pack_id)
        return pack.entry(section, name, self) if pack is not None else None

    def gather(
        self, waiting: list[tuple[str, str]], tables: Tables, used: dict[tuple[str, str], None]
    ) -> Lost:
        """Put the entries that are waiting into the tables, and all that they lean on.

        What could not be read of them is noted in its own file, and given back here, so
        that nobody complains of what it would have said. So are fragments that nobody can go
        through to their end.
        """
        lost = Lost()
        while waiting:
            at = waiting.pop()
            if at in used:
                continue
            section, full = at
            owner, _, name = full.partition("/")
            pack, built = self.packs.get(owner), self.entry(*at)
            if pack is None or name not in pack.section(section):
                continue  # an exercise's own
            if built is None:
                lost.entry(section, pack.id)
                continue
            used[at] = None
            if section == "fragments" and self.inserted.size(full) is None:
                lost.entry(section, pack.id)
                continue
            lost.add(built.scope.lost)
            waiting += built.scope.needs
            if pack.sites.is_flawed(built.part):
                lost.entry(section, pack.id)
            else:
                put(tables, full, built)
        return lost

    def examine(self, section: str, full: str) -> None:
        """Check the flow of one entry, once; its problems stay with its pack."""
        pack = self.packs[full.partition("/")[0]]
        built = self.entry(section, full)
        if built is None or (section, full) in pack.examined:
            return
        pack.examined.add((section, full))
        if isinstance(built.part, Fragment) and self.inserted.size(full) is None:
            return
        if isinstance(built.part, CareRule) and not self.inserted.fits(
            (built.part.steps,), built.part.place, pack.problems
        ):
            return
        tables, used = Tables(), {(section, full): None}
        put(tables, full, built)
        lost = self.gather(list(built.scope.needs), tables, used)
        owners = dict.fromkeys(one.partition("/")[0] for _, one in used)
        sites = tuple(self.packs[one].sites for one in owners)
        for one in owners:
            if one != pack.id:
                self.packs[one].lend_lines(pack.problems)
        seen = replace(built.scope, lost=Lost())
        seen.lost.add(built.scope.lost)
        seen.lost.add(lost)
        # With a field or a name that could not be read, nobody can say which there are.
        seen.lost.unsure = seen.lost.unsure or pack.sites.is_flawed(built.part)
        examine.entry(built.part, tables, seen, sites, pack.problems)

    def words_of(self, full: str) -> ListDef | None:
        """A shared list that could be read."""
        built = self.entry("lists", full)
        return built.part if built is not None and isinstance(built.part, ListDef) else None


def tables_for(built: Built, shelf: Shelf) -> Tables:
    """What one entry leans on, and what that leans on in turn."""
    tables = Tables()
    shelf.gather(list(built.scope.needs), tables, {})
    return tables


def put(tables: Tables, full: str, built: Built) -> None:
    """One entry into the table of its sort."""
    part = built.part
    if isinstance(part, Measure):
        tables.measures[full] = part
    elif isinstance(part, ListDef):
        tables.lists[full] = part
    elif isinstance(part, Collection):
        tables.collections[full] = part
    elif isinstance(part, Fragment):
        tables.fragments[full] = part


ALSO[Pack] = ("format",)

__all__ = [
    "Built", "Fetch", "PackSource", "Shelf", "check_format", "names_in", "root_of", "what_of",
    "words_in",
]  # fmt: skip
