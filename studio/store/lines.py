"""The form of a file: valid JSON with one document per line.

    {
    "outcomes":{
    "0193…":{"id":"0193…", …, "~crc":"9a0b1c2d"},
    "0194…":{…}
    }
    }

Any JSON reader reads it; a damaged file is read line by line; and a write
leaves the lines it does not touch byte for byte as they were, so a document
of a newer program passes through unharmed.

`encode_line` and `decode_line` are the one place where a document becomes
text. In a sealed folder the document of a line is a sealed one; `sealing`
says how, and is imported only then.

May import the standard library. Never touches the disk.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Callable, Iterator, KeysView, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from studio.store.sealing import Seal

CHECKSUM = "~crc"
ALTERED = "~altered"
"""True in a document that reads well but is not what was written: a flipped
bit, or an edit by hand. It stays in the document, so that a copy that is
intact wins over it."""

MARK = b',"~crc":"'
TAIL = len(MARK) + 8 + 2
ENTRY = re.compile(rb'\s*("(?:[^"\\]|\\.)*")\s*:\s*(.*?)\s*,?\s*$', re.DOTALL)
GLUED = re.compile(rb'"[^"]*":\{.*?"~crc":"[0-9a-f]{8}"\}')
NUMBER_TOO_LONG_OR_TOO_DEEP = (ValueError, RecursionError)

Json = Any  # whatever JSON can say; the store does not look inside
Document = dict[str, Any]
Tables = dict[str, Any]


class LineDocument(MutableMapping[str, Any]):
    """A document that stays a line of bytes until somebody looks inside.

    Inserting one outcome into a file of 256 then costs no parsing of the
    other 255, and what is not looked at is written back unchanged.
    """

    __slots__ = ("_at", "_key", "_line", "_opened")
    label = ""
    """Its key in the file, where that is not the key it is known by."""

    def __init__(self, key: str, line: bytes, at: int = 0) -> None:
        """`line` is the document, or with `at` its whole entry, which holds it from there on."""
        self._key = key
        self._line: bytes | None = line
        self._at = at
        self._opened: Document | None = None

    @property
    def raw(self) -> bytes | None:
        """The document's bytes as read, or None once it has been looked into."""
        return self._line[self._at :] if self._line is not None else None

    def entry(self, key: str) -> bytes | None:
        """The whole entry as read, if it still is that of `key`."""
        return self._line if self._at and key == self._key else None

    def opened(self) -> Document:
        """The document; from here on it may have been changed."""
        if self._opened is None:
            self._opened = decode_line(self._key, self.raw or b"{}")
            self._line = None
        return self._opened

    def __getitem__(self, key: str) -> Json:
        return self.opened()[key]

    def __setitem__(self, key: str, value: Json) -> None:
        self.opened()[key] = value

    def __delitem__(self, key: str) -> None:
        del self.opened()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.opened())

    def keys(self) -> KeysView[str]:
        """The names in it; not one by one, because every read copies by them."""
        return self.opened().keys()

    def __len__(self) -> int:
        return len(self.opened())

    def __repr__(self) -> str:
        return "LineDocument()"  # a crash report must not show what a person wrote


class Reading(NamedTuple):
    """What a file gave.

    `whole` is False when the file did not parse and was salvaged. `changed`
    counts documents that read well but differ from their checksum; `lost`
    counts lines that were documents once and cannot be read any more.
    """

    tables: Tables
    whole: bool = True
    changed: int = 0
    lost: int = 0


# One document ----------------------------------------------------------


def encode_line(key: str, document: Mapping[str, Any]) -> bytes:
    """One document as one line, its checksum (over key and text) last.

    NaN and the infinities become null and lone surrogates become escapes: the
    rest of what a person typed must not be lost over them.
    """
    body = dump({name: value for name, value in document.items() if name != CHECKSUM})
    if body == b"{}":
        return body
    return body[:-1] + MARK + _checksum(key, body) + b'"}'


def decode_line(key: str, raw: bytes) -> Document:
    """The document of a line. Raises ValueError or RecursionError if it is none.

    A line that does not match its checksum is still read, and marked.
    """
    document = json.loads(raw)
    if not isinstance(document, dict):
        raise ValueError("not a document")
    if CHECKSUM in document and not is_intact(key, raw):
        _check_reprinted(key, document)
    document.pop(CHECKSUM, None)
    return document


def is_intact(key: str, raw: bytes | memoryview) -> bool:
    """True if the line is, byte for byte, what `encode_line` made."""
    if raw[-TAIL : -TAIL + len(MARK)] != MARK or raw[-2:] != b'"}':
        return raw == b"{}"
    return raw[-10:-2] == _checksum(key, memoryview(raw)[:-TAIL], b"}")


def _check_reprinted(key: str, document: Document) -> None:
    """Another JSON tool may have changed spaces or escapes: that is no damage."""
    told = document.pop(CHECKSUM)
    if _checksum(key, dump(document)).decode() != told:
        document[ALTERED] = True


def _checksum(key: str, *parts: bytes | memoryview) -> bytes:
    total = zlib.crc32(key.encode("utf-8", "surrogatepass"))
    for part in parts:
        total = zlib.crc32(part, total)
    return b"%08x" % total


def dump(value: object) -> bytes:
    """`value` as compact JSON on one line, whatever strings and floats it has."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError:
        return dump(_without_nan(value))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def _without_nan(value: object) -> Json:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {
            "null" if isinstance(key, float) and not math.isfinite(key) else key: _without_nan(one)
            for key, one in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_without_nan(one) for one in value]
    return value


# One file --------------------------------------------------------------


def encode_file(tables: Mapping[str, Any], seal: Seal | None = None) -> bytes:
    """All tables, one document per line. A table is a mapping of documents."""
    if seal is not None and not (seal.sealed or seal.open):
        seal = None
    parts = [b"{"]
    for number, (name, table) in enumerate(tables.items()):
        comma = b"," if number < len(tables) - 1 else b""
        if _is_table(table):
            parts.append(dump(str(name)) + b":{")
            entries = [_entry(str(key), one, seal) for key, one in table.items()]
            parts.extend(entry + b"," for entry in entries[:-1])
            parts.extend(entries[-1:])
            parts.append(b"}" + comma)
        else:
            parts.append(dump(str(name)) + b":" + _value(table, seal) + comma)
    parts.append(b"}\n")
    return b"\n".join(parts)


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(v, Mapping) for v in value.values())


def _entry(key: str, document: Mapping[str, Any], seal: Seal | None) -> bytes:
    if seal is not None:
        from studio.store.sealing import entry

        key, line = entry(key, document, seal)
    elif isinstance(document, LineDocument) and (as_read := document.entry(key)) is not None:
        return as_read
    elif isinstance(document, LineDocument) and (raw := document.raw) is not None:
        key, line = document.label or key, raw
    else:
        line = encode_line(key, document)
    return dump(key) + b":" + line


def _value(value: object, seal: Seal | None) -> bytes:
    if seal is None or not seal.writes:
        return dump(value)
    from studio.store.sealing import whole_value

    return whole_value(value, seal)


def decode_file(
    data: bytes,
    table: str = "_default",
    known: Callable[[str], bool] | None = None,
    seal: Seal | None = None,
) -> Reading:
    """Read a file as far as it goes; never raises for its content.

    `table` is where documents belong when the file does not say, or when it
    names a table that is not `known`: no checksum covers that name. Sealed
    documents are opened by `seal` when somebody looks into them.
    """
    reading = _as_written(data) or _as_json(data) or _salvaged(data, table)
    if b"YWdlLWVuY3J5cHRpb24ub3Jn" in data or b'"~age"' in data:
        from studio.store.sealing import unsealed

        reading = unsealed(reading, seal)
    return _homed(reading, table, known) if known else reading


def narrowed(data: bytes, keeps: Callable[[bytes], bool]) -> bytes:
    """A file with those entries alone that `keeps` is true of, given each entry's line.

    Of a file that is not one entry a line, as `encode_file` makes them, all of it.
    """
    kept: list[bytes] = []
    after_entry = False
    for line in data.split(b"\n"):
        if not is_entry(line):
            kept.append(line)
            after_entry = False
        elif keeps(line):
            if after_entry:
                kept[-1] += b","
            kept.append(line.removesuffix(b","))
            after_entry = True
    return b"\n".join(kept)


def is_entry(line: bytes) -> bool:
    """Whether a line of a file is a whole entry, key and document."""
    return line.startswith(b'"') and b'":{' in line and line.endswith((b"}", b"},"))


def is_as_written(line: bytes) -> bool:
    """Whether a line is one of those that `encode_file` makes, by its look: an entry, or none."""
    return is_entry(line) or line in (b"", b"{", b"}", b"},") or line.endswith(b'":{')


def key_of(line: bytes) -> bytes:
    """The key of an entry's line, in its quotes."""
    return line[: line.find(b'":{') + 1]


def _homed(reading: Reading, table: str, known: Callable[[str], bool]) -> Reading:
    strange = [name for name, one in reading.tables.items() if not known(name) and _is_table(one)]
    for name in strange:
        documents = reading.tables.pop(name)
        reading.tables[table] = {**documents, **reading.tables.get(table, {})}
    return reading._replace(whole=False) if strange else reading


def _as_written(data: bytes) -> Reading | None:
    """The quick way: every line is exactly what `encode_file` made."""
    lines = data.split(b"\n")
    if len(lines) < 3 or lines[0] != b"{" or lines[-2:] != [b"}", b""]:
        return None
    tables: Tables = {}
    inside: dict[str, LineDocument] | None = None
    for number, line in enumerate(lines[1:-2], start=1):
        closes_next = lines[number + 1] in (b"}", b"},")
        if inside is None:
            name = _table_name(line)
            if name is None or name in tables:
                return None
            inside = tables.setdefault(name, {})
        elif line in (b"}", b"},"):
            if (line == b"}") != (number == len(lines) - 3):
                return None
            inside = None
        else:
            entry = _quick_entry(line, closes_next)
            if entry is None or entry[0] in inside:
                return None
            inside[entry[0]] = LineDocument(*entry)
    return None if inside is not None else Reading(tables)


def _table_name(line: bytes) -> str | None:
    if not line.endswith(b":{"):
        return None
    try:
        name = json.loads(line[:-2])
    except ValueError:
        return None
    return name if isinstance(name, str) else None


def _quick_entry(line: bytes, last: bool) -> tuple[str, bytes, int] | None:
    if line.endswith(b",") == last:
        return None
    raw = line if last else line[:-1]
    # Our own ids hold no quotes; a key that does is met by the slower way.
    end = raw.find(b'":{', 1)
    if raw[:1] != b'"' or end < 0 or b"\\" in raw[1:end] or b'"' in raw[1:end]:
        return None
    try:
        key = raw[1:end].decode()
    except UnicodeDecodeError:
        return None
    at = end + 2
    return (key, raw, at) if is_intact(key, memoryview(raw)[at:]) else None


def _as_json(data: bytes) -> Reading | None:
    """Valid JSON in another form, or with a document changed by hand."""
    repeated: list[bool] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            repeated.append(True)
        return found

    try:
        tables = json.loads(data, object_pairs_hook=once)
    except NUMBER_TOO_LONG_OR_TOO_DEEP:
        return None
    if not isinstance(tables, dict) or repeated:
        return None  # a key that is there twice: two versions, sorted out line by line
    changed = 0
    for table in tables.values():
        if not _is_table(table):
            continue
        for key, document in table.items():
            if CHECKSUM in document:
                _check_reprinted(key, document)
                changed += ALTERED in document
    return Reading(tables, changed=changed)


def _salvaged(data: bytes, table: str) -> Reading:
    """Line by line: what reads as `"key":{…}` is kept, the rest is counted."""
    from studio.store.union import preferred  # rare, and only here

    tables: Tables = {}
    changed = lost = 0
    inside = table
    for line in data.split(b"\n"):
        name = _table_name(line.strip())
        if name is not None:
            inside = name
            continue
        entries = _salvaged_entries(line)
        lost += not entries and b'":' in line
        for key, document in entries:
            documents = tables.setdefault(inside, {})
            known = documents.get(key)
            documents[key] = document if known is None else preferred(known, document)
            changed += ALTERED in document
    return Reading(tables, whole=False, changed=changed, lost=lost)


def _salvaged_entries(line: bytes) -> list[tuple[str, Document]]:
    """The document of a line, or several if a line break was hit."""
    whole = _salvaged_entry(line)
    pieces = [whole] if whole else [_salvaged_entry(one) for one in GLUED.findall(line)]
    return [piece for piece in pieces if piece is not None]


def _salvaged_entry(line: bytes) -> tuple[str, Document] | None:
    found = ENTRY.match(line)
    if found is None:
        return None
    try:
        key = json.loads(found[1])
        return key, decode_line(key, found[2])
    except NUMBER_TOO_LONG_OR_TOO_DEEP:
        return None
