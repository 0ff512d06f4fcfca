"""From bytes to a tree of text with positions: the part of YAML that exercises use.

Nothing here decides what a text means: `no`, `1:30` and `1.10` stay what was typed. Any bytes
give a tree, or at least one located error; nothing is raised for them. In reading order:
`nodes` (the tree), this module (bytes and characters), `composer` (events to tree, limits and
refusals), `yaml_errors` (what parsers complain of, in plain words), `offsets` (characters to
places). Imports yaml, which nothing outside this room may, and the modules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import yaml

from studio.format.clean import unwelcome
from studio.format.composer import (
    EMPTY,
    MOST_BYTES,
    MOST_REPORTED,
    NOT_UTF8,
    TAB,
    TOO_LARGE,
    Composer,
    Event,
)
from studio.format.nodes import Entry, Mapping, Node, Scalar, Sequence
from studio.format.offsets import SourceText
from studio.format.problems import Place, Problems
from studio.format.yaml_errors import BAD_ESCAPE, explain, hidden_message


class _Loader(Protocol):
    def get_event(self) -> Any: ...  # noqa: ANN401 - the classes differ from parser to parser
    def dispose(self) -> None: ...


Parser = Callable[[str], Iterator[Event]]


def read(data: bytes, file: str, problems: Problems) -> Node | None:
    """The tree of one YAML file, or None with at least one error in `problems`.

    `file` is the name that places carry. A tree can come with errors too: the parts that were
    refused are left out of it.
    """
    return read_with(fastest_parser(), data, file, problems)


def fastest_parser() -> Parser:
    """The parser written in C where PyYAML has it, else the one in Python."""
    return c_events if hasattr(yaml, "CSafeLoader") else python_events


def c_events(text: str) -> Iterator[Event]:
    """The events of libyaml; about ten times faster than the other."""
    return _events(yaml.CSafeLoader(text))


def python_events(text: str) -> Iterator[Event]:
    """The events of PyYAML's own parser; the same on every file that has no errors."""
    return _events(yaml.SafeLoader(text))


def _events(loader: _Loader) -> Iterator[Event]:
    try:
        yield from iter(loader.get_event, None)
    finally:
        loader.dispose()


def read_with(parser: Parser, data: bytes, file: str, problems: Problems) -> Node | None:
    """`read` with the given parser."""
    text = _decode(data, file, problems)
    if text is None:
        return None
    source = SourceText(file, text.split("\n"))
    problems.remember_source(file, source.lines)
    if not _characters_are_fine(text, source, problems):
        return None
    composer = Composer(source, problems)
    try:
        for event in parser(text):
            if not composer.take(event):
                return None
    except yaml.MarkedYAMLError as error:
        explain(error, source, problems)
        return None
    except (yaml.YAMLError, ValueError, OverflowError):
        # PyYAML's own parser lets a bad escape such as "\UFFFFFFFF" through to chr().
        problems.error(
            BAD_ESCAPE,
            composer.last,
            "A backslash in this text is not followed by anything known.",
            "Inside double quotes write \\\\ for a backslash, or use single quotes.",
        )
        return None
    if composer.root is None:
        problems.error(EMPTY, Place(file, 1, 1), "There is nothing in this file.", _BEGIN)
    return composer.root


_BEGIN = "An exercise begins with `format: 1` and an `id`."


def _decode(data: bytes, file: str, problems: Problems) -> str | None:
    """The text with plain newlines and no byte-order mark, or None."""
    if len(data) > MOST_BYTES:
        problems.error(
            TOO_LARGE,
            Place(file, 1, 1),
            f"This file is {len(data) // 1024:,} KiB; at most 1,024 KiB are read.",
            "Split it into several exercises, or into a pack with section files.",
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        shown = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        problems.remember_source(file, shown.split("\n"))
        place = Place(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        problems.error(
            NOT_UTF8,
            place,
            "This file is not saved as UTF-8.",
            "In your editor choose the encoding UTF-8 and save it again.",
        )
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _characters_are_fine(text: str, source: SourceText, problems: Problems) -> bool:
    """Report tabs, control and hidden characters; False when there are any."""
    fine = True
    if "\t" in text:
        fine = False
        for place in _places_of("\t", source):
            problems.error(
                TAB,
                place,
                "A tab stands here.",
                "Use blanks: two for each level. Most editors can turn tabs into blanks.",
            )
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return fine
    found = unwelcome(text)
    reported = 0
    while found is not None and reported < MOST_REPORTED:
        fine = False
        reported += 1
        line = text.count("\n", 0, found) + 1
        column = found - (text.rfind("\n", 0, found) + 1) + 1
        code, message, hint = hidden_message(text[found])
        problems.error(code, Place(source.file, line, column), message, hint)
        found = unwelcome(text, found + 1)
    return fine


def _places_of(character: str, source: SourceText) -> Iterator[Place]:
    """The first place of `character` in each line that has it, for a few lines."""
    reported = 0
    for number, line in enumerate(source.lines, 1):
        column = line.find(character)
        if column >= 0:
            yield Place(source.file, number, column + 1)
            reported += 1
            if reported == MOST_REPORTED:
                return


__all__ = [
    "Entry",
    "Mapping",
    "Node",
    "Parser",
    "Scalar",
    "Sequence",
    "c_events",
    "fastest_parser",
    "python_events",
    "read",
    "read_with",
]
