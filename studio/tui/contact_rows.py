"""Whom to call, as rows: the same on the help screen and in a step of an exercise.

For: the emergency number first, the person's own people, the lines of their
country, and where to look for more. Numbers are bold and nothing is cut. May
import rows; knows no screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.tui.rows import BLANK, Piece, Row, row, wrap, wrap_pieces

if TYPE_CHECKING:
    from studio.practice.people import Contacts

HEAD = "You don't have to handle this alone."
DANGER = "In danger right now, or about to act?"
EMERGENCY = "Call your local emergency number"
TALK = "Want to talk to someone?"
EVERYWHERE = "findahelpline.com"
ANYWHERE = f"Anywhere: {EVERYWHERE} lists lines by country."
ONE_PERSON = 'Or tell one person: "I\'m having a hard time. Can you stay?"'
INDENT = "  "


def contact_rows(contacts: Contacts, width: int) -> list[Row]:
    """Everything there is for one country, in rows of at most `width` cells."""
    rows = [row(line) for line in wrap(HEAD, width)]
    rows += [BLANK, row(DANGER), *_emergency(contacts, width)]
    lines = [*_own(contacts, width), *_lines(contacts, width)]
    if lines:
        rows += [BLANK, row(TALK), *lines]
    rows.append(BLANK)
    for words in (ANYWHERE, ONE_PERSON):
        rows += [row(line) for line in wrap(words, width)]
    notice = wrap(contacts.notice, width) if contacts.notice else []
    return rows + [row(Piece(line, "quiet")) for line in notice]


def _emergency(contacts: Contacts, width: int) -> list[Row]:
    pieces = [Piece(EMERGENCY)]
    if any(letter.isdigit() for letter in contacts.emergency):
        pieces += [Piece(" ("), Piece(contacts.emergency, "question"), Piece(")")]
    return _indented([*pieces, Piece(".")], width)


def _own(contacts: Contacts, width: int) -> list[Row]:
    return [one for own in contacts.own for one in _indented([Piece(own, "question")], width)]


def _lines(contacts: Contacts, width: int) -> list[Row]:
    """`Samaritans: 116 123   call   free, 24 hours`."""
    rows: list[Row] = []
    for line in contacts.lines:
        if line.number == EVERYWHERE:  # it has a sentence of its own
            continue
        rest = "   ".join(part for part in (line.how, line.hours) if part)
        pieces = [Piece(f"{line.name}: "), Piece(line.number, "question")]
        rows += _indented([*pieces, Piece(f"   {rest}", "quiet")] if rest else pieces, width)
    return rows


def _indented(pieces: list[Piece], width: int) -> list[Row]:
    return [row(INDENT, *line) for line in wrap_pieces(pieces, width - len(INDENT))]
