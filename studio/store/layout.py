"""Where everything lies below the data folder, and how files are named.

    store.json                           {"format": 1, ...}
    settings.json
    history/2026-03.<dev>.json           at most 256 outcomes, then .2.json
    history/2026-03.<dev>.x<rand>.json   a side file: the lock could not be had
    drafts/<session id>.<dev>.json
    kept/<collection>.<dev>.json         schedule/, programmes/ and shown/ likewise
    quarantine/                          damaged originals, untouched
    keys/                                only when sealed: see `keys`
    backups/                             what was there before a change of all of it

May import the standard library's `pathlib` and the like. Pure: it makes names and reads names, and
never touches the disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

OUTCOMES_A_FILE = 256
MONTH = re.compile(r"(\d{4}-\d{2})\.")
TABLES = frozenset(("outcomes", "items", "shown", "entries", "runs", "draft", "done"))
PART = "part "
"""How the tables begin that hold a draft's lists."""

SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")


class Layout:
    """The paths of one data folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store = root / "store.json"
        self.settings = root / "settings.json"
        self.flag = root / ".open"
        self.due = root / ".due"
        self.lock = root / ".lock"
        self.history = root / "history"
        self.drafts = root / "drafts"
        self.kept = root / "kept"
        self.schedule = root / "schedule"
        self.programmes = root / "programmes"
        self.shown = root / "shown"
        self.quarantine = root / "quarantine"
        self.keys = root / "keys"
        self.backups = root / "backups"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder that holds documents."""
        return (
            self.history, self.drafts, self.kept, self.schedule, self.programmes, self.shown,
        )  # fmt: skip


def is_table(name: str) -> bool:
    """True for a table this program makes; anything else is a damaged name."""
    return name in TABLES or name.startswith(PART)


def is_document_file(name: str) -> bool:
    """True for a file that may hold documents; temp files and strangers are not."""
    return name.endswith(".json") and not name.startswith(".")


def month_of_name(name: str) -> str | None:
    """ "2026-03" of a history file, whoever wrote it; None for a free name."""
    found = MONTH.match(name)
    return found[1] if found else None


def month_of(ended: object) -> str | None:
    """The month, in UTC, that an outcome which ended then is filed under."""
    if not isinstance(ended, str):
        return None
    try:
        moment = datetime.fromisoformat(ended)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m")


def numbered(stem: str, tag: str, number: int) -> str:
    """The name of the n-th own file of a stem: 1 has no number."""
    return f"{stem}.{tag}.json" if number == 1 else f"{stem}.{tag}.{number}.json"


def side(stem: str, tag: str, random: bytes) -> str:
    """A name nobody else can have, for a write that could not wait."""
    return f"{stem}.{tag}.x{random.hex()}.json"


def is_tag(value: object) -> bool:
    """True for what can be the tag of a device."""
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{8}", value) is not None


def stem_in(name: str) -> str:
    """The stem of a document file, whoever wrote it ("2026-03", "common+readings")."""
    return name.split(".", 1)[0]


def is_own_numbered(name: str, tag: str) -> bool:
    """True for a file this device writes under the lock."""
    return _own_numbered(tag)(name) is not None


def strangers(names: Iterable[str], tag: str) -> list[str]:
    """The document files among `names` that this device does not write under the lock."""
    ours = _own_numbered(tag)  # once: a long history is thousands of names
    return [name for name in names if not ours(name) and is_document_file(name)]


@cache
def _own_numbered(tag: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(rf"[^.]+\.{re.escape(tag)}(?:\.[0-9]+)?\.json").fullmatch


def is_own(name: str, *tags: str) -> bool:
    """True for a file that a device with these tags wrote: side files too, copies not."""
    return any(
        is_own_numbered(name, tag)
        or re.fullmatch(rf"[^.]+\.{tag}\.x[0-9a-f]+\.json", name) is not None
        for tag in tags
    )


def stem_of(text: str) -> str:
    """A file stem for any text ("common/readings" -> "common+readings").

    Safe on disks that ignore case and for names from anywhere: whatever is not
    a small letter, digit, `_` or `-` becomes its UTF-8 bytes.
    """
    return "".join(c if c in SAFE else "+" if c == "/" else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02x}" for byte in character.encode("utf-8", "surrogatepass"))
