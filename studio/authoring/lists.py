"""Words put into a list of a file, in the way that the list is written there.

`exercises: [a, b]` stays in brackets, a list below its key stays below it. Imports the
reader of nodes and the edits; opens no file.
"""

from __future__ import annotations

from collections.abc import Iterable

from studio.authoring.edits import ENDS, Edit, edited
from studio.format.nodes import Entry, Mapping, Scalar, Sequence
from studio.format.problems import Problems
from studio.format.source import read


def add_to_list(data: bytes, key: str, words: Iterable[str], *, before: str = "") -> bytes:
    """The file with some words at the end of the list `key`; those that are there stay one.

    A file without the list gets it before the key `before`, or at its end.
    """
    root = read(data, "", Problems())
    if not isinstance(root, Mapping):
        return data
    entry = next((one for one in root.entries if one.key.text == key), None)
    there = _words(entry)
    new = [one for one in dict.fromkeys(words) if one not in there]
    if not new:
        return data
    rows = ENDS.split(data.decode("utf-8-sig", "replace"))
    if entry is None:
        place = next((one.key.place.line for one in root.entries if one.key.text == before), 0)
        text = f"{key}: [{', '.join(new)}]\n"
        if place:
            return edited(data, [Edit(place, 1, 0, text)])
        end = "" if not rows[-1] else "\n"
        return edited(data, [Edit(len(rows), len(rows[-1]) + 1, 0, end + text)])
    return edited(data, [_edit(entry, new, rows)])


def _words(entry: Entry | None) -> list[str]:
    node = entry.value if entry is not None else None
    if isinstance(node, Scalar) and node.text:
        return [node.text]  # one word that lacks its brackets
    if not isinstance(node, Sequence):
        return []
    return [one.text for one in node.items if isinstance(one, Scalar)]


def _edit(entry: Entry, new: list[str], rows: list[str]) -> Edit:
    node = entry.value
    if isinstance(node, Sequence) and not node.flow and node.items:
        last = node.items[-1]
        line = last.span[2] + 1 if isinstance(last, Scalar) else last.place.line
        blanks = " " * (node.place.column - 1)
        text = "".join(f"\n{blanks}- {one}" for one in new)
        return Edit(line, len(rows[line - 1]) + 1, 0, text)
    if isinstance(node, Sequence) and node.items:
        last = node.items[-1]
        place = last.at(len(last.text)) if isinstance(last, Scalar) else last.place
        return Edit(place.line, place.column, 0, "".join(f", {one}" for one in new))
    if isinstance(node, Sequence):
        return Edit(node.place.line, node.place.column + 1, 0, ", ".join(new))
    if isinstance(node, Scalar) and node.text:
        place = node.at(0, len(node.text))
        return Edit(place.line, place.column, place.width, f"[{', '.join([node.text, *new])}]")
    # The key with nothing behind it.
    place = entry.key.place
    return Edit(place.line, place.column + len(entry.key.text) + 1, 0, f" [{', '.join(new)}]")
