"""People to call: by country and topic, and never none at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.errors import StudioError
from studio.format.contacts import TOPICS, read_contacts, watch_age
from studio.format.problems import Problems
from studio.library import shipped
from studio.library.contacts import contacts, countries, emergency


def test_a_country_has_its_lines_and_then_those_for_anywhere():
    found = contacts("gb", "crisis")
    assert [one.number for one in found] == ["116 123", "85258", "findahelpline.com"]


@pytest.mark.parametrize("topic", TOPICS)
def test_nobody_is_left_without_a_line(topic: str):
    assert contacts("zz", topic)


def test_countries_are_listed_by_name():
    names = list(countries().values())
    assert names == sorted(names)
    assert countries()["IE" if "IE" in countries() else "GB"]


def test_the_emergency_number_is_the_country_s():
    assert emergency("us") == "911"
    assert emergency("zz") == "your local number"


def test_every_line_says_where_it_was_seen():
    file = shipped() / "common" / "contacts.yml"
    problems = Problems()
    lines = read_contacts(file.read_bytes(), str(file), problems)
    assert problems.all == ()
    assert all(one.source and one.checked_on and one.emergency for one in lines)


def test_a_line_is_looked_at_again_after_a_year():
    file = shipped() / "common" / "contacts.yml"
    for today, expected in ((date(2027, 11, 22), 0), (date(2027, 11, 23), 1)):
        problems = Problems()
        lines = read_contacts(file.read_bytes(), "contacts.yml", problems)
        watch_age(lines[:1], today, problems)
        assert [one.code for one in problems.all] == ["P903"] * expected


def test_a_broken_list_of_people_says_so(tmp_path: Path):
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "contacts.yml").write_text("format: 1\ncontacts:\n  a: b\n")
    with pytest.raises(StudioError, match="people to call"):
        contacts("gb", "crisis", tmp_path)
