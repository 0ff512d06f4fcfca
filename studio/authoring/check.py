"""`studio check`: everything that is wrong with some files, in one go.

Takes files and folders, gives problems as data and as text. With the profile
`share` it also looks for what others need (`sharing`). Imports the library and the
format; opens files through the library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from studio.authoring import locale, locking, shapes_lock, sharing
from studio.authoring.promised import promised
from studio.authoring.report import Report
from studio.errors import StudioError
from studio.format import advice_texts
from studio.format.advice import advise, mentions
from studio.format.assemble import Draught
from studio.format.codes import CODES
from studio.format.contacts import read_contacts, watch_age
from studio.format.exercise import Exercise
from studio.format.nodes import Mapping as Block
from studio.format.packs import SECTIONS, PackSource
from studio.format.problems import Place, Problem, Problems, nearest
from studio.format.source import read
from studio.format.trials import Broken, read_trials
from studio.format.unseen import cannot_say, not_installed
from studio.library.library import NOT_EXERCISES, Library, shipped, shown
from studio.library.whole_paths import WholePaths

TYPED = Path("<standard input>")  # no file can be called so and be asked for by mistake


def check(
    paths: Iterable[Path],
    *,
    today: date,
    profile: str = "draft",
    folders: Iterable[Path] = (),
    typed: bytes | None = None,
    unsaved: Mapping[Path, bytes] | None = None,
    beside: bool = True,
    known: Mapping[Path, Draught] | None = None,
) -> Report:
    """Check files, packs and folders of packs.

    `profile` is "draft", or "share" for what others need too. `typed` are the bytes of
    a file that came without one; its names are looked up as if it lay in the current
    folder. `folders` are further folders of packs to look names up in; `unsaved` are
    files as they would be, by resolved path; with `beside` an exercise in which nothing is
    wrong is checked with the tests beside it. `known` are exercises that were read already, by
    resolved path. StudioError when a path cannot be opened.
    """
    return Check(paths, today, profile, folders, typed, unsaved, beside, known).report()


class Check:
    """One run over some files: reads each once, and gathers what is wrong."""

    def __init__(
        self,
        paths: Iterable[Path],
        today: date,
        profile: str = "draft",
        folders: Iterable[Path] = (),
        typed: bytes | None = None,
        unsaved: Mapping[Path, bytes] | None = None,
        beside: bool = True,
        known: Mapping[Path, Draught] | None = None,
    ) -> None:
        self.today = today
        self.profile = profile
        self.typed = typed
        paths = tuple(paths)
        self.files = files_of(paths) if paths or typed is None else []
        self.beside = beside
        whole = WholePaths()
        asked = [whole(file) for file in self.files]
        self.told = set(asked)
        near = dict.fromkeys(file.parent.parent for file in asked)
        if typed is not None:
            near[Path.cwd().parent] = None
        self.whole = whole
        self.library = Library([*near, *folders, shipped()], unsaved=unsaved, whole=whole)
        self.found: dict[tuple[str, Place, str], Problem] = {}
        self.draughts: dict[Path, Draught] = dict(known or {})

    def report(self) -> Report:
        """Check every file and put what was found in order."""
        for folder in dict.fromkeys(file.parent for file in self.files):
            if (folder / "pack.yml") in self.files:
                self.pack(folder)
        for file in self.files:
            self.file(file)
        if self.beside:
            self.tests_beside()
        for folder in dict.fromkeys(file.parent for file in self.files):
            if (folder / "pack.yml") in self.files:
                self.translations(folder)
        names = [self.shown(file) for file in self.files]
        if self.typed is not None:
            names.append(TYPED.name)
            self.standard_input(self.typed)
        order = sorted(
            self.found.values(), key=lambda one: (one.place.file, one.place.line, one.place.column)
        )
        return Report(tuple(names), tuple(order))

    def shown(self, path: Path) -> str:
        """A path as problems show it."""
        return shown(path, self.whole)

    def file(self, file: Path) -> None:
        """One file, by what its name says it is."""
        if file.name.endswith(".test.yml"):
            self.trials(file, self.library.contents(file))
        elif file.stem == "contacts":
            self.contacts(file)
        elif file.stem not in NOT_EXERCISES:
            self.exercise(file)
        elif (file.parent / "pack.yml") not in self.files:
            self.section(file)

    def tests_beside(self) -> None:
        """The tests beside exercises that were asked for alone, once nothing is wrong in those.

        While an exercise is being written its tests still tell of the one before.
        """
        for file in list(self.files):
            tests = file.with_name(f"{file.stem}.test.yml")
            draught = self.draughts.get(self.whole(file))
            if draught is None or draught.problems.errors or tests in self.files:
                continue
            if tests.is_file():
                self.files.append(tests)
                self.told.add(self.whole(tests))
                self.file(tests)

    def standard_input(self, data: bytes) -> None:
        """An exercise without a file, or tests of one."""
        root = read(data, TYPED.name, Problems())
        if isinstance(root, Block) and root.get("tests") is not None:
            self.trials(TYPED, data)
            return
        draught = self.library.draught(TYPED, data)
        self.advise(draught)
        self.add(draught.all)

    def add(self, problems: Iterable[Problem]) -> None:
        """Gather problems, each once, as grave as the profile takes them."""
        for one in problems:
            if self.profile == "share":
                one = replace(one, severity=CODES[one.code].shared)
            self.found.setdefault((one.code, one.place, one.message), one)

    def advise(self, draught: Draught) -> None:
        """Advice on an exercise in which nothing is wrong: else much of it would be wrong too."""
        lost = draught.scope is not None and draught.scope.lost.packs
        if draught.problems.errors or lost:
            return
        if draught.exercise is not None and draught.scope is not None and draught.root is not None:
            advise(draught.exercise, draught.root, draught.scope, draught.problems)
            promised(draught.exercise, draught.root, draught.problems)

    def exercise(self, file: Path) -> None:
        """An exercise, with advice."""
        draught = self.draught(file)
        self.advise(draught)
        exercise = draught.exercise
        if exercise is not None:
            self.named(exercise, file, draught.problems)
            if self.profile == "share":
                sharing.exercise(exercise, draught, file, draught.problems)
        head = file.parent / "pack.yml"
        if (
            head.is_file()
            and head not in self.files
            and shapes_lock.lock_path(file.parent).is_file()
        ):
            pack = self.library.shelf_for(file.parent).packs[self.whole(file).parent.name]
            self.shapes(file.parent, pack, draught.problems, file.stem)
        if not head.is_file():
            draught.problems.warning(
                "P705",
                Place(self.shown(file), 1, 1),
                "The folder of this file has no pack.yml.",
                "Put the exercise into a pack, so that it can be found.",
            )
        self.add(draught.all)

    def named(self, exercise: Exercise, file: Path, problems: Problems) -> None:
        """The id against the file's name, and against those of other packs."""
        if exercise.id and exercise.id != file.stem:
            problems.error(
                "P603",
                exercise.place,
                f"The exercise is called `{exercise.id}` and its file {file.name}.",
                f"Call the file {exercise.id}.yml, or write `id: {file.stem}`.",
            )
        beside = (
            "A folder beside a pack is read as a pack too, a copy as well. Move the copy away, or "
            "give one of the two another id: one would never be found."
        )
        home = self.whole(file).parent
        for pack, folder in self.library.packs.items():
            if pack == home.name or not (folder / file.name).is_file():
                continue
            around = self.whole(folder).parent
            ours = around == shipped()
            where = ", which comes with the program," if ours else f" in {self.shown(folder)}"
            problems.warning(
                "P608",
                exercise.place,
                f"The pack `{pack}`{where} has an exercise `{file.stem}` too.",
                beside
                if around == home.parent
                else "Give this one another id: one of the two would never be found.",
            )

    def section(self, file: Path) -> None:
        """A section file, or pack.yml, asked for by itself: its pack is read."""
        if (file.parent / "pack.yml").is_file():
            self.pack(file.parent)
        else:
            problems = Problems()
            problems.error(
                "P706",
                Place(self.shown(file), 1, 1),
                "The folder of this file has no pack.yml.",
                "A file like this belongs to a pack; add pack.yml beside it.",
            )
            self.add(problems.all)

    def pack(self, folder: Path) -> None:
        """A pack with all its sections, and the files it lists."""
        shelf = self.library.shelf_for(folder)
        name = self.whole(folder).name
        other = self.library.packs.get(name)
        if other is not None and self.whole(other) != self.whole(folder):
            self.note(
                "P707",
                folder / "pack.yml",
                f"A pack `{name}` is in {self.shown(other)} too, and that one is found first.",
                "Give one of the folders another name.",
            )
        pack = shelf.packs[name]
        read = pack.read(shelf)
        if pack.head is not None and read is not None:
            self.listed(folder, pack)
            if read.id and read.id != name:
                self.note(
                    "P603",
                    folder / "pack.yml",
                    f"The pack is called `{read.id}` and its folder `{name}`.",
                    f"Call the folder {read.id}, or write `id: {name}`.",
                )
        for section in SECTIONS:
            for entry in pack.section(section):
                shelf.examine(section, f"{pack.id}/{entry}")
                built = pack.entry(section, entry, shelf)
                if built is not None:
                    mentions(built.scope, pack.problems)
        for name in ("pack.yml", *(f"{section}.yml" for section in SECTIONS)):
            root = pack.root(name)
            if root is not None and name != "references.yml":
                advice_texts.texts(root, pack.problems)
        self.add(pack.problems.all)
        # Apart from those of the pack itself, which keep its exercises from being run.
        apart = Problems()
        pack.lend_lines(apart)
        if self.profile == "share" and read is not None:
            sharing.pack(folder, pack, read, apart)
        self.shapes(folder, pack, apart)
        self.add(apart.all)

    def translations(self, folder: Path) -> None:
        """The words of a pack in other languages; what is not translated is no mistake."""
        files = locale.files_of(folder)
        if not files:
            return
        problems = Problems()
        source = locale.read_source(folder, self.library, self.draught)
        if source is None:
            return  # it has to be mended first, and what is wrong with it is among the problems
        for file in files:
            locale.look_over(file, self.library.contents(file), source, problems)
        self.add(problems.all)

    def draught(self, file: Path) -> Draught:
        """A file of an exercise, read once."""
        at = self.whole(file)
        if at not in self.draughts:
            self.draughts[at] = self.library.draught(file)
        return self.draughts[at]

    def shapes(self, folder: Path, pack: PackSource, problems: Problems, only: str = "") -> None:
        """The answers of a pack, or of one exercise, against the version that others have."""
        file = shapes_lock.lock_path(folder)
        data = self.library.contents(file) if file.is_file() else None
        same = locking.look(folder, pack, only, self.draught, data, problems)
        if self.profile == "share" and not same:
            head = pack.head
            problems.warning(
                "P626",
                head.place if head is not None else Place(pack.named("pack.yml"), 1, 1),
                "shapes.lock does not say what the answers of this version look like.",
                "When nothing else is to be mended, write it: "
                f"studio check --lock {self.shown(folder)}",
            )

    def listed(self, folder: Path, pack: PackSource) -> None:
        """What the pack lists and uses against what is there."""
        head = folder / "pack.yml"
        there = {
            file.stem
            for file in folder.glob("*.yml")
            if file.stem not in NOT_EXERCISES and not file.name.endswith(".test.yml")
        }
        unclear = cannot_say(pack, "exercises")
        for name in pack.exercises:
            if name not in there and not unclear:
                close = nearest(name, there)
                self.note(
                    "P702",
                    head,
                    f"The pack lists `{name}`, which has no file.",
                    f"Did you mean `{close}`?" if close else f"Write {name}.yml, or take it out.",
                    name,
                    severity="warning",
                )
        for name in sorted(there - set(pack.exercises)):
            if not unclear:
                self.note(
                    "P703",
                    folder / f"{name}.yml",
                    "The pack does not list this exercise.",
                    f"Add `- {name}` under `exercises` in pack.yml.",
                    severity="warning",
                )
        apart = Problems()
        not_installed(pack, self.library.shelf, apart)
        self.add(apart.all)

    def note(
        self,
        code: str,
        file: Path,
        message: str,
        hint: str,
        word: str = "",
        severity: str = "error",
    ) -> None:
        """Note something about a file; the caret stands under `word`, where it is found."""
        problems = Problems()
        data = self.library.contents(file) if file.is_file() else b""
        lines = data.decode("utf-8", "replace").splitlines()
        problems.remember_source(self.shown(file), lines)
        place = Place(self.shown(file), 1, 1)
        for number, line in enumerate(lines, 1):
            if word and line.strip("- ").rstrip() == word:
                place = Place(self.shown(file), number, line.index(word) + 1, len(word))
        add = problems.error if severity == "error" else problems.warning
        add(code, place, message, hint)
        self.add(problems.all)

    def trials(self, file: Path, data: bytes) -> None:
        """An author's tests."""
        problems = Problems()
        name = TYPED.name if file is TYPED else self.shown(file)
        read_trials(data, name, self.find, self.library.shelf, problems)
        self.add(problems.all)

    def find(self, exercise_id: str) -> Exercise | Broken | None:
        """An exercise by id, from wherever packs are looked for."""
        path = self.library.path(exercise_id)
        if path is None:
            return None
        draught = self.draught(path)
        if draught.exercise is not None and draught.fine:
            return draught.exercise
        return Broken(None if self.whole(path) in self.told else draught.cause)

    def contacts(self, file: Path) -> None:
        """People to call, and how old their numbers are."""
        problems = Problems()
        lines = read_contacts(self.library.contents(file), self.shown(file), problems)
        watch_age(lines, self.today, problems)
        self.add(problems.all)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files to check: a folder stands for every YAML file in it and in its packs."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for file in sorted((*path.glob("*.yml"), *path.glob("*/*.yml"))):
                found[file] = None
        elif path.is_file():
            found[path] = None
        else:
            raise StudioError(
                f"There is no file or folder {path}.", "Check the spelling of the path."
            )
    if not found:
        raise StudioError(
            "There are no exercise files there.", "Name a .yml file, or a folder with some."
        )
    return list(found)


__all__ = ["Report", "check"]
