from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from studio.store import layout

TAG = "0a1b2c3d"


def test_own_files_are_told_from_side_files_and_copies():
    names = {
        "2026-03.0a1b2c3d.json": (True, True),
        "2026-03.0a1b2c3d.2.json": (True, True),
        "2026-03.0a1b2c3d.xaabb.json": (False, True),
        "2026-03.ffffffff.json": (False, False),
        "2026-03.0a1b2c3d.sync-conflict-20260301-101010-ABCDEFG.json": (False, False),
        "2026-03.0a1b2c3d (copy).json": (False, False),
    }
    for name, (numbered, own) in names.items():
        assert layout.is_own_numbered(name, TAG) == numbered
        assert (name in layout.strangers([name], TAG)) == (not numbered)
        assert layout.is_own(name, TAG) == own
        assert layout.month_of_name(name) == "2026-03"


def test_names_that_are_made_are_names_that_are_known():
    for number in (1, 2, 17):
        name = layout.numbered("2026-03", TAG, number)
        assert layout.is_own_numbered(name, TAG)
    assert layout.is_own(layout.side("2026-03", TAG, b"\x00\xff"), TAG)


def test_the_month_is_reckoned_in_utc():
    assert layout.month_of("2026-04-01T01:30:00+02:00") == "2026-03"
    assert layout.month_of("2026-03-31T23:30:00") == "2026-03"
    assert [layout.month_of(odd) for odd in (False, 5, "soon")] == [None, None, None]


@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_stems_are_safe_and_never_clash(one, other):
    stem = layout.stem_of(one)
    assert re.fullmatch(r"[a-z0-9_+%-]*", stem)
    assert (stem == layout.stem_of(other)) == (one == other)


def test_temp_files_and_strangers_are_no_document_files():
    names = [".2026-03.x.json.0011.tmp", ".hidden.json", "notes.txt", "2026-03.a.json"]
    assert [name for name in names if layout.is_document_file(name)] == ["2026-03.a.json"]
