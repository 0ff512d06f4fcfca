"""Documents of earlier versions, read as if they were of today's.

Each step is a pure function from one version to the next; a document walks
through them when it is read. Nothing is rewritten for it: a document takes
today's form in its file when it is changed for another reason. Fields that no
step knows stay as they are, and a document of a later version is handed on
untouched.

    0    without a head: made by hand, or by another program, as plain JSON
    1    `v`, `rev` and `kind` are there

May import `union`. Pure; never drops a field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.store.lines import Document
from studio.store.union import KNOWN_VERSION

Step = Callable[[Document, str], Document]

KINDS = {
    "outcomes": "outcome", "items": "item", "entries": "schedule", "runs": "programme",
    "shown": "shown",
}  # fmt: skip
"""What the documents of a table are, unless they say otherwise."""


def with_a_head(document: Document, table: str) -> Document:
    """0 to 1: what every document begins with since."""
    revision = document.get("rev")
    return {
        **document,
        "v": 1,
        "rev": revision if isinstance(revision, int) else 0,
        "kind": document.get("kind") or KINDS.get(table, "document"),
    }


STEPS: Mapping[int, Step] = {0: with_a_head}
"""From which version each step leads to the next."""


def upgraded(
    document: Document,
    table: str,
    steps: Mapping[int, Step] = STEPS,
    today: int = KNOWN_VERSION,
) -> Document:
    """The document in today's form; the same object if it is there already.

    One without a version has none of the heads: it is of version 0.
    """
    version = document.get("v", 0)
    if not isinstance(version, int) or isinstance(version, bool):
        return document
    while version < today:
        step = steps.get(version)
        if step is None:
            return document  # a version there never was: shown as it is
        document = step(document, table)
        version += 1
    return document
