"""What is written as rows of YAML reads back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.authoring.expectations import plain
from studio.authoring.yaml_rows import rows
from studio.format.clean import clean
from studio.format.problems import Problems
from studio.format.source import read

SIGNS = st.sampled_from(list("a é-?:,[]{}#&*!|>'\"%@`\\.~=<\n0 \u200d😀"))
TEXT = (st.text(SIGNS, max_size=12) | st.text(max_size=12)).map(clean)
NAME = st.from_regex(r"[a-z][a-z_0-9]{0,5}", fullmatch=True) | TEXT.filter(
    lambda one: one.strip() == one and one != "" and one != "<<" and "\n" not in one
)
ITEM = TEXT | st.dictionaries(NAME, TEXT, min_size=1, max_size=3)
BLOCK = st.dictionaries(
    NAME, TEXT | st.lists(ITEM, max_size=4) | st.dictionaries(NAME, TEXT, min_size=1, max_size=3),
    min_size=1, max_size=4,
)  # fmt: skip


@given(BLOCK)
def test_any_block_reads_back(block: dict[str, object]) -> None:
    problems = Problems()
    root = read("\n".join([*rows(block), ""]).encode(), "x.yml", problems)
    assert [one.message for one in problems.all] == []
    assert root is not None
    assert plain(root) == block


def test_they_look_as_tests_are_written_by_hand() -> None:
    block = {
        "path": ["one", "two"],
        "seen": ["a tree", "no: none"],
        "rounds": [{}, {"near": "yes", "far": ["a", "b"]}],
        "own": {"own": "- mine"},
        "two": "one\n\n two",
        "none": [],
    }
    assert list(rows(block, 2)) == [
        "  path: [one, two]",
        "  seen:",
        "    - a tree",
        '    - "no: none"',
        "  rounds:",
        "    -",
        "    - near: yes",
        "      far: [a, b]",
        "  own:",
        '    own: "- mine"',
        "  two: |-",
        "    one",
        "",
        "     two",
        "  none: []",
    ]
