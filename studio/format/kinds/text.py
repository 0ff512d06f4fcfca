"""text: one line or several, in the person's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import ListNames, Reference, Whole, Words, key
from studio.format.parts import Source
from studio.format.step import Step

if TYPE_CHECKING:
    from studio.format.piping import Template


@dataclass(frozen=True, kw_only=True)
class Text(Step):
    """Words of one's own. Limits are soft: counted, never refused (but `max_chars`)."""

    kind: ClassVar[str] = "text"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = '"…"'

    lines: int = key(Whole(1, 40), "several lines; a soft limit", default=1)
    minutes: int | None = key(Whole(1, 120), "a soft time limit")
    max_words: int | None = key(Whole(1, 2000), "a soft limit: counted, never refused")
    max_chars: int | None = key(Whole(1, 20000), "the most characters")
    start: Template | None = key(Words(), "text to begin from")
    rewrites: str = key(Reference("answer"), "shows that answer above; kept as a pair", default="")
    lint: tuple[str, ...] = key(
        Reference("word_list", many=True), "marks words of these lists; never blocks", default=()
    )
    suggest: tuple[Source, ...] = key(
        ListNames(), "lines of lists or collections to take over and change", default=()
    )
