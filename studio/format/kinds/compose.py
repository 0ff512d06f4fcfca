"""compose: a text put together from parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import Named, Pieces, Reference, Whole, YesNo, key
from studio.format.parts import Slot, Version
from studio.format.step import Step

if TYPE_CHECKING:
    from studio.format.piping import Template


@dataclass(frozen=True, kw_only=True)
class Compose(Step):
    """A text from parts; a part that needs a missing answer is left out whole."""

    kind: ClassVar[str] = "compose"
    asks: ClassVar[bool] = True
    stores: ClassVar[str] = (
        '{"text": "…", "version": v, "edited": bool}; each slot an answer of its own'
    )

    parts: tuple[Template, ...] = key(Pieces(), "the sentences", default=())
    versions: dict[str, Version] = key(Named("version"), "or drafts to choose from", default={})
    begin: str = key(
        Reference("answer"), "the answer that names the draft to begin with", default=""
    )
    slots: dict[str, Slot] = key(
        Named("slot"),
        "blanks filled on the same screen; those of one version once it is taken",
        default={},
    )
    edit: bool = key(YesNo(), "whether the result can be changed", default=True)
    max_words: int | None = key(Whole(1, 2000), "a soft limit: counted, never refused")
    lint: tuple[str, ...] = key(
        Reference("word_list", many=True), "marks words of these lists; never blocks", default=()
    )
