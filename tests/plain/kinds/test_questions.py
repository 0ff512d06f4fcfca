"""How each kind asks: its numbers, its refusals, what it says on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from studio.engine.events import Answer, Event, Skip
from studio.engine.prompts import (
    Ask,
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
    ReviewBlock,
    ReviewPrompt,
    ScalePrompt,
    SchedulePrompt,
    SharePrompt,
    SlotAsk,
    TextPrompt,
    Thing,
    Trend,
    WordList,
)
from studio.plain.commands import Command
from studio.plain.kinds import kind
from studio.plain.leaving import StepLeft
from tests.plain.hand_made import ASKING, Stage, asked, options, view

NEEDED = ASKING - {"skip"}
LONG = "9" * 5000
"""More digits than Python reads into a number."""
THINGS = (Thing("r1", "One kept thing"), Thing("r2", "Another"))
MOOD = options("calm", "left out", "not sure", **{"not sure": True})


def test_an_empty_optional_line_is_skipped() -> None:
    assert asked(view("text", TextPrompt()), "")[0] == Skip()


def test_an_empty_line_that_is_needed_is_asked_again() -> None:
    event, stage = asked(view("text", TextPrompt(), allowed=NEEDED), "", "words")
    assert event == Answer("words")
    assert "A word or two is enough." in stage.said


def test_what_was_there_stays_with_enter_and_is_said() -> None:
    event, stage = asked(view("text", TextPrompt(), earlier="as before"), "")
    assert event == Answer("as before")
    assert "You had: as before. Enter keeps it." in stage.said


def test_a_rewrite_says_what_was_before_and_starts_from_it() -> None:
    prompt = TextPrompt(rewrites="You never call.", start="You never call.")
    event, stage = asked(view("text", prompt), "Please call on Sunday.")
    assert event == Answer("Please call on Sunday.")
    assert stage.said.index("Before: You never call.") < stage.said.index("Now yours.")


def test_marked_words_and_length_are_remarks_that_block_nothing() -> None:
    prompt = TextPrompt(max_words=3, lint=(WordList("Can sound like blame", ("always",)),))
    event, stage = asked(view("text", prompt), "you always do that")
    assert event == Answer("you always do that")
    assert "4 of 3 words. Shorter is easier to say." in stage.said
    assert "“always”" in stage.said


def test_a_line_with_a_dot_ends_several_and_one_too_many_is_fine() -> None:
    event, stage = asked(view("text", TextPrompt(lines=2)), "one", "two", "three", ".")
    assert event == Answer("one\ntwo\nthree")
    assert "Two lines at most; a line with a dot ends it." in stage.said
    assert "That is the two. Go on if you like." in stage.said


def test_plus_goes_on_below_what_was_there() -> None:
    shown = view("text", TextPrompt(lines=3), earlier="one")
    assert asked(shown, "+", "two", ".")[0] == Answer("one\ntwo")
    assert asked(shown, ".")[0] == Answer("one")


def test_a_line_is_taken_over_by_its_number() -> None:
    prompt = TextPrompt(suggestions=("This is a wave.", "One no."))
    assert asked(view("text", prompt), "2=")[0] == Answer("One no.")


def test_a_choice_is_taken_by_number_by_label_or_in_own_words() -> None:
    shown = view("choice", ChoicePrompt(MOOD, "something else"))
    assert asked(shown, "2")[0] == Answer({"value": "left_out"})
    assert asked(shown, "Left out")[0] == Answer({"value": "left_out"})
    assert asked(shown, "0", "torn")[0] == Answer({"own": "torn"})
    assert asked(shown, "0 torn")[0] == Answer({"own": "torn"})


def test_a_choice_refuses_what_is_not_there_and_names_the_way_past() -> None:
    event, stage = asked(view("choice", ChoicePrompt(MOOD), skip="Not yet"), "9", "", "1")
    assert event == Answer({"value": "calm"})
    assert stage.said.count("Pick one by its number, or :s for “Not yet”.") == 2


def test_a_needed_choice_offers_no_skip() -> None:
    stage = asked(view("choice", ChoicePrompt(MOOD), allowed=NEEDED), "", "1")[1]
    assert ":s" not in stage.said


def test_enter_takes_the_first_only_on_a_sheet() -> None:
    shown = view("choice", ChoicePrompt(MOOD), sheet=True, allowed=NEEDED)
    event, stage = asked(shown, "")
    assert event == Answer({"value": "calm"})
    assert "Enter takes 1." in stage.said


def test_several_are_rated_in_one_line() -> None:
    prompt = ChoicesPrompt(MOOD, max=2, each=(Ask("intensity", "scale", "How strong?"),))
    event, stage = asked(view("choices", prompt), "2=7 1", "4")
    expected = [{"value": "left_out", "intensity": 7}, {"value": "calm", "intensity": 4}]
    assert event == Answer(expected)
    assert "Up to two." in stage.said


def test_a_small_question_left_open_is_left_out() -> None:
    prompt = ChoicesPrompt(MOOD, each=(Ask("intensity", "scale", "How strong?"),))
    assert asked(view("choices", prompt), "1", "11", "")[0] == Answer([{"value": "calm"}])


def test_several_say_what_does_not_fit() -> None:
    prompt = ChoicesPrompt(MOOD, min=2, max=2)
    event, stage = asked(view("choices", prompt), "1", "1 2 3", "1 9", "x", "1 2")
    assert event == Answer([{"value": "calm"}, {"value": "left_out"}])
    assert "One more, or :s to skip." in stage.said
    assert "Up to two. Fewer numbers, please." in stage.said
    assert stage.said.count("Numbers from the list, with spaces.") == 2


def test_one_that_stands_alone_excludes_the_others() -> None:
    event, stage = asked(view("choices", ChoicesPrompt(MOOD)), "1 3", "3")
    assert event == Answer([{"value": "not_sure"}])
    assert "“not sure” stands by itself." in stage.said


def test_a_scale_says_its_ends_and_keeps_inside_them() -> None:
    shown = view("scale", ScalePrompt(low="not at all", high="certain"))
    event, stage = asked(shown, "11", "", "often", "0")
    assert event == Answer(0)
    assert "0 not at all, 10 certain. Number, or :s to skip." in stage.said
    assert stage.said.count("0 to 10, please.") == 3


def test_a_number_keeps_inside_its_bounds() -> None:
    event, stage = asked(view("number", NumberPrompt(0, 5, "times")), "6", "--5", LONG, "5")
    assert event == Answer(5)
    assert stage.said.count("0 to 5 times, please.") == 3


@pytest.mark.parametrize(
    ("name", "prompt", "typed"),
    [
        ("scale", ScalePrompt(), ["1_0", LONG, "5"]),
        ("choice", ChoicePrompt(options("a", "b")), [LONG, "1"]),
        ("choices", ChoicesPrompt(options("a", "b")), [LONG, f"1={LONG}", "1"]),
        ("share", SharePrompt(options("a", "b"), 10, ""), [LONG, "10"]),
        ("pick", PickPrompt(THINGS), [LONG, "1"]),
        ("picks", PicksPrompt(THINGS), [LONG, "00", "1"]),
        ("schedule", SchedulePrompt(options("a", "b"), "", "2026-03-02"), [LONG, "1"]),
        ("date", DatePrompt("2026-03-02"), [f"1 jan {LONG}", "2026-03-02"]),
    ],
)
def test_a_number_too_long_to_be_meant_is_asked_again(
    name: str, prompt: Prompt, typed: list[str]
) -> None:
    event, _ = asked(view(name, prompt), *typed)
    assert isinstance(event, Answer)


def test_a_day_is_answered_with_its_weekday() -> None:
    event, stage = asked(view("date", DatePrompt("2026-03-02", "past")), "+2", "28 feb")
    assert event == Answer("2026-02-28")
    assert "That day is still to come. An earlier one?" in stage.said
    assert "Saturday 28 February." in stage.said


def test_a_list_asks_for_more_until_there_are_enough() -> None:
    event, stage = asked(view("list", ListPrompt(min=2)), "one", "", "two", "")
    assert event == Answer([{"text": "one"}, {"text": "two"}])
    assert "One more, any size, or :s to skip." in stage.said


def test_that_questions_follow_each_entry_is_said_before() -> None:
    each = (Ask("near", "scale", "How near?"), Ask("far", "scale", "How far?"))
    stage = asked(view("list", ListPrompt(each=each[:1])), "one", "3", "")[1]
    assert "One a line, each followed by one question.\n" in stage.said
    stage = asked(view("list", ListPrompt(min=1, each=each)), "one", "3", "4", "")[1]
    assert "One or more. One a line, each followed by two questions.\n" in stage.said


def test_a_full_list_ends_by_itself() -> None:
    event, stage = asked(view("list", ListPrompt(max=2)), "one", "two")
    assert event == Answer([{"text": "one"}, {"text": "two"}])
    assert "That is the two." in stage.said


def test_counters_are_shared_until_none_is_left() -> None:
    shown = view("share", SharePrompt(MOOD, 5))
    event, stage = asked(shown, "2", "9", "1", "", "2", "1", "1")
    assert event == Answer({"calm": 3, "left_out": 2})
    assert "3 left." in stage.said
    assert "0 to 3, please." in stage.said
    assert "1 is left. Which one takes more? Number." in stage.said


def test_a_sentence_grows_while_its_blanks_are_filled() -> None:
    draft = Draft("", "", (("I feel ", Hole("mood"), "."), ("Please ", Hole("ask"), ".")))
    prompt = ComposePrompt((draft,), (SlotAsk("mood", "I feel..."), SlotAsk("ask", "Please...")))
    event, stage = asked(view("compose", prompt), "tense", "", "e", "I feel tense today.")
    assert event == Answer(
        {"slots": {"mood": "tense"}, "version": "", "text": "I feel tense today.", "edited": True}
    )
    assert "So far: I feel tense. Please ____." in stage.said
    assert "It reads: I feel tense.\n" in stage.said


OWN_BLANKS = ComposePrompt(
    (
        Draft("more", "More", (("Say more about ", Hole("part"), "."),)),
        Draft("good", "Good", (("What would good look like?",),)),
    ),
    (SlotAsk("part", "Say more about..."),),
)


def test_a_blank_that_only_another_draft_has_is_not_asked() -> None:
    event, stage = asked(view("compose", OWN_BLANKS), "2")
    assert event == Answer({"slots": {}, "version": "good"})
    assert "  1. More: Say more about ____.\n  2. Good: What would" in stage.said
    assert "Say more about...\n" not in stage.said


def test_the_blanks_of_the_draft_taken_are_asked_and_then_it_is_shown() -> None:
    event, stage = asked(view("compose", OWN_BLANKS), "1", "Tuesday", "")
    assert event == Answer({"slots": {"part": "Tuesday"}, "version": "more"})
    assert "Say more about Tuesday.\nEnter takes it, e changes it." in stage.said
    event, _ = asked(view("compose", OWN_BLANKS), "1", "Tuesday", "e", "Mine.")
    mine = {"slots": {"part": "Tuesday"}, "version": "more", "text": "Mine.", "edited": True}
    assert event == Answer(mine)
    assert asked(view("compose", OWN_BLANKS), "1e", "Tuesday", "Mine.")[0] == Answer(mine)
    again = view("compose", OWN_BLANKS, earlier=mine)
    assert asked(again, "", "", "")[0] == Answer(mine)


def test_where_the_blanks_of_the_draft_taken_are_left_out_there_is_no_text() -> None:
    event, stage = asked(view("compose", OWN_BLANKS), "1", "", "")
    assert event == Skip()
    assert "Every blank was left out, so there is no text." in stage.said


BLANKS = ComposePrompt(
    (Draft("", "", (("I feel ", Hole("mood"), "."), ("I need ", Hole("need"), "."))),),
    (SlotAsk("mood", "I feel...", MOOD), SlotAsk("need", "I need...")),
)


def _leaving(event: Event) -> Callable[[Command], None]:
    def obey(_: Command) -> None:
        raise StepLeft(event)

    return obey


def test_to_skip_at_a_blank_leaves_out_that_blank_alone() -> None:
    stage = Stage((":s", "rest", ""))
    stage.talk.obey = _leaving(Skip())
    assert kind("compose").ask(view("compose", BLANKS), stage.talk) == Answer(
        {"slots": {"need": "rest"}, "version": ""}
    )
    assert "Enter takes it" in stage.said


def test_with_every_blank_left_out_enter_goes_on_and_words_are_taken() -> None:
    event, stage = asked(view("compose", BLANKS), "", "", "")
    assert event == Skip()
    assert "Every blank was left out, so there is no text." in stage.said
    event, _ = asked(view("compose", BLANKS), "", "", "Mine.")
    assert event == Answer({"slots": {}, "version": "", "text": "Mine.", "edited": True})


def test_where_the_text_is_needed_the_blanks_are_asked_again() -> None:
    needed = view("compose", replace(BLANKS, edit=False), allowed=NEEDED)
    event, stage = asked(needed, "", "", "2", "rest", "")
    assert event == Answer({"slots": {"mood": "left_out", "need": "rest"}, "version": ""})
    assert "A word or two is enough." in stage.said


def test_the_draft_to_begin_with_is_taken_with_enter() -> None:
    drafts = (Draft("soft", "Soft", (("Hey.",),)), Draft("firm", "Firm", (("No.",),)))
    event, stage = asked(view("compose", ComposePrompt(drafts, begin="firm")), "7", "")
    assert event == Answer({"slots": {}, "version": "firm"})
    assert "Take one by its number, or :s to skip." in stage.said


def test_ones_own_wording_is_shown_and_stays_when_it_is_not_changed_again() -> None:
    mine = {"slots": {"need": "rest"}, "version": "", "text": "My own words.", "edited": True}
    again = view("compose", BLANKS, earlier=mine)
    event, stage = asked(again, "", "", "e", "")
    assert "It reads: My own words." in stage.said
    assert event == Answer(mine)
    several = view("compose", OWN_BLANKS, earlier=mine | {"slots": {}, "version": "good"})
    assert asked(several, "2e", "")[0] == Answer(several.earlier)
    # Another draft than the one that was changed is shown as it is.
    event, stage = asked(several, "1", "Tuesday", "e", "")
    assert "It reads: Say more about Tuesday." in stage.said
    assert event == Answer({"slots": {"part": "Tuesday"}, "version": "more"})


def test_what_filled_a_blank_before_is_said_and_stays_with_enter() -> None:
    before = {"slots": {"mood": "calm"}, "version": ""}
    event, stage = asked(view("compose", BLANKS, earlier=before), "", "", "")
    assert "You had: calm. Enter keeps it.\nNumber?" in stage.said
    assert event == Answer(before)


def test_keeping_needs_a_number_and_words_can_be_changed_first() -> None:
    offer = KeepOffer(
        "add", "c/r", "Readings", "One", (KeepField("cue", "Cue", "One", in_line=True),)
    )
    event, stage = asked(view("keep", KeepPrompt((offer,)), text=()), "", "2", "Another")
    assert event == Answer([{"index": 0, "fields": {"cue": "Another"}}])
    assert "Keep in Readings? 1 keep, 2 change it first, 3 not this time." in stage.said
    assert "Nothing is kept until you say so." in stage.said


def test_what_ends_in_a_full_stop_gets_no_second_one() -> None:
    field = KeepField("cue", "What is it?", "I can wait.", in_line=True)
    empty = replace(field, name="more", value="")
    one = KeepOffer("add", "c/r", "Readings", "I can wait.", (field, empty))
    _, stage = asked(view("keep", KeepPrompt((one, one))), "2", "1", "", "", "3")
    assert "In Readings: I can wait. 1 keep, 3 not this time." in stage.said
    assert "What is it?: I can wait. Enter keeps that." in stage.said
    assert "What is it? Enter leaves it open." in stage.said


def test_what_is_there_already_is_not_kept_again_but_changed() -> None:
    old = KeepOffer("update", "c/r", "Readings", "One")
    stage = asked(view("keep", KeepPrompt((old,)), text=()), "1")[1]
    assert "This changes what is kept already. Keep the change? 1 keep, 2 change" in stage.said
    both = KeepPrompt((old, replace(old, op="add")))
    stage = asked(view("keep", both, text=()), "1")[1]
    assert "Keep in Readings?" not in stage.said
    assert "Some of them change what is kept already." in stage.said


def test_words_stand_before_numbers_in_a_review() -> None:
    trend = Trend("Calm", "Lower than your first month.", (("4 Oct", 8), ("11 Oct", 5.5)))
    prompt = ReviewPrompt("trend", (ReviewBlock("Small wins 1", ("A talk kept civil",)),), (trend,))
    stage = asked(view("review", prompt), "")[1]
    assert "Calm: Lower than your first month. 4 Oct: 8, 11 Oct: 5.5." in stage.said
    assert "Small wins 1.\n  1. A talk kept civil\n" in stage.said


def test_a_day_of_ones_own_must_lie_ahead() -> None:
    prompt = SchedulePrompt(options("no", "in 3 days"), "another day", "2026-03-02")
    event, stage = asked(view("schedule", prompt), "3", "1 feb 2026", "friday 18:30")
    assert event == Answer({"own": "2026-03-06T18:30"})
    assert "That day has been. Another?" in stage.said
    assert "Friday 6 March, 18:30." in stage.said


def test_leaving_the_own_day_open_goes_back_to_the_list() -> None:
    prompt = SchedulePrompt(options("no", "in 3 days"), "another day", "2026-03-02")
    assert asked(view("schedule", prompt), "3", "", "1")[0] == Answer({"value": "no"})


def test_a_thing_that_is_kept_already_says_since_when() -> None:
    there = KeepOffer("add", "common/beliefs", "Old beliefs", "I don't belong", (), "2 November")
    stage = asked(view("keep", KeepPrompt((there,))), "1")[1]
    assert "In Old beliefs: I don't belong\n    Already there, since 2 November." in stage.said


def test_with_nothing_given_one_is_asked_for_and_not_one_more() -> None:
    needed = view("choices", ChoicesPrompt(MOOD, min=1), allowed=NEEDED)
    assert "One.\n" in asked(needed, "", "1")[1].said
    assert "One more" not in asked(needed, "", "1")[1].said
    stage = asked(view("list", ListPrompt(1), allowed=NEEDED), "", "a", "")[1]
    assert "One, any size." in stage.said


def test_what_is_kept_with_a_line_is_said_below_it() -> None:
    felt = (KeepField("region", "Place", "belly", in_line=True), KeepField("how", "Feels", "warm"))
    offer = KeepOffer("add", "c/cues", "Body cues", "belly", felt)
    stage = asked(view("keep", KeepPrompt((offer,))), "1")[1]
    assert "In Body cues: belly\n    with Feels: warm\n" in stage.said
