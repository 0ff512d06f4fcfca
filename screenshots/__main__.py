"""`python -m screenshots [FOLDER]`: draw every picture, and the three of the README."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from screenshots import years
from screenshots.scenes import LOOKS, pictures
from screenshots.stage import Look

HERE = Path(__file__).resolve().parent
README = (
    ("dusk/today", "readme-today"),
    ("paper/scale-revealed", "readme-scale"),
    ("dusk/bodyscan", "readme-bodyscan"),
)
WIDE = 1204  # a quarter more than the picture itself, so that every row ends on a pixel
CONVERTER = "rsvg-convert"
MISSING = f"The README's pictures need {CONVERTER}: sudo apt install librsvg2-bin"


def draw(look: Look, folder: Path) -> int:
    """The pictures of one look as SVG under `folder`; how many there are."""
    takes = years.all_pictures if look == years.LOOK else pictures
    with tempfile.TemporaryDirectory(prefix="studio-pictures-") as homes:
        found = asyncio.run(takes(Path(homes), look))
    place = folder / look.folder
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name, text in found.items():
        (place / f"{name}.svg").write_text(text, encoding="utf-8")
    return len(found)


def for_the_readme(folder: Path, to: Path) -> None:
    """The three pictures of the README as PNG."""
    for source, name in README:
        target = to / f"{name}.png"
        command = [CONVERTER, "--width", str(WIDE), "--output", str(target)]
        subprocess.run([*command, str(folder / f"{source}.svg")], check=True)


def main(arguments: list[str]) -> int:
    """Draw; 1 when the program that makes PNG is missing."""
    folder = Path(arguments[0]) if arguments else HERE / "pictures"
    # Most of a walk is waiting for the app to come to rest, so the looks go side by side.
    looks = (*LOOKS, years.LOOK)
    with ProcessPoolExecutor(len(looks)) as pool:
        drawn = sum(pool.map(partial(draw, folder=folder), looks))
    print(f"{drawn} pictures in {folder}")
    if arguments:
        return 0
    if shutil.which(CONVERTER) is None:
        print(MISSING, file=sys.stderr)
        return 1
    for_the_readme(folder, HERE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
