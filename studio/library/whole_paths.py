"""Paths without links in them, found out once for each folder.

Looking a path up costs a call to the system for every folder above it, and a check of one file
asks for dozens of paths in a handful of folders. Imports the standard library; opens nothing.
"""

from __future__ import annotations

from pathlib import Path

ELSEWHERE = ("", ".", "..")  # last parts that say another folder than the one they stand in


class WholePaths:
    """What `Path.resolve` gives, from one look at each folder.

    A file or folder that is a link itself is looked up anew each time. What was found holds
    until `forget`: a link above it that is turned elsewhere is not seen before.
    """

    def __init__(self) -> None:
        self._folders: dict[Path, Path] = {}

    def __call__(self, path: Path) -> Path:
        """`path` as it is from the root, without links. OSError when it cannot be told."""
        at = path.absolute()
        if at.name in ELSEWHERE or at.is_symlink():
            return at.resolve()
        folder = self._folders.get(at.parent)
        if folder is None:
            folder = self._folders[at.parent] = at.parent.resolve()
        return folder / at.name

    def forget(self) -> None:
        """Look at the folders again, after they may have changed."""
        self._folders = {}
