"""`studio today --short`: one line for a shell prompt, or nothing.

For: being started at every prompt. It reads file names and the schedule,
imports no YAML, no TinyDB and no front end, changes nothing, and is silent
about anything that goes wrong: a prompt is no place for it.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime


def short() -> int:
    """Print what is open and due, if anything is; always 0."""
    from studio.errors import StudioError

    try:
        line = short_line(datetime.now(UTC).astimezone())
        if line:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    except (StudioError, OSError, ValueError):
        return 0
    return 0


def short_line(now: datetime) -> str:
    """`1 left open, 2 to come back to`, with no title: others may see a prompt."""
    from studio.store.store import data_folder, open_store

    root = data_folder()
    if not root.exists():
        return ""
    drafts = root / "drafts"
    sessions = (
        {one.name.split(".")[0] for one in drafts.glob("*.json")} if drafts.exists() else set()
    )
    due = open_store(root).due(now)
    said = []
    if sessions:
        said.append(f"{len(sessions)} left open")
    if due:
        said.append(f"{len(due)} to come back to")
    return ", ".join(said)
