"""What a file holds for an answer gives that answer again: each kind there and back."""

from __future__ import annotations

from typing import Any

import pytest

from studio.authoring.yaml_rows import rows
from studio.engine.events import Answer
from studio.engine.prompts import (
    Ask,
    BreathePrompt,
    ChoicePrompt,
    ChoicesPrompt,
    ComposePrompt,
    DatePrompt,
    Draft,
    Hole,
    KeepField,
    KeepOffer,
    KeepPrompt,
    ListPrompt,
    NumberPrompt,
    PickPrompt,
    PicksPrompt,
    Prompt,
    ScalePrompt,
    SchedulePrompt,
    SharePrompt,
    SlotAsk,
    Stretch,
    TextPrompt,
    Thing,
    TimedPrompt,
)
from studio.format.nodes import Mapping
from studio.plain.kinds import compose, keep, kind, timed
from tests.plain.hand_made import asked, node, options, view

MOOD = options("calm", "left out", "not sure", **{"not sure": True})
STRONG = Ask("intensity", "scale", "How strong?")
WHICH = Ask("lens", "choice", "Which one?", options("timing", "mood"), own="another")
WHY = Ask("why", "text", "Why?")
THINGS = (Thing("a1", "One line"), Thing("b2", "One line"))
OFFERS = (
    KeepOffer("add", "common/readings", "Readings", "One", (KeepField("cue", "Cue", "One"),)),
    KeepOffer("add", "common/readings", "Readings", "Two"),
    KeepOffer("add", "common/scripts", "Scripts", "Three"),
)
PLAIN = Draft("plain", "Plain", (("I see.",), ("Please ", Hole("ask"), ".")))
FIRM = Draft("firm", "Firm", (("No.",),))
ONLY = Draft("", "", (("I see.",),))
CASES: list[tuple[str, Prompt, Any, Any]] = [
    ("text", TextPrompt(), "no: # yes", None),
    ("text", TextPrompt(), ":q", None),
    ("text", TextPrompt(lines=3), "one\n\n:b\ntwo", None),
    ("choice", ChoicePrompt(MOOD), {"value": "calm"}, None),
    ("choice", ChoicePrompt(MOOD, "other"), {"own": ":h"}, None),
    ("choices", ChoicesPrompt(MOOD), [{"value": "left_out"}, {"value": "calm"}], None),
    (
        "choices",
        ChoicesPrompt(MOOD, "other", each=(STRONG, WHICH, WHY)),
        [
            {"own": "my own", "intensity": 0, "lens": {"own": "odd"}},
            {"value": "calm", "lens": "mood", "why": ":s"},
            {"value": "left_out"},
        ],
        None,
    ),
    ("choices", ChoicesPrompt(MOOD, each=(STRONG,)), [{"value": "not_sure"}], None),
    ("scale", ScalePrompt(), 0, None),
    ("number", NumberPrompt(-5, 5), -3, None),
    ("date", DatePrompt("2026-03-02"), "2026-02-28", None),
    ("list", ListPrompt(max=2), [{"text": "- one"}, {"text": ":x"}], None),
    ("list", ListPrompt(each=(STRONG,)), [{"text": "a", "intensity": 3}, {"text": "b"}], None),
    ("share", SharePrompt(MOOD, 5), {"calm": 0, "left_out": 5, "not_sure": 0}, {"left_out": 5}),
    ("pick", PickPrompt(THINGS), {"ref": "b2"}, None),
    ("pick", PickPrompt(THINGS, "another"), {"own": "1"}, None),
    (
        "picks",
        PicksPrompt(THINGS, "another", each=(STRONG,)),
        [{"ref": "b2", "intensity": 4}, {"own": "new"}, {"ref": "a1"}],
        None,
    ),
    (
        "schedule",
        SchedulePrompt(MOOD, "another day", "2026-03-02"),
        {"value": "own", "due": "2026-03-05T18:05:00+01:00"},
        {"own": "2026-03-05T18:05"},
    ),
    ("schedule", SchedulePrompt(MOOD, "", "2026-03-02"), {"value": "calm", "due": "…"},
     {"value": "calm"}),
    (
        "compose",
        ComposePrompt((PLAIN, FIRM)),
        {"slots": {}, "version": "firm", "text": "No.", "edited": False},
        {"slots": {}, "version": "firm"},
    ),
    (
        "compose",
        ComposePrompt((PLAIN, FIRM)),
        {"slots": {}, "version": "firm", "text": ":q No", "edited": True},
        None,
    ),
    (
        "compose",
        ComposePrompt((ONLY,)),
        {"slots": {}, "version": "", "text": "Mine", "edited": True},
        None,
    ),
    (
        "compose",
        ComposePrompt((ONLY,)),
        {"slots": {}, "version": "", "text": "I see.", "edited": False},
        {"slots": {}, "version": ""},
    ),
    ("keep", KeepPrompt(OFFERS), [{"index": 2, "fields": {}}], [{"index": 2}]),
    ("keep", KeepPrompt(OFFERS), [], None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "prompt", "stored", "sent"), CASES)
def test_what_is_noted_is_typed_as_the_same_answer(
    name: str, prompt: Prompt, stored: Any, sent: Any
) -> None:
    noted = kind(name).noted(prompt, stored)
    block = node("\n".join(rows({"it": noted})))
    assert isinstance(block, Mapping)
    written = block.get("it")
    assert written is not None
    shown = view(name, prompt)
    event, _ = asked(shown, *kind(name).typed(shown, written))
    assert event == Answer(stored if sent is None else sent)


def test_blanks_are_noted_by_their_ids() -> None:
    prompt = ComposePrompt((PLAIN,), (SlotAsk("ask", "I ask", MOOD), SlotAsk("more", "And")))
    stored = {"slots": {"ask": "calm"}, "version": "plain", "text": "…", "edited": False}
    assert compose.slots_noted(prompt, stored) == {"ask": "calm"}
    assert compose.slots_left_out(prompt, stored) == ["more"]
    assert compose.by_itself(prompt, stored)
    assert not compose.by_itself(prompt, {**stored, "slots": {}})
    assert not compose.by_itself(ComposePrompt((PLAIN, FIRM)), stored)


def test_a_file_keeps_all_that_is_offered_to_a_collection_as_it_is() -> None:
    prompt = KeepPrompt(OFFERS)
    everything = [{"index": index, "fields": {}} for index in range(3)]
    assert keep.by_itself(prompt, everything)
    some = [{"index": 0, "fields": {"cue": "Else"}}]
    assert keep.noted(prompt, some) == ["readings"]
    assert keep.nearest(prompt, some) == everything[:2]
    assert not keep.by_itself(prompt, some)


def test_time_that_was_ended_early_is_told_from_parts_that_were_skipped() -> None:
    prompt = TimedPrompt((Stretch("feet", "", (), 20), Stretch("legs", "", (), 20)))
    full: dict[str, Any] = {"seconds": 40.0, "skipped": []}
    assert timed.by_itself(prompt, full)
    assert not timed.cut_short(prompt, full)
    part = {"seconds": 23.5, "skipped": ["feet"]}
    assert timed.noted(prompt, part) == {"skipped": ["feet"]}
    assert not timed.cut_short(prompt, part)
    assert timed.cut_short(prompt, {"seconds": 23.5, "skipped": []})
    breath = BreathePrompt((), 6, 24)
    assert kind("breathe").cut_short(breath, {"seconds": 9.0, "cycles": 2})  # type: ignore[attr-defined]
    assert not kind("breathe").cut_short(breath, {"seconds": 24.0, "cycles": 6})  # type: ignore[attr-defined]
