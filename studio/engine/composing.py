"""How the parts of a composed text are put together, the same wherever it is read.

Parts follow one another with a blank between them. Line breaks inside a part stay; a
part that ends in a line break ends a paragraph, and an empty line follows. So it is
while it is chosen, while it is edited, as it is kept and where it is piped. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studio.engine.prompts import Draft, Sentence

PARTED = "\n"  # the last piece of a sentence that ends a paragraph
BLANK = "____"
# What a sentence may go on with behind an answer that already ended in a full stop.
STOPS = (".", ",", ";", ":", "?")

Said = tuple[str, bool]  # some words of a line, and whether they fill a blank


def laid_out(
    draft: Draft, slots: Mapping[str, str], *, blanks: bool = False
) -> tuple[tuple[Said, ...], ...]:
    """The lines of a draft with the slots filled in; an empty one parts paragraphs.

    A sentence with an empty slot is left out whole; with `blanks` (while the person is
    still writing) it is shown with `____` instead.
    """
    lines: list[list[Said]] = [[]]
    parted = False
    for sentence in draft.sentences:
        ends = sentence[-1:] == (PARTED,)
        pieces = _filled(sentence[:-1] if ends else sentence, slots, blanks=blanks)
        if pieces is None:
            parted = parted or ends  # what it ended still ends
            continue
        if lines != [[]]:
            if parted:
                lines += [[], []]
            else:
                lines[-1].append((" ", False))
        _add(lines, pieces)
        parted = ends
    return tuple(tuple(line) for line in lines) if lines != [[]] else ()


def show_draft(draft: Draft, slots: Mapping[str, str], *, blanks: bool = False) -> str:
    """A draft as one text. See `laid_out`."""
    lines = laid_out(draft, slots, blanks=blanks)
    return "\n".join("".join(words for words, _ in line) for line in lines)


def nothing_yet(*, required: bool) -> str:
    """What is said when every blank was left open, so that there is no text to take."""
    return f"There is nothing in it yet. A few words{'' if required else ', or skip'}."


def is_empty(drafts: Sequence[Draft], slots: Mapping[str, str]) -> bool:
    """Whether no draft has a word in it yet."""
    return not any(laid_out(one, slots) for one in drafts)


def _filled(sentence: Sentence, slots: Mapping[str, str], *, blanks: bool) -> list[Said] | None:
    """The pieces of a sentence with its blanks filled; None when one is empty."""
    pieces: list[Said] = []
    for at, piece in enumerate(sentence):
        if isinstance(piece, str):
            pieces.append((piece, False))
            continue
        words = slots.get(piece.slot, "").strip()
        if not words and not blanks:
            return None
        words = before_stop(words, sentence[at + 1 :])
        pieces.append(((beginning(words) if at == 0 else words) or BLANK, bool(words)))
    return pieces


def _add(lines: list[list[Said]], pieces: Sequence[Said]) -> None:
    for words, filled in pieces:
        first, *others = words.split("\n")
        if first:
            lines[-1].append((first, filled))
        lines.extend([(one, filled)] if one else [] for one in others)


def beginning(words: str) -> str:
    """What a person typed, where a sentence begins with it."""
    return words[:1].upper() + words[1:]


def before_stop(words: str, rest: Sequence[object]) -> str:
    """`words` without the full stop a person typed, where the sentence goes on with a stop."""
    following = rest[0] if rest else ""
    if not isinstance(following, str) or not following.startswith(STOPS):
        return words
    return words if words.endswith("..") else words.removesuffix(".")
