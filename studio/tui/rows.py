"""Rows of text in the five voices, drawn cell by cell: what bodies are made of.

For: wrapping and cutting by cells, and one widget that draws rows and redraws
only those that changed. A row is plain text in named voices, never markup.
May import textual, rich's cell widths and the theme. Knows no step kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from studio.format.markdown import BULLET, YOURS, Span
from studio.tui.theme import voices

if TYPE_CHECKING:
    from studio.engine.prompts import Prose


class Piece(NamedTuple):
    """Words in one voice (a field of `theme.Voices`); `name` is what a click on them means."""

    text: str
    voice: str = "text"
    name: object = None


@dataclass(frozen=True)
class Row:
    """One line of the screen. `marked`: the mark stands here, so keep it in sight.

    `name` is what a click anywhere on the row means, unless a piece says so itself.
    """

    pieces: tuple[Piece, ...] = ()
    name: object = None
    marked: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


BLANK = Row()
VOICE_OF_SPAN = {"": "text", "em": "text", "strong": "question", "yours": "question"}


def row(*pieces: Piece | str, name: object = None, marked: bool = False) -> Row:
    """A row of pieces; a bare string is said in the text voice."""
    return Row(tuple(Piece(one) if isinstance(one, str) else one for one in pieces), name, marked)


def fit(text: str, width: int) -> str:
    """`text` in at most `width` cells, its end cut with … where it is longer."""
    if cell_len(text) <= width:
        return text
    kept, cells = "", 0
    for char in text:
        cells += cell_len(char)
        if cells > width - 1:
            break
        kept += char
    return kept.rstrip() + "…" if width > 0 else ""


def wrap_within(text: str, width: int, most: int) -> list[str]:
    """`text` broken into at most `most` rows; the last ends in … where there is more."""
    rows = wrap(text, width)
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], fit(" ".join(rows[most - 1 :]), width)] if most > 0 else []


def pad(text: str, width: int) -> str:
    """`text` cut or filled with blanks to exactly `width` cells."""
    fitted = fit(text, width)
    return fitted + " " * (width - cell_len(fitted))


def centred(text: str, width: int, voice: str = "text") -> Row:
    """A row with `text` in the middle of `width` cells."""
    fitted = fit(text, width)
    return row(" " * ((width - cell_len(fitted)) // 2), Piece(fitted, voice))


def wrap(text: str, width: int) -> list[str]:
    """`text` as lines of at most `width` cells, broken between words where it can be.

    A no-break space holds its words together.
    """
    return [text[start:end] for start, end in breaks(text, width)] or [""]


def wrapped(text: str, width: int, voice: str = "text") -> list[Row]:
    """`text` as rows of at most `width` cells, all in one voice."""
    return [row(Piece(line, voice)) for line in wrap(text, width)]


def breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of `wrap` begin and end in `text`."""
    lines: list[tuple[int, int]] = []
    at = 0
    for paragraph in text.split("\n"):
        lines.extend((at + start, at + end) for start, end in _broken(paragraph, max(1, width)))
        at += len(paragraph) + 1
    return lines


def _broken(line: str, width: int) -> Iterator[tuple[int, int]]:
    if cell_len(line) <= width:
        yield 0, len(line)
        return
    start: int | None = None
    end = 0
    for word in re.finditer(r"[\S\u00a0]+", line):
        if start is not None and cell_len(line[start : word.end()]) > width:
            yield start, end
            start = None
        if start is None:
            start = word.start()
        while cell_len(line[start : word.end()]) > width:
            cut = start + len(_head(line[start : word.end()], width))
            yield start, cut
            start = cut
        end = word.end()
    if start is not None and start < end:
        yield start, end


def _head(text: str, width: int) -> str:
    cells = 0
    for index, char in enumerate(text):
        cells += cell_len(char)
        if cells > width:
            return text[: max(1, index)]
    return text


def wrap_pieces(pieces: Sequence[Piece], width: int, indent: int = 0) -> list[tuple[Piece, ...]]:
    """Pieces run on as one text and wrapped, each word keeping its voice.

    Lines after the first are `indent` cells narrower: they stand so far in.
    """
    text = "".join(piece.text for piece in pieces)
    found = breaks(text, width)
    if indent and len(found) > 1:
        at = found[1][0]
        rest = breaks(text[at:], max(1, width - indent))
        found = [found[0], *((at + start, at + end) for start, end in rest)]
    return [_cut(pieces, start, end) for start, end in found]


def _cut(pieces: Sequence[Piece], start: int, end: int) -> tuple[Piece, ...]:
    found, at = [], 0
    for piece in pieces:
        inside = piece.text[max(0, start - at) : max(0, end - at)]
        if inside:
            found.append(piece._replace(text=inside))
        at += len(piece.text)
    return tuple(found)


def prose_rows(prose: Prose, width: int, voice: str = "") -> list[Row]:
    """Filled-in text as rows; all of it in `voice`, or each span in its own.

    A line of a list that is wrapped goes on under its own words.
    """
    rows: list[Row] = []
    for line in prose:
        pieces = [Piece(span.text, voice or VOICE_OF_SPAN.get(span.style, "text")) for span in line]
        indent = _indent(line)
        first, *others = wrap_pieces(pieces, width, indent) or [()]
        rows.append(Row(first))
        rows.extend(Row((Piece(" " * indent), *wrapped)) for wrapped in others)
    return rows


def _indent(line: Sequence[Span]) -> int:
    """How far the words of a list line stand in; 0 for any other line."""
    if not line or line[0].style == YOURS:
        return 0
    body = line[0].text.lstrip(" ")
    return len(line[0].text) - len(body) + len(BULLET) if body.startswith(BULLET) else 0


def opening(prose: Prose) -> int:
    """How many lines stand on the question's row: the first, or the list that comes first."""
    listed = 0
    while listed < len(prose) and _indent(prose[listed]):
        listed += 1
    return listed or 1


def kept_rows(text: str, width: int, voice: str = "text") -> list[Row]:
    """Words that are kept or were said earlier, after the edge line."""
    return [row(Piece("│ ", "edge"), Piece(line, voice)) for line in wrap(text, width - 2)]


class Rows(Widget):
    """Draws rows; `show` redraws only the lines that differ from those before."""

    DEFAULT_CSS: ClassVar[str] = """
    Rows { height: auto; width: 1fr; background: transparent; }
    """
    ALLOW_SELECT = False

    class Clicked(Message):
        """The mouse was pressed on something that has a name."""

        def __init__(self, name: object) -> None:
            self.name = name
            super().__init__()

    def __init__(self, rows: Iterable[Row] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: tuple[Row, ...] = tuple(rows)
        self._grows = False

    @property
    def text(self) -> str:
        """What stands here, for tests and for reading aloud."""
        return "\n".join(one.text.rstrip() for one in self.rows)

    def show(self, rows: Iterable[Row]) -> None:
        """Draw these rows from now on."""
        before, self.rows = self.rows, tuple(rows)
        if len(before) != len(self.rows):
            self._make_room()
            return
        changed = [
            y for y, (old, new) in enumerate(zip(before, self.rows, strict=True)) if old != new
        ]
        if changed:
            width = self.size.width
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _make_room(self) -> None:
        """Be as high as there are rows, unless the style sheet gives a height.

        The height is set outright: a box model that is cached while a layout is
        already on its way (after a resize) would keep the old number of rows.
        """
        height = self.styles.height
        if self._grows or (height is not None and height.is_auto):
            self._grows = True
            self.styles.height = len(self.rows)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.rows)

    def render_line(self, y: int) -> Strip:
        ground = self.rich_style
        if y >= len(self.rows):
            return Strip.blank(self.size.width, ground)
        said = voices(self)
        segments = [
            Segment(piece.text, ground + getattr(said, piece.voice).rich_style)
            for piece in self.rows[y].pieces
        ]
        return Strip(segments).adjust_cell_length(self.size.width, ground)

    def on_click(self, event: events.Click) -> None:
        if not 0 <= event.y < len(self.rows):
            return
        clicked, cells = self.rows[event.y], 0
        for piece in clicked.pieces:
            cells += cell_len(piece.text)
            if event.x < cells and piece.name is not None:
                self.post_message(self.Clicked(piece.name))
                return
            if event.x < cells:
                break
        if clicked.name is not None:
            self.post_message(self.Clicked(clicked.name))
