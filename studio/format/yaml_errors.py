"""What a YAML parser complains about, said so that somebody who writes exercises can mend it.

The two parsers of PyYAML word the same mistake differently; both wordings are known here.
Imports `problems` and `offsets` beside the error classes' own attributes; never reads a file.
"""

from __future__ import annotations

from typing import Protocol
from unicodedata import name

from studio.format.offsets import SourceText
from studio.format.problems import Place, Problems

NOT_YAML = "P101"
MACHINE = "P107"
HIDDEN = "P108"
COLON = "P122"
FIRST_CHARACTER = "P123"
OPEN_QUOTE = "P124"
AFTER_QUOTE = "P125"
INDENT = "P126"
NO_COLON = "P127"
OPEN_BRACKET = "P128"
BAD_ESCAPE = "P129"
DASH = "P130"
AFTER_BLOCK_SIGN = "P131"
QUESTION_MARK = "P132"
NO_NAME = "P133"

_IN_QUOTES = "Put the whole text in double quotes."


def hidden_message(character: str) -> tuple[str, str, str]:
    """Code, message and hint for a character that a file may not hold."""
    point = ord(character)
    if point < 0xA0 or 0xD800 <= point <= 0xDFFF:
        return (
            MACHINE,
            f"A control character (number {point}) stands here.",
            "Delete it and type the text around it again.",
        )
    called = name(character, f"number {point}").lower()
    return (
        HIDDEN,
        f"A character that cannot be seen stands here: {called}.",
        "Delete it; it may have come along from another program.",
    )


class Mark(Protocol):
    """A position of either parser; both count from 0."""

    line: int
    column: int


class Complaint(Protocol):
    """What is read of yaml.MarkedYAMLError."""

    context: str | None
    problem: str | None

    @property
    def context_mark(self) -> Mark | None: ...

    @property
    def problem_mark(self) -> Mark | None: ...


def explain(error: Complaint, source: SourceText, problems: Problems) -> None:
    """Add the one problem that a parser stopped at. `error` is a yaml.MarkedYAMLError."""
    told = f"{error.context or ''} | {error.problem or ''}".lower()
    at = _place(error.problem_mark or error.context_mark, source)
    begun = _place(error.context_mark or error.problem_mark, source)
    for fits in (_values, _quotes, _beginnings, _brackets, _blocks):
        found = fits(told, at, begun, source)
        if found is not None:
            break
    else:
        hint = "Look at its colons, quotes and the blanks in front of it."
        found = (NOT_YAML, at, "This line cannot be read.", hint)
    code, place, message, hint = found
    # A bracket or a star that was refused on this line is what the parser stumbled over, too.
    if not any((p.place.file, p.place.line) == (place.file, place.line) for p in problems.errors):
        problems.error(code, place, message, hint)


_Found = tuple[str, Place, str, str]


def _place(mark: Mark | None, source: SourceText) -> Place:
    """The place of a mark; a mark past the last line is put at the end of the last text."""
    if mark is None:
        return Place(source.file, 1, 1)
    line, column = mark.line, mark.column
    if line >= len(source.lines) or (line == len(source.lines) - 1 and not source.lines[line]):
        line = len(source.lines) - 1
        while line > 0 and not source.lines[line].strip():
            line -= 1
        column = len(source.lines[line])
    return Place(source.file, line + 1, column + 1)


def _line(place: Place, source: SourceText) -> str:
    return source.lines[place.line - 1]


def _values(told: str, at: Place, begun: Place, source: SourceText) -> _Found | None:
    if "mapping values are not allowed" in told:
        above = _without_colon(at, source)
        if above is not None:
            return _no_colon(above)
        return (
            COLON,
            at,
            "A colon followed by a blank cannot stand inside a text without quotes.",
            _IN_QUOTES + " If it begins a new key, give it a line of its own.",
        )
    if "expected ':'" in told:
        line = _line(begun, source)[begun.column - 1 :]
        place = Place(begun.file, begun.line, begun.column, max(1, len(line.rstrip())))
        return _no_colon(place)
    return None


def _no_colon(place: Place) -> _Found:
    return (
        NO_COLON,
        place,
        "There is no colon with a blank behind it in this line.",
        "A line is a key, a colon, a blank and a value; a line that goes on with a text "
        "begins further in than its key.",
    )


def _without_colon(at: Place, source: SourceText) -> Place | None:
    """The line above, where it was meant as a key and YAML took it for the start of a text.

    So it is when the first colon of this line is what the parser stumbled over, and both
    lines begin in the same column.
    """
    row = _line(at, source)
    if row[: at.column - 1].count(":") or at.line < 2:
        return None
    above = source.lines[at.line - 2]
    start, before = (_key_column(one) for one in (row, above))
    if not above.strip() or start != before or ": " in above or above.rstrip().endswith(":"):
        return None
    return Place(at.file, at.line - 1, before + 1, len(above.rstrip()) - before)


def _key_column(row: str) -> int:
    """Where the key of a line begins, behind its blanks and the hyphen of a list."""
    body = row.lstrip(" ")
    rest = body.removeprefix("- ").lstrip(" ") if body.startswith("- ") else body
    return len(row) - len(rest)


def _quotes(told: str, at: Place, begun: Place, source: SourceText) -> _Found | None:
    if "quoted scalar" in told and (
        "unexpected end of stream" in told or "unexpected document" in told
    ):
        line = _line(begun, source)
        quote = line[begun.column - 1 : begun.column] or '"'
        return (
            OPEN_QUOTE,
            begun,
            f"The quote {quote} is opened here and never closed.",
            f"Write {quote} at the end of the text as well.",
        )
    if "escape" in told or "hexdecimal" in told or "hexadecimal" in told:
        # The parsers stop at, behind or well behind the backslash.
        back = _line(at, source).rfind("\\", 0, at.column)
        place = at if back < 0 else Place(at.file, at.line, back + 1)
        return (
            BAD_ESCAPE,
            place,
            "A backslash in this text is not followed by anything known.",
            "Inside double quotes write \\\\ for a backslash, or use single quotes.",
        )
    before = _line(at, source)[: at.column - 1].rstrip()
    if before[-1:] in ("'", '"', "]", "}") and _is_parser_stop(told):
        quote = before[-1]
        if quote in "]}":
            return (
                AFTER_QUOTE,
                at,
                "After the closing bracket the line goes on.",
                "If the bracket belongs to the text, put the whole text in double quotes.",
            )
        hint = (
            "Put the whole text in double quotes."
            if quote == "'"
            else "Put the whole text in single quotes, or leave the quotes out."
        )
        if quote == "'":
            hint += " Inside single quotes an apostrophe is written twice."
        return (AFTER_QUOTE, at, f"The quote {quote} closes the text before its end.", hint)
    return None


def _is_parser_stop(told: str) -> bool:
    return (
        "expected key" in told
        or "block end" in told
        or "expected '-'" in told
        or "document start" in told
    )


def _beginnings(told: str, at: Place, begun: Place, source: SourceText) -> _Found | None:
    line = _line(at, source)
    sign = line[at.column - 1 : at.column]
    if "cannot start any token" in told:
        called = "a backtick" if sign == "`" else f"`{sign}`"
        message = f"A text without quotes cannot begin with {called}."
        return (FIRST_CHARACTER, at, message, _IN_QUOTES)
    if sign in ("]", "}", ",") and "block" in told:
        message = f"A text without quotes cannot begin with `{sign}`."
        return (FIRST_CHARACTER, at, message, _IN_QUOTES)
    if sign == ":" and not line[: at.column - 1].strip(" -"):
        return (
            NO_NAME,
            at,
            "Nothing stands before this colon.",
            "Write a name before it, such as `text:`.",
        )
    for what, mark in (("alias", "*"), ("anchor", "&"), ("tag", "!")):
        if f"scanning an {what}" in told or f"scanning a {what}" in told:
            message = f"A text without quotes cannot begin with `{mark}`."
            return (FIRST_CHARACTER, begun, message, _IN_QUOTES)
    if "tag" in told or "directive" in told or "incompatible" in told:
        place = begun if "%" in _line(begun, source) else at
        sign = "%" if "%" in _line(place, source) else "!"
        message = f"A text without quotes cannot begin with `{sign}`."
        return (FIRST_CHARACTER, place, message, _IN_QUOTES)
    if "anchor" in told:
        message = "A text without quotes cannot begin with `&`."
        return (FIRST_CHARACTER, at, message, _IN_QUOTES)
    if "mapping keys are not allowed" in told:
        message = "A text without quotes cannot begin with a question mark and a blank."
        return (QUESTION_MARK, at, message, _IN_QUOTES)
    if "sequence entries are not allowed" in told:
        return (
            DASH,
            at,
            "A list cannot begin on the line of its key.",
            "Put `- ` on the next line, two blanks further in; or put the text in double quotes.",
        )
    return None


def _brackets(told: str, at: Place, begun: Place, source: SourceText) -> _Found | None:
    if "flow" not in told and "',' or" not in told:
        return None
    sign = _line(begun, source)[begun.column - 1 : begun.column]
    if sign not in ("[", "{"):
        begun, sign = at, "["
    return (
        OPEN_BRACKET,
        begun,
        f"The bracket `{sign}` begins a list here, and the list does not end well.",
        "If the bracket belongs to the text, put the whole text in double quotes.",
    )


def _ended(told: str, at: Place, source: SourceText) -> bool:
    """Whether a line of three dots has ended the file before this line."""
    before = source.lines[: at.line - 1]
    return "document start" in told and any(line.rstrip() == "..." for line in before)


def _blocks(told: str, at: Place, begun: Place, source: SourceText) -> _Found | None:
    if _ended(told, at, source):
        return (
            NOT_YAML,
            at,
            "A line of three dots has ended this file, and here it goes on.",
            "Take the line `...` out; if it is text, put it in double quotes.",
        )
    if "block scalar" in told:
        return (
            AFTER_BLOCK_SIGN,
            at,
            "After `|` or `>` the line must end.",
            "Begin the text on the next line, two blanks further in.",
        )
    if "expected '-'" in told or ("block collection" in told and "block end" in told):
        return (
            INDENT,
            at,
            "This line stands in the column of a list, and does not begin with `- `.",
            f"Begin it with `- `, or move it in. The list begins on line {begun.line}.",
        )
    if _is_parser_stop(told) or "block" in told or "indentation" in told:
        column = begun.column
        blanks = "no blanks" if column == 1 else f"{column - 1} blanks"
        return (
            INDENT,
            at,
            "This line does not begin in the same column as the lines around it.",
            f"The block it is in begins on line {begun.line}, with {blanks} in front.",
        )
    return None
