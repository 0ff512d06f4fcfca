"""The ten sentences are counted by what they say, whatever their order, and only if wanted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.format.kinds import Choice
from studio.library.library import Library
from studio.practice.desk import Desk, open_desk

UP = {  # how much each answer counts, by the sentence; published, and the same in any order
    "On the whole, I am satisfied with myself.": True,
    "At times I think I am no good at all.": False,
    "I feel that I have a number of good qualities.": True,
    "I am able to do things as well as most other people.": True,
    "I feel I do not have much to be proud of.": False,
    "I certainly feel useless at times.": False,
    "I feel that I'm a person of worth, at least on an equal plane with others.": True,
    "I wish I could have more respect for myself.": False,
    "All in all, I am inclined to feel that I am a failure.": False,
    "I take a positive attitude toward myself.": True,
}


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[], Desk]:
    now = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
    return lambda: open_desk(home=tmp_path, wall=lambda: now, monotonic=lambda: 0.0)


def test_each_sentence_is_counted_by_its_text() -> None:
    one = Library().exercise("rosenberg")
    asked = {}
    for step in one.steps:
        if isinstance(step, Choice):
            options = one.tables.lists[step.options.list].options
            assert step.text is not None
            asked[step.text.source.strip("“”")] = [option.number for option in options.values()]
    assert asked == {text: [3, 2, 1, 0] if up else [0, 1, 2, 3] for text, up in UP.items()}
    assert list(one.outcome) == ["together"]
    names = {step.id for step in one.steps if isinstance(step, Choice)}
    assert one.outcome["together"].value is not None
    counted = one.outcome["together"].value.source
    assert all(f"number({name})" in counted for name in names)
    assert counted.count("number(") == 10


def test_no_band_and_no_line_to_be_above() -> None:
    text = (Path(Library().packs["growth"]) / "rosenberg.yml").read_text("utf-8").casefold()
    for word in ("normal", "low self", "high self", "average", "cut-off", "below", "clinical"):
        assert word not in text


def test_it_is_offered_only_to_those_who_chose_it(opened: Callable[[], Desk]) -> None:
    desk = opened()
    assert "rosenberg" not in {one.id for one in desk.summaries}
    assert [one.id for one in desk.optional] == ["rosenberg"]
    desk.offer("rosenberg", wanted=True)
    assert "rosenberg" in {one.id for one in desk.summaries}
    assert "rosenberg" in {one.id for one in opened().summaries}
    desk.offer("rosenberg", wanted=False)
    assert "rosenberg" not in {one.id for one in opened().summaries}
