"""Whatever is typed, line mode goes on, ends, or leaves a draft; nothing breaks."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.plain.commands import COMMANDS
from tests.plain.test_visit import Hand

COLONED = [f":{word}" for one in COMMANDS for word in (one.name, *one.short)]
LINES = st.lists(
    st.one_of(
        st.sampled_from(["", "", "1", "1", "2", "3", "0", "5", "1 2", "2=7", "1e", "."]),
        st.sampled_from(COLONED),
        st.text(max_size=30),
        st.integers(-2, 12).map(str),
        st.sampled_from(["--5", "9" * 5000, "1 jan " + "9" * 20]),
    ),
    max_size=45,
)


@pytest.mark.parametrize(
    "exercise", ["two-interpretations", "boundary-scripting", "body-scan", "grounding-breath"]
)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=LINES)
def test_any_lines_end_in_a_session_a_draft_or_nothing(exercise: str, typed: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        hand = Hand(Path(folder))
        said = hand.run(exercise, *(line.replace("\n", " ") for line in typed))
        assert hand.code == 0
        drafts = hand.desk.store.drafts()
        sessions = list(hand.desk.history())
        assert len(drafts) + len(sessions) <= 2
        assert all(sign.isprintable() or sign == "\n" for sign in said if sign < "\x80")
        for draft in drafts:
            sitting = hand.desk.resume(draft["id"])
            assert not sitting.over
