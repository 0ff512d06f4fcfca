"""`studio new`: a pack or an exercise to begin with, which checks and whose test passes.

The starts stand in `starts/`, with comments an author reads once and deletes. Files
that are there already are never written over. Imports the library, for exercises to
copy, and the edits.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from studio.authoring import schema
from studio.authoring.edits import Edit, edited, write
from studio.authoring.lists import add_to_list
from studio.authoring.mentioned import in_file, in_tests
from studio.authoring.written import last_line
from studio.errors import StudioError
from studio.format.assemble import Draught
from studio.format.nodes import Mapping, Node, Scalar
from studio.format.packs import ALWAYS
from studio.format.problems import Problems, nearest
from studio.format.reading_values import SPELLED
from studio.format.source import read
from studio.library.library import NOT_EXERCISES, Library, contents, shipped

STARTS = Path(__file__).with_name("starts")
SCHEMAS = ".schema"
MODELINE = "# yaml-language-server: $schema={}/{}.json"


@dataclass(frozen=True)
class Made:
    """The files that were written, in the order to read them."""

    files: tuple[Path, ...]


def new_pack(name: str, into: Path) -> Made:
    """A folder with a pack and a first exercise. StudioError when the name is taken."""
    spelled(name, "pack")
    folder = into / name
    if folder.exists():
        raise StudioError(f"There is a {folder} already.", "Choose another name for the pack.")
    library = Library([into, shipped()])
    if name in library.packs:
        raise StudioError(
            f"A pack `{name}` comes with the program.", "Choose another name for the pack."
        )
    first = fresh("first-look", library)
    try:
        folder.mkdir(parents=True)
    except OSError as problem:
        raise StudioError(
            f"{folder} could not be made: {problem.strerror or 'no reason given'}.",
            "Look at the rights of the folder it is to stand in.",
        ) from problem
    files = [folder / "pack.yml", folder / f"{first}.yml", folder / f"{first}.test.yml"]
    write(files[0], start("pack.yml", name, first))
    write(files[1], start("exercise.yml", first))
    write(files[2], start("test.yml", first))
    put_schemas(folder)
    return Made(tuple(files))


def new_exercise(name: str, into: Path, copied: str = "") -> Made:
    """An exercise and its test in the pack `into`; a copy of the exercise `copied`, if named.

    StudioError when the name is taken, or `into` is no pack.
    """
    spelled(name, "exercise")
    head = into / "pack.yml"
    if not head.is_file():
        raise StudioError(
            f"{into} is no pack: it has no pack.yml.",
            "`studio new pack NAME` makes one, or name one with --into FOLDER.",
        )
    library = Library([into.resolve().parent, shipped()])
    taken = library.path(name)
    if taken is not None or name in NOT_EXERCISES:
        raise StudioError(
            f"There is an exercise `{name}` already."
            if taken is not None
            else f"No exercise can be called `{name}`: that file holds what a pack shares.",
            f"`{fresh(name, library)}` is free.",
        )
    files = {into / f"{name}.yml": start("exercise.yml", name)}
    files[into / f"{name}.test.yml"] = start("test.yml", name)
    pack = contents(head)
    if copied:
        files, pack = copy_of(copied, name, into, library, pack)
    for path in files:
        if path.exists() and path.name not in ("references.yml", "care.yml"):
            raise StudioError(f"There is a {path} already.", "Choose another name.")
    pack = add_to_list(pack, "exercises", [name])
    problems = Problems()
    if read(pack, str(head), problems) is None or problems.errors:
        raise StudioError(
            f"{head} has mistakes in it, so that nothing can be added to it.",
            f"Mend it first: `studio check {head}`.",
        )
    for path, data in files.items():
        write(path, data)
    write(head, pack)
    put_schemas(into)
    return Made((*files, head))


def spelled(name: str, what: str) -> None:
    """StudioError unless a name is spelled as packs and exercises are."""
    if SPELLED["kebab"].fullmatch(name):
        return
    better = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    better = re.sub(r"^[0-9-]+", "", better)
    raise StudioError(
        f"“{name[:60]}” cannot be the name of {'an' if what == 'exercise' else 'a'} {what}.",
        "Small letters, digits and hyphens, a letter first"
        + (f": `{better[:60]}`." if better else "."),
    )


def fresh(name: str, library: Library) -> str:
    """The name, or with a number behind it the first that no pack has."""
    number, found = 1, name
    while library.path(found) is not None or found in NOT_EXERCISES:
        number += 1
        found = f"{name}-{number}"
    return found


def start(file: str, name: str, first: str = "") -> bytes:
    """One of the starts, with its names filled in."""
    text = (STARTS / file).read_text(encoding="utf-8")
    title = name.replace("-", " ").capitalize()
    for key, value in (("id", name), ("title", title), ("first", first)):
        text = text.replace(f"{{{key}}}", value)
    return text.encode()


def put_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schemas for editors into a pack, or write them anew."""
    home = folder / SCHEMAS
    try:
        home.mkdir(exist_ok=True)
    except OSError as problem:
        raise StudioError(
            f"{home} could not be made: {problem.strerror or 'no reason given'}.",
            "Look at the rights of the folder.",
        ) from problem
    files = []
    for name, made in schema.every().items():
        path = home / f"{name}.json"
        write(path, (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode())
        files.append(path)
    return tuple(files)


def copy_of(
    copied: str, name: str, into: Path, library: Library, pack: bytes
) -> tuple[dict[Path, bytes], bytes]:
    """The files of a copy, and pack.yml with what the copy leans on."""
    path = library.path(copied)
    if path is None:
        close = nearest(copied, (one.id for one in library.summaries()))
        raise StudioError(
            f"There is no exercise “{copied[:60]}” to begin from.",
            f"Did you mean `{close}`?" if close else "`studio list` shows those there are.",
        )
    draught = library.draught(path)
    if draught.exercise is None or not draught.fine:
        raise StudioError(
            f"“{copied}” has mistakes in its file.", f"Mend it first: `studio check {path}`."
        )
    files = {into / f"{name}.yml": renamed(contents(path), name, draught)}
    beside = path.with_name(f"{path.stem}.test.yml")
    test = retold(contents(beside), copied, name) if beside.is_file() else start("test.yml", name)
    if beside.is_file():
        files[into / f"{name}.test.yml"] = test
    pack = add_to_list(pack, "uses", leaned_on(draught, into.resolve().name))
    cited = citations(draught, library, into)
    if cited:
        files[into / "references.yml"] = cited
    rules = care_rules(draught, library, into)
    if rules:
        files[into / "care.yml"] = rules
    return files, pack


def renamed(data: bytes, name: str, draught: Draught) -> bytes:
    """The text of an exercise under another id, at version 1, with the flags of its old pack."""
    root = draught.root
    exercise = draught.exercise
    assert root is not None
    assert exercise is not None
    changes = []
    for key, value in (("id", name), ("version", "1")):
        node = root.get(key)
        if isinstance(node, Scalar):
            place = node.at(0, len(node.text))
            changes.append(Edit(place.line, place.column, place.width, value))
    changes += in_file(root, exercise.id, exercise.id, name)  # it reads and offers itself
    data = edited(data, changes)
    own = root.get("flags")
    flags = [one for one in exercise.flags if own is None or one not in _words(own)]
    data = add_to_list(data, "flags", flags, before="steps")
    return with_modeline(data, "exercise")


def _words(node: object) -> list[str]:
    return [one.text for one in getattr(node, "items", ()) if isinstance(one, Scalar)]


def retold(data: bytes, before: str, name: str) -> bytes:
    """A test file, for the copy: every `exercise` and `opens` that named the old one."""
    root = read(data, "test", Problems())
    changes = in_tests(root, before, name) if isinstance(root, Mapping) else ()
    return with_modeline(edited(data, changes), "tests")


def with_modeline(data: bytes, name: str) -> bytes:
    """The file with the line by which editors find its schema."""
    if data.startswith(b"# yaml-language-server"):
        return data
    return MODELINE.format(SCHEMAS, name).encode() + b"\n" + data


def leaned_on(draught: Draught, here: str) -> list[str]:
    """The packs whose measures, lists and the like an exercise needs."""
    needs = draught.scope.needs if draught.scope is not None else {}
    owners = dict.fromkeys(full.partition("/")[0] for _, full in needs)
    exercise = draught.exercise
    own = exercise.id if exercise is not None else ""
    packs = [one for one in owners if one not in (here, own)]
    return [*packs] if packs else [*ALWAYS]


def citations(draught: Draught, library: Library, into: Path) -> bytes:
    """references.yml with what the copy cites; b"" when there is nothing to add to it."""
    exercise = draught.exercise
    pack = draught.scope.pack if draught.scope is not None else None
    if exercise is None or pack is None or pack.id == into.resolve().name:
        return b""
    file = into / "references.yml"
    there = contents(file) if file.is_file() else b"format: 1\nreferences:\n"
    own = library.shelf_for(into).packs[into.resolve().name]
    if own.section("references") and own.file_of("references") == "pack.yml":
        return b""  # P237 says which are missing there
    rows: list[str] = []
    found = library.pack(pack.id)
    for key in exercise.evidence:
        work = found.references.get(key) if found is not None else None
        if work is None or key in own.section("references"):
            continue
        rows.append(f"  {key}:")
        rows.append(f"    citation: {json.dumps(work.citation, ensure_ascii=False)}")
        if work.link:
            rows.append(f"    link: {json.dumps(work.link, ensure_ascii=False)}")
        rows.append(f"    status: {work.status}")
    if not rows:
        return b""
    return there.rstrip() + b"\n" + ("\n".join(rows) + "\n").encode()


def care_rules(draught: Draught, library: Library, into: Path) -> bytes:
    """care.yml with the rules that held for the exercise in its old pack; b"" for none.

    A pack's own rules hold in that pack alone, so a copy that left them behind would be
    less careful than what it was copied from.
    """
    exercise = draught.exercise
    source = draught.scope.pack if draught.scope is not None else None
    if exercise is None or source is None or source.id in (*ALWAYS, into.resolve().name):
        return b""
    own = library.shelf_for(into).packs[into.resolve().name]
    held = [rule.name.partition("/") for rule in exercise.tables.care]
    names = [name for pack, _, name in held if pack == source.id]
    names = [name for name in names if name not in own.section("care")]
    if not names:
        return b""
    if own.section("care") and own.file_of("care") == "pack.yml":
        raise StudioError(
            f"The care rules of `{source.id}` would have to be copied too, and `care` stands in "
            "pack.yml here.",
            "Move `care` into a file care.yml, then try again.",
        )
    rows = source.texts[source.file_of("care")].split("\n")
    taken = [row for name in names for row in _entry(*source.section("care")[name], rows)]
    file = into / "care.yml"
    there = contents(file) if file.is_file() else b"format: 1\ncare:\n"
    return there.rstrip() + b"\n" + ("\n".join(taken) + "\n").encode()


def _entry(key: Scalar, value: Node, rows: list[str]) -> list[str]:
    """The lines of one entry of a section, as they are written, two blanks further in at most."""
    first, last = key.place.line, last_line(value)
    inner = key.place.column - 1
    return [f"  {row[inner:]}" if row.strip() else row for row in rows[first - 1 : last]]
