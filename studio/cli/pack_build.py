"""`studio pack build`: one zip of a pack, when it is fit to be given away."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from studio.authoring.packs.building import build as build_pack
from studio.cli.arguments import Given
from studio.cli.installed import installed
from studio.cli.outcry import FINE, PROBLEMS
from studio.cli.streams import door


def build(given: Given) -> int:
    """Write the zip, or say what has to be mended first; then 1."""
    made = build_pack(
        Path(given.word),
        today=datetime.now(UTC).astimezone().date(),
        into=Path(given.value("output")) if given.has("output") else None,
        folders=installed(),
    )
    out = door()
    if made.path is None:
        for row in made.report.text.split("\n"):
            out.line(row)
        return PROBLEMS
    for name in made.pack.left_out:
        out.line(f"left out  {name}")
    out.line(f"wrote  {made.path}")
    kib = max(1, round(made.bytes / 1024))
    out.line(
        f"{made.pack.id} {made.pack.version}: {len(made.pack.files)} files, {kib} KiB. "
        f"Others install it with: studio pack install {made.path.name}"
    )
    return FINE
