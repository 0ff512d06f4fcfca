"""`studio today --short`: one line for a shell prompt, or nothing.

For: being started at every prompt, so every import here is weighed: no
`pathlib`, and the store's schedule only when there is one. It imports no YAML,
no TinyDB and no front end, changes nothing, and is silent about anything that
goes wrong: a prompt is no place for it.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `typing` would cost a fifth of the run
if TYPE_CHECKING:
    from datetime import datetime


def short() -> int:
    """Print what is open and due, if anything is; always 0."""
    from studio.errors import StudioError

    try:
        line = short_line(_root())
        if line:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    except (StudioError, OSError, ValueError):
        return 0
    return 0


def _root() -> str:
    home = os.environ.get("STUDIO_HOME")
    if home:
        return f"{os.path.expanduser(home)}/data"  # noqa: PTH111 - pathlib costs too much here
    from studio.store.home import data_folder

    return str(data_folder())


def short_line(root: str, now: datetime | None = None) -> str:
    """`1 left open, 2 to come back to`, without a title: others may see a prompt."""
    if os.path.exists(f"{root}/keys/recipients.txt"):  # noqa: PTH110 - see above
        return _sealed(root, now)
    said = []
    sessions = {name.partition(".")[0] for name in _files(f"{root}/drafts")}
    if sessions:
        said.append(f"{len(sessions)} left open")
    count = _due(root, now) if _may_be_due(f"{root}/schedule", now) else 0
    if count:
        said.append(f"{count} to come back to")
    return ", ".join(said)


def _sealed(root: str, now: datetime | None) -> str:
    """Of a sealed folder only that something is due, and only if the person allowed that."""
    from datetime import UTC, datetime

    try:
        with open(f"{root}/.due", encoding="ascii") as file:  # noqa: PTH123 - see above
            due = datetime.fromisoformat(file.read(64))
    except (OSError, ValueError):
        return ""
    if due.tzinfo is None:
        return ""  # not as it was written
    return "Something is due" if due <= (now or datetime.now(UTC).astimezone()) else ""


def _files(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - see above
    except FileNotFoundError:
        return []
    return [name for name in names if name.endswith(".json") and not name.startswith(".")]


def _may_be_due(folder: str, now: datetime | None) -> bool:
    """Whether a due time in any file has come: a quick look that may say yes too often.

    It spares the prompt the store, which alone knows which entries still hold.
    """
    names = _files(folder)
    if not names:
        return False
    from datetime import UTC, datetime

    moment = now or datetime.now(UTC)
    for name in names:
        with open(f"{folder}/{name}", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            _, *pieces = file.read().split('"due"')
        for piece in pieces:
            value = piece.lstrip(" :")
            if value.startswith("null"):
                continue
            try:
                if datetime.fromisoformat(value[1 : value.index('"', 1)]) > moment:
                    continue
            except (ValueError, TypeError):
                pass  # not as it was written: the store can tell
            return True
    return False


def _due(root: str, now: datetime | None) -> int:
    from datetime import UTC, datetime
    from pathlib import Path

    from studio.store.place import Place
    from studio.store.schedule import Schedule

    moment = now or datetime.now(UTC)
    place = Place(Path(root), clock=lambda: moment, host="", entropy=os.urandom)
    return len(Schedule(place).due(moment))
