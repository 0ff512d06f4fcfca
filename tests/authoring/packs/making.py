"""Packs for tests: a sound one in files, and zips as no sound program makes them."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import zipfile
from pathlib import Path

from studio.authoring.locking import locked
from studio.authoring.new import new_pack

FILE = (stat.S_IFREG | 0o644) << 16
AUTHORS = "authors: Whoever wrote it\nlicence: CC0-1.0\n"


def sound_pack(into: Path, name: str = "mine", exercise: str = "first-look") -> Path:
    """A pack that can be shared."""
    new_pack(name, into)
    folder = into / name
    head = folder / "pack.yml"
    lines = [one for one in head.read_text().split("\n") if not one.startswith("# ")]
    text = "\n".join(lines)
    if "\nauthors:" not in text:
        text = text.replace("\nlanguage:", f"\n{AUTHORS}language:", 1)
    head.write_text(text)
    [made] = [one.name.removesuffix(".test.yml") for one in folder.glob("*.test.yml")]
    if exercise != made:
        for end in (".yml", ".test.yml"):
            old = folder / f"{made}{end}"
            (folder / f"{exercise}{end}").write_text(old.read_text().replace(made, exercise))
            old.unlink()
        head.write_text(head.read_text().replace(made, exercise))
    locked([folder])
    return folder


def change(folder: Path, before: str, after: str, file: str = "first-look.yml") -> None:
    text = (folder / file).read_text()
    assert before in text
    (folder / file).write_text(text.replace(before, after))


def zipped(files: dict[str, bytes], **more: object) -> bytes:
    """A zip of these names, whatever they are; `more` are fields of every entry."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = FILE
            info.compress_type = zipfile.ZIP_DEFLATED
            for key, value in more.items():
                setattr(info, key, value)
            archive.writestr(info, data)
    return made.getvalue()


def git(folder: Path, *words: str) -> str:
    """Run git as nobody, without the settings of this machine."""
    told = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
    done = subprocess.run(
        ["git", *told, *words], cwd=folder, capture_output=True, text=True, check=True, timeout=60,
        env={
            "PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
        },
    )  # fmt: skip
    return done.stdout


def commit(folder: Path) -> str:
    """Everything in a folder as one more commit; its name."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "As it is")
    return git(folder, "rev-parse", "HEAD").strip()
