"""An answer from a file, taken apart: what each step kind types in its place.

For: the few shapes an answers file can hold (a word, a list, a block), with
the place of each, so that what does not fit is shown under a caret. May
import the format's nodes and problems. Never guesses.
"""

from __future__ import annotations

from studio.errors import StudioError
from studio.format.problems import Place, did_you_mean
from studio.format.source import Mapping, Node, Scalar, Sequence


class Unfit(StudioError):
    """An answer that does not fit, at its place in the file."""

    def __init__(self, code: str, place: Place, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.code = code
        self.place = place


def word(node: Node) -> str:
    """The text of a plain value."""
    if isinstance(node, Scalar):
        return node.text
    raise Unfit(
        "P806",
        node.place,
        "One value belongs here, not a list or a block of keys.",
        "Write it on one line, behind its id.",
    )


def several(node: Node) -> tuple[Node, ...]:
    """The entries of a list."""
    if isinstance(node, Sequence):
        return node.items
    raise Unfit("P806", node.place, "A list belongs here.", "Begin each entry with a dash.")


def block(node: Node) -> dict[str, Node]:
    """The keys of a block."""
    if isinstance(node, Mapping):
        return {entry.key.text: entry.value for entry in node.entries}
    raise Unfit("P806", node.place, "A block of keys belongs here, such as `own: my words`.")


def own_words(node: Node) -> str | None:
    """The words of `own: …`, or None when the answer is not in own words."""
    if isinstance(node, Mapping):
        own = node.get("own")
        return None if own is None else word(own)
    return None


def only(node: Node, *known: str) -> None:
    """Refuse keys of a block that are not among `known`."""
    if not isinstance(node, Mapping):
        return
    for entry in node.entries:
        if entry.key.text not in known:
            raise Unfit(
                "P806",
                entry.key.place,
                f"`{entry.key.text}` does not belong to this answer.",
                did_you_mean(entry.key.text, known),
            )


def safe(words: str) -> str:
    """Words as they are typed: with a blank in front where they would be a command."""
    return "\n".join(f" {line}" if line.startswith(":") else line for line in words.split("\n"))
