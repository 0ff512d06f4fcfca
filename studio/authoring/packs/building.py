"""`studio pack build`: one zip of a pack that others can use, the same bytes each time.

Imports the check and the zips.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from studio.authoring.check import check
from studio.authoring.edits import write
from studio.authoring.packs.carried import Carried
from studio.authoring.packs.folders import from_folder
from studio.authoring.packs.zips import packed
from studio.authoring.report import Report
from studio.errors import StudioError


class BuiltPack(NamedTuple):
    """What came of it: the report, and the zip when there was nothing to mend."""

    report: Report
    pack: Carried
    path: Path | None = None
    bytes: int = 0


def build(
    folder: Path, *, today: date, into: Path | None = None, folders: Iterable[Path] = ()
) -> BuiltPack:
    """Write the pack in `folder` as a zip, at `into` or as ID-VERSION.zip in the folder `into`.

    Only when it checks for others; else there is a report and no zip. `folders` are folders
    of packs it may use. StudioError when there is no pack, or another zip lies there.
    """
    pack = from_folder(folder)
    report = check([folder], today=today, profile="share", folders=folders)
    if not report.fine:
        return BuiltPack(report, pack)
    data = packed(pack)
    path = into or Path()
    if path.is_dir():
        path = path / f"{pack.id}-{pack.version}.zip"
    if path.is_symlink() or (path.exists() and _is_another(path, data)):
        raise StudioError(
            f"{path} is there already, and holds something else.",
            "Raise `version` in pack.yml, or choose another file: --output FILE",
        )
    write(path, data)
    return BuiltPack(report, pack, path, len(data))


def _is_another(path: Path, data: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(data) + 1) != data
    except OSError as problem:
        raise StudioError(
            f"{path} could not be read: {problem.strerror or 'unknown reason'}.",
            "Choose another file: --output FILE",
        ) from problem
