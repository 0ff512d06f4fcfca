"""`studio rename`: an id, an option or an exercise gets another name, everywhere at once.

Expressions, pipes, references, tests and the list of the pack change with it, and
`was:` is added so that sessions of before are still read. Only the words themselves
are changed; what would not check is refused. Imports the format and the edits;
writes nothing itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from studio.authoring.check import check
from studio.authoring.edits import Edit, edited
from studio.authoring.mentioned import in_file, in_tests
from studio.authoring.new import spelled
from studio.authoring.rename_ids import IdWork
from studio.authoring.rename_options import OptionWork
from studio.authoring.rename_work import Fields, Work
from studio.authoring.written import at
from studio.errors import StudioError
from studio.format.nodes import Mapping, Scalar
from studio.format.problems import Problems, nearest, render
from studio.format.source import read
from studio.library.library import NOT_EXERCISES, Library, contents, shipped, shown


@dataclass
class Renamed:
    """The files of a pack that change: as they would be, and those that get another name."""

    files: dict[Path, bytes] = field(default_factory=dict)
    moved: dict[Path, Path] = field(default_factory=dict)
    places: int = 0


def rename_exercise(folder: Path, old: str, new: str) -> Renamed:
    """An exercise of the pack in `folder` gets another id, and its files another name."""
    spelled(new, "exercise")
    file = folder / f"{old}.yml"
    if not file.is_file() or old in NOT_EXERCISES:
        there = [one.stem for one in exercises(folder)]
        close = nearest(old, there)
        raise StudioError(
            f"There is no exercise “{old[:60]}” in {shown(folder)}.",
            f"Did you mean `{close}`?" if close else f"Name its file: studio rename {old} {new} F.",
        )
    if new in NOT_EXERCISES:
        raise StudioError(
            f"No exercise can be called `{new}`: that file holds what a pack shares.",
            "Choose another name.",
        )
    if (folder / f"{new}.yml").exists():
        raise StudioError(f"There is a {new}.yml already.", "Choose another name.")
    done = Renamed()
    for path in files(folder):
        root = root_of(path)
        if root is None:
            continue
        if path.name.endswith(".test.yml"):
            edits = list(in_tests(root, old, new))
        else:
            edits = list(in_file(root, path.stem, old, new))
        if path == file:
            edits += _own_id(root, old, new)
        put(done, path, edits)
    done.moved[file] = folder / f"{new}.yml"
    beside = folder / f"{old}.test.yml"
    if beside.is_file():
        done.moved[beside] = folder / f"{new}.test.yml"
    return done


def _own_id(root: Mapping, old: str, new: str) -> list[Edit]:
    node = root.get("id")
    if not isinstance(node, Scalar):
        return []
    edits = [at(node, new)]
    if root.get("was") is None:
        edits.append(Edit(node.place.line + 1, 1, 0, f"was: {old}\n"))
    return edits


def rename_id(file: Path, old: str, new: str, *, today: date) -> Renamed:
    """An answer, a slot or a read of an exercise gets another name.

    `old` may be `question.option`, for one option of a question. StudioError when there
    is no such name, or the new one is taken, or the result would not check.
    """
    root = root_of(file)
    if root is None:
        raise StudioError(
            f"{shown(file)} cannot be read.", f"Mend it first: `studio check {shown(file)}`."
        )
    question, dot, option = old.partition(".")
    fields = fields_of(file)
    work: Work = IdWork(root, old, new, fields)
    if dot:
        work = OptionWork(root, question, option, new, fields)
    work.ready()
    done = Renamed()
    identity = root.get("id")
    exercise = identity.text if isinstance(identity, Scalar) else file.stem
    put(done, file, list(work.edits()))
    for path in files(file.parent):
        if path == file:
            continue
        other = root_of(path)
        if other is not None:
            put(done, path, list(work.elsewhere(path, other, exercise)))
    refuse_worse(file, done, today)
    return done


def fields_of(file: Path) -> Fields:
    """The fields of every collection that an exercise keeps things in."""
    exercise = Library([file.resolve().parent.parent, shipped()]).draught(file).exercise
    found = exercise.tables.collections if exercise is not None else {}
    return {full.rpartition("/")[2]: frozenset(one.fields) for full, one in found.items()}


def refuse_worse(file: Path, done: Renamed, today: date) -> None:
    """StudioError when the files would not check as well as they do now."""
    paths = [file, *(path for path in done.files if path != file)]
    before = check(paths, today=today).problems
    unsaved = {path.resolve(): data for path, data in done.files.items()}
    after = check(paths, today=today, unsaved=unsaved).problems
    was = sum(1 for one in before if one.severity == "error")
    errors = [one for one in after if one.severity == "error"]
    if len(errors) > was:
        old = {(one.code, one.message) for one in before}
        first = next((one for one in errors if (one.code, one.message) not in old), errors[0])
        raise StudioError(
            "With the new name something would not check any more, so nothing was changed.",
            render(first).partition("\n")[0],
        )


def files(folder: Path) -> list[Path]:
    """Every YAML file of a pack."""
    return sorted(folder.glob("*.yml"))


def exercises(folder: Path) -> list[Path]:
    """The exercises of a pack."""
    return [
        one
        for one in files(folder)
        if one.stem not in NOT_EXERCISES and not one.name.endswith(".test.yml")
    ]


def root_of(path: Path) -> Mapping | None:
    """A file as nodes; None when it cannot be read."""
    root = read(contents(path), shown(path), Problems())
    return root if isinstance(root, Mapping) else None


def put(done: Renamed, path: Path, edits: list[Edit]) -> None:
    """Note the changes to a file."""
    if edits:
        done.files[path] = edited(contents(path), edits)
        done.places += len(set(edits))
