"""`studio locale`: a pack's texts for translators, and their words looked over.

`lang/<pack>.pot` is what there is to translate, `lang/de.po` the words in German. An update
loses nothing: a text that moved keeps its words, one that was reworded gets those of before
marked `fuzzy` (they are not shown until somebody takes the mark away), and the words of a text
that is gone stay at the end of the file. Babel writes the files. Imports the library and the
format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio.authoring.edits import write
from studio.authoring.report import Report
from studio.errors import StudioError
from studio.format.language_tags import FOLDER, tag
from studio.format.po import Catalogue, Entry, read_po
from studio.format.problems import Place, Problems
from studio.format.reading_values import LONG_LABEL
from studio.format.translation import Message, compare, messages_of, messages_of_pack
from studio.library.library import Library, shipped, shown

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Old

    from studio.format.assemble import Draught

ALIKE = {True: 0.4, False: 0.8}
"""How much of a reworded text must be the same for its old words to be offered: of one at the
same place, and of one elsewhere."""
NOT_OURS = frozenset(("python-format", "python-brace-format"))
"""Flags that Babel guesses; `${…}` is neither, and other programs would complain of it."""
SHORT = ("label", "title", "own", "skip", "low", "high")
NOBODY = re.compile(
    rb'^"(?:POT-Creation-Date|Generated-By|[^"]*(?:EMAIL@ADDRESS|LL@li\.org))[^"]*"\n', re.MULTILINE
)
"""Lines of a header that only say when and by which program it was written, or nothing."""
REVISED = re.compile(rb'^"PO-Revision-Date:[^"]*"\n', re.MULTILINE)


class Done(NamedTuple):
    """A file as it was written: how many texts there are, translated, to be looked at."""

    file: Path
    texts: int
    translated: int
    unsure: int
    changed: bool


@dataclass(frozen=True)
class Source:
    """A pack as a translator sees it. `files` names the file of each message."""

    folder: Path
    id: str
    title: str
    version: int
    language: str
    messages: tuple[tuple[Message, str], ...]


def source_of(folder: Path) -> Source:
    """The texts of a pack in their order. StudioError when it is none, or has mistakes."""
    if not (folder / "pack.yml").is_file():
        raise StudioError(
            f"There is no pack in {shown(folder)}.", "Name the folder that holds its pack.yml."
        )
    library = Library([folder.resolve().parent, shipped()])
    found = read_source(folder, library, library.draught)
    if found is None:
        raise StudioError(
            "The pack has mistakes in its files, so that its texts cannot be gathered.",
            f"`studio check {shown(folder)}` shows them.",
        )
    return found


def read_source(
    folder: Path, library: Library, draught: Callable[[Path], Draught]
) -> Source | None:
    """The texts of a pack; None when a file of it has to be mended first.

    `draught` reads the file of an exercise.
    """
    shelf = library.shelf_for(folder)
    source = shelf.packs[folder.resolve().name]
    pack = source.read(shelf)
    if pack is None or any(one.severity == "error" for one in source.problems.all):
        return None
    messages = [(one, _file_of(one, "pack.yml")) for one in messages_of_pack(pack)]
    for name in pack.exercises:
        path = folder / f"{name}.yml"
        found = draught(path) if path.is_file() else None
        if found is None or found.exercise is None or not found.fine:
            return None
        messages += [(one, path.name) for one in messages_of(found.exercise)]
    return Source(folder, pack.id, pack.title, pack.version, pack.language, tuple(messages))


def _file_of(message: Message, otherwise: str) -> str:
    return Path(message.place.file).name or otherwise


def extract(folder: Path) -> Done:
    """Write `lang/<pack>.pot`, the texts without any words. StudioError as `source_of`."""
    source = source_of(folder)
    made = _empty(source, "")
    for message, file in source.messages:
        _add(made, message, file)
    path = folder / FOLDER / f"{source.id}.pot"
    return _written(path, made)


def update(folder: Path, language: str) -> Done:
    """Bring `lang/<language>.po` up to the pack, or begin it. StudioError for what cannot be.

    `language` is a tag; what was translated is kept as the module says.
    """
    source = source_of(folder)
    known = tag(language)
    if not known or known == tag(source.language):
        raise StudioError(
            f"“{language[:40]}” is not how a language is written."
            if not known
            else f"The pack is written in {source.language}; it needs no translation into it.",
            "Write it such as de or pt_BR.",
        )
    path = folder / FOLDER / f"{known}.po"
    old = _old(path, known)
    made = _empty(source, known)
    if old is not None:
        made.header_comment = old.header_comment or made.header_comment
        made.last_translator = old.last_translator
        made.language_team = old.language_team
        made.revision_date = old.revision_date
    _merge(made, source, old)
    return _written(path, made)


def _old(path: Path, language: str) -> Catalog | None:
    """A PO file with all that is in it. StudioError when it cannot be read."""
    if not path.is_file():
        return None
    data = path.read_bytes()
    problems = Problems()
    if read_po(data, shown(path), language, problems) is None:
        first = problems.all[0]
        raise StudioError(
            f"{shown(path)}, line {first.place.line}: {first.message}",
            "Mend it first; nothing has been changed.",
        )
    from babel.messages.pofile import read_po as read

    return read(BytesIO(data))


def _empty(source: Source, language: str) -> Catalog:
    from babel.messages.catalog import Catalog

    about = f"# The pack `{source.id}`, {source.title}"
    return Catalog(
        language or None,
        project=source.id,
        version=str(source.version),
        header_comment=about + (f", in {language}." if language else "."),
        fuzzy=False,
    )


def _add(made: Catalog, message: Message, file: str, words: str = "") -> Old:
    new = made.add(
        message.text,
        words,
        context=message.context,
        locations=[(file, 1)],
        auto_comments=[message.doc],
    )
    new.flags -= NOT_OURS
    return new


def _merge(made: Catalog, source: Source, old: Catalog | None) -> None:
    """Fill the new file with the words of the old one."""
    before = _by_key(old)
    here = {(one.context, one.text) for one, _ in source.messages}
    left = {key: one for key, one in before.items() if key not in here}
    used: set[tuple[str, str]] = set()
    for message, file in source.messages:
        same = before.get((message.context, message.text))
        if same is not None:
            new = _add(made, message, file, str(same.string))
            new.flags |= same.flags - NOT_OURS
            new.user_comments = list(same.user_comments)
            new.previous_id = list(same.previous_id)
            continue
        key, unsure = _nearest(message, before, {k: v for k, v in left.items() if k not in used})
        if key is None:
            _add(made, message, file)
            continue
        new = _add(made, message, file, str(before[key].string))
        new.user_comments = list(before[key].user_comments)
        new.flags |= before[key].flags & {"fuzzy"}
        if unsure:
            new.flags.add("fuzzy")
            new.previous_id = [key[1]] if key[1] != message.text else []
        used.add(key)
    for key, one in left.items():
        if key not in used:
            one.locations, one.auto_comments = [], []
            made.obsolete[key] = one


def _by_key(old: Catalog | None) -> dict[tuple[str, str], Old]:
    """The entries of a file that have words, those set aside too."""
    if old is None:
        return {}
    every = [*old.obsolete.values(), *old]
    return {(str(one.context or ""), str(one.id)): one for one in every if one.id and one.string}


def _nearest(
    message: Message,
    before: Mapping[tuple[str, str], Old],
    left: Mapping[tuple[str, str], Old],
) -> tuple[tuple[str, str] | None, bool]:
    """Which words to offer for a new text, and whether somebody should look at them."""
    same = [key for key, one in before.items() if key[1] == message.text and not one.fuzzy]
    moved = [key for key in same if key in left]
    if moved:
        return moved[0], False
    if same:
        return same[0], True  # a word of one place may be another word in another
    for here in (True, False):
        near = [key for key in left if (key[0] == message.context) is here]
        close = [(SequenceMatcher(None, key[1], message.text).ratio(), key) for key in near]
        likeness, key = max(close, default=(0.0, ("", "")))
        if likeness >= ALIKE[here]:
            return key, True
    return None, False


def _written(path: Path, made: Catalog) -> Done:
    """Write the file, if it reads otherwise than before."""
    from babel.messages.pofile import write_po

    out = BytesIO()
    write_po(out, made, width=88, include_lineno=False, include_previous=True)
    before = path.read_bytes() if path.is_file() else b""
    data = NOBODY.sub(b"", out.getvalue())
    if not REVISED.search(before):
        data = REVISED.sub(b"", data)
    changed = before != data
    if changed:
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as problem:
            raise StudioError(
                f"{shown(path.parent)} could not be made: {problem.strerror or 'no reason given'}.",
                "Look at the rights of the folder.",
            ) from problem
        write(path, data)
    found = [one for one in made if one.id]
    unsure = sum(1 for one in found if one.string and one.fuzzy)
    translated = sum(1 for one in found if one.string and not one.fuzzy)
    return Done(path, len(found), translated, unsure, changed)


# Looking over


def check(folder: Path, languages: Iterable[str] = ()) -> Report:
    """The translations of a pack, what is not translated too. StudioError as `source_of`.

    `languages` are tags; all there are, when none is given.
    """
    wanted = [tag(one) or one for one in languages]
    files = files_of(folder)
    for one in wanted:
        if one not in [file.stem for file in files]:
            raise StudioError(
                f"The pack in {shown(folder)} has no words in “{one[:40]}”.",
                f"`studio locale update {shown(folder)} {one[:40]}` begins them.",
            )
    files = [one for one in files if not wanted or one.stem in wanted]
    problems = Problems()
    source = source_of(folder)
    for file in files:
        catalogue = look_over(file, file.read_bytes(), source, problems)
        if catalogue is not None:
            _untranslated(catalogue, source, problems)
    return Report(tuple(shown(one) for one in files), problems.all)


def files_of(folder: Path) -> list[Path]:
    """The PO files of a pack."""
    return sorted((folder / FOLDER).glob("*.po"))


def look_over(file: Path, data: bytes, source: Source, problems: Problems) -> Catalogue | None:
    """What is wrong in one PO file; it is None when it cannot be read at all."""
    name = shown(file)
    catalogue = read_po(data, name, file.stem, problems)
    if catalogue is None:
        return None
    if tag(file.stem) != file.stem or file.stem == tag(source.language):
        close = tag(file.stem)
        problems.error(
            "P525",
            Place(name, 1, 1),
            f"“{file.stem[:40]}” is the language that the pack is written in."
            if close == tag(source.language)
            else f"“{file.stem[:40]}” is not how the file of a language is called.",
            f"Call it {close}.po."
            if close and close != tag(source.language)
            else "Call it by its language, such as de.po or pt_BR.po.",
        )
    elif catalogue.header and tag(catalogue.header) != file.stem:
        at = next((n for n, row in enumerate(data.split(b"\n"), 1) if b'"Language:' in row), 1)
        problems.error(
            "P525",
            Place(name, at, 1),
            f"The file is called {file.name}, and is said to be in “{catalogue.header[:40]}”.",
            f"Write `Language: {file.stem}\\n` here, or give the file another name.",
        )
    known = {(one.context, one.text): one for one, _ in source.messages}
    for entry in catalogue.entries:
        message = known.get((entry.context, entry.text))
        if message is None:
            _stale(entry, known, problems)
        elif entry.words and entry.unsure:
            problems.warning(
                "P524",
                entry.place,
                "These words are marked `fuzzy`, so that the original is shown.",
                "Make them fit, and take `fuzzy` away.",
            )
        elif entry.words:
            _words(entry, message, problems)
    return catalogue


def _words(entry: Entry, message: Message, problems: Problems) -> None:
    """One translation beside its original."""
    odd = compare(message, entry.words)
    if odd is not None:
        problems.error("P521", entry.at(odd.at, odd.width), odd.message, odd.hint)
    if message.key in SHORT and len(entry.words.strip()) > max(LONG_LABEL, len(message.text)):
        problems.warning(
            "P504",
            entry.at(0, len(entry.words)),
            f"`{message.key}` is too long for one line.",
            "Find shorter words.",
        )


def _stale(entry: Entry, known: Mapping[tuple[str, str], Message], problems: Problems) -> None:
    """Words for a text that the pack does not have."""
    there = [text for context, text in known if context == entry.context]
    problems.warning(
        "P522",
        entry.place,
        f"The text at `{entry.context[:60]}` reads otherwise now."
        if there
        else f"There is no text at `{entry.context[:60]}`.",
        "`studio locale update` brings the file up to the pack, and keeps these words.",
    )


def _untranslated(catalogue: Catalogue, source: Source, problems: Problems) -> None:
    """What is shown in the language of the pack: the first text, and how many more.

    A translation is begun with all its words missing; told one by one they would bury
    what is wrong with the others.
    """
    entries = {(one.context, one.text): one for one in catalogue.entries}
    empty, absent = [], []
    for message, _ in source.messages:
        entry = entries.get((message.context, message.text))
        if entry is None:
            absent.append(message.context)
        elif not entry.words:
            empty.append(entry)
    if empty:
        problems.warning(
            "P523",
            empty[0].place,
            _and_more(empty[0].context, len(empty) - 1),
            "It is shown as it was written; put its words behind `msgstr`.",
        )
    if absent:
        problems.warning(
            "P523",
            Place(catalogue.file, 1, 1),
            _and_more(absent[0], len(absent) - 1),
            "It is shown as it was written; `studio locale update` adds it here.",
        )


def _and_more(context: str, more: int) -> str:
    others = f", nor {'are' if more > 1 else 'is'} {more} {'others' if more > 1 else 'other'}"
    return f"`{context[:80]}` is not translated{others if more else ''}."


__all__ = ["Done", "check", "extract", "look_over", "update"]
