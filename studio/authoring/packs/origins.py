"""Where a pack comes from, by the word a person typed: a git address, a zip or a folder.

Imports the three ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from studio.authoring.packs import git
from studio.authoring.packs.carried import Carried
from studio.authoring.packs.folders import from_folder
from studio.authoring.packs.zips import from_zip
from studio.errors import StudioError


def fetched(word: str, folder: str = "") -> Carried:
    """The pack that a word leads to; `folder` chooses one of several at a git address.

    StudioError when nothing is there, or nothing that can be taken.
    """
    address = git.address_of(word)
    if address is not None:
        return git.from_git(address, folder)
    if folder:
        raise StudioError(
            "--folder belongs to a git address.", "Name the folder itself instead of what it is in."
        )
    path = Path(word).expanduser()
    if path.is_dir():
        return from_folder(path)
    if path.is_file():
        return from_zip(path)
    raise StudioError(
        f"There is no folder and no zip {word[:200]}.",
        "Name a folder, a zip, or an address such as https://example.org/packs.git",
    )


def fetched_again(origin: Mapping[str, str]) -> Carried:
    """The pack from where it came before."""
    return fetched(origin.get("address", ""), origin.get("folder", ""))


def told(origin: Mapping[str, str]) -> str:
    """Where a pack came from, in words."""
    address = origin.get("address", "")
    if origin.get("kind") != "git":
        return address
    within = f", folder {origin['folder']}" if origin.get("folder") else ""
    return f"{address}{within}, commit {origin.get('commit', '')[:12]}"
