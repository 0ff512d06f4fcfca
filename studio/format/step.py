"""What every step has, and the table of kinds.

`Step` holds the common keys; a kind is one small dataclass in
`studio/format/kinds/<kind>.py` that adds its own. Adding a kind: one such
file here, one of the same name in `engine/kinds`, `tui/kinds`, `plain/kinds`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from studio.format.keys import Formula, Label, Name, Reference, Words, YesNo, key
from studio.format.parts import NOWHERE
from studio.format.problems import Place

if TYPE_CHECKING:
    from studio.format.expressions import Expression
    from studio.format.piping import Template


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step, as written. `address` is unique in its flow: the id, or a path.

    Class facts of a kind: `kind` its name in YAML; `asks` whether the person
    answers it (then an id is needed, written or given by the measure);
    `draws` whether it is a screen of its own; `stores` the shape of its answer,
    for the reference.
    """

    kind: ClassVar[str] = ""
    asks: ClassVar[bool] = False
    draws: ClassVar[bool] = True
    stores: ClassVar[str] = "nothing"

    place: Place = field(default=NOWHERE, compare=False, repr=False)
    address: str = ""
    id: str = key(Name(), "names the answer", default="")
    when: Expression | None = key(Formula("yes/no"), "left out unless this is true")
    text: Template | None = key(Words(), "what the person reads; for a question, the question")
    label: str = key(Label(), "a short name for the answer, where it is shown again", default="")
    help: Template | None = key(Words(), "more: quiet below the text, or a key away")
    show: tuple[str, ...] = key(
        Reference("answer", many=True), "earlier answers that stay in sight", default=()
    )
    required: bool = key(YesNo(), "cannot be skipped", default=False)
    skip: str = key(Label(), "words on the skip key", default="")
    private: bool = key(YesNo(), "kept nowhere, nor what is made of it", default=False)
    was: str = key(Name(), "an earlier id", default="")


def kinds() -> dict[str, type[Step]]:
    """Every kind by its name in YAML, in the order of the reference."""
    from studio.format.kinds import KINDS

    return KINDS
