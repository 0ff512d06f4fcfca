"""Each wrong file is met at the right place, with the right code and a hint that helps.

The first line of a file says what must be found: `# expect: CODE line:column word`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.format.shelves import draught

FILES = sorted((Path(__file__).parent / "wrong").glob("*.yml"))


def test_there_are_fifty_wrong_files_and_more():
    assert len(FILES) >= 50


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_mistake_is_met_where_it_is_and_once(file: Path):
    data = file.read_bytes()
    first = data.decode().splitlines()[0]
    code, place, *word = first.removeprefix("# expect: ").split(" ", 2)
    errors = draught(data).problems.errors
    assert [(one.code, f"{one.place.line}:{one.place.column}") for one in errors] == [(code, place)]
    assert not word or word[0] in errors[0].hint
    assert errors[0].source == data.decode().splitlines()[errors[0].place.line - 1]
