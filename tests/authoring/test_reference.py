"""docs/format.md is what the program says, and its examples are right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studio.authoring.reference import FUNCTIONS, PROSE, page
from studio.format import expressions, source
from studio.format.codes import CODES
from studio.format.keys import keys_of
from studio.format.parts import PARTS
from studio.format.step import kinds
from tests.format.shelves import draught, steps

DOCS = Path(__file__).parents[2] / "docs" / "format.md"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PROSE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_in_docs_is_fresh():
    assert DOCS.read_text(encoding="utf-8") == page(), (
        "run: python -m studio.authoring.reference docs/format.md"
    )


def test_nothing_is_left_to_fill_in():
    assert "{{" not in page()


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.split("\n")[1].strip())
def test_an_example_has_nothing_to_mend(text: str):
    found = draught(text) if text.startswith("format:") else steps(text)
    assert [one.message for one in found.problems.all] == []


def test_every_key_of_every_kind_and_part_is_there():
    text = page()
    for cls in (*kinds().values(), *PARTS.values()):
        if cls.__module__ != "studio.format.contacts":
            assert all(f"| `{name}` |" in text for name in keys_of(cls)), cls


def test_every_function_is_there():
    assert set(FUNCTIONS) == set(expressions.FUNCTIONS)


def test_every_code_is_there_once():
    text = page()
    assert all(text.count(f"| {code} |") == 1 for code in CODES)


def test_every_code_that_is_given_has_its_line_and_the_other_way_round():
    studio = Path(source.__file__).parents[1]
    written = set()
    for file in studio.glob("*/**/*.py"):
        if file.name != "codes.py" or file.parent.name == "expressions":
            written |= set(re.findall(r"\"(P\d{3})\"", file.read_text(encoding="utf-8")))
    assert written == set(CODES)


def test_the_hours_that_are_told_are_those_that_hold():
    from studio.engine.kinds.schedule import HOURS

    *first, last = HOURS.values()
    told = f"from {', '.join(map(str, first))} or {last} o'clock on"
    assert told in page()
