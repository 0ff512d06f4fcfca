"""Where a person's data lies on this machine, and the store opened there.

May import the environment, and `store` and `platformdirs` late: a shell prompt
asks only where things lie. Never makes a folder, and never reads what is in one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.store.store import Store


def open_store(
    root: Path | None = None,
    *,
    clock: Callable[[], datetime] | None = None,
    host: str | None = None,
    entropy: Callable[[int], bytes] | None = None,
    machine: str | None = None,
    cache: Path | None = None,
) -> Store:
    """The store at `root`, or where this person's data lies by default."""
    from studio.store.store import Store

    return Store(
        data_folder() if root is None else root,
        clock=clock or _local_now,
        host=_host() if host is None else host,
        entropy=entropy or os.urandom,
        machine=_machine() if machine is None else machine,
        cache=cache,
    )


def data_folder() -> Path:
    """$STUDIO_HOME/data, or the platform's own folder."""
    home = os.environ.get("STUDIO_HOME")
    if home:
        return Path(home).expanduser().absolute() / "data"
    import platformdirs

    return Path(platformdirs.user_data_dir("practice-studio"))


def cache_folder() -> Path:
    """$STUDIO_HOME/cache, or the platform's own; can be deleted at any time."""
    home = os.environ.get("STUDIO_HOME")
    if home:
        return Path(home).expanduser().absolute() / "cache"
    import platformdirs

    return Path(platformdirs.user_cache_dir("practice-studio"))


def _local_now() -> datetime:
    return datetime.now(UTC).astimezone()


def _host() -> str:
    """A name that differs between hosts which share a home."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    return os.environ.get("COMPUTERNAME", "")


def _machine() -> str:
    """What systemd calls this machine; "" on a system that has no such name."""
    try:
        return Path("/etc/machine-id").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
