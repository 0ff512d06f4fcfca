"""Texts with `${…}` in them: read once, checked once, filled each time they are shown.

A line that needs a missing answer is left out whole. Markdown (emphasis and lists, nothing
else) is read on the author's own words alone; what a person typed stays as they typed it.
Imports the expressions and `problems`; knows no steps, no screens and no file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from studio.format.expressions.checking import Lookup, check
from studio.format.expressions.codes import ALL_VANISHES
from studio.format.expressions.evaluating import Names, evaluate
from studio.format.expressions.reading import Locate, parse
from studio.format.expressions.tree import Expression
from studio.format.expressions.values import is_missing
from studio.format.expressions.wording import in_words, spoken_in
from studio.format.markdown import YOURS, Line, Span, styled
from studio.format.stops import meet

if TYPE_CHECKING:
    from studio.format.problems import Place, Problems
    from studio.format.source import Scalar

NEVER_CLOSED = "P330"
EMPTY_PIPE = "P331"
OTHER_PIPE = "P332"

Show = Callable[[object], str]


@dataclass(frozen=True, slots=True)
class Template:
    """A text in lines, each a tuple of the author's words and of expressions between them."""

    lines: tuple[tuple[str | Expression, ...], ...]
    source: str

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """Every expression in the text, in order."""
        return tuple(part for line in self.lines for part in line if isinstance(part, Expression))

    @property
    def names(self) -> frozenset[str]:
        """The names that the text reads."""
        return frozenset().union(*(part.names for part in self.expressions))


class Piece(NamedTuple):
    """A stretch of a filled line; `yours` when it came through a pipe."""

    text: str
    yours: bool


def parse_template(
    scalar: Scalar | str, problems: Problems, locate: Locate | None = None
) -> Template:
    """The template written in `scalar`; pipes that cannot be read stay as words, with a problem.

    `locate(offset, width)` gives the place of a character; a Scalar knows its own.
    """
    if isinstance(scalar, str):
        source = scalar
        if locate is None:
            raise TypeError("A plain text needs a function that locates its characters.")
    else:
        source = scalar.text
        locate = locate or scalar.at
    text = source.rstrip("\n")
    if "{" not in text:
        return Template(tuple((row,) if row else () for row in text.split("\n")), source)
    rows: list[list[str | Expression]] = [[]]
    _Pipes(text, locate, problems).read_into(rows)
    return Template(tuple(tuple(row) for row in rows), source)


class _Pipes:
    """One pass over a text that has curly brackets in it."""

    def __init__(self, text: str, locate: Locate, problems: Problems) -> None:
        self._text = text
        self._locate = locate
        self._problems = problems

    def read_into(self, rows: list[list[str | Expression]]) -> None:
        """Add the parts of the text to `rows`, a new row for each newline of the author's."""
        text, start, said = self._text, 0, ""
        while True:
            at = text.find("${", start)
            if at < 0:
                self._watch(start, len(text))
                _add_words(rows, said + text[start:])
                return
            self._watch(start, at)
            if at > 0 and text[at - 1] == "$":
                # `$${` is how an author writes `${` itself.
                said += text[start : at - 1] + "${"
                start = at + 2
                continue
            _add_words(rows, said + text[start:at])
            said = ""
            end = _closing(text, at + 2)
            if end < 0:
                self._problems.error(
                    NEVER_CLOSED,
                    self._locate(at, 2),
                    "`${` is opened here and never closed.",
                    "Write `}` behind the name; for the two signs themselves write `$${`.",
                )
                _add_words(rows, text[at:])
                return
            part = self._expression(at + 2, end)
            if part is None:
                _add_words(rows, text[at : end + 1])
            else:
                rows[-1].append(part)
            start = end + 1

    def _expression(self, start: int, end: int) -> Expression | None:
        inside = self._text[start:end]
        if not inside.strip():
            self._problems.error(
                EMPTY_PIPE,
                self._locate(start - 2, end - start + 3),
                "There is nothing between `${` and `}`.",
                "Write the name of an answer: ${name}.",
            )
            return None
        found = parse(inside, _moved(self._locate, start), self._problems)
        if found is None:
            return None
        return Expression(found.source, found.tree, found.names, start)

    def _watch(self, start: int, end: int) -> None:
        """Warn of `{name}` and `{{name}}`, which other programs pipe with."""
        text = self._text
        at = text.find("{", start, end)
        while at >= 0:
            first = at
            while at < end and text[at] == "{":
                at += 1
            close = text.find("}", at, end)
            name = text[at:close].strip() if close >= 0 else ""
            if name and name.replace(".", "_").isidentifier():
                last = close + 1
                while last < end and text[last] == "}" and last - close < at - first:
                    last += 1
                self._problems.warning(
                    OTHER_PIPE,
                    self._locate(first, last - first),
                    f"`{text[first:last]}` is shown as it stands.",
                    f"To put an answer in, write ${{{name}}}.",
                )
            at = text.find("{", at, end)


def _moved(locate: Locate, by: int) -> Locate:
    def moved(offset: int, width: int) -> Place:
        return locate(by + offset, width)

    return moved


def _closing(text: str, start: int) -> int:
    """The offset of the `}` that closes a pipe, or -1. One in straight quotes does not."""
    at, quoted = start, False
    while at < len(text):
        character = text[at]
        if character == "'":
            quoted = not quoted
        elif character == "}" and not quoted:
            return _on_this_line(text, start, at)
        elif character == "\n" and quoted:
            break
        at += 1
    # An odd quote, as in `${name's}`: the first bracket it is, and the expression will say.
    return _on_this_line(text, start, text.find("}", start))


def _on_this_line(text: str, start: int, end: int) -> int:
    """`end`, or -1 where another line or another pipe begins before it."""
    inside = text[start:end]
    return -1 if end < 0 or "\n" in inside or "${" in inside else end


def _add_words(rows: list[list[str | Expression]], words: str) -> None:
    first, *others = words.split("\n")
    if first:
        rows[-1].append(first)
    rows.extend([row] if row else [] for row in others)


def check_template(
    template: Template,
    lookup: Lookup,
    problems: Problems,
    locate: Locate,
    *,
    may_vanish: bool = False,
) -> None:
    """Check every expression of a text; warn when all of its lines can be left out.

    `locate` is the one the template was read with. `may_vanish` for texts that are meant to be
    left out, such as a part of a `compose`.
    """
    first_missing: Expression | None = None
    stays = not template.lines
    for line in template.lines:
        missing = None
        for part in line:
            if isinstance(part, Expression):
                kind = check(part, lookup, problems, _moved(locate, part.at), "shown")
                if missing is None and kind is not None and kind.maybe:
                    missing = part
        if line and missing is None:
            stays = True
        first_missing = first_missing or missing
    if first_missing is not None and not stays and not may_vanish:
        problems.warning(
            ALL_VANISHES,
            locate(first_missing.at, len(first_missing.source)),
            "Every line of this text needs an answer that may be missing.",
            "Add a line that needs none, or a `when` to the step.",
        )


def fill(
    template: Template, names: Names, show: Show | None = None
) -> tuple[tuple[Piece, ...], ...]:
    """The lines of a text with their answers; lines that need a missing one are left out.

    `show` turns a value into words, `in_words` in the language of `names` when None. An answer of
    several lines makes several lines. Blank lines that a left-out line would have parted are
    drawn together.
    """
    rows: list[tuple[Piece, ...]] = []
    for pieces in _kept(template, names, show or _speaking(names)):
        rows.extend(map(tuple, _broken(pieces)))
    return tuple(rows)


def _speaking(names: Names) -> Show:
    """Values as words in the language of a session."""
    language = ""

    def show(value: object) -> str:
        nonlocal language
        language = language or spoken_in(names)
        return in_words(value, language)

    return show


def _kept(template: Template, names: Names, show: Show) -> list[list[Piece]]:
    """The pieces of each line that stays."""
    rows: list[list[Piece]] = []
    dropped = False
    for line in template.lines:
        pieces = _pieces(line, names, show)
        if pieces is None:
            dropped = True
            continue
        if dropped and not line and (not rows or not rows[-1]):
            continue
        rows.append(pieces)
        if line:
            dropped = False
    while dropped and rows and not rows[-1]:
        rows.pop()
    return rows


def _pieces(line: tuple[str | Expression, ...], names: Names, show: Show) -> list[Piece] | None:
    pieces: list[Piece] = []
    for part in line:
        if isinstance(part, str):
            pieces.append(Piece(part, False))
            continue
        value = evaluate(part, names)
        words = "" if is_missing(value) else show(value)
        if not words:
            return None
        pieces.append(Piece(words, True))
    return _meeting(pieces)


def _meeting(pieces: list[Piece]) -> list[Piece]:
    """The same without a sign that stands twice where an answer ends."""
    for at in range(len(pieces) - 1):
        one, other = pieces[at : at + 2]
        if one.yours and not other.yours:
            words, following = meet(one.text, other.text)
            pieces[at : at + 2] = [Piece(words, True), Piece(following, False)]
    return [one for one in pieces if one.text]


def _broken(pieces: list[Piece]) -> list[list[Piece]]:
    """The lines that one line makes: an answer can hold newlines of its own."""
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n") if piece.yours else [piece.text]
        if first:
            rows[-1].append(Piece(first, piece.yours))
        rows.extend([Piece(row, True)] if row else [] for row in others)
    return rows


def _broken_line(line: Line) -> list[Line]:
    """The same for a line that has its styles."""
    rows: list[list[Span]] = [[]]
    for span in line:
        first, *others = span.text.split("\n") if span.style == YOURS else [span.text]
        if first:
            rows[-1].append(Span(first, span.style))
        rows.extend([Span(row, YOURS)] if row else [] for row in others)
    return [tuple(row) for row in rows]


def fill_text(template: Template, names: Names, show: Show | None = None) -> str:
    """The filled text as one plain text, its Markdown signs as written."""
    return "\n".join("".join(piece.text for piece in row) for row in fill(template, names, show))


def prose(template: Template, names: Names, show: Show | None = None) -> tuple[Line, ...]:
    """The filled text for the screen: lines of spans, emphasis and lists carried out."""
    lines: list[Line] = []
    for pieces in _kept(template, names, show or _speaking(names)):
        # Styled before it is broken, so that emphasis can reach over an answer of two lines.
        lines.extend(_broken_line(styled(pieces)))
    return tuple(lines)


__all__ = [
    "Line",
    "Piece",
    "Show",
    "Span",
    "Template",
    "check_template",
    "fill",
    "fill_text",
    "parse_template",
    "prose",
]
