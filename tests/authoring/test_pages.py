"""Every code has its page, and every example on it is as it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from studio.authoring.pages import FOLDER, Page, explained, markdown, met, page, pages
from studio.errors import StudioError
from studio.format.codes import CODES
from studio.plain.trial import play

TODAY = date(2026, 11, 22)
DOCS = Path(__file__).parents[2] / "docs" / "codes.md"


def test_every_code_has_a_page_and_every_page_a_code():
    assert list(pages()) == list(CODES)
    assert len(CODES) >= 80
    assert {code[1] for code in CODES} == set("123456789")


@pytest.mark.parametrize("one", pages().values(), ids=lambda one: one.code)
def test_a_wrong_example_gives_its_code_at_its_place_and_nothing_else(one: Page):
    found = met(one, one.wrong, TODAY, play)
    assert [(each.code, each.place.file, each.place.line, each.place.column) for each in found] == [
        (one.code, one.file, one.line, one.column)
    ]
    graver = CODES[one.code].shared if one.profile == "share" else one.severity
    assert found[0].severity == graver
    assert found[0].hint


@pytest.mark.parametrize("one", pages().values(), ids=lambda one: one.code)
def test_a_mended_example_gives_nothing(one: Page):
    assert met(one, one.mended, TODAY, play) == ()


def test_a_page_shows_the_example_what_is_said_of_it_and_the_mended_one():
    text = explained(page("p201"), TODAY, play)
    assert "txet: Hello" in text
    assert "example.yml:3:5: error P201: A say step has no key `txet`." in text
    assert text.index("For example") < text.index("Mended")


def test_a_code_that_is_not_there_brings_the_nearest():
    with pytest.raises(StudioError, match="Did you mean P201"):
        page("P2O1")
    with pytest.raises(StudioError, match="lists them all"):
        page("everything")


def test_the_page_of_all_codes_is_current():
    # Written by `studio explain --markdown > docs/codes.md`.
    assert markdown(TODAY, play) == DOCS.read_text(encoding="utf-8")


def test_pages_speak_plainly():
    for file in FOLDER.glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\b(simply|just|obviously|of course)\b", text)
        assert "!" not in re.sub(r"`[^`]*`|text: .*|when: .*", "", text)
