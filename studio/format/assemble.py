"""One exercise, whole: its file, and everything of its packs that it leans on.

Reads, links, checks, and hands over an `Exercise` only when nothing in it
needs mending. Imports the reader, the packs and the flow; files come through
the packs' `fetch`, nothing here opens one.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from studio.format import examine, shapes
from studio.format.exercise import Exercise, Tables
from studio.format.keys import keys_of
from studio.format.linking import Scope
from studio.format.packs import ALWAYS, PackSource, Shelf, check_format, names_in, root_of
from studio.format.parts import CareRule
from studio.format.problems import Problem, Problems, nearest
from studio.format.reading import ALSO, Reader
from studio.format.sites import Sites
from studio.format.source import Mapping, Scalar, Sequence, read
from studio.format.unseen import Lost, hides

NEEDED = ("purpose", "minutes", "cadence", "covers", "evidence", "claim", "closing")


@dataclass(frozen=True)
class Draught:
    """What came of reading one exercise: with `exercise` None when something needs mending.

    `problems` are those of its own file; `leans` the packs it was read with; `root`
    the file as nodes, as far as it is YAML.
    """

    exercise: Exercise | None
    problems: Problems
    scope: Scope | None
    leans: tuple[PackSource, ...] = ()
    root: Mapping | None = None

    @property
    def all(self) -> tuple[Problem, ...]:
        """Its problems and those of the packs it leans on."""
        found = list(self.problems.all)
        for pack in self.leans:
            found += pack.problems.all
        return tuple(found)

    @property
    def fine(self) -> bool:
        """Whether it can be run."""
        return self.exercise is not None and self.cause is None

    @property
    def cause(self) -> Problem | None:
        """The first thing to mend: in what it leans on, since more may follow from that."""
        leaned = [one for pack in self.leans for one in pack.problems.errors]
        return next(iter([*leaned, *self.problems.errors]), None)


def read_exercise(
    data: bytes, file: str, shelf: Shelf, pack: PackSource | None, *, name: str = ""
) -> Draught:
    """Read one exercise file. `name` is its file name in a definition ("steady/body-scan.yml")."""
    # Reading makes thousands of small things that all stay; looking for rubbish among them
    # costs a fifth of the time and finds none.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read_exercise(data, file, shelf, pack, name)
    finally:
        if collecting:
            gc.enable()


def _read_exercise(
    data: bytes, file: str, shelf: Shelf, pack: PackSource | None, name: str
) -> Draught:
    problems = Problems()
    root = root_of(read(data, file, problems), problems)
    if root is None or not check_format(root, problems):
        return Draught(None, problems, None, root=root)
    written = root.get("id")
    scope = Scope(
        owner=written.text if isinstance(written, Scalar) else "",
        shelf=shelf,
        pack=pack,
        own={"measures": names_in(root, "measures")},
        reads=names_in(root, "reads"),
        followups=names_in(root, "followups"),
    )
    sites = Sites()
    reader = Reader(scope, problems, sites)
    exercise = reader.block(Exercise, root, what="An exercise", pack=pack.id if pack else "")
    if exercise is None:
        return Draught(None, problems, scope, root=root)
    check_head(exercise, root, problems, pack)
    flags = tuple(dict.fromkeys((*exercise.flags, *(pack.flags if pack else ()))))
    tables, used, lost = tables_of(exercise, scope, shelf, flags)
    scope.lost.add(lost)
    exercise = replace(
        exercise, flags=flags, tables=tables, language=pack.language if pack is not None else "en"
    )
    shapes.check(exercise, sites.is_flawed, problems)
    flows = (exercise.steps, *(one.steps for one in exercise.followups.values()))
    fits = shelf.inserted.fits(flows, exercise.place, problems)
    leans = leaned_on(shelf, pack, used, scope.lost.packs)
    for one in leans:
        one.lend_lines(problems)
    all_sites = (sites, *(one.sites for one in leans))
    if fits:
        examine.exercise(exercise, scope, all_sites, problems)
    for section, full in used:
        shelf.examine(section, full)
    definition = definition_of(shelf, pack, used, name or file, data)
    exercise = replace(exercise, definition=definition, digest=digest_of(definition))
    return Draught(exercise, problems, scope, leans, root)


def check_head(
    exercise: Exercise, root: Mapping, problems: Problems, pack: PackSource | None
) -> None:
    """What must stand at the top unless the exercise is a quick capture."""
    if not exercise.quick:
        declared = keys_of(Exercise)
        strange = [one.key.text for one in root.entries if one.key.text not in declared]
        meant = {nearest(one, declared) for one in strange}
        lacks = [f"`{key}`" for key in NEEDED if root.get(key) is None and key not in meant]
        if lacks:
            said = " and ".join([", ".join(lacks[:-1]), lacks[-1]] if lacks[1:] else lacks)
            problems.error(
                "P202",
                root.place,
                f"An exercise has no {said}.",
                f"Add {'it' if len(lacks) == 1 else 'them'}, or `quick: yes` if it is a quick "
                "capture.",
            )
    if pack is None or not exercise.evidence:
        return
    known = pack.section("references")
    node = root.get("evidence")
    if not known or node is None or hides(pack, "references"):
        return
    for one in node.items if isinstance(node, Sequence) else ():
        if isinstance(one, Scalar) and one.text not in known:
            close = nearest(one.text, known)
            problems.error(
                "P237",
                one.at(0, len(one.text)),
                f"`{one.text[:60]}` is not among the references of the pack.",
                f"Did you mean `{close}`?"
                if close
                else "Add it to references.yml, or take it out here.",
            )


def tables_of(
    exercise: Exercise, scope: Scope, shelf: Shelf, flags: tuple[str, ...]
) -> tuple[Tables, dict[tuple[str, str], None], Lost]:
    """Everything it leans on, and all that follows from that; what was used of each pack, and
    what could not be read of it."""
    tables = Tables(care=care_of(shelf, scope.pack, flags))
    for one in exercise.measures.values():
        tables.measures[one.name] = one
    used: dict[tuple[str, str], None] = {("care", rule.name): None for rule in tables.care}
    waiting, lost = list(scope.needs), Lost()
    for rule in tables.care:
        built = shelf.entry("care", rule.name)
        if built is not None:
            waiting += built.scope.needs
            lost.add(built.scope.lost)
    lost.add(shelf.gather(waiting, tables, used))
    return tables, used, lost


def care_of(shelf: Shelf, pack: PackSource | None, flags: tuple[str, ...]) -> tuple[CareRule, ...]:
    """The care rules that hold: those of `common` always, then the pack's own, by flag."""
    packs = [shelf.packs[one] for one in ALWAYS if one in shelf.packs]
    if pack is not None and pack.id not in ALWAYS:
        packs.append(pack)
    found = []
    for one in packs:
        for name in one.section("care"):
            built = one.entry("care", name, shelf)
            rule = built.part if built is not None else None
            if isinstance(rule, CareRule) and (not rule.flag or rule.flag in flags):
                found.append(rule)
    return tuple(found)


def leaned_on(
    shelf: Shelf,
    pack: PackSource | None,
    used: Iterable[tuple[str, str]],
    lost: Iterable[str],
) -> tuple[PackSource, ...]:
    """The packs whose entries are used, or would be if they could be read; its own first."""
    entries = (full.partition("/")[0] for _, full in used)
    ids = dict.fromkeys((*([pack.id] if pack else []), *ALWAYS, *entries, *lost))
    return tuple(shelf.packs[one] for one in ids if one in shelf.packs)


def definition_of(
    shelf: Shelf,
    pack: PackSource | None,
    used: Iterable[tuple[str, str]],
    name: str,
    data: bytes,
) -> dict[str, str]:
    """The text of each file it was read from, enough to read it again."""
    files: dict[str, set[str]] = {}
    if pack is not None:
        files[pack.id] = {"pack.yml"}
    for section, full in used:
        owner = full.partition("/")[0]
        files.setdefault(owner, {"pack.yml"}).add(shelf.packs[owner].file_of(section))
    if pack is not None and pack.section("references"):
        files[pack.id].add(pack.file_of("references"))
    found = {
        f"{owner}/{file}": shelf.packs[owner].texts[file]
        for owner in sorted(files)
        for file in sorted(files[owner])
        if file in shelf.packs[owner].texts
    }
    found[name] = data.decode("utf-8", "replace")
    return found


def digest_of(definition: dict[str, str]) -> str:
    """A short hash of a definition: 16 hex digits of its SHA-256."""
    found = hashlib.sha256()
    for name in sorted(definition):
        found.update(f"{name}\0{definition[name]}\0".encode("utf-8", "replace"))
    return found.hexdigest()[:16]


ALSO[Exercise] = ("format",)
