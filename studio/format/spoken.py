"""The texts of a file that a person reads, each with the place of every character.

Walks the nodes of a file, so that a text is found wherever it stands and whatever
was wrong around it. Imports the nodes only.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio.format.nodes import Mapping, Node, Scalar, Sequence

# Format page, translation: these are read by a person, everything else is stored or refers.
SPOKEN = frozenset(
    (
        "title", "purpose", "claim", "summary", "text", "help", "label", "hint", "own", "skip",
        "low", "high", "start", "parts", "words", "closing", "line", "beside", "note", "cue",
        "credit",
    )
)  # fmt: skip
LABELLED = frozenset(("options", "slots"))  # a plain text on the right is a label
UNSPOKEN = frozenset(("with", "references"))
NAMED = frozenset(("fields", "slots", "options", "groups"))  # what stands below is a name


def spoken(node: Node | None, key: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every text that a person reads, with the key it stands under."""
    if isinstance(node, Scalar):
        if key in SPOKEN and node.text.strip():
            yield key, node
    elif isinstance(node, Sequence):
        for one in node.items:
            # Word lists to mark are not read by anybody; parts of a composed text are.
            if not isinstance(one, Scalar) or key == "parts":
                yield from spoken(one, key if isinstance(one, Scalar) else "")
    elif isinstance(node, Mapping):
        for entry in node.entries:
            name, value = entry.key.text, entry.value
            if key in NAMED and isinstance(value, Scalar):
                yield from spoken(value, "label" if key in LABELLED else "")
            elif name not in UNSPOKEN:
                yield from spoken(value, "" if key in NAMED else name)


def option_blocks(node: Node | None, key: str = "") -> Iterator[Mapping]:
    """Every block of options that is written out."""
    if isinstance(node, Sequence):
        for one in node.items:
            yield from option_blocks(one)
    elif isinstance(node, Mapping):
        if key == "options":
            yield node
        for entry in node.entries:
            yield from option_blocks(entry.value, entry.key.text)


def label_of(node: Node) -> Scalar | None:
    """The label of an option: the text on the right, or the one under `label`."""
    found = node.get("label") if isinstance(node, Mapping) else node
    return found if isinstance(found, Scalar) else None
