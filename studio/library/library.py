"""The packs that can be seen, and exercises out of them.

A pack is a folder with `pack.yml` whose name is the pack's id, so that finding
an exercise reads nothing but what it needs. Files are read here and nowhere in
the format. Imports the format only when an exercise is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from studio.errors import StudioError
from studio.library.cache import Cache
from studio.library.summaries import Found, Summary, summaries_of
from studio.library.whole_paths import WholePaths

if TYPE_CHECKING:
    from studio.format.assemble import Draught
    from studio.format.exercise import Exercise, Pack, Tables
    from studio.format.packs import PackSource, Shelf
    from studio.format.parts import Indicator, Part, Programme
    from studio.format.problems import Problem

NOT_EXERCISES = frozenset(
    [
        "pack",
        "measures",
        "lists",
        "collections",
        "fragments",
        "care",
        "indicators",
        "programmes",
        "references",
        "contacts",
    ]
)
AnyPart = TypeVar("AnyPart", bound="Part")
LARGEST = 1024 * 1024 + 1  # one byte more than the reader takes, so that it can say so


@cache
def shipped() -> Path:
    """The folder of the packs that come with the program, in a checkout or installed."""
    inside = Path(__file__).resolve().parent.parent / "exercises"
    return inside if inside.is_dir() else inside.parent.parent / "exercises"


class Library:
    """Packs in `folders`, each a folder of packs; an earlier one wins over a later.

    `cache` is a folder for what makes listing fast; None keeps nothing. `unsaved`
    are files as they would be, by their resolved path: they are read in place of
    what is on disk. `language` is the one to speak where a pack has it ("de_AT"); ""
    gives every exercise in the language it was written in. `whole` is what was found
    out of folders already.
    """

    def __init__(
        self,
        folders: Iterable[Path] | None = None,
        cache: Path | Cache | None = None,
        unsaved: Mapping[Path, bytes] | None = None,
        language: str = "",
        whole: WholePaths | None = None,
    ) -> None:
        self.language = language
        self.unsaved = dict(unsaved or {})
        self.folders = tuple(folders) if folders is not None else (shipped(),)
        self.cache = Cache(cache) if isinstance(cache, Path) else cache
        self.whole = whole if whole is not None else WholePaths()
        self._shelf: Shelf | None = None
        self._apart: dict[Path, PackSource] = {}  # packs that stand in no folder of packs

    @property
    def packs(self) -> dict[str, Path]:
        """The folder of each pack, by id."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            if folder.is_dir():
                for one in sorted(folder.iterdir()):
                    if (one / "pack.yml").is_file():
                        found.setdefault(one.name, one)
        return found

    @property
    def shelf(self) -> Shelf:
        """The packs, for reading; looked for once."""
        if self._shelf is None:
            self._shelf = shelf_of(self.packs, self.contents, self.whole)
        return self._shelf

    def contents(self, path: Path) -> bytes:
        """The bytes of a file, or what they would be. StudioError when it cannot be read."""
        if self.unsaved:
            found = self.unsaved.get(self.whole(path))
            if found is not None:
                return found[:LARGEST]
        return contents(path)

    def refresh(self) -> None:
        """Look at the files again, after they have changed."""
        self._shelf = None
        self._apart = {}
        self.whole.forget()

    def path(self, exercise_id: str) -> Path | None:
        """The file of an exercise, or None when no pack has it."""
        if exercise_id in NOT_EXERCISES or "/" in exercise_id or exercise_id.startswith("."):
            return None
        for folder in self.packs.values():
            file = folder / f"{exercise_id}.yml"
            if file.is_file():
                return file
        return None

    def has(self, exercise_id: str) -> bool:
        """Whether an exercise is here to be offered."""
        return self.path(exercise_id) is not None

    def exercise(self, exercise_id: str) -> Exercise:
        """An exercise, checked and ready. StudioError when it is not here or needs mending."""
        path = self.path(exercise_id)
        if path is None:
            from studio.format.problems import nearest

            close = nearest(exercise_id, (one.id for one in self.summaries()))
            raise StudioError(
                f"There is no exercise “{exercise_id[:60]}”.",
                f"Did you mean `{close}`?" if close else "`studio list` shows those there are.",
            )
        draught = self.draught(path)
        if draught.exercise is None or not draught.fine:
            raise StudioError(
                f"The exercise “{exercise_id}” has mistakes in its files and cannot be run.",
                f"`studio check {path}` shows them.",
            )
        return draught.exercise

    def pack(self, pack_id: str) -> Pack | None:
        """A pack with all its sections, or None when it is not here or cannot be read."""
        source = self.shelf.packs.get(pack_id)
        found = source.read(self.shelf) if source is not None else None
        if found is None or source is None or not self.language:
            return found
        from studio.format.translation import translated_pack

        return translated_pack(found, source.words_in(self.language))

    def indicators(self) -> list[tuple[str, Indicator, Tables]]:
        """Every indicator of every pack by full name, with what it leans on."""
        from studio.format.packs import tables_for
        from studio.format.parts import Indicator

        found = []
        for pack_id, source in self.shelf.packs.items():
            for name in source.section("indicators"):
                built = source.entry("indicators", name, self.shelf)
                if built is not None and isinstance(built.part, Indicator):
                    tables = tables_for(built, self.shelf)
                    part = self._said(source, "indicators", name, built.part)
                    found.append((f"{pack_id}/{name}", part, tables))
        return found

    def programmes(self) -> dict[str, Programme]:
        """Every programme that can be read, by full name ("growth/first-week")."""
        from studio.format.parts import Programme

        found = {}
        for pack_id, source in self.shelf.packs.items():
            for name in source.section("programmes"):
                built = source.entry("programmes", name, self.shelf)
                if built is not None and isinstance(built.part, Programme):
                    found[f"{pack_id}/{name}"] = self._said(source, "programmes", name, built.part)
        return found

    def entrance(self, name: str, programme: Programme) -> Exercise:
        """What a person goes through before a programme: its own words, and what its flags ask."""
        from studio.format.assemble import read_exercise

        pack_id, _, short = name.partition("/")
        words = "\n\n".join(one for one in (programme.title, programme.summary) if one)
        # A text in quotes is the same in JSON and in YAML.
        lines = [
            "format: 1",
            f"id: {short}",
            "version: 1",
            f"title: {json.dumps(programme.title, ensure_ascii=False)}",
            "quick: yes",
            f"flags: [{', '.join(programme.flags)}]",
            "steps:",
            "  - type: say",
            f"    text: {json.dumps(words, ensure_ascii=False)}",
        ]
        data = "\n".join(lines).encode()
        draught = read_exercise(data, name, self.shelf, self.shelf.packs.get(pack_id))
        if draught.exercise is None or not draught.fine:
            raise StudioError(
                f"The programme “{programme.title}” leans on files that need mending.",
                "`studio check` shows what to mend.",
            )
        return draught.exercise

    def words(self, full: str) -> tuple[str, ...]:
        """The words of a shared list by its full name; none when there is no such list."""
        from studio.format.parts import ListDef

        built = self.shelf.entry("lists", full)
        return built.part.words if built is not None and isinstance(built.part, ListDef) else ()

    def measures(self) -> dict[str, tuple[str, str]]:
        """Label and better way of every shared measure, by its own name."""
        from studio.format.parts import Measure

        found = {}
        for source in self.shelf.packs.values():
            for name in source.section("measures"):
                built = source.entry("measures", name, self.shelf)
                if built is not None and isinstance(built.part, Measure):
                    part = self._said(source, "measures", name, built.part)
                    found[name] = (part.label, part.better)
        return found

    def _said(self, source: PackSource, section: str, name: str, part: AnyPart) -> AnyPart:
        """An entry of a pack in the language that is spoken."""
        if not self.language:
            return part
        from studio.format.translation import translated_part

        return translated_part(section, name, part, source.words_in(self.language))

    def load_exercise(self, path: Path) -> tuple[Exercise | None, tuple[Problem, ...]]:
        """One file of any pack here: the exercise if it can be run, and all problems."""
        draught = self.draught(path)
        return (draught.exercise if draught.fine else None), draught.all

    def summaries(self) -> list[Summary]:
        """What there is to choose from, in the order of the packs."""
        found = [
            Found(pack, path, stamps)
            for pack, folder in self.packs.items()
            for stamps in [self._stamps(folder)]
            for path in sorted(folder.glob("*.yml"))
            if path.stem not in NOT_EXERCISES and not path.name.endswith(".test.yml")
        ]
        return summaries_of(found, self.draught, self._place_in_pack, self.cache)

    def languages(self) -> dict[str, str]:
        """The languages that packs are in or have words for: tag -> its own name for itself."""
        from studio.format.language_tags import FOLDER, name_of, tag

        found = {tag(source.language) for source in self.shelf.packs.values()}
        for folder in self.packs.values():
            found |= {one.stem for one in (folder / FOLDER).glob("*.po") if tag(one.stem)}
        return {one: name_of(one) for one in sorted(found) if one}

    def from_definition(self, definition: Mapping[str, str]) -> Exercise:
        """An exercise from the text kept with a draft. StudioError when it cannot be read."""
        return from_definition(definition)

    def draught(self, path: Path, data: bytes | None = None) -> Draught:
        """One file as far as it can be read, with its problems.

        `data` stands in for what is in the file, such as a version that is not saved.
        """
        from studio.format.assemble import read_exercise

        data = self.contents(path) if data is None else data
        folder = self.whole(path).parent
        shelf = self.shelf_for(folder)
        name = f"{folder.name}/{path.name}"
        found = read_exercise(
            data, shown(path, self.whole), shelf, shelf.packs.get(folder.name), name=name
        )
        if not self.language or found.exercise is None:
            return found
        from studio.format.translation import translated

        return replace(found, exercise=translated(found.exercise, shelf, self.language))

    def shelf_for(self, folder: Path) -> Shelf:
        """The packs, with this folder as the one of its name where it is a pack."""
        from studio.format.packs import Shelf

        folder = self.whole(folder)
        known = self.packs.get(folder.name)
        if known is not None and self.whole(known) == folder:
            return self.shelf
        others = {one: pack for one, pack in self.shelf.packs.items() if one != folder.name}
        if (folder / "pack.yml").is_file():
            if folder not in self._apart:
                apart = shelf_of({folder.name: folder}, self.contents, self.whole)
                self._apart[folder] = apart.packs[folder.name]
            others[folder.name] = self._apart[folder]
        return Shelf(others)

    def _place_in_pack(self, pack: str, exercise_id: str) -> tuple[int, str]:
        """Where a pack lists an exercise, and what the pack is called."""
        source = self.shelf.packs.get(pack)
        listed = source.exercises if source is not None else ()
        at = listed.index(exercise_id) if exercise_id in listed else len(listed)
        if source is None:
            return at, ""
        if not self.language:
            return at, source.title
        from studio.format.translation import translated_text

        words = source.words_in(self.language)
        return at, translated_text("pack.title", source.title, words)

    def _stamps(self, folder: Path) -> str:
        """What the shared files of a pack look like, so that a change in one is seen."""
        shared = [folder, *(base / "common" for base in self.folders)]
        marks = []
        for one in dict.fromkeys(shared):
            for name in sorted(NOT_EXERCISES):
                try:
                    status = (one / f"{name}.yml").stat()
                except OSError:
                    continue
                marks.append(f"{name}:{status.st_size}:{status.st_mtime_ns}")
        return " ".join([*marks, *self._language_stamps(shared)])

    def _language_stamps(self, folders: Iterable[Path]) -> Iterator[str]:
        """What the translations that may be shown look like."""
        if not self.language:
            return
        yield self.language
        from studio.format.language_tags import FOLDER, wider

        for one in folders:
            for language in wider(self.language):
                file = one / FOLDER / f"{language}.po"
                with suppress(OSError):
                    status = file.stat()
                    yield f"{language}:{status.st_size}:{status.st_mtime_ns}"


def contents(path: Path) -> bytes:
    """The bytes of a file, no more than the reader takes. StudioError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as problem:
        raise StudioError(
            f"{path} could not be read: {problem.strerror or 'unknown reason'}.",
            "Check that the file is there and that you may read it.",
        ) from problem


def shown(path: Path, whole: Callable[[Path], Path] = Path.resolve) -> str:
    """A path as problems show it: from where the person is, when it lies below, else whole.

    However a file was named, it is called the same: problems of one file belong together.
    """
    try:
        found, here = whole(path), Path.cwd()
    except OSError:
        return str(path)
    return str(found.relative_to(here) if found.is_relative_to(here) else found)


def shelf_of(
    packs: Mapping[str, Path],
    read: Callable[[Path], bytes] = contents,
    whole: Callable[[Path], Path] = Path.resolve,
) -> Shelf:
    """Packs by id, read from their folders when asked."""
    from studio.format.packs import PackSource, Shelf

    def source(pack_id: str, folder: Path) -> PackSource:
        def fetch(file: str) -> bytes | None:
            path = folder / file
            return read(path) if path.is_file() else None

        label = shown(folder, whole)
        return PackSource(pack_id, "" if label == "." else label, fetch)

    return Shelf({pack_id: source(pack_id, folder) for pack_id, folder in packs.items()})


def load_exercise(path: Path) -> tuple[Exercise | None, tuple[Problem, ...]]:
    """One exercise file, with the packs beside it and the shipped ones.

    The exercise if it can be run, and every problem. StudioError only when the
    file itself cannot be opened.
    """
    return Library([path.resolve().parent.parent, shipped()]).load_exercise(path)


def from_definition(definition: Mapping[str, str]) -> Exercise:
    """Read an exercise again from its `definition`. StudioError when that cannot be done."""
    from studio.format.assemble import read_exercise
    from studio.format.packs import PackSource, Shelf

    names = [
        name
        for name in definition
        if Path(name).suffix == ".yml" and Path(name).stem not in NOT_EXERCISES
    ]
    if len(names) != 1:
        raise StudioError(
            "The exercise kept with this draft cannot be found in it.",
            "The answers are kept; the exercise can be started anew.",
        )
    name = names[0]

    def source(pack_id: str) -> PackSource:
        def fetch(file: str) -> bytes | None:
            text = definition.get(f"{pack_id}/{file}")
            return None if text is None else text.encode("utf-8")

        return PackSource(pack_id, pack_id, fetch)

    owners = dict.fromkeys(one.partition("/")[0] for one in definition if "/" in one)
    shelf = Shelf({one: source(one) for one in owners if f"{one}/pack.yml" in definition})
    pack = shelf.packs.get(name.partition("/")[0])
    draught = read_exercise(definition[name].encode("utf-8"), name, shelf, pack, name=name)
    if draught.exercise is None or not draught.fine:
        raise StudioError(
            "The exercise kept with this draft can no longer be read.",
            "The answers are kept; the exercise can be started anew.",
        )
    spoken = [Path(one) for one in definition if Path(one).suffix == ".po"]
    if not spoken:
        return draught.exercise
    from studio.format.translation import translated

    # A draft goes on in the words it began with, whatever is spoken now.
    own = next((one for one in spoken if one.parts[0] == draught.exercise.pack), spoken[0])
    return translated(draught.exercise, shelf, own.stem)
