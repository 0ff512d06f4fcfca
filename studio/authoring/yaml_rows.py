"""Texts, lists and blocks as rows of YAML, in the way that tests are written by hand.

For: a test that is written by the program. What is written reads back as it was: every
text that YAML could take for something else goes into quotes. Knows the shapes of a
test and nothing else of YAML; imports the cleaning of text only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from studio.format.clean import clean

WIDE = 100
WORD = re.compile(r"[A-Za-z0-9_][\w./-]*", re.ASCII)
PLAIN = re.compile(r"[^\W_](?:[^\n]*[^\s:])?")


def rows(block: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """A block of keys, each row with `indent` blanks in front.

    Values are texts, lists and blocks; an empty block in a list is a lone hyphen.
    """
    for key, value in block.items():
        yield from _entry(f"{' ' * indent}{scalar(key)}:", value, indent)


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:  # noqa: ANN401 - nested data
    if isinstance(value, Mapping):
        yield head
        yield from rows(value, indent + 2)
    elif isinstance(value, list):
        yield from _list(head, value, indent)
    else:
        first, *more = _text(str(value), indent + 2)
        yield f"{head} {first}"
        yield from more


def _list(head: str, items: list[Any], indent: int) -> Iterator[str]:
    if all(isinstance(one, str) and WORD.fullmatch(one) for one in items):
        row = f"{head} [{', '.join(items)}]"
        if len(row) <= WIDE:
            yield row
            return
    yield head
    dash = f"{' ' * (indent + 2)}-"
    for one in items:
        if isinstance(one, Mapping):
            inner = list(rows(one, indent + 4))
            yield f"{dash} {inner[0].lstrip()}" if inner else dash
            yield from inner[1:]
        else:
            yield from _entry(dash, one, indent + 2)


def _text(text: str, indent: int) -> list[str]:
    """A text behind its key: on that row, or as lines below it where it has several."""
    text = clean(text)
    lines = text.split("\n")
    whole = lines[1:] and all(line == line.rstrip() for line in lines)
    if whole and lines[0] and lines[-1] and not lines[0].startswith(" "):
        return ["|-", *(f"{' ' * indent}{line}" if line else "" for line in lines)]
    return [scalar(text)]


def scalar(text: str) -> str:
    """A text on one row, in double quotes where it would not stand for itself."""
    text = clean(text)
    bare = PLAIN.fullmatch(text) and not (": " in text or " #" in text)
    return text if bare else json.dumps(text, ensure_ascii=False)
