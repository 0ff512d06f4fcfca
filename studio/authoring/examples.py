"""An example of a page as files: what it leaves out is put around it, and what cannot be
typed stands for itself.

`<tab>`, `<character 202E>`, `<byte E9>`, `<34 x "- ">` and `<today>` are written so
in a page, where a reader can see them. Writes below a folder it is given, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

EXERCISE = "example.yml"
HEAD = """format: 1
id: example
version: 1
title: Example
quick: yes
"""
PACK = """format: 1
id: own
version: 1
title: Own
language: en
uses: [common]
exercises: [example]
"""
PLAIN = HEAD + "steps:\n  - type: say\n    text: Hello\n"
MANY = re.compile(r'<(\d+) x "([^"]*)">')
CHARACTER = re.compile(r"<character ([0-9A-F]+)>")
BYTE = re.compile(rb"<byte ([0-9A-F]{2})>")


BEGUN = ""  # the name of an exercise that is printed from below its head
BEFORE = HEAD.count("\n")  # the lines of that head


def written(text: str, today: date) -> bytes:
    """An example as bytes, with what cannot be typed in its place."""
    text = text.replace("<tab>", "\t").replace("<today>", today.isoformat())
    text = MANY.sub(lambda found: found[2] * int(found[1]), text)
    text = CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
    return BYTE.sub(lambda found: bytes([int(found[1], 16)]), text.encode())


def lay_out(files: Mapping[str, str], folder: Path, today: date) -> Path:
    """Write the files of an example into a pack below `folder`; the pack's folder.

    Names beginning `../` stand beside the pack. A pack.yml and an exercise are put
    there where the example has none of its own; a file whose text is "none" is not.
    """
    home = folder / "own"
    for name, text in {"pack.yml": PACK, EXERCISE: PLAIN, **files}.items():
        if text.strip() == "none":
            continue
        path = home / (name or EXERCISE)
        text = HEAD + text if name == BEGUN else text
        path.parent.mkdir(parents=True, exist_ok=True)
        path.resolve().write_bytes(written(text, today))
    return home
