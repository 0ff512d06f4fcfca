"""Answers and kept things as the rows and items that expressions work on.

`Item` (from the expressions) is the one runtime form of a chosen option, an
entry of a list, a kept thing, a past session. Here stored data becomes items,
and items become plain data again, for the lookups that a draft carries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from studio.format.expressions import Item, is_missing
from studio.format.expressions.wording import are_sentences, in_words


def as_data(value: object) -> Any:  # noqa: ANN401 - plain JSON data
    """A runtime value as plain JSON data, to be read again by `from_data`."""
    if isinstance(value, Item):
        return {
            "item": value.words,
            "value": value.value,
            "number": value.number,
            "ref": value.ref,
            "fields": {name: as_data(one) for name, one in value.fields.items()},
        }
    if isinstance(value, (list, tuple)):
        return [as_data(one) for one in value]
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value


def from_data(data: Any) -> object:  # noqa: ANN401 - plain JSON data
    """The runtime value that `as_data` wrote."""
    if isinstance(data, list):
        return tuple(from_data(one) for one in data)
    if isinstance(data, dict):
        if "time" in data:
            return datetime.fromisoformat(data["time"])
        if "date" in data:
            return date.fromisoformat(data["date"])
        return Item(
            data["item"],
            value=data["value"],
            number=data["number"],
            fields={name: from_data(one) for name, one in data["fields"].items()},
            ref=data["ref"],
        )
    return data


def _extra(entry: Mapping[str, Any]) -> dict[str, object]:
    return {
        name: _small(one)
        for name, one in entry.items()
        if name not in ("value", "own", "text", "ref")
    }


def _small(value: object) -> object:
    """A field of an entry: a chosen value, own words, a text or a number."""
    if isinstance(value, dict) and "own" in value:
        return Item(str(value["own"]), value="own")
    return value


def entry_item(entry: Any, words: str) -> Item:  # noqa: ANN401 - plain JSON data
    """One stored entry of a choice, list or pick, with the words it was shown by."""
    if not isinstance(entry, dict):
        return Item(words)
    if "own" in entry:
        return Item(str(entry["own"]), value="own", fields=_extra(entry))
    if "ref" in entry:
        return Item(words, fields=_extra(entry), ref=entry["ref"])
    if "text" in entry:
        text = str(entry["text"])
        return Item(text, fields={"text": text, **_extra(entry)})
    extra = _extra(entry)
    return Item(_alone(words) if extra else words, value=entry.get("value"), fields=extra)


def _alone(line: str) -> str:
    """An entry's own words in the line it was shown by: "sad" of "sad (7, since long)"."""
    depth = 0
    for at in range(len(line) - 1, -1, -1):
        depth += (line[at] == ")") - (line[at] == "(")
        if depth == 0:
            return line[:at].rstrip() if line[at] == "(" else line
    return line


def stored_value(kind: str, stored: Any, words: Sequence[str]) -> object:  # noqa: ANN401
    """The runtime value of an answer as an outcome stores it.

    `words` are the lines it was shown by, one for each entry of a plural kind.
    Numbers of options are not stored; only the session itself knows them.
    """
    if stored is None or kind in ("text", "scale", "number"):
        return stored
    if kind == "date":
        return date.fromisoformat(stored)
    if kind in ("choice", "pick"):
        return entry_item(stored, words[0] if words else "")
    if kind in ("choices", "list", "picks"):
        padded = [*words, *[""] * len(stored)]
        return tuple(entry_item(one, padded[i]) for i, one in enumerate(stored))
    if kind == "compose":
        return Item(stored["text"], value=stored.get("version") or None)
    if kind == "share":
        return Item("", fields=dict(stored))
    if kind == "keep":
        return tuple(
            Item(
                words[i] if i < len(words) else "",
                value=one["to"],
                fields=one.get("fields") or {},
                ref=one["ref"],
            )
            for i, one in enumerate(stored)
        )
    if kind == "schedule":
        due = stored.get("due")
        return Item(
            words[0] if words else "",
            value=stored.get("value"),
            fields={"due": datetime.fromisoformat(due) if due else None},
        )
    return Item(words[0] if words else "", fields=stored if isinstance(stored, dict) else {})


CLAUSE = 5
"""So many words are a thought of its own, and not a thing in a row."""


def set_apart(value: object, language: str = "en") -> str:
    """`shown_value`, but a list of whole thoughts has semicolons: "a and b" would read as one."""
    if not isinstance(value, (list, tuple)):
        return shown_value(value, language)
    parts = [words for one in value if (words := shown_value(one, language))]
    if are_sentences(parts) or not any(len(one.split()) >= CLAUSE or "," in one for one in parts):
        return shown_value(value, language)
    return "; ".join(one.removesuffix(".") for one in parts)


def shown_value(value: object, language: str = "en") -> str:
    """A runtime value in the words of a language; "" when it is missing."""
    return "" if is_missing(value) else in_words(value, language)
