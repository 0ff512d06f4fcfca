"""How documents are sealed, one a line, so that only the person can read them.

A sealed document is a document like any other, with one field:

    "0193…":{"~age":"YWdlLWVuY3J5cHRpb24ub3Jn…","~crc":"9a0b1c2d"}

The field is an age file in base64. So a damaged file is still read line by
line, files still merge by lines, and one flipped bit costs one document. Ids
that tell nothing but a time stay in the clear, because they are how files are
searched; every other key becomes a meaningless label, and the true one lies
inside.

May import `lines`, `faults`, and `pyrage` late: a store that is not sealed
never loads it. Never reads or writes a file, and never knows a passphrase.
"""

from __future__ import annotations

import binascii
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from studio.store.faults import StoreError
from studio.store.lines import (
    ALTERED,
    Document,
    LineDocument,
    Reading,
    Tables,
    decode_line,
    dump,
    encode_line,
)

AGE = "~age"
"""The field that holds a sealed document."""
TRUE_KEY = "~key"
"""Inside a sealed document: the key it belongs to."""
LABEL = "~"
"""How a key begins that stands for one which would tell something."""
WHOLE = "~value"
"""The key of something sealed that was no table of documents."""
BEGINS = b'{"~age":"'
AGE_FILE = b"age-encryption.org/"
"""How every sealed file begins."""
AN_AGE_FILE = "YWdlLWVuY3J5cHRpb24ub3Jn"
"""How every sealed field begins."""
TELLS_NOTHING = re.compile(
    r"[0-9]{1,12}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)
LABELLED = re.compile(rb'"~[0-9a-f]{20}"\s*:')
REMEMBERED = 512


class Locked(StoreError):
    """What was asked for is sealed, and nobody has opened it yet."""

    def __init__(self) -> None:
        super().__init__(
            "This is locked with a passphrase.",
            "Start `studio` and type it there; what you write meanwhile is kept, sealed.",
            kind="locked",
        )


class Unopenable(ValueError):
    """A sealed document that this key does not open: damaged, or another key's."""


class Seal:
    """Whether one data folder is sealed, to whom, and the identity once it is open.

    `sealed`: the folder holds sealed documents, so reading wants the identity.
    `writes`: what is written from now on is sealed. `look_again` is called when
    a sealed document turns up in a folder that was thought to be plain: another
    window may have sealed it meanwhile.
    """

    def __init__(self) -> None:
        self.sealed = False
        self.writes = False
        self.recipients: tuple[str, ...] = ()
        self.look_again: Callable[[], None] = _nothing
        self._secret: str | None = None
        self._identity: Any = None
        self._to: tuple[tuple[str, ...], list[Any]] = ((), [])
        self._lately: dict[bytes, str] = {}

    @property
    def locked(self) -> bool:
        """True while there is something that only the identity can read."""
        return self.sealed and self._secret is None

    @property
    def open(self) -> bool:
        """True once the identity is here, whether or not the folder is sealed."""
        return self._secret is not None

    @property
    def secret(self) -> str:
        """The identity. Raises Locked."""
        if self._secret is None:
            raise Locked
        return self._secret

    def take(self, secret: str) -> None:
        """Hold the identity (`AGE-SECRET-KEY-1…`), until `forget`."""
        from pyrage import x25519

        self._identity = x25519.Identity.from_str(secret)
        self._secret = secret

    def forget(self) -> None:
        """Let go of the identity and of everything made with it."""
        self._secret = self._identity = None
        self._lately.clear()

    def need_open(self) -> None:
        """Raise Locked while it is locked."""
        if self.locked:
            raise Locked

    # Bytes -------------------------------------------------------------

    def close(self, data: bytes) -> bytes:
        """An age file of `data`. Needs no passphrase."""
        import pyrage

        if not self.recipients:
            raise StoreError(
                "The file that says to whom your data is sealed is not there.",
                "Unlock with your passphrase once, and it is made again.",
                kind="damaged",
            )
        if self._to[0] != self.recipients or not self._to[1]:
            made = [pyrage.x25519.Recipient.from_str(one) for one in self.recipients]
            self._to = (self.recipients, made)
        return bytes(pyrage.encrypt(data, self._to[1]))

    def opened(self, data: bytes) -> bytes:
        """What an age file holds. Raises Locked or Unopenable."""
        self.need_open()
        if self._identity is None:
            raise Unopenable
        import pyrage

        try:
            return bytes(pyrage.decrypt(data, [self._identity]))
        except pyrage.DecryptError as error:
            raise Unopenable from error

    def name(self, text: str) -> str:
        """A file stem that stands for `text` and tells nothing. Raises Locked."""
        import hashlib
        import hmac

        self.need_open()
        key = hashlib.sha256(f"file names\0{self._secret}".encode()).digest()
        return hmac.new(key, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()[:24]

    # Documents ---------------------------------------------------------

    def line(self, key: str, document: Mapping[str, Any]) -> tuple[str, bytes]:
        """A document as it is written: its key in the file, and its line."""
        import hashlib

        inner = dump({**document, TRUE_KEY: key})
        print_ = hashlib.blake2b(inner, digest_size=16).digest()
        # A draft is rewritten at every step with most of its lines unchanged.
        text = self._lately.get(print_)
        if text is None:
            text = in_letters(self.close(inner))
            while len(self._lately) >= REMEMBERED:
                del self._lately[next(iter(self._lately))]
            self._lately[print_] = text
        label = key if tells_nothing(key) else label_of(text)
        return label, encode_line(label, {AGE: text})

    def document(self, key: str, text: object) -> tuple[str, Document]:
        """The true key and the document in a sealed field. Raises Locked or Unopenable."""
        try:
            data = self.opened(binascii.a2b_base64(str(text).encode(), strict_mode=True))
            found = json.loads(data)
        except (binascii.Error, UnicodeEncodeError, RecursionError, ValueError) as error:
            raise Unopenable from error
        if not isinstance(found, dict):
            raise Unopenable
        true = str(found.pop(TRUE_KEY, key))
        if true != key and not key.startswith(LABEL):
            found[ALTERED] = True  # it was moved under another key by hand
        return true, found


def _nothing() -> None:
    """A seal on its own, without a folder, has nowhere to look again."""


def tells_nothing(key: str) -> bool:
    """True for a number or a UUID. A UUIDv7 tells when it was made, nothing else."""
    return TELLS_NOTHING.fullmatch(key) is not None


def label_of(text: str) -> str:
    """A key for a sealed field: the same for the same field, and it tells nothing."""
    import hashlib  # costs more than reading a small file does; a plain store needs none

    return LABEL + hashlib.sha256(text.encode()).hexdigest()[:20]


class SealedDocument(LineDocument):
    """A document that stays sealed until somebody looks inside.

    `label` is its key in the file. What is not looked at is written back as it
    was, so a session can be finished while everything is locked.
    """

    __slots__ = ("_seal", "label")

    def __init__(self, key: str, raw: bytes, label: str, seal: Seal | None) -> None:
        super().__init__(key, raw)
        self.label = label
        self._seal = seal

    def opened(self) -> Document:
        """The document. Raises Locked or Unopenable."""
        if self._opened is None:
            if self._seal is None:
                raise Unopenable
            outer = decode_line(self.label, self.raw or b"{}")
            self._opened = self._seal.document(self.label, outer.get(AGE))[1]
            self._line = None
        return self._opened


# Files -----------------------------------------------------------------


def is_sealed(document: object) -> bool:
    """True for a document that holds a sealed one."""
    if isinstance(document, LineDocument):
        return document.raw is not None and document.raw.startswith(BEGINS)
    return isinstance(document, Mapping) and _field(document) is not None


def _field(document: Mapping[str, Any]) -> str | None:
    """What a sealed document holds, even if the name of the field was hit."""
    if AGE in document:
        return str(document[AGE])
    if ALTERED in document and len(document) == 2:
        return next((v for v in document.values() if str(v).startswith(AN_AGE_FILE)), None)
    return None


def entry(key: str, document: Mapping[str, Any], seal: Seal | None) -> tuple[str, bytes]:
    """A document as it is written, sealed if the folder is: its key and its line."""
    if isinstance(document, SealedDocument) and document.raw is not None:
        # Sealed already, and to stay so; or it cannot be opened, and is kept for who can.
        if seal is None or seal.writes or not seal.open:
            return document.label, document.raw
        try:
            return key, encode_line(key, document.opened())
        except Unopenable:
            return document.label, document.raw
    if seal is not None and seal.writes:
        return seal.line(key, document)
    if isinstance(document, LineDocument) and document.raw is not None:
        return key, document.raw
    return key, encode_line(key, document)


def whole_value(value: object, seal: Seal) -> bytes:
    """Something that is no table of documents, as one sealed document in a table."""
    text = in_letters(seal.close(dump({"value": value})))
    return b'{"%s":%s}' % (WHOLE.encode(), encode_line(WHOLE, {AGE: text}))


def in_letters(data: bytes) -> str:
    """Base64 on one line."""
    return binascii.b2a_base64(data, newline=False).decode()


def unsealed(reading: Reading, seal: Seal | None) -> Reading:
    """The reading of a file with its sealed documents ready to be looked into.

    Damaged ones that still open are as good as new (age would have noticed);
    those that do not are lost, and the file counts as damaged.
    """
    if seal is not None and not seal.sealed and not seal.open:
        seal.look_again()
    tables: Tables = {}
    changed, lost = reading.changed, reading.lost
    for name, table in reading.tables.items():
        if not isinstance(table, Mapping) or not any(is_sealed(one) for one in table.values()):
            tables[name] = table
            continue
        documents: Document = {}
        for label, one in table.items():
            if not is_sealed(one):
                documents[label] = one
                continue
            hurt = not isinstance(one, LineDocument) and ALTERED in one
            changed -= hurt
            found = _sealed(label, one, seal, look=hurt)
            if found is None:
                lost += 1
            else:
                documents[found[0]] = found[1]
        tables[name] = documents if list(documents) != [WHOLE] else _value(documents[WHOLE])
    whole = reading.whole and lost == reading.lost
    return Reading(tables, whole=whole, changed=changed, lost=lost)


def _sealed(
    label: str, one: Mapping[str, Any], seal: Seal | None, *, look: bool
) -> tuple[str, Mapping[str, Any]] | None:
    """The true key and the document, unopened if it can be; None if it is lost."""
    raw = one.raw if isinstance(one, LineDocument) else None
    kept = SealedDocument(label, raw or encode_line(label, {AGE: _field(one)}), label, seal)
    can = seal is not None and seal.open
    if not can or not (look or label.startswith(LABEL)):
        return label, kept
    assert seal is not None
    try:
        key, document = seal.document(label, decode_line(label, kept.raw or b"{}").get(AGE))
    except Unopenable:
        return None if look else (label, kept)
    if label.startswith(LABEL) and not look:
        # Known by its true key, and written back as it is unless it changes.
        return key, _Known(key, kept.raw or b"{}", label, seal, document)
    # Its checksum did not fit and yet it opens: only what lies around it was hit.
    document.pop(ALTERED, None)
    return key, document


class _Known(SealedDocument):
    """A sealed document whose text had to be opened to learn its key."""

    __slots__ = ("_seen",)

    def __init__(self, key: str, raw: bytes, label: str, seal: Seal, seen: Document) -> None:
        super().__init__(key, raw, label, seal)
        self._seen = seen

    def opened(self) -> Document:
        """The document, which is open already."""
        if self._opened is None:
            self._opened, self._line = self._seen, None
        return self._opened


def _value(document: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever JSON can say
    try:
        return dict(document).get("value")
    except (Locked, Unopenable):
        return {WHOLE: document}
