"""What the README shows is what a person gets."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from tests.project.commands import environment, run
from tests.project.readme import Command, File, agrees, things

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/decisions")
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


@pytest.mark.parametrize(
    ("says", "out", "agreed"),
    [
        (("a", "b"), "a\nb\n", True),
        (("a", "b"), "a\n", False),
        (("a",), "a\nb\n", False),
        (("a", "…", "d"), "a\nb\nc\nd\n", True),
        (("…", "d"), "d\n", True),
        (("a", "…"), "b\n", False),
        (("on 1 Mar 2026 07:30 (0a1b2c3d)",), "on 22 Nov 2026 23:48 (6afc5ca7)\n", True),
        (("1 min",), "2 min\n", False),
    ],
)
def test_a_page_agrees_with_what_was_said(says: tuple[str, ...], out: str, agreed: bool) -> None:
    assert agrees(says, out) == agreed


def test_every_command_of_the_readme_says_what_is_printed_there(tmp_path: Path) -> None:
    env = environment(tmp_path)
    del env["STUDIO_HOME"]  # the page shows the place where data lie by themselves
    ran = []
    for thing in things(README):
        if isinstance(thing, File):
            path = tmp_path / thing.name
            path.parent.mkdir(exist_ok=True)
            path.write_text(thing.text, encoding="utf-8")
            continue
        words = shlex.split(thing.line)
        assert words[0] == "studio", f"{thing.line}: how is that run here?"
        told = run([sys.executable, "-m", "studio.cli", *words[1:]], env, tmp_path)
        out = told.out.replace(str(tmp_path), "/home/you")
        assert agrees(thing.says, out + told.err), f"$ {thing.line}\n{out}{told.err}"
        ran.append(thing)
    assert len(ran) >= 6
    assert all(isinstance(one, Command) for one in ran)


def test_the_two_commands_come_first() -> None:
    assert README.splitlines()[2:4] == ["    make run", "    make test"]


def test_every_file_a_page_links_to_is_there() -> None:
    pages = [
        path
        for name in PAGES
        for path in ((ROOT / name).glob("*.md") if (ROOT / name).is_dir() else [ROOT / name])
    ]
    missing = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert missing == []
    assert len(pages) > 10
