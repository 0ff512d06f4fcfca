"""What the pages for authors show is what happens."""

from __future__ import annotations

import re
import shlex
import sys
from datetime import date
from pathlib import Path

import pytest

from studio.authoring import shared
from studio.authoring.check import check
from studio.authoring.guide import guide
from studio.authoring.trials import run as run_tests
from studio.format.expressions import FUNCTIONS
from studio.format.keys import keys_of
from studio.format.parts import FLAGS
from studio.format.step import kinds
from studio.library import Library
from studio.plain.trial import play
from tests.project.commands import environment, run
from tests.project.readme import Command, File, agrees, things

DOCS = Path(__file__).parents[2] / "docs"
AUTHORING = DOCS / "authoring"
COOKBOOK = AUTHORING / "cookbook"
TODAY = date(2026, 11, 22)
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def test_the_tutorial_leads_to_a_pack_that_can_be_shared(tmp_path: Path):
    env = environment(tmp_path)
    commands = []
    for thing in things((AUTHORING / "tutorial.md").read_text(encoding="utf-8")):
        if isinstance(thing, File):
            path = tmp_path / thing.name
            assert path.exists(), "the tutorial writes over what studio new has made"
            path.write_text(thing.text, encoding="utf-8")
            continue
        words = shlex.split(thing.line)
        assert words[0] == "studio"
        told = run([sys.executable, "-m", "studio.cli", *words[1:]], env, tmp_path)
        assert agrees(thing.says, told.out + told.err), f"$ {thing.line}\n{told.out}{told.err}"
        commands.append(thing)
    assert len(commands) >= 15
    assert all(isinstance(one, Command) for one in commands)
    assert check([tmp_path / "small-pauses"], today=TODAY, profile="share").problems == ()


def test_the_cookbook_is_a_pack_that_can_be_shared():
    assert check([COOKBOOK], today=TODAY, profile="share").problems == ()
    done = run_tests([COOKBOOK], play)
    assert done.problems == ()
    assert len(done.covered) == 6
    assert all(one.missing == [] for one in done.covered.values())


def test_the_cookbook_page_shows_the_files_as_they_are():
    shown = dict(
        re.findall(r"```yaml (\S+)\n(.*?)```", (AUTHORING / "cookbook.md").read_text("utf-8"), re.S)
    )
    for file in sorted(COOKBOOK.glob("*.yml")):
        if not file.name.endswith(".test.yml"):
            assert shown.pop(file.name) == file.read_text(encoding="utf-8"), file.name
    assert shown == {}


@pytest.mark.parametrize("page", sorted(AUTHORING.glob("*.md")), ids=lambda page: page.stem)
def test_every_file_a_page_links_to_is_there(page: Path):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_page_on_what_packs_share_is_current_and_names_all_of_it():
    text = shared.page(Library())
    written = (AUTHORING / "shared.md").read_text(encoding="utf-8")
    assert written == text, "run: python -m studio.authoring.shared docs/authoring/shared.md"
    assert "{{" not in text
    pack = Library().pack("common")
    assert pack is not None
    for part in (pack.measures, pack.lists, pack.collections, pack.fragments, pack.care):
        assert all(f"- `{name}`" in text for name in part)
    assert all(f"| `{flag}` |" in text for flag in FLAGS)
    # What a test answers under `care:` is named down to the options.
    assert "  - `heavy`: `feet`, `people`, `stop`, `go_on`" in text


def test_the_guide_is_current_and_names_everything():
    text = guide(Library())
    # Written by `studio guide > docs/authoring/guide.md`.
    assert (AUTHORING / "guide.md").read_text(encoding="utf-8") == text
    assert "{{" not in text
    for name, cls in kinds().items():
        assert f"### {name}\n" in text
        assert all(f"- `{key}`: " in text for key in keys_of(cls))
    assert all(f"`{name}(" in text for name in FUNCTIONS)


def test_the_example_of_the_guide_checks_and_passes(tmp_path: Path):
    exercise, test = re.findall(r"```yaml\n(.*?)```", guide(Library()), re.S)
    home = tmp_path / "mine"
    home.mkdir()
    (home / "pack.yml").write_text(
        "format: 1\nid: mine\nversion: 1\ntitle: Mine\nlanguage: en\nuses: [common]\n"
        "exercises: [a-short-look]\n"
    )
    (home / "a-short-look.yml").write_text(exercise)
    (home / "a-short-look.test.yml").write_text(test)
    assert check([home], today=TODAY).problems == ()
    assert run_tests([home], play).problems == ()
