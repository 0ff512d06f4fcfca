"""Packs in memory, for tests of the reader."""

from __future__ import annotations

from studio.format.assemble import Draught, read_exercise
from studio.format.packs import PackSource, Shelf
from studio.library.library import Library

HEAD = """format: 1
id: own
version: 1
title: Own
language: en
uses: [common]
exercises: [wrong]
"""
TOP = """format: 1
id: wrong
version: 1
title: A title
quick: yes
"""


def pack(pack_id: str, files: dict[str, str]) -> PackSource:
    """A pack whose files are texts."""

    def fetch(name: str) -> bytes | None:
        return files[name].encode() if name in files else None

    return PackSource(pack_id, pack_id, fetch)


def shelf(**files: str) -> Shelf:
    """The shipped packs, and one called `own` with these sections (`lists="lists: …"`)."""
    made = Library().shelf
    texts = {f"{name}.yml": text for name, text in files.items()}
    made.packs["own"] = pack("own", {"pack.yml": HEAD, **texts})
    return made


def draught(text: str | bytes, **files: str) -> Draught:
    """An exercise of the pack `own`, as far as it can be read."""
    data = text if isinstance(text, bytes) else text.encode()
    packs = shelf(**files)
    return read_exercise(data, "wrong.yml", packs, packs.packs["own"], name="own/wrong.yml")


def steps(text: str, **files: str) -> Draught:
    """A quick exercise with these steps, written at the margin."""
    lines = "".join(f"  {line}\n" for line in text.strip("\n").split("\n"))
    return draught(f"{TOP}steps:\n{lines}", **files)


def codes(found: Draught) -> list[str]:
    """The codes of the problems in its own file, in order."""
    return [one.code for one in found.problems.all]
