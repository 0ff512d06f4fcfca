"""Slips of the hand are met where they are, with the word that mends them."""

from __future__ import annotations

import re
from pathlib import Path

from bench.mutations import ENOUGH, MAKERS, MANY, meet, page, slips

DOCS = Path(__file__).parents[2] / "docs" / "mutations.md"


def test_at_least_95_in_100_are_met_well():
    found = [meet(one) for one in slips()]
    assert len(found) == MANY == 200
    assert len({one.slip.kind for one in found}) == len(MAKERS)
    well = [one for one in found if one.well]
    assert len(well) >= ENOUGH * MANY, page(found)


def test_a_slip_is_in_the_file_it_says():
    for one in list(slips())[:60]:
        rows = one.text.split("\n")
        assert one.text != one.file.read_text(encoding="utf-8")
        assert 1 <= one.lines[0] <= len(rows)


def test_the_figure_is_written_down():
    found = re.search(r"\*\*(\d+\.\d) in 100\*\*", DOCS.read_text(encoding="utf-8"))
    assert found is not None
    assert float(found[1]) >= 100 * ENOUGH
