"""The folders of this person's packs, for commands that look names up in them."""

from __future__ import annotations

from pathlib import Path

from studio.library.provided import provided
from studio.store.home import data_folder


def installed() -> list[Path]:
    """Where packs were installed, and those that come with Python packages."""
    return [data_folder() / "packs", *provided()]
