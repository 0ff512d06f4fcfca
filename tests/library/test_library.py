"""Packs in folders: finding, reading, listing, and reading again from a draft."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio.errors import StudioError
from studio.library import Library, load_exercise, shipped

EXERCISE = """format: 1
id: {id}
version: 1
title: {title}
quick: yes
steps:
  - type: say
    text: Hello
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "packs" / "mine"
    folder.mkdir(parents=True)
    (folder / "pack.yml").write_text(
        "format: 1\nid: mine\nversion: 1\ntitle: Mine\nlanguage: en\nexercises: [second, first]\n"
    )
    for name in ("first", "second"):
        (folder / f"{name}.yml").write_text(EXERCISE.format(id=name, title=name.title()))
    return folder.parent


@pytest.mark.parametrize(
    "name",
    ["body-scan", "boundary-scripting", "two-interpretations", "grounding-breath", "q-win",
     "q-mood", "q-card"],
)  # fmt: skip
def test_a_shipped_exercise_is_ready(name: str):
    exercise = Library().exercise(name)
    assert exercise.id == name
    assert exercise.steps
    assert len(exercise.digest) == 16


def test_a_definition_holds_no_more_than_is_needed():
    definition = Library().exercise("q-mood").definition
    assert "common/lists.yml" not in definition
    assert list(definition)[-1] == "common/q-mood.yml"


def test_a_definition_that_is_not_one_is_an_error_a_person_can_read():
    with pytest.raises(StudioError):
        Library().from_definition({"a/pack.yml": "format: 1\n"})
    with pytest.raises(StudioError):
        Library().from_definition({"a/b.yml": "format: 1\n"})


def test_a_digest_changes_with_the_text(own: Path):
    before = Library([own, shipped()]).exercise("first").digest
    file = own / "mine" / "first.yml"
    file.write_text(file.read_text().replace("Hello", "Good day"))
    assert Library([own, shipped()]).exercise("first").digest != before


def test_an_unknown_exercise_names_the_nearest():
    with pytest.raises(StudioError, match="body-scan"):
        Library().exercise("body-scna")


@pytest.mark.parametrize("name", ["pack", "lists", "../steady/body-scan", ".hidden", ""])
def test_a_name_that_is_no_exercise_is_not_looked_for(name: str):
    assert Library().path(name) is None


def test_a_broken_exercise_is_not_handed_out(own: Path):
    file = own / "mine" / "first.yml"
    file.write_text(file.read_text().replace("say", "sya"))
    library = Library([own])
    with pytest.raises(StudioError, match="mistakes"):
        library.exercise("first")
    exercise, problems = library.load_exercise(file)
    assert exercise is None
    assert [one.code for one in problems] == ["P208"]


def test_one_file_is_read_with_the_packs_beside_it_and_the_shipped_ones():
    exercise, problems = load_exercise(shipped() / "steady" / "body-scan.yml")
    assert exercise is not None
    assert problems == ()


def test_an_earlier_folder_wins(tmp_path: Path, own: Path):
    other = tmp_path / "other" / "mine"
    other.mkdir(parents=True)
    (other / "pack.yml").write_text((own / "mine" / "pack.yml").read_text())
    (other / "first.yml").write_text(EXERCISE.format(id="first", title="Other"))
    assert Library([other.parent, own]).exercise("first").title == "Other"
    assert Library([own, other.parent]).exercise("first").title == "First"


def test_a_list_follows_the_order_of_the_pack(own: Path):
    assert [one.id for one in Library([own]).summaries()] == ["second", "first"]


def test_a_broken_file_is_listed_with_its_count(own: Path):
    (own / "mine" / "first.yml").write_text("format: 1\n- odd")
    broken = {one.id: one.problems for one in Library([own]).summaries()}
    assert broken["second"] == 0
    assert broken["first"] > 0


def test_a_kept_list_needs_no_yaml(own: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    first = Library([own], cache).summaries()
    code = (
        "import sys\nfrom pathlib import Path\nfrom studio.library import Library\n"
        f"found = Library([Path({str(own)!r})], Path({str(cache)!r})).summaries()\n"
        "print([one.id for one in found], 'yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{[one.id for one in first]} False"


def test_a_kept_list_is_for_its_owner_only(own: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    Library([own], cache).summaries()
    (file,) = cache.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "spoilt", ["", "{", "[]", '{"layout": 1, "files": []}', '{"layout": 99, "files": {}}', "null"]
)
def test_a_spoilt_cache_is_made_anew(own: Path, tmp_path: Path, spoilt: str):
    cache = tmp_path / "cache"
    expected = Library([own], cache).summaries()
    (cache / "summaries.json").write_text(spoilt)
    assert Library([own], cache).summaries() == expected
    assert len(json.loads((cache / "summaries.json").read_text())["files"]) == 2


def test_a_spoilt_row_is_made_anew(own: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    expected = Library([own], cache).summaries()
    kept = json.loads((cache / "summaries.json").read_text())
    for row in kept["files"].values():
        row["summary"]["minutes"] = "long"
    (cache / "summaries.json").write_text(json.dumps(kept))
    assert Library([own], cache).summaries() == expected


def test_a_changed_file_is_read_again(own: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    Library([own], cache).summaries()
    file = own / "mine" / "first.yml"
    file.write_text(EXERCISE.format(id="first", title="Another"))
    os.utime(file, ns=(1, 1))
    titles = {one.id: one.title for one in Library([own], cache).summaries()}
    assert titles["first"] == "Another"


def test_a_changed_pack_is_seen_in_the_list(own: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    Library([own], cache).summaries()
    head = own / "mine" / "pack.yml"
    head.write_text(head.read_text() + "flags: [danger]\n")
    assert {one.flags for one in Library([own], cache).summaries()} == {("danger",)}


def test_a_cache_that_cannot_be_written_is_done_without(own: Path, tmp_path: Path):
    (tmp_path / "cache").write_text("in the way")
    assert len(Library([own], tmp_path / "cache").summaries()) == 2


def test_a_whole_pack_has_its_sections():
    pack = Library().pack("common")
    assert pack is not None
    assert set(pack.care) >= {"heavy", "climb", "danger"}
    assert pack.collections["readings"].name == "common/readings"
    assert Library().pack("not-here") is None
