from dataclasses import replace

import pytest

from studio.engine.prompts import Ask, ChoicesPrompt, Choosable, PicksPrompt, Thing
from tests.tui.kinds.host import press, trial

LENSES = ChoicesPrompt(
    (
        Choosable("c", "circumstance"),
        Choosable("t", "timing"),
        Choosable("m", "their mood or load", "busy, ill, bad news, noise"),
        Choosable("none", "none of these", alone=True),
    ),
    own="another",
    min=2,
    max=3,
)
FELT = ChoicesPrompt(
    tuple(
        Choosable(
            word, word, "not included" if word == "left out" else "", group, word == "not sure"
        )
        for group, words in {
            "hurt": ["hurt", "left out", "let down", "lonely", "rejected"],
            "shame": ["ashamed", "embarrassed", "small", "exposed", "guilty"],
            "mixed": ["confused", "torn", "numb", "overwhelmed", "not sure"],
        }.items()
        for word in words
    ),
    max=3,
    each=(Ask("intensity", "scale", "How strong?"),),
)


async def test_a_digit_marks_and_lets_go_as_space_does():
    async with trial("choices", LENSES) as (app, pilot):
        await press(pilot, "1", "2", "2", "down", "space")
        assert "› 3  [x]  their mood or load   busy, ill" in app.shown
        assert app.note == "2 chosen."
        await press(pilot, "enter")
        assert app.answers == [[{"value": "c"}, {"value": "m"}]]


async def test_the_first_space_marks_the_first_option():
    async with trial("choices", LENSES) as (app, pilot):
        await press(pilot, "space")
        assert "› 1  [x]  circumstance" in app.shown
        await press(pilot, "space", "down", "space")
        assert app.typed[-1] == [{"value": "t"}]


async def test_the_first_space_marks_the_first_word_of_a_grid():
    async with trial("choices", FELT) as (app, pilot):
        await press(pilot, "space")
        assert "[hurt]" in app.shown
        assert app.note == "1 chosen."


async def test_the_first_space_finds_the_first_group_and_then_its_first_word():
    async with trial("choices", FELT, width=40, height=12) as (app, pilot):
        await press(pilot, "space")
        assert "› 1  hurt" in app.shown
        await press(pilot, "space", "space")
        assert app.typed == [[{"value": "hurt"}]]
        await press(pilot, "left", "space")
        assert "left out" in app.shown
        assert app.typed == [[{"value": "hurt"}]]


async def test_under_the_minimum_it_asks_for_one_more():
    async with trial("choices", LENSES) as (app, pilot):
        await press(pilot, "1", "enter")
        assert app.answers == []
        assert app.note == "One more, or s to skip."


async def test_one_that_stands_alone_lets_the_others_go():
    async with trial("choices", LENSES) as (app, pilot):
        await press(pilot, "1", "4")
        assert app.typed[-1] == [{"value": "none"}]
        await press(pilot, "2")
        assert app.typed[-1] == [{"value": "t"}]


async def test_own_words_are_taken_by_enter_and_the_step_stays():
    async with trial("choices", LENSES) as (app, pilot):
        await press(pilot, "1", "0", "h", "i", "enter")
        assert app.answers == []
        await press(pilot, "enter")
        assert app.answers == [[{"value": "c"}, {"own": "hi"}]]


async def test_a_fourth_feeling_is_not_taken():
    async with trial("choices", FELT) as (app, pilot):
        await press(pilot, "right", "space", "right", "space", "right", "space", "right", "space")
        assert app.note == "Three are chosen. Space on one lets it go."
        assert app.shown.count("[") == 3


async def test_the_focused_word_is_explained_in_the_note():
    async with trial("choices", FELT) as (app, pilot):
        await press(pilot, "right", "right")
        assert app.note == "left out: not included"


async def test_nothing_is_rated_until_a_digit_is_pressed():
    async with trial("choices", FELT) as (app, pilot):
        await press(pilot, "right", "space", "enter")
        assert app.answers == []
        assert "how strong, 0-10" in app.shown
        await press(pilot, "enter")
        assert app.answers == [[{"value": "hurt"}]]


async def test_tab_leads_to_the_chosen_where_digits_rate():
    async with trial("choices", FELT) as (app, pilot):
        await press(
            pilot, "right", "right", "space", "down", "right", "space", "tab", "7", "down", "1", "0"
        )
        assert "left out    ●●●●●●●···  7" in app.shown
        await press(pilot, "enter")
        assert app.answers == [
            [{"value": "left out", "intensity": 7}, {"value": "small", "intensity": 10}]
        ]


async def test_not_sure_takes_no_number():
    async with trial("choices", FELT) as (app, pilot):
        await press(pilot, "end", "space", "enter")
        assert app.answers == [[{"value": "not sure"}]]


async def test_groups_then_words_at_forty_columns():
    async with trial("choices", FELT, width=40, height=12) as (app, pilot):
        await press(pilot, "2", "3", "left")
        assert "shame" in app.shown and "small" in app.shown
        await press(pilot, "enter", "5", "enter")
        assert app.answers == [[{"value": "small", "intensity": 5}]]


async def test_earlier_choices_are_marked_with_their_ratings():
    async with trial("choices", FELT, earlier=[{"value": "torn", "intensity": 4}]) as (app, pilot):
        assert "[torn]" in app.shown
        await press(pilot, "enter")
        assert app.answers == [[{"value": "torn", "intensity": 4}]]


async def test_picks_answer_by_reference():
    prompt = PicksPrompt(
        (Thing("a1", "care", "kept in May"), Thing("a2", "truth")), own="another", min=1
    )
    async with trial("picks", prompt) as (app, pilot):
        assert "kept in May" in app.shown
        await press(pilot, "2", "enter")
        assert app.answers == [[{"ref": "a2"}]]


async def test_a_question_in_words_is_typed_for_each():
    prompt = ChoicesPrompt(
        (Choosable("a", "care"), Choosable("b", "truth")),
        each=(Ask("why", "text", "Why this one?"),),
    )
    async with trial("choices", prompt) as (app, pilot):
        await press(pilot, "1", "2", "enter")
        assert app.body.in_field
        assert app.note == "Why this one?"
        await press(pilot, *"me", "enter")
        await press(pilot, *"us", "enter")
        assert app.answers == [[{"value": "a", "why": "me"}, {"value": "b", "why": "us"}]]


async def test_a_question_with_own_words_takes_zero():
    each = (Ask("kind", "choice", "Which kind?", (Choosable("x", "old"),), own="other"),)
    prompt = ChoicesPrompt((Choosable("a", "care"),), each=each)
    async with trial("choices", prompt) as (app, pilot):
        await press(pilot, "1", "enter", "0", *"new", "enter")
        assert app.answers == [[{"value": "a", "kind": {"own": "new"}}]]


async def test_the_note_says_which_keys_mark_here():
    async with trial("choices", LENSES) as (app, _):
        assert app.note == "Two to three. Numbers and Space mark."
    async with trial("choices", FELT) as (app, _):
        assert app.note == "Up to three. The arrows move, Space marks."
    free = replace(LENSES, min=0, max=None)
    async with trial("choices", free) as (app, _):
        assert app.note == "None chosen yet. Numbers and Space mark."


async def test_a_most_that_cannot_be_passed_is_not_told():
    things = tuple(Thing(name, name) for name in ("care", "truth"))
    async with trial("picks", PicksPrompt(things, min=1, max=8)) as (app, _):
        assert app.note == "One or more. Numbers and Space mark."


async def test_with_nothing_chosen_one_is_asked_for_and_not_one_more():
    async with trial("choices", replace(LENSES, min=1)) as (app, pilot):
        await press(pilot, "enter")
        assert app.note == "One, or s to skip."


PLACES = ChoicesPrompt(
    tuple(Choosable(f"p{number}", f"place {number}") for number in range(1, 11)),
    own="another place",
    max=4,
    each=(
        Ask(
            "how",
            "choice",
            "How does it feel there?",
            (Choosable("w", "warm"), Choosable("h", "heavy")),
            own="other words",
        ),
    ),
)
PERCENT = Ask(
    "much", "scale", "How much did you believe it at that time, in percent?",
    min=0, max=100, low="not at all", high="completely",
)  # fmt: skip


async def test_what_is_rated_takes_the_place_of_options_that_leave_no_room():
    async with trial("choices", PLACES) as (app, pilot):
        await press(pilot, "2", "9", "enter")
        assert app.in_sight()[:5] == [
            "How does it feel there?",
            "",
            "› place 2     _",
            "              1 warm   2 heavy   0 other words",
            "  place 9     _",
        ]
        assert app.note == "Type a number or use Left and Right. Enter goes on. Up leads back."
        await press(pilot, "2", "enter", "1", "enter")
        assert app.answers == [[{"value": "p2", "how": "h"}, {"value": "p9", "how": "w"}]]


async def test_up_leads_back_from_the_ratings_to_the_options():
    async with trial("choices", PLACES) as (app, pilot):
        await press(pilot, "2", "enter", "up")
        assert "› 2  [x]  place 2" in app.shown


async def test_own_words_for_one_are_written_below_it_and_touch_no_other():
    async with trial("choices", PLACES) as (app, pilot):
        await press(pilot, "2", "0", *"ears", "enter", "enter")
        await press(pilot, "0", *"like b")
        lines = app.shown.splitlines()
        assert lines[lines.index("› place 2     _") + 1] == "[like b]"
        assert "  ears        _" in lines
        await press(pilot, "enter", "1", "enter")
        assert app.answers == [
            [{"value": "p2", "how": {"own": "like b"}}, {"own": "ears", "how": "w"}]
        ]


async def test_own_words_stand_with_their_option():
    async with trial("choices", PLACES) as (app, pilot):
        await press(pilot, "0", *"ears", "enter")
        assert "› 0  [x]  another place: ears" in app.shown
        assert "more below" not in app.note


async def test_next_takes_words_along_that_are_still_in_the_field():
    async with trial("choices", replace(PLACES, each=())) as (app, pilot):
        await press(pilot, "0", *"ears")
        app.body.next()
        await pilot.pause()
        assert app.answers == [[{"own": "ears"}]]


async def test_a_long_question_about_each_is_read_in_full():
    few = ChoicesPrompt((Choosable("a", "care"), Choosable("b", "truth")), each=(PERCENT,))
    async with trial("choices", few) as (app, pilot):
        await press(pilot, "1", "enter")
        assert app.in_sight()[:2] == [
            "How much did you believe it at that time, in percent? 0 not at",
            "all, 100 completely.",
        ]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_one_that_is_rated_is_in_sight_with_the_question(size: tuple[int, int]):
    many = ChoicesPrompt(PLACES.options, each=(PERCENT,))
    async with trial("choices", many, width=size[0], height=size[1]) as (app, pilot):
        await press(pilot, *"123456789", "enter", *(["5", "enter"] * 8))
        lines = app.in_sight()
        assert lines[0].startswith("How much did you believe it")
        assert any(line.startswith("› place 9") for line in lines)


HINTED = ChoicesPrompt(
    (
        Choosable("a", "All or nothing", "a shade of grey does not count"),
        Choosable("b", "All my doing", "what had many causes is put down to me, and to me alone"),
        *(Choosable(f"o{number}", f"habit {number}", "a short one") for number in range(6)),
    )
)


async def test_hints_stand_beside_and_the_marked_one_in_full_in_the_note():
    async with trial("choices", HINTED) as (app, pilot):
        assert "  1  [ ]  All or nothing   a shade of grey does not count" in app.shown
        assert "All my doing     what had many causes is put down to me…" in app.shown
        await press(pilot, "down")
        assert "None chosen yet" in app.note
        await press(pilot, "down")
        assert app.note.startswith("All my doing: what had many causes is put down to me, and to")


async def test_on_a_narrow_screen_the_hint_of_the_marked_one_stands_below_it():
    async with trial("choices", HINTED, width=40, height=12) as (app, pilot):
        await press(pilot, "down")
        lines = app.shown.splitlines()
        assert lines[:2] == ["› 1  [ ]  All or nothing", " " * 10 + "a shade of grey does not"]
        assert "a short one" not in app.shown
