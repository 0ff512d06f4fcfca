"""Translations as PO files, the form that translators' tools know: read, with places.

`lang/de.po` beside a pack holds the pack's words in German: `msgid` is the text as it
stands in the YAML, `msgctxt` where (see `translation`). Babel reads the file; what it does
not tell, at which column a word of a translation stands, is found here. Babel is imported
only when a file is read. A file that cannot be read is a problem, never an exception.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from studio.format.clean import unwelcome
from studio.format.problems import Place, Problems

LARGEST = 1024 * 1024
_LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\[nt\\"])*"\s*)?'
)
_QUOTED = re.compile(r'\s*(?:msgstr\s*)?"((?:[^"\\]|\\.)*)"\s*')


@dataclass(frozen=True)
class Entry:
    """One translation. `unsure` when a tool or a person has marked it `fuzzy`."""

    context: str
    text: str
    words: str
    unsure: bool
    line: int
    lines: tuple[str, ...] = field(repr=False, compare=False)
    file: str = ""

    @cached_property
    def _where(self) -> list[tuple[int, int]]:
        """Line and column of each character of `words`, from 1, and one past the last."""
        at = self.line - 1
        while at < len(self.lines) and not self.lines[at].lstrip().startswith("msgstr"):
            at += 1
        first, found = at, []
        end = (min(at, len(self.lines) - 1) + 1, 1)
        while at < len(self.lines) and (at == first or self.lines[at].lstrip().startswith('"')):
            quoted = _QUOTED.fullmatch(self.lines[at])
            if quoted is None:
                break
            column = quoted.start(1)
            while column < quoted.end(1):
                found.append((at + 1, column + 1))
                column += 2 if self.lines[at][column] == "\\" else 1
            end = (at + 1, quoted.end(1) + 1)
            at += 1
        return [*found, end]

    @property
    def place(self) -> Place:
        """Where the entry begins."""
        at = min(self.line, len(self.lines)) - 1  # Babel counts from `msgid`
        while at > 0 and self.lines[at - 1].lstrip().startswith(("msgctxt", '"')):
            at -= 1
        return Place(self.file, at + 1, 1, max(len(self.lines[at]), 1))

    def at(self, offset: int, width: int = 1) -> Place:
        """The place of a character of the translation; below 0, of its beginning."""
        where = self._where
        line, column = where[min(max(offset, 0), len(where) - 1)]
        last = where[min(max(offset, 0) + width, len(where) - 1)]
        return Place(self.file, line, column, last[1] - column if last[0] == line else width)


@dataclass(frozen=True)
class Catalogue:
    """The words of one PO file. `language` is what its name says."""

    language: str
    file: str
    entries: tuple[Entry, ...]
    header: str = ""

    @cached_property
    def _found(self) -> dict[tuple[str, str], str]:
        return {
            (one.context, one.text): one.words
            for one in self.entries
            if one.words and not one.unsure
        }

    def said(self, context: str, text: str) -> str:
        """The words for a text in its context; "" when there are none to be shown."""
        return self._found.get((context, text), "")


def read_po(data: bytes, file: str, language: str, problems: Problems) -> Catalogue | None:
    """A PO file, or None when it cannot be read: then that is among the problems."""
    text = _text(data, file, problems)
    if text is None:
        return None
    from babel.messages.pofile import PoFileError
    from babel.messages.pofile import read_po as read

    lines = tuple(text.split("\n"))
    if not _quoted_right(lines, file, problems):
        return None
    try:
        catalogue = read(BytesIO(text.encode("utf-8")), ignore_obsolete=True, abort_invalid=True)
    except (PoFileError, ValueError, TypeError, KeyError, IndexError, LookupError) as wrong:
        number = getattr(wrong, "lineno", None)
        line = min(number + 1, len(lines)) if isinstance(number, int) else 1
        problems.error(
            "P520",
            Place(file, line, 1, max(len(lines[line - 1]), 1)),
            "This line cannot be read as a PO file.",
            "An entry is `msgctxt`, `msgid` and `msgstr`, each with a text in double quotes.",
        )
        return None
    entries = tuple(
        Entry(
            str(one.context or ""),
            str(one.id),
            one.string if isinstance(one.string, str) else "",
            one.fuzzy,
            one.lineno or 1,
            lines,
            file,
        )
        for one in catalogue
        if one.id
    )
    return Catalogue(language, file, entries, str(catalogue.locale_identifier or ""))


def _quoted_right(lines: tuple[str, ...], file: str, problems: Problems) -> bool:
    """Whether every line is one of a PO file; Babel would make something of those that are not."""
    right = True
    for number, line in enumerate(lines, 1):
        if _LINE.fullmatch(line):
            continue
        right = False
        quote = line.find('"')
        column = quote + 1 if quote >= 0 else 1
        problems.error(
            "P520",
            Place(file, number, column, max(len(line) - column + 1, 1)),
            "This line cannot be read as a PO file."
            if quote < 0
            else "This text is not in quotes from its beginning to its end.",
            "An entry is `msgctxt`, `msgid` and `msgstr`, each with a text in double quotes."
            if quote < 0
            else 'A text begins and ends with `"` on its line; within, write `\\"` for a quote.',
        )
    return right


def _text(data: bytes, file: str, problems: Problems) -> str | None:
    """The file as text, without anything that acts or hides."""
    if len(data) > LARGEST:
        problems.error(
            "P102",
            Place(file, 1, 1),
            "The file is larger than 1 MiB.",
            "A translation of one pack is far smaller; is this the right file?",
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start]
        problems.error(
            "P106",
            Place(file, before.count(b"\n") + 1, wrong.start - before.rfind(b"\n")),
            "The file is not saved as UTF-8.",
            "Save it as UTF-8.",
        )
        return None
    text = text.replace("\r\n", "\n")
    problems.remember_source(file, text.split("\n"))
    at = unwelcome(text)
    if at is None:
        return text
    control = text[at] < " " or "\x7f" <= text[at] <= "\x9f"
    problems.error(
        "P107" if control else "P108",
        Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)),
        f"The character U+{ord(text[at]):04X} stands here, which "
        + ("acts on a terminal." if control else "cannot be seen."),
        "Take it out; a text from right to left needs none of these, the studio sets it right.",
    )
    return None
