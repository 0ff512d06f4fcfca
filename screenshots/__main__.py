"""`python -m screenshots [FOLDER]`: draw every picture, and the three of the README."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from screenshots.scenes import LOOKS, pictures

HERE = Path(__file__).resolve().parent
README = {"today": "dusk", "scale-revealed": "paper", "bodyscan": "dusk"}
NAMES = {"today": "readme-today", "scale-revealed": "readme-scale", "bodyscan": "readme-bodyscan"}
WIDE = 1440
CONVERTER = "rsvg-convert"


def draw(folder: Path) -> int:
    """Every picture as SVG under `folder`; how many there are."""
    drawn = 0
    for look in LOOKS:
        with tempfile.TemporaryDirectory(prefix="studio-pictures-") as homes:
            found = asyncio.run(pictures(look, Path(homes)))
        place = folder / look.folder
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for name, text in found.items():
            (place / f"{name}.svg").write_text(text, encoding="utf-8")
        drawn += len(found)
    return drawn


def for_the_readme(folder: Path, to: Path) -> None:
    """The three pictures of the README as PNG."""
    for name, theme in README.items():
        subprocess.run(
            [CONVERTER, "--width", str(WIDE), "--output", str(to / f"{NAMES[name]}.png"),
             str(folder / theme / f"{name}.svg")],
            check=True,
        )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Draw; 1 when the program that makes PNG is missing."""
    folder = Path(arguments[0]) if arguments else HERE / "pictures"
    print(f"{draw(folder)} pictures in {folder}")
    if arguments:
        return 0
    if shutil.which(CONVERTER) is None:
        print(
            "The README's pictures need rsvg-convert: sudo apt install librsvg2-bin",
            file=sys.stderr,
        )
        return 1
    for_the_readme(folder, HERE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
