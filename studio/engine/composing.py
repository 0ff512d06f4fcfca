"""How the parts of a composed text are put together, the same wherever it is read.

Parts follow one another with a blank between them. Line breaks inside a part stay; a
part that ends in a line break ends a paragraph, and an empty line follows. So it is
while it is chosen, while it is edited, as it is kept and where it is piped. Says too which
blanks are asked for a draft. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from studio.engine.prompts import ComposePrompt, Draft, Hole, Sentence, SlotAsk
from studio.format.stops import meet

PARTED = "\n"  # the last piece of a sentence that ends a paragraph
BLANK = "____"


class Said(NamedTuple):
    """Some words of a line; `slot` is the blank they stand in, `filled` once it has words."""

    words: str
    slot: str = ""
    filled: bool = False


def asked_for(prompt: ComposePrompt, draft: Draft | None) -> tuple[SlotAsk, ...]:
    """The blanks that are asked for a draft: first those that all need, then its own.

    Without a draft (none is taken yet) only those that all need. One that stands in no
    draft is an answer for later, and asked whichever is taken.
    """
    needs = {one.value: holes(one) for one in prompt.drafts}
    every = frozenset().union(*needs.values())
    shared = [
        ask
        for ask in prompt.slots
        if ask.name not in every or all(ask.name in one for one in needs.values())
    ]
    if draft is None:
        return tuple(shared)
    own = [ask for ask in prompt.slots if ask not in shared and ask.name in needs[draft.value]]
    return (*shared, *own)


def holes(draft: Draft) -> frozenset[str]:
    """The blanks that stand in a draft."""
    return frozenset(
        piece.slot for sentence in draft.sentences for piece in sentence if isinstance(piece, Hole)
    )


def laid_out(
    draft: Draft, slots: Mapping[str, str], *, blanks: Collection[str] = ()
) -> tuple[tuple[Said, ...], ...]:
    """The lines of a draft with the slots filled in; an empty one parts paragraphs.

    A sentence with an empty slot is left out whole; with a slot of `blanks` (those that are
    still to be filled) it is shown with `____` instead.
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
                lines[-1].append(Said(" "))
        _add(lines, pieces)
        parted = ends
    return tuple(tuple(line) for line in lines) if lines != [[]] else ()


def show_draft(draft: Draft, slots: Mapping[str, str], *, blanks: Collection[str] = ()) -> str:
    """A draft as one text. See `laid_out`."""
    lines = laid_out(draft, slots, blanks=blanks)
    return "\n".join("".join(one.words for one in line) for line in lines)


def nothing_yet(*, required: bool) -> str:
    """What is said when every blank was left open, so that there is no text to take."""
    return f"There is nothing in it yet. A few words{'' if required else ', or skip'}."


def is_empty(drafts: Sequence[Draft], slots: Mapping[str, str]) -> bool:
    """Whether no draft has a word in it yet."""
    return not any(laid_out(one, slots) for one in drafts)


def _filled(
    sentence: Sentence, slots: Mapping[str, str], *, blanks: Collection[str]
) -> list[Said] | None:
    """The pieces of a sentence with its blanks filled; None when one is empty."""
    pieces: list[Said] = []
    rest = list(sentence)
    while rest:
        piece = rest.pop(0)
        if isinstance(piece, str):
            pieces.append(Said(piece))
            continue
        words = slots.get(piece.slot, "").strip()
        if not words and piece.slot not in blanks:
            return None
        if words and rest and isinstance(rest[0], str):
            words, rest[0] = meet(words, rest[0])
        shown = (words if pieces else beginning(words)) or BLANK
        pieces.append(Said(shown, piece.slot, bool(words)))
    return pieces


def _add(lines: list[list[Said]], pieces: Sequence[Said]) -> None:
    for piece in pieces:
        first, *others = piece.words.split("\n")
        if first:
            lines[-1].append(piece._replace(words=first))
        lines.extend([piece._replace(words=one)] if one else [] for one in others)


def beginning(words: str) -> str:
    """What a person typed, where a sentence begins with it."""
    return words[:1].upper() + words[1:]
