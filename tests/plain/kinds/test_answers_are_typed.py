"""What a file answers is what a person would type: each kind there and back."""

from __future__ import annotations

from typing import Any

import pytest

from studio.engine.events import Answer, Event, Next
from studio.engine.prompts import (
    Ask,
    Breath,
    BreathePrompt,
    ChoicePrompt,
    ChoicesPrompt,
    ComposePrompt,
    ContactsPrompt,
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
    ReviewPrompt,
    SayPrompt,
    ScalePrompt,
    SchedulePrompt,
    SharePrompt,
    SlotAsk,
    TextPrompt,
    Thing,
    TimedPrompt,
)
from studio.plain.commands import command_in
from studio.plain.kinds import KINDS, compose, kind
from tests.plain.hand_made import asked, node, options, view

MOOD = options("calm", "left out", "not sure", **{"not sure": True})
STRONG = Ask("intensity", "scale", "How strong?")
WHICH = Ask("lens", "choice", "Which one?", options("timing", "mood"))
THINGS = (Thing("a1", "First line", "3 May"), Thing("b2", "Second line"))
OFFERS = (
    KeepOffer("add", "common/readings", "Readings", "One", (KeepField("cue", "Cue", "One"),)),
    KeepOffer("add", "common/scripts", "Scripts", "Two"),
)
PLAIN = Draft("plain", "Plain", (("I see.",), ("Please ", Hole("ask"), ".")))
FIRM = Draft("firm", "Firm", (("No.",),))

CASES: list[tuple[str, Prompt, str, Any]] = [
    ("text", TextPrompt(), "a line of words", "a line of words"),
    ("text", TextPrompt(), '":back"', ":back"),
    ("text", TextPrompt(lines=4), "|\n  one\n  two", "one\ntwo"),
    ("text", TextPrompt(lines=2), "|\n  one\n\n  :q", "one\n\n:q"),
    ("choice", ChoicePrompt(MOOD), "left_out", {"value": "left_out"}),
    ("choice", ChoicePrompt(MOOD, "other"), "own: my own", {"own": "my own"}),
    (
        "choices",
        ChoicesPrompt(MOOD),
        "[calm, left_out]",
        [{"value": "calm"}, {"value": "left_out"}],
    ),
    ("choices", ChoicesPrompt(MOOD), "[not_sure]", [{"value": "not_sure"}]),
    (
        "choices",
        ChoicesPrompt(MOOD, "other", each=(STRONG,)),
        "- value: left_out\n  intensity: 7\n- own: odd\n- calm",
        [{"value": "left_out", "intensity": 7}, {"own": "odd"}, {"value": "calm"}],
    ),
    ("scale", ScalePrompt(low="calm", high="most"), "7", 7),
    ("number", NumberPrompt(0, 20, "times"), "12", 12),
    ("date", DatePrompt("2026-03-02", "past"), "2026-02-28", "2026-02-28"),
    ("list", ListPrompt(min=1), "- one\n- two", [{"text": "one"}, {"text": "two"}]),
    (
        "list",
        ListPrompt(max=1, each=(WHICH, STRONG)),
        "- text: one\n  lens: mood\n  intensity: 3",
        [{"text": "one", "lens": "mood", "intensity": 3}],
    ),
    ("share", SharePrompt(MOOD, 5), "calm: 2\nnot_sure: 3", {"calm": 2, "not_sure": 3}),
    ("compose", ComposePrompt((PLAIN, FIRM)), "firm", {"slots": {}, "version": "firm"}),
    (
        "compose",
        ComposePrompt((PLAIN, FIRM)),
        "version: firm\ntext: No, thanks.",
        {"slots": {}, "version": "firm", "text": "No, thanks.", "edited": True},
    ),
    ("pick", PickPrompt(THINGS), "pick: 2", {"ref": "b2"}),
    ("pick", PickPrompt(THINGS), "First line", {"ref": "a1"}),
    ("pick", PickPrompt(THINGS, "another"), "own: a new one", {"own": "a new one"}),
    ("picks", PicksPrompt(THINGS), "- pick: 2\n- pick: 1", [{"ref": "b2"}, {"ref": "a1"}]),
    (
        "picks",
        PicksPrompt(THINGS, "another", each=(STRONG,)),
        "- own: new\n  intensity: 4",
        [{"own": "new", "intensity": 4}],
    ),
    ("keep", KeepPrompt(OFFERS), "[readings, scripts]", [{"index": 0}, {"index": 1}]),
    ("keep", KeepPrompt(OFFERS), "[scripts]", [{"index": 1}]),
    ("keep", KeepPrompt(OFFERS), "[readings]", [{"index": 0}]),
    ("schedule", SchedulePrompt(MOOD, "another day", "2026-03-02"), "calm", {"value": "calm"}),
    (
        "schedule",
        SchedulePrompt(MOOD, "another day", "2026-03-02"),
        "own: 2026-03-05T18:00",
        {"own": "2026-03-05T18:00"},
    ),
]


@pytest.mark.parametrize(("name", "prompt", "yaml", "expected"), CASES)
def test_lines_of_an_answer_give_that_answer(
    name: str, prompt: Prompt, yaml: str, expected: Any
) -> None:
    shown = view(name, prompt)
    event, _ = asked(shown, *kind(name).typed(shown, node(yaml)))
    assert event == Answer(expected)


@pytest.mark.parametrize(
    ("name", "prompt", "yaml"),
    [
        ("date", DatePrompt("2026-03-02"), "':b'"),
        ("schedule", SchedulePrompt(MOOD, "another day", "2026-03-02"), "own: ':leave'"),
        ("share", SharePrompt(MOOD, 10), "calm: ':back'"),
        ("text", TextPrompt(), "':stop'"),
    ],
)
def test_nothing_in_a_file_is_a_command(name: str, prompt: Prompt, yaml: str) -> None:
    lines = kind(name).typed(view(name, prompt), node(yaml))
    assert not any(command_in(line) for line in lines)


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("say", SayPrompt()),
        ("review", ReviewPrompt("lines")),
        ("contacts", ContactsPrompt("crisis")),
        ("timed", TimedPrompt(())),
        ("breathe", BreathePrompt((Breath("in", "in", "in", 4),), 6, 24)),
    ],
)
def test_what_is_only_read_is_passed_with_enter(name: str, prompt: Prompt) -> None:
    shown = view(name, prompt)
    event, _ = asked(shown, *kind(name).typed(shown, None))
    assert event == Next()


def test_keep_without_an_answer_keeps_everything_and_an_empty_list_nothing() -> None:
    shown = view("keep", KeepPrompt(OFFERS))
    assert kind("keep").typed(shown, None) == ["1"]
    event: Event = asked(shown, "3")[0]
    assert event == Answer([])


def test_blanks_are_typed_before_the_draft() -> None:
    prompt = ComposePrompt((PLAIN,), (SlotAsk("ask", "Please..."), SlotAsk("mood", "I am", MOOD)))
    shown = view("compose", prompt)
    given = {"ask": node("wait"), "mood": node("calm")}
    event, stage = asked(shown, *compose.in_order(prompt, given, [""]))
    assert event == Answer({"slots": {"ask": "wait", "mood": "calm"}, "version": "plain"})
    assert "I see. Please wait." in stage.said


def test_the_blanks_of_a_draft_are_typed_after_it_is_taken() -> None:
    slots = (SlotAsk("ask", "Please..."), SlotAsk("name", "Dear..."))
    prompt = ComposePrompt((PLAIN, FIRM), slots)
    shown = view("compose", prompt)
    given = {"ask": node("wait"), "name": node("Sam")}
    for written, typed in (
        ("firm", ["Sam", "2"]),
        ("plain", ["Sam", "1", "wait", ""]),
        ("version: plain\ntext: Mine.", ["Sam", "1e", "wait", "Mine."]),
    ):
        lines = compose.in_order(prompt, given, compose.typed(shown, node(written)))
        assert lines == typed
        event, _ = asked(shown, *lines)
        assert isinstance(event, Answer)
        assert event.value["slots"] == ({"name": "Sam"} if written == "firm" else
                                        {"name": "Sam", "ask": "wait"})  # fmt: skip


def test_every_kind_has_its_module() -> None:
    from studio.format.step import kinds

    drawn = {name for name, cls in kinds().items() if cls.draws and name != "end"}
    assert set(KINDS) == drawn
    assert all(callable(kind(name).ask) and callable(kind(name).typed) for name in KINDS)
