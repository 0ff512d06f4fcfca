"""Packs: sections, look-up across packs, and what stands in their files."""

from __future__ import annotations

import pytest

from studio.format.assemble import read_exercise
from studio.format.packs import PackSource, Shelf
from tests.format.shelves import HEAD, TOP, codes, draught, pack, shelf, steps

LIST = """format: 1
lists:
  moods:
    label: Moods
    options:
      fine: fine
"""
ASK = "- type: choice\n  id: a\n  text: Which?\n  options: {}"


def read_with(packs: dict[str, PackSource], text: str) -> list[str]:
    """The codes of an exercise of the pack `own` on a shelf of these packs."""
    made = Shelf(packs)
    found = read_exercise(text.encode(), "wrong.yml", made, packs["own"])
    return codes(found)


def test_two_used_packs_with_the_same_name_need_the_pack_s_name():
    packs = {
        "own": pack("own", {"pack.yml": HEAD.replace("[common]", "[one, two]")}),
        "one": pack("one", {"pack.yml": HEAD, "lists.yml": LIST}),
        "two": pack("two", {"pack.yml": HEAD, "lists.yml": LIST}),
    }
    text = TOP + "steps:\n  - type: choice\n    id: a\n    text: Which?\n    options: {}\n"
    assert read_with(packs, text.format("moods")) == ["P231"]
    assert read_with(packs, text.format("two/moods")) == []
    assert read_with(packs, text.format("two/modes")) == ["P230"]
    assert read_with(packs, text.format("three/moods")) == ["P230"]


def test_a_pack_that_is_not_used_is_not_looked_in():
    packs = {
        "own": pack("own", {"pack.yml": HEAD.replace("uses: [common]\n", "")}),
        "one": pack("one", {"pack.yml": HEAD, "lists.yml": LIST}),
    }
    text = TOP + "steps:\n  - type: choice\n    id: a\n    text: Which?\n    options: moods\n"
    assert read_with(packs, text) == ["P230"]


def test_a_section_can_stand_in_pack_yml():
    packs = {"own": pack("own", {"pack.yml": HEAD + LIST.removeprefix("format: 1\n")})}
    text = TOP + "steps:\n  - type: choice\n    id: a\n    text: Which?\n    options: moods\n"
    assert read_with(packs, text) == []


def test_only_the_entries_that_are_needed_are_read():
    broken = LIST + "  odd:\n    lable: Odd\n"
    found = steps(ASK.format("moods"), lists=broken)
    assert found.fine
    found = steps(ASK.format("odd"), lists=broken)
    assert not found.fine


@pytest.mark.parametrize(
    ("section", "text", "code"),
    [
        ("lists", LIST + "measures:\n  a: A\n", "P708"),
        ("lists", "format: 1\nlists:\n  - moods\n", "P203"),
        (
            "lists",
            LIST + "    words: [a]\n",
            "P216",
        ),
        (
            "lists",
            "format: 1\nlists:\n  moods:\n    label: M\n    groups:\n      g_one:\n"
            "        label: G\n        options:\n          fine: fine\n      g_two:\n"
            "        label: H\n        options:\n          fine: fine\n",
            "P607",
        ),
        ("lists", "- odd", "P203"),
        ("collections", "format: 1\ncollections:\n  cs:\n    label: C\n    line: ${l}\n", "P202"),
        (
            "programmes",
            "format: 1\nprogrammes:\n  my-week:\n    title: W\n    plan:\n"
            "      - exercise: body-scan\n",
            "P217",
        ),
        (
            "indicators",
            "format: 1\nindicators:\n  many:\n    label: Many\n    words: ${count(sesions)}\n"
            "    reads:\n      rows:\n        from: sessions\n",
            "P304",
        ),
        (
            "care",
            "format: 1\ncare:\n  loud:\n    at: rating\n    measure: distress\n"
            "    when: nwo > 8\n    steps:\n      - type: say\n        text: Hello\n",
            "P304",
        ),
    ],
)
def test_a_wrong_section_is_noted_when_the_whole_pack_is_read(section: str, text: str, code: str):
    packs = shelf(**{section: text})
    own = packs.packs["own"]
    own.read(packs)
    for name in own.section(section):
        packs.examine(section, f"own/{name}")
    assert code in [one.code for one in own.problems.all]


def test_references_have_to_hold_the_evidence():
    references = "format: 1\nreferences:\n  Gan2022:\n    citation: Gan.\n    status: verified\n"
    text = TOP + "evidence: [{}]\nsteps:\n  - type: say\n    text: Hello\n"
    assert codes(draught(text.format("Gan2022"), references=references)) == []
    assert codes(draught(text.format("Gan2023"), references=references)) == ["P237"]


def test_flags_of_a_pack_hold_for_its_exercises():
    packs = {"own": pack("own", {"pack.yml": HEAD + "flags: [danger]\n"})}
    found = read_exercise(
        (TOP + "flags: [breath]\nsteps:\n  - type: say\n    text: Hello\n").encode(),
        "wrong.yml",
        Shelf(packs),
        packs["own"],
    )
    assert found.exercise.flags == ("breath", "danger")


def test_care_rules_of_the_ground_pack_hold_even_where_it_is_not_used():
    made = shelf()
    made.packs["own"] = pack("own", {"pack.yml": HEAD.replace("uses: [common]\n", "")})
    text = TOP + "steps:\n  - type: say\n    text: Hello\n"
    found = read_exercise(text.encode(), "wrong.yml", made, made.packs["own"])
    assert [rule.name for rule in found.exercise.tables.care][:1] == ["common/heavy"]
    assert "common/ground" in found.exercise.tables.fragments


def test_a_definition_needs_no_pack():
    text = TOP + "steps:\n  - type: say\n    text: Hello\n"
    found = read_exercise(text.encode(), "alone.yml", Shelf(), None)
    assert found.fine
    assert found.exercise.definition == {"alone.yml": text}


def test_steps_have_a_depth_that_a_person_can_follow():
    def nested(deep: int) -> str:
        inner = "- type: say\n  text: Hello"
        for level in range(deep):
            body = "\n".join(f"    {line}" for line in inner.split("\n"))
            inner = (
                f"- type: repeat\n  id: r{level}\n  over: wins\n  as: w{level}\n  steps:\n{body}"
            )
        return inner

    assert codes(steps(nested(6))) == []
    assert codes(steps(nested(9))) == ["P408"]
    # What stands in the steps that are not read is not missed where it is named.
    after = "\n- type: say\n  text: Bye.\n  when: count(r0) > 1"
    assert codes(steps(nested(9) + after)) == ["P408"]


@pytest.mark.parametrize(("first", "code"), [("", "P214"), ("format: 2\n", "P215")])
def test_a_section_says_for_which_format_it_was_written(first: str, code: str):
    lists = "lists:\n  places:\n    label: Places\n    options:\n      home: home\n"
    asked = "- type: choice\n  id: where\n  text: Where?\n  options: places"
    assert steps(asked, lists=f"format: 1\n{lists}").fine
    found = steps(asked, lists=first + lists)
    assert [(one.code, one.place.file) for one in found.all] == [(code, "own/lists.yml")]
