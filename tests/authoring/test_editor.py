"""The schema in a real editor's language server: completion, help, and errors at their place.

`make test` installs one, held by its hash, where there is npm; without it these are skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.authoring.new import new_exercise, new_pack, put_schemas
from studio.library import shipped
from tests.authoring.editor import Editor, server

SERVER = server()
pytestmark = pytest.mark.skipif(SERVER is None, reason="needs yaml-language-server")
WRONG = """# yaml-language-server: $schema=.schema/exercise.json
format: 1
id: wrong
version: 1
title: Wrong
quick: yes
steps:
  - type: choice
    id: where
    txet: Where?
    options:
      home: at home
  - type: sya
    text: Hello
  - type: text
    id: a
    lines: many
    text: What?
  - type: pick
    id: b
    text: Which?
    from: values
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    new_pack("my-pack", folder)
    new_exercise("my-reading", folder / "my-pack", "two-interpretations")
    return folder / "my-pack"


@pytest.fixture(scope="module")
def editor(pack: Path) -> Iterator[Editor]:
    assert SERVER is not None
    opened = Editor(SERVER, pack)
    yield opened
    opened.close()


def test_what_studio_new_writes_is_right_in_an_editor(editor: Editor, pack: Path):
    for file in sorted(pack.glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        if file.name != "references.yml":
            assert text.startswith("# yaml-language-server: ")
        assert editor.problems(file, text) == [], file.name


@pytest.mark.parametrize("folder", sorted(one.name for one in shipped().iterdir()))
def test_every_shipped_file_is_right_in_an_editor(editor: Editor, pack: Path, folder: str):
    put_schemas(pack)
    known = {file.stem for file in (pack / ".schema").glob("*.json")}
    for file in sorted((shipped() / folder).glob("*.yml")):
        name = "tests" if file.name.endswith(".test.yml") else file.stem
        name = name if name in known else "exercise"
        text = f"# yaml-language-server: $schema=.schema/{name}.json\n"
        text += file.read_text(encoding="utf-8")
        assert editor.problems(pack / f"{folder}-{file.name}", text) == [], file.name


def test_mistakes_are_shown_where_they_are(editor: Editor, pack: Path):
    found = editor.problems(pack / "wrong.yml", WRONG)
    assert [place[:2] for place in found] == [(10, 5), (13, 11), (17, 12), (19, 5)]
    said = " ".join(message for _, _, message in found)
    assert "txet" in said
    assert "else" in said


def test_kinds_and_keys_are_offered(editor: Editor, pack: Path):
    file = pack / "offered.yml"
    text = WRONG[: WRONG.index("  - type: sya")] + "  - type: \n  - type: scale\n    \n"
    editor.problems(file, text)
    assert {"say", "choices", "breathe"} <= set(editor.offered(file, 13, 11))
    keys = editor.offered(file, 15, 5)
    assert {"measure", "at", "low", "high"} <= set(keys)
    assert "phases" not in keys


def test_a_key_tells_what_it_is_for(editor: Editor, pack: Path):
    file = pack / "hover.yml"
    editor.problems(file, WRONG)
    assert "soft limit" in editor.hover(file, 17, 7)
    assert "One of a list, or own words" in editor.hover(file, 8, 13)
